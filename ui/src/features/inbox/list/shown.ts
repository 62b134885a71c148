/** Which dialogs the list shows, in order: "the next dialog" means the next of these. */

let shown: readonly string[] = [];

export function nowShown(rows: readonly { id: string }[]): void {
  shown = rows.map(({ id }) => id);
}

/** The dialog after (1) or before (-1) this one; the first when this one is not in the list. Null when there is none. */
export function neighbour(dialog: string | null, by: 1 | -1): string | null {
  const at = dialog === null ? -1 : shown.indexOf(dialog);
  return (at < 0 ? shown[0] : shown[at + by]) ?? null;
}
