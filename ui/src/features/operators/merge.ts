/** Two people changed one thing: what of it can stand together. Pure. */

export interface Merged<Input> {
  /** Both changes together; where both changed the same, mine. */
  input: Input;
  /** What both changed, to different values. */
  clashes: (keyof Input)[];
}

/** Puts what I changed since `base` upon what they saved meanwhile. */
export function merge<Input extends object>(base: Input, theirs: Input, mine: Input): Merged<Input> {
  const keys = Object.keys(base) as (keyof Input)[];
  const changed = keys.filter((key) => !same(base[key], mine[key]));
  const input = changed.reduce((merged, key) => ({ ...merged, [key]: mine[key] }), theirs);
  return { input, clashes: changed.filter((key) => !same(base[key], theirs[key]) && !same(theirs[key], mine[key])) };
}

/** Whether two values of an input are alike; what is chosen from a list has no order. */
export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
