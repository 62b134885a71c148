/** Two people changed one chat: what of it can stand together, and what cannot. Pure. */
import type { ChatInput } from "../../../ipc";
import { at, differing, put, same } from "./paths";

/** A setting that both changed, to different values. */
export interface Clash {
  path: string;
  theirs: unknown;
  mine: unknown;
}

export interface Merged {
  /** What they changed, by path. */
  theirs: string[];
  clashes: Clash[];
  /** Both changes together; where they clash, mine. */
  input: ChatInput;
}

/** Puts what I changed since `base` upon what they saved meanwhile. */
export function merge(paths: readonly string[], base: ChatInput, theirs: ChatInput, mine: ChatInput): Merged {
  const changed = differing(paths, base, mine);
  const changedByThem = differing(paths, base, theirs);
  const clashes = changed
    .filter((path) => changedByThem.includes(path))
    .map((path) => ({ path, theirs: at(theirs, path), mine: at(mine, path) }))
    .filter((clash) => !same(clash.theirs, clash.mine));
  const input = changed.reduce((merged, path) => put(merged, path, at(mine, path)), theirs);
  return { theirs: changedByThem, clashes, input };
}

/** Takes their value where they were given way to. */
export function settle(merged: Merged, theirs: ReadonlySet<string>): ChatInput {
  return merged.clashes.filter(({ path }) => theirs.has(path)).reduce((input, clash) => put(input, clash.path, clash.theirs), merged.input);
}
