/** Orders of lists. Pure. */

/** The list with those of these ids put together before or after another one. */
export function reordered<Item extends { id: string }>(list: readonly Item[], ids: ReadonlySet<string>, to: string, place: "before" | "after"): Item[] {
  const rest = list.filter(({ id }) => !ids.has(id));
  const index = rest.findIndex(({ id }) => id === to);
  // Dropped on itself.
  if (index < 0) return [...list];
  return rest.toSpliced(place === "before" ? index : index + 1, 0, ...list.filter(({ id }) => ids.has(id)));
}
