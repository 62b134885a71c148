import { useTranslation } from "react-i18next";

import type { Block, BlockId, ScriptDraft } from "../../../ipc";
import { Link } from "../../../shared/Button";
import { useFormats } from "../../../shared/format";
import { Icon, type IconName } from "../../../shared/Icon";
import { useBlockWords } from "../editor/words";
import { differences, isNothing, type BlockChange } from "./diff";

interface Props {
  before: ScriptDraft;
  after: ScriptDraft;
  /** The draft on the canvas: what is still in it can be gone to. */
  now: ScriptDraft;
  onSelect: (block: BlockId) => void;
}

const marks: Record<BlockChange["what"], { icon: IconName; tone: string }> = {
  added: { icon: "plus", tone: "text-success-ink" },
  removed: { icon: "minus", tone: "text-danger-ink" },
  changed: { icon: "edit", tone: "text-icon" },
};

/** What became of one state of a script in another. */
export function Differences({ before, after, now, onSelect }: Props) {
  const { t } = useTranslation();
  const format = useFormats();
  const diff = differences(before, after);
  if (isNothing(diff)) return <p className="px-4 py-3 text-ink-2">{t("scripts.history.same")}</p>;
  const known = new Set(now.blocks.map(({ id }) => id));
  return (
    <ul className="grid gap-2 px-4 py-3">
      {diff.whole.map((part) => (
        <li key={part} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
          <Icon name="edit" className="mt-0.5 text-icon" />
          <span>{part === "name" ? t("scripts.history.renamed", { from: before.name, to: after.name }) : t(`scripts.history.whole.${part}`)}</span>
        </li>
      ))}
      {diff.blocks.map((change) => (
        <li key={change.block.id} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
          <Icon name={marks[change.what].icon} className={`mt-0.5 ${marks[change.what].tone}`} />
          <Change change={change} before={before} onSelect={known.has(change.block.id) ? onSelect : null} />
        </li>
      ))}
      {diff.moved > 0 && <li className="text-small text-ink-2">{t("scripts.history.moved", { count: diff.moved, n: format.number(diff.moved) })}</li>}
    </ul>
  );
}

function Change({ change, before, onSelect }: { change: BlockChange; before: ScriptDraft; onSelect: ((block: BlockId) => void) | null }) {
  const { t } = useTranslation();
  const words = useBlockWords();
  const { block, what } = change;
  const name = words.name(block);
  return (
    <div className="min-w-0">
      <span className="sr-only">{t(`scripts.history.change.${what}`)} </span>
      {onSelect ? <Link onPress={() => onSelect(block.id)}>{name}</Link> : <span className="font-medium wrap-anywhere">{name}</span>}
      <p className="text-small text-ink-2">{what === "changed" ? change.parts.map((part) => t(`scripts.part.${part as Part}`)).join(", ") : t(`block.type.${block.type}`)}</p>
      {what === "changed" && change.parts.includes("text") && <Texts before={textOf(before.blocks.find(({ id }) => id === block.id))} after={textOf(block)} />}
    </div>
  );
}

/** What a block said and says. */
function Texts({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation();
  return (
    <div className="mt-1 grid gap-0.5 text-small">
      <p className="text-ink-3 line-through wrap-anywhere whitespace-pre-wrap select-text">
        <span className="sr-only">{t("history.before")} </span>
        {before || "–"}
      </p>
      <p className="wrap-anywhere whitespace-pre-wrap select-text">
        <span className="sr-only">{t("history.after")} </span>
        {after || "–"}
      </p>
    </div>
  );
}

function textOf(block: Block | undefined): string {
  return block && "text" in block ? (block.text ?? "") : "";
}

/** The parts of a block that have a name of their own. */
type Part =
  | "type" | "title" | "text" | "takes" | "next" | "branches" | "save_to" | "after_last" | "values" | "seconds"
  | "method" | "url" | "headers" | "body" | "timeout_s" | "save" | "marker" | "value" | "group" | "script" | "result"
  | "service" | "instructions" | "messages";
