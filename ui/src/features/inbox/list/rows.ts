/** The rows of a list, and the heads between them. */
import type { InboxRow, Section } from "../../../ipc";

/** `rows`, each as the known object where nothing in it changed. */
export function sameRows(known: ReadonlyMap<string, InboxRow>, rows: readonly InboxRow[]): InboxRow[] {
  return rows.map((row) => {
    const former = known.get(row.id);
    return former !== undefined && isSame(former, row) ? former : row;
  });
}

/** Whether two values out of JSON say the same. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return one === other;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => isSame(one[key as never], other[key as never]));
}

export type Line = { type: "head"; section: Section; count: number } | { type: "row"; row: InboxRow };

/** In pixels, the same as the tokens `--row-dialog` and `--row-section`. */
export const heights = { row: 56, head: 28 } as const;

/** The rows with a head over each section; only `my` has sections. */
export function linesOf(rows: readonly InboxRow[], sectioned: boolean): Line[] {
  const lines: Line[] = [];
  let head: Extract<Line, { type: "head" }> | undefined;
  for (const row of rows) {
    if (sectioned && head?.section !== row.section) {
      head = { type: "head", section: row.section, count: 0 };
      lines.push(head);
    }
    if (head) head.count += 1;
    lines.push({ type: "row", row });
  }
  return lines;
}

/** What a row is told apart by. */
export const keyOf = (line: Line): string => (line.type === "head" ? line.section : line.row.id);
