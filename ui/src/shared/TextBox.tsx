import { useRef, type ReactNode } from "react";
import { Button as Pressable, TextArea, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { fieldBad } from "./Field";
import { useFormats } from "./format";

/** How near to its limit a text says how long it is. */
const NEARLY = 0.8;

interface Props {
  value: string;
  onChange: (text: string) => void;
  /** The most characters. */
  most: number;
  /** What may be filled in, without its braces. */
  variables?: readonly string[];
  placeholder?: string | undefined;
  wrong: boolean;
  /** The id of what describes it. */
  described?: string;
  /** Puts the box into its row, beside a `Label` that names it. */
  row: (box: ReactNode) => ReactNode;
}

/** A text of several lines. What may be filled in stands under it, to be put where the caret is. */
export function TextBox({ value, onChange, most, variables = [], placeholder, wrong, described, row }: Props) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const area = useRef<HTMLTextAreaElement>(null);
  const length = [...value].length;

  const insert = (variable: string) => {
    const { selectionStart: from, selectionEnd: to } = area.current ?? { selectionStart: length, selectionEnd: length };
    const text = `{${variable}}`;
    onChange(value.slice(0, from) + text + value.slice(to));
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(from + text.length, from + text.length);
    });
  };

  return (
    <TextField value={value} onChange={onChange} isInvalid={wrong} aria-describedby={described} className="contents">
      {row(
        <>
          <TextArea
            ref={area}
            rows={3}
            placeholder={placeholder}
            className={`field-sizing-content max-h-60 min-h-18 w-full max-w-palette resize-y rounded-2 border bg-raised px-2 py-1 select-text focus-visible:border-accent focus-visible:shadow-focus ${wrong ? fieldBad : "border-line-field"}`}
          />
          {(variables.length > 0 || length > most * NEARLY) && (
            <div className="flex max-w-palette flex-wrap items-center gap-1.5 text-small text-ink-3">
              {variables.length > 0 && <span>{t("text_box.insert")}</span>}
              {variables.map((variable) => (
                <Pressable
                  key={variable}
                  onPress={() => insert(variable)}
                  aria-label={t("text_box.insert_variable", { name: `{${variable}}` })}
                  className="rounded-1 bg-fill px-1.5 font-mono text-ink-2 data-hovered:bg-press"
                >
                  {`{${variable}}`}
                </Pressable>
              ))}
              {length > most * NEARLY && <span className="figure ml-auto">{t("text_box.length", { length: number(length), limit: number(most) })}</span>}
            </div>
          )}
        </>,
      )}
    </TextField>
  );
}
