import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useCallback, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import type { InboxRow } from "../../../ipc";
import { useFormats } from "../../../shared/format";
import { Row } from "./Row";
import { heights, keyOf, linesOf } from "./rows";

interface Props {
  label: string;
  rows: readonly InboxRow[];
  sectioned: boolean;
  /** The dialog that is open. */
  opened: string | null;
  /** The id of the operator who works here. */
  me: string;
  onOpen: (row: InboxRow) => void;
  onNearEnd: () => void;
  /** Under this name the scroll position is kept for the next time. */
  memory: string;
}

/** How many lines from the end the next ones are read. */
const AHEAD = 30;

const remembered = new Map<string, number>();

/** Dialogs under each other, walked by arrows and opened by Enter; only those in sight are drawn. */
export const List = memo(function List({ label, rows, sectioned, opened, me, onOpen, onNearEnd, memory }: Props) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => linesOf(rows, sectioned), [rows, sectioned]);
  const [walked, setWalked] = useState<string | null>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => (lines[index]?.type === "head" ? heights.head : heights.row),
    getItemKey: useCallback((index: number) => (lines[index] ? keyOf(lines[index]) : index), [lines]),
    overscan: 6,
    initialOffset: () => remembered.get(memory) ?? 0,
  });
  const drawn = virtual.getVirtualItems();
  const last = drawn.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lines.length > 0 && last >= lines.length - AHEAD) onNearEnd();
  }, [last, lines.length, onNearEnd]);

  // A dialog that left the list takes the place of the arrows with it.
  const current = walked !== null && rows.some((row) => row.id === walked) ? walked : opened;
  const latest = useRef(onOpen);
  useEffect(() => {
    latest.current = onOpen;
  });
  const open = useCallback((row: InboxRow) => {
    setWalked(row.id);
    latest.current(row);
  }, []);

  const walk = (event: KeyboardEvent) => {
    const at = rows.findIndex((row) => row.id === current);
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / heights.row) - 1);
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: rows.length - 1 };
    const step = steps[event.key];
    const here = rows[at];
    if ((event.key === "Enter" || event.key === " ") && here !== undefined) {
      event.preventDefault();
      return open(here);
    }
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const target = rows[Math.max(0, Math.min(rows.length - 1, step))];
    if (target === undefined) return;
    setWalked(target.id);
    virtual.scrollToIndex(lines.findIndex((line) => keyOf(line) === target.id));
  };

  return (
    <div
      ref={box}
      role="listbox"
      aria-label={label}
      aria-activedescendant={drawn.some((item) => item.key === current) ? `${id}-${current}` : undefined}
      tabIndex={0}
      onKeyDown={walk}
      onScroll={(event) => remembered.set(memory, event.currentTarget.scrollTop)}
      className="group min-h-0 flex-1 overflow-auto [overflow-anchor:none] focus-visible:shadow-none"
    >
      <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
        {drawn.map((item) => {
          const line = lines[item.index];
          if (line === undefined) return null;
          if (line.type === "row") {
            const { row } = line;
            return <Row key={row.id} id={`${id}-${row.id}`} row={row} start={item.start} current={row.id === current} opened={row.id === opened} me={me} onOpen={open} />;
          }
          return (
            <div
              key={line.section}
              role="presentation"
              className="absolute inset-x-0 flex items-center justify-between px-4 text-small font-medium text-ink-3"
              style={{ height: heights.head, transform: `translateY(${item.start}px)` }}
            >
              <span>{t(`inbox.section.${line.section}`)}</span>
              <span className="figure">{number(line.count)}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
});
