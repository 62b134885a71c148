import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Button as Pressable } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { asApiError, type Problem } from "../../../ipc";
import { useErrorWords } from "../../../shared/errors";
import { fieldBad, fieldBox, fieldInput, Wrong } from "../../../shared/Field";
import { Icon } from "../../../shared/Icon";
import { useProblemWords } from "../../../shared/problems";
import { note } from "../../../shared/toasts";

interface Props {
  label: string;
  value: string | null;
  /** The value as it is read, where that is not as it is written. */
  children?: ReactNode;
  type?: "text" | "tel" | "email" | "url" | "number" | "date";
  /** Keeps the new value, null for none; rejects with why it was refused. */
  onSave: (value: string | null) => Promise<unknown>;
}

/** A value that is mended where it stands: a press opens it, Enter or leaving it keeps it, Escape leaves it as it was. */
export function InPlace({ label, value, children, type = "text", onSave }: Props) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const problemWords = useProblemWords();
  // Null while it is only read.
  const [text, setText] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const [returning, setReturning] = useState(false);

  const leave = () => {
    setText(null);
    setWrong(null);
  };
  const keep = async () => {
    if (text === null) return;
    const next = text.trim() === "" ? null : text.trim();
    if (next === value) return leave();
    unkept.current = null;
    try {
      await onSave(next);
      leave();
    } catch (error) {
      const refused = asApiError(error);
      const [problem] = refused.code === "invalid" && Array.isArray(refused.details) ? (refused.details as Problem[]) : [];
      setWrong(problem ? problemWords(problem) : words(refused).what);
    }
  };
  // Another dialog, or a window that goes, takes the field away without leaving it first.
  const unkept = useRef<(() => void) | null>(null);
  useEffect(() => {
    const next = text?.trim() || null;
    const isBegun = text !== null && wrong === null && next !== value;
    unkept.current = isBegun ? () => void onSave(next).catch((error: unknown) => note(words(asApiError(error)).what)) : null;
  });
  useEffect(() => {
    const keepLast = () => {
      unkept.current?.();
      unkept.current = null;
    };
    window.addEventListener("pagehide", keepLast);
    return () => {
      window.removeEventListener("pagehide", keepLast);
      keepLast();
    };
  }, []);
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    // Escape means this field, not what lies around it.
    event.stopPropagation();
    setReturning(true);
    if (event.key === "Escape") leave();
    else void keep();
  };
  if (text === null) {
    return (
      <Pressable
        autoFocus={returning}
        aria-label={t("inbox.card.edit", { field: label, value: value ?? t("inbox.card.none") })}
        onPress={() => setText(value ?? "")}
        className="group -mx-1 flex max-w-full min-w-0 items-center gap-1 rounded-1 px-1 text-left data-hovered:bg-hover"
      >
        <span className="cut select-text" title={value ?? undefined}>
          {children || (value ?? <span className="text-ink-3">–</span>)}
        </span>
        <Icon name="edit" size="small" className="text-icon-quiet opacity-0 group-data-focus-visible:opacity-100 group-data-hovered:opacity-100" />
      </Pressable>
    );
  }
  return (
    <>
      <span className={`${fieldBox} -mx-1 -my-1 ${wrong === null ? "" : fieldBad}`}>
        <input autoFocus aria-label={label} aria-invalid={wrong !== null} type={type} value={text} onChange={(event) => setText(event.target.value)} onBlur={() => void keep()} onKeyDown={press} className={fieldInput} />
      </span>
      {wrong !== null && (
        <span role="alert" className="mt-1 block">
          <Wrong>{wrong}</Wrong>
        </span>
      )}
    </>
  );
}
