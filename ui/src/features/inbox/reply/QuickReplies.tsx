import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { QuickReply } from "../../../ipc";
import { Keys } from "../../../shared/Keys";

interface Props {
  id: string;
  replies: readonly QuickReply[];
  /** What was typed after the `/`. */
  letters: string;
  /** Where the arrows stand. */
  current: number;
  onPick: (reply: QuickReply) => void;
}

/** The quick replies that fit, over the reply box, which has the focus and moves through them. */
export function QuickReplies({ id, replies, letters, current, onPick }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return (
    <div className="absolute inset-x-3 bottom-full z-3 mb-2 rounded-3 bg-pop p-1 shadow-2 outline-1 outline-line-strong">
      <div className="flex h-small items-center justify-between px-2 text-small text-ink-3">
        <span>{t("inbox.quick_replies")}</span>
        <span className="flex gap-1">
          <Keys of="ArrowUp" />
          <Keys of="ArrowDown" />
        </span>
      </div>
      <div ref={box} id={id} role="listbox" aria-label={t("inbox.quick_replies")} className="max-h-56 overflow-auto">
        {replies.map((reply, index) => (
          <div
            key={reply.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === current}
            // The reply box must not lose the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(reply)}
            className="flex h-compact items-center gap-3 rounded-1 px-2 hover:bg-hover aria-selected:bg-selected"
          >
            <span className="cut w-26 flex-none" title={reply.shortcut}>
              /<Hit text={reply.shortcut} letters={letters} />
            </span>
            <span className="cut flex-1 text-ink-2" title={reply.text}>
              {reply.text}
            </span>
            {index === current && <Keys of="Enter" />}
          </div>
        ))}
      </div>
    </div>
  );
}

/** A shortcut with what was typed of it set off. */
function Hit({ text, letters }: { text: string; letters: string }) {
  const from = text.toLocaleLowerCase().indexOf(letters.toLocaleLowerCase());
  if (from < 0 || letters === "") return text;
  return (
    <>
      {text.slice(0, from)}
      <b className="font-strong">{text.slice(from, from + letters.length)}</b>
      {text.slice(from + letters.length)}
    </>
  );
}
