/**
 * The part of the archive that is in memory: stretches of rows, each read by the cursor before it.
 * Pure: what was read goes in, the list to show comes out. A stretch can be read again in its
 * place, so a list that somebody looks at stays true without moving.
 */
import type { DialogRow, DialogsPage } from "../../ipc";

/** Where a page ended; only the program reads it. */
type Cursor = string;

/** How many rows one reading asks for. */
export const PAGE = 100;

export interface Stretch {
  /** The cursor that reads it; null reads the newest dialogs. */
  after: Cursor | null;
  rows: readonly DialogRow[];
}

export interface Loaded {
  stretches: readonly Stretch[];
  /** Reads what follows the last stretch; null when nothing does. */
  next: Cursor | null;
}

/** The list when nothing but the newest dialogs was read. */
export function begin(head: DialogsPage): Loaded {
  return { stretches: [{ after: null, rows: head.rows }], next: head.next };
}

/** The list with the newest dialogs read again: rows pushed out of the head stay in the list. */
export function refreshHead(loaded: Loaded, head: DialogsPage): Loaded {
  const [old, ...rest] = loaded.stretches;
  const last = head.rows.at(-1);
  if (old === undefined || last === undefined || head.next === null) return begin(head);

  const overlap = old.rows.findIndex((row) => row.id === last.id);
  // More new dialogs came than one page holds: there is a gap, and the list starts again.
  if (overlap < 0 && old.rows.length > 0) return begin(head);

  const pushed = old.rows.slice(overlap + 1);
  const first: Stretch = { after: null, rows: head.rows };
  if (pushed.length === 0) return { ...loaded, stretches: [first, ...rest] };
  const [second, ...others] = rest;
  const joins = second !== undefined && second.rows.length + pushed.length <= 2 * PAGE;
  const tail: Stretch[] = joins
    ? [{ after: head.next, rows: [...pushed, ...second.rows] }, ...others]
    : [{ after: head.next, rows: pushed }, ...rest];
  return { ...loaded, stretches: [first, ...tail] };
}

/** The list with one stretch read again; `page` answered to its cursor, asking for as many rows as it has. */
export function refreshStretch(loaded: Loaded, after: Cursor, page: DialogsPage): Loaded {
  return { ...loaded, stretches: loaded.stretches.map((stretch) => (stretch.after === after ? { after, rows: page.rows } : stretch)) };
}

/** The list with what follows its end, read by `after`. */
export function append(loaded: Loaded, after: Cursor, page: DialogsPage): Loaded {
  if (loaded.next !== after) return loaded;
  return { stretches: [...loaded.stretches, { after, rows: page.rows }], next: page.next };
}

/** The stretches, but for the head, in which one of these dialogs stands. */
export function stretchesWith(loaded: Loaded, ids: ReadonlySet<string>): Stretch[] {
  return loaded.stretches.filter((stretch) => stretch.after !== null && stretch.rows.some((row) => ids.has(row.id)));
}

/** All rows, newest first, each once. */
export function rowsOf(loaded: Loaded): DialogRow[] {
  const seen = new Set<string>();
  return loaded.stretches.flatMap((stretch) =>
    stretch.rows.filter((row) => {
      const isNew = !seen.has(row.id);
      seen.add(row.id);
      return isNew;
    }),
  );
}
