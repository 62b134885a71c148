import { useEffect, useMemo, useRef } from "react";
import { ListBox, ListBoxItem } from "react-aria-components";
import { useTranslation } from "react-i18next";

import type { BlockId } from "../../../ipc";
import { Icon } from "../../../shared/Icon";
import { blockOf, exitKey, inOrder, waysOf } from "./graph";
import { ICONS } from "./kinds";
import { useEditing } from "./useEditing";
import { useBlockWords } from "./words";

/** The script as a list: every block in the order of a dialog, with where it leads. */
export function Outline({ current, onOpen }: { current: BlockId | null; onOpen: (block: BlockId) => void }) {
  const { t } = useTranslation();
  const { draft, problems, selected, select } = useEditing();
  const words = useBlockWords();
  const blocks = useMemo(() => inOrder(draft), [draft]);
  const wrong = useMemo(() => new Set(problems.filter(({ severity }) => severity === "error").map(({ block }) => block)), [problems]);
  const warned = useMemo(() => new Set(problems.map(({ block }) => block)), [problems]);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (current !== null) list.current?.querySelector(`[data-key="${CSS.escape(current)}"]`)?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return (
    <ListBox
      ref={list}
      aria-label={t("canvas.outline")}
      selectionMode="multiple"
      selectionBehavior="replace"
      selectedKeys={selected}
      onSelectionChange={(keys) => select(keys === "all" ? blocks.map(({ id }) => id) : [...keys].map(String))}
      onAction={(key) => onOpen(String(key))}
      className="h-full overflow-auto bg-page p-2 pt-14"
    >
      {blocks.map((block, index) => {
        const [name, body] = [words.name(block), words.body(block, draft.settings)];
        return (
        <ListBoxItem key={block.id} id={block.id} textValue={name} aria-label={words.all(block, draft)} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 rounded-2 px-2 py-1.5 data-hovered:bg-hover data-selected:bg-selected data-focus-visible:shadow-inset">
          <Icon name={ICONS[block.type]} className="mt-0.5 text-icon" />
          <div className="min-w-0">
            <p className="flex items-center gap-2">
              <span className="figure text-small text-ink-3">{index + 1}</span>
              <span className="cut font-medium">{name}</span>
              {wrong.has(block.id) ? <Icon name="error" size="small" className="text-danger-ink" /> : warned.has(block.id) && <Icon name="warn" size="small" className="text-warning-ink" />}
            </p>
            {body !== name && <p className="cut text-small text-ink-2">{body}</p>}
            <p className="flex flex-wrap gap-x-3 text-small text-ink-2">
              {waysOf(block).map(({ exit, to }) => {
                const target = to === undefined ? undefined : blockOf(draft, to);
                return (
                  <span key={exitKey(exit)} className={target === undefined ? "text-danger-ink" : ""}>
                    {t("block.leads", { exit: words.exit(block, exit), to: target === undefined ? t("block.nowhere") : words.name(target) })}
                  </span>
                );
              })}
            </p>
          </div>
        </ListBoxItem>
        );
      })}
    </ListBox>
  );
}
