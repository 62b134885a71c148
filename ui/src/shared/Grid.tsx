/**
 * A table of any length: only the rows in sight are drawn. Rows are walked by arrows, opened by
 * Enter; buttons in a row are reached by Tab from it, heads that sort by going up from the first
 * row. New rows on top do not move what is read.
 */
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";

import { Icon } from "./Icon";

export interface Column<Row> {
  id: string;
  title: string;
  /** A CSS grid track. */
  width: string;
  /** Figures stand at the end of their column. */
  end?: boolean;
  /** The head is only read out. */
  quietHead?: boolean;
  /** The head sorts the rows. */
  order?: Order;
  cell: (row: Row, current: boolean) => ReactNode;
}

export interface Order {
  /** Null: the rows are sorted by another column. */
  now: "ascending" | "descending" | null;
  /** Sorts by this column, or turns its order. */
  turn: () => void;
}

interface Props<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** How many rows there are, drawn or not; unknown when more may follow. */
  total: number | null;
  keyOf: (row: Row) => string;
  height: keyof typeof rowHeights;
  current: string | null;
  onCurrent: (key: string) => void;
  onOpen: (row: Row) => void;
  /** A row was pressed, beside becoming the current one. */
  onPress?: (row: Row) => void;
  /** The last rows came near: time to read more. */
  onNearEnd?: () => void;
  /** Under this name the scroll position is kept for the next time. */
  memory: string;
  /** Names the way back to the top when `count` rows came above what is read. */
  freshLabel?: (count: number) => string;
}

/** In pixels, the same as the tokens `--row` and `--row-compact`. */
export const rowHeights = { row: 40, compact: 32 } as const;

/** How many rows from the end the next ones are read. */
const AHEAD = 40;

const remembered = new Map<string, number>();

export function Grid<Row>(props: Props<Row>) {
  const { columns, rows, keyOf, current, onCurrent, onOpen, onNearEnd, memory, freshLabel } = props;
  const height = rowHeights[props.height];
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const place = usePlace(box, rows, keyOf, height, memory);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    overscan: 12,
    // The head lies over the first rows' height of the view.
    scrollPaddingEnd: rowHeights.compact,
    initialOffset: () => remembered.get(memory) ?? 0,
  });
  const drawn = virtual.getVirtualItems();
  const last = drawn.at(-1)?.index ?? 0;

  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - AHEAD) onNearEnd?.();
  }, [last, rows.length, onNearEnd]);

  const currentIndex = current === null ? -1 : rows.findIndex((row) => keyOf(row) === current);
  const currentDrawn = drawn.some((item) => item.index === currentIndex);

  const moveTo = (index: number) => {
    const target = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (target === undefined) return;
    onCurrent(keyOf(target));
    virtual.scrollToIndex(rows.indexOf(target));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = nextFocus(event, box.current, currentIndex, current === null ? null : `${id}-${current}`);
    if (to) {
      event.preventDefault();
      return to.focus();
    }
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / height) - 2);
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -rows.length, End: rows.length };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      box.current?.focus();
      return moveTo(currentIndex < 0 ? (step > 1 ? rows.length : 0) : currentIndex + step);
    }
    const row = rows[currentIndex];
    if (event.key === "Enter" && row !== undefined && event.target === box.current) {
      event.preventDefault();
      onOpen(row);
    }
  };

  const tracks = columns.map((column) => column.width).join(" ");
  // The same for every row and every drawing, so that a row is drawn again only when it changed.
  const acts = useRef<Acts<Row>>({ press: () => undefined, open: () => undefined });
  useEffect(() => {
    acts.current = {
      press(row) {
        onCurrent(keyOf(row));
        props.onPress?.(row);
      },
      open: onOpen,
    };
  });
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={box}
        role="grid"
        aria-label={props.label}
        aria-rowcount={props.total === null ? -1 : props.total + 1}
        aria-activedescendant={currentDrawn ? `${id}-${current}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={(event) => event.target === box.current && currentIndex < 0 && event.target.matches(":focus-visible") && moveTo(0)}
        onScroll={place.onScroll}
        className="group min-h-0 flex-1 overflow-auto [overflow-anchor:none] focus-visible:shadow-none"
      >
        <div role="rowgroup" className="sticky top-0 z-1 bg-page">
          <div role="row" aria-rowindex={1} className="grid h-compact border-b border-line px-2 text-small font-medium text-ink-3" style={{ gridTemplateColumns: tracks }}>
            {columns.map((column) => (
              <div key={column.id} role="columnheader" aria-sort={column.order ? (column.order.now ?? "none") : undefined} className={`cut self-center px-2 ${column.end ? "text-right" : ""}`}>
                {column.order ? <SortHead title={column.title} order={column.order} /> : <span className={column.quietHead ? "sr-only" : ""}>{column.title}</span>}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
          {drawn.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const key = keyOf(row);
            return <Line key={key} id={`${id}-${key}`} row={row} index={item.index} start={item.start} height={height} tracks={tracks} columns={columns} current={item.index === currentIndex} acts={acts} />;
          })}
        </div>
      </div>
      {freshLabel && place.fresh > 0 && (
        <button
          type="button"
          onClick={() => box.current?.scrollTo({ top: 0 })}
          className="absolute top-10 left-1/2 z-2 h-small -translate-x-1/2 rounded-round bg-inverse px-3 text-small font-medium text-on-inverse shadow-2"
        >
          {freshLabel(place.fresh)}
        </button>
      )}
    </div>
  );
}

/** A head that sorts. The shape says which way, the grid's `aria-sort` says it to those who do not see it. */
function SortHead({ title, order }: { title: string; order: Order }) {
  return (
    <button type="button" onClick={order.turn} className={`inline-flex max-w-full items-center gap-1 rounded-1 align-middle hover:text-ink ${order.now ? "text-ink" : ""}`}>
      {order.now && <Icon name={order.now === "descending" ? "down" : "up"} size="small" />}
      <span className="cut">{title}</span>
    </button>
  );
}

/** Where a key takes the focus within the grid, if it does: to the row's buttons, to the heads and back. */
function nextFocus(event: KeyboardEvent, box: HTMLElement | null, index: number, rowId: string | null): HTMLElement | null | undefined {
  const atHead = event.target instanceof Element && event.target.closest("[role=columnheader]") !== null;
  if (event.key === "ArrowDown" && atHead) return box;
  if (event.target !== box) return null;
  if (event.key === "ArrowUp" && index <= 0) return box?.querySelector<HTMLElement>("[role=columnheader] button");
  // The heads come first in the document, but the chosen row's buttons are what Tab is for.
  if (event.key === "Tab" && !event.shiftKey && rowId !== null) return document.getElementById(rowId)?.querySelector<HTMLElement>("button:not([tabindex='-1'])");
  return null;
}

interface Acts<Row> {
  press: (row: Row) => void;
  open: (row: Row) => void;
}

interface LineProps<Row> {
  id: string;
  row: Row;
  index: number;
  /** Pixels from the first row's top. */
  start: number;
  height: number;
  tracks: string;
  columns: readonly Column<Row>[];
  current: boolean;
  acts: React.RefObject<Acts<Row>>;
}

const Line = memo(function Line<Row>({ id, row, index, start, height, tracks, columns, current, acts }: LineProps<Row>) {
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={current}
      onClick={() => acts.current.press(row)}
      onDoubleClick={() => acts.current.open(row)}
      className="group/row absolute inset-x-0 grid border-b border-line-soft px-2 hover:bg-hover aria-selected:bg-selected group-focus-visible:aria-selected:shadow-inset"
      style={{ gridTemplateColumns: tracks, height, transform: `translateY(${start}px)` }}
    >
      {columns.map((column) => (
        <div key={column.id} role="gridcell" className={`cut self-center px-2 ${column.end ? "figure text-right" : ""}`}>
          {column.cell(row, current)}
        </div>
      ))}
    </div>
  );
}) as <Row>(props: LineProps<Row>) => ReactNode;

/** Keeps what is read in its place while rows come above it, and counts those rows. */
function usePlace<Row>(box: React.RefObject<HTMLDivElement | null>, rows: readonly Row[], keyOf: (row: Row) => string, height: number, memory: string) {
  /** The row at the top of the view, and how far it is scrolled into; null at the very top. */
  const anchor = useRef<{ key: string; into: number } | null>(null);
  /** The newest row that was seen at the top. */
  const seen = useRef<string | null>(null);
  const [fresh, setFresh] = useState(0);

  const mark = (top: number) => {
    const index = Math.floor(top / height);
    const row = rows[index];
    anchor.current = top <= 0 || row === undefined ? null : { key: keyOf(row), into: top - index * height };
    if (top < height) {
      seen.current = rows[0] === undefined ? null : keyOf(rows[0]);
      setFresh(0);
    }
  };

  useLayoutEffect(() => {
    if (box.current) box.current.scrollTop = remembered.get(memory) ?? 0;
    anchor.current = null;
    seen.current = null;
  }, [box, memory]);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    // Shown again where it was scrolled to: what stands on top now counts as seen.
    seen.current ??= rows[0] === undefined ? null : keyOf(rows[0]);
    const { current: held } = anchor;
    if (held) {
      const index = rows.findIndex((row) => keyOf(row) === held.key);
      if (index >= 0) element.scrollTop = index * height + held.into;
      const { current: head } = seen;
      if (head !== null) setFresh(Math.max(0, rows.findIndex((row) => keyOf(row) === head)));
    } else {
      mark(element.scrollTop);
    }
    // Only new rows move what is read; scrolling is marked as it happens.
  }, [rows]);

  return {
    fresh,
    onScroll: () => {
      const top = box.current?.scrollTop ?? 0;
      remembered.set(memory, top);
      mark(top);
    },
  };
}
