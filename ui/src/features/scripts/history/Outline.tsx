import { useTranslation } from "react-i18next";

import type { Block, ScriptDraft } from "../../../ipc";
import { Icon } from "../../../shared/Icon";
import { blockOf, inOrder, waysOf } from "../editor/graph";
import { ICONS } from "../editor/kinds";
import { useBlockWords } from "../editor/words";

/** A whole script to read: each block, what it says, and where it leads. */
export function Outline({ draft }: { draft: ScriptDraft }) {
  const { t } = useTranslation();
  return (
    <ol aria-label={t("scripts.history.views.whole")} className="grid">
      {inOrder(draft).map((block) => (
        <Entry key={block.id} block={block} draft={draft} />
      ))}
    </ol>
  );
}

function Entry({ block, draft }: { block: Block; draft: ScriptDraft }) {
  const { t } = useTranslation();
  const words = useBlockWords();
  const name = words.name(block);
  const type: string = t(`block.type.${block.type}`);
  const text = "text" in block ? block.text : undefined;
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 border-b border-line-soft px-4 py-2">
      <Icon name={ICONS[block.type]} className="mt-0.5 text-icon" />
      <div className="min-w-0">
        <p className="font-medium wrap-anywhere">{name}</p>
        {name !== type && <p className="text-small text-ink-3">{type}</p>}
        {text !== undefined && text !== name && <p className="text-small wrap-anywhere whitespace-pre-wrap text-ink-2 select-text">{text}</p>}
        {waysOf(block).map(({ exit, to }) => {
          const target = to === undefined ? undefined : blockOf(draft, to);
          return (
            <p key={exit ?? "next"} className="cut text-small text-ink-2">
              {exit !== null && <span>{words.exit(block, exit)} </span>}
              <span aria-hidden="true">→ </span>
              <span className={target ? "" : "text-danger-ink"}>{target ? words.name(target) : t("scripts.history.nowhere")}</span>
            </p>
          );
        })}
      </div>
    </li>
  );
}
