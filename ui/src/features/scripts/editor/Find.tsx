import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import type { BlockId } from "../../../ipc";
import { IconButton } from "../../../shared/Button";
import { useFormats } from "../../../shared/format";
import { Icon } from "../../../shared/Icon";
import { blocksWith } from "./graph";
import { useEditing } from "./useEditing";
import { useBlockWords } from "./words";

/** Finds blocks by their words. Enter goes to the next one, with Shift to the one before; Escape closes it. */
export function Find({ onFound, onClose }: { onFound: (block: BlockId) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { draft } = useEditing();
  const words = useBlockWords();
  const [text, setText] = useState("");
  const [at, setAt] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const found = blocksWith(draft, text, words.name);

  const go = (step: 1 | -1) => {
    if (found.length === 0) return;
    const next = (at + step + found.length) % found.length;
    setAt(next);
    const block = found[next];
    if (block) onFound(block.id);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      go(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
  };
  return (
    <div role="search" className="flex h-8 items-center gap-1 rounded-2 bg-raised pr-0.5 pl-2 shadow-2 outline-1 outline-line-strong">
      <Icon name="search" className="text-icon-quiet" />
      <input
        ref={input}
        aria-label={t("canvas.find")}
        placeholder={t("canvas.find_hint")}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(-1);
        }}
        onKeyDown={press}
        className="h-full w-number min-w-0 flex-1 bg-transparent shadow-none!"
      />
      <span role="status" className="figure px-1 text-small text-ink-3">
        {text.trim() === "" ? "" : found.length === 0 ? t("canvas.none_found") : t("canvas.found", { at: number(Math.max(at + 1, 0)), of: number(found.length) })}
      </span>
      <IconButton name={t("canvas.find_before")} icon="up" small isDisabled={found.length === 0} onPress={() => go(-1)} />
      <IconButton name={t("canvas.find_next")} icon="down" small isDisabled={found.length === 0} onPress={() => go(1)} />
      <IconButton name={t("common.close")} icon="x" small onPress={onClose} />
    </div>
  );
}
