/** Lists that people write line by line. Pure. */

/** The lines of a text that have something in them, without what stands around it. */
export function linesIn(text: string): string[] {
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** The same list with one item a place further up (-1) or down (1); at the end it stays. */
export function moved<Item>(list: readonly Item[], index: number, by: -1 | 1): Item[] {
  const [one, other] = [list[index], list[index + by]];
  if (one === undefined || other === undefined) return [...list];
  return list.with(index, other).with(index + by, one);
}
