/** How the blocks of a script hang together. Pure. */
import type { Block, BlockId, Exit, ScriptDraft } from "../../../ipc";

/** A branch of any type of block. */
export type AnyBranch = Extract<Block, { branches: unknown }>["branches"][number];

/** A branch that says when it is taken. */
export type Whenever = Extract<AnyBranch, { when: string }>;

/** The branch, where it says when it is taken; null for one taken by lot or in its turn. */
export function whenever(branch: AnyBranch): Whenever | null {
  return "when" in branch ? (branch as Whenever) : null;
}

/** A way out of a block and where it leads, if anywhere. */
export interface Way {
  exit: Exit;
  to: BlockId | undefined;
}

/** The branches of a block that has some. */
export function branchesOf(block: Block): readonly AnyBranch[] {
  return "branches" in block ? block.branches : [];
}

/** Every way out of a block, in order. */
export function waysOf(block: Block): Way[] {
  if ("branches" in block) return branchesOf(block).map(({ next }, exit) => ({ exit, to: next }));
  return block.type === "end" ? [] : [{ exit: null, to: block.next }];
}

/** What a way out is called where a text is needed. */
export const exitKey = (exit: Exit): string => (exit === null ? "next" : String(exit));

/** The way out that `exitKey` called so. */
export const exitOf = (key: string): Exit => (key === "next" ? null : Number(key));

export function blockOf(draft: ScriptDraft, id: BlockId): Block | undefined {
  return draft.blocks.find((block) => block.id === id);
}

/** The blocks that lead to a block, in the order of the script. */
export function leadingTo(draft: ScriptDraft, id: BlockId): Block[] {
  return draft.blocks.filter((block) => block.id !== id && waysOf(block).some(({ to }) => to === id));
}

/** The blocks in the order a dialog may come by them: from the start along every way, then those no way leads to. */
export function inOrder(draft: ScriptDraft): Block[] {
  const blocks = new Map(draft.blocks.map((block) => [block.id, block]));
  const order = new Set<Block>();
  const visit = (first: Block) => {
    const ahead = [first];
    for (let block = ahead.pop(); block !== undefined; block = ahead.pop()) {
      if (order.has(block)) continue;
      order.add(block);
      for (const { to } of waysOf(block).reverse()) {
        const next = to === undefined ? undefined : blocks.get(to);
        if (next) ahead.push(next);
      }
    }
  };
  for (const block of draft.blocks) if (block.type === "start") visit(block);
  for (const block of draft.blocks) visit(block);
  return [...order];
}

export type Direction = "up" | "down" | "left" | "right";

/**
 * The block an arrow key leads to: down along the first way out that leads on, up to one that leads
 * here, left and right to what the same block leads to beside this. Where there is no such way, the
 * nearest block on that side; null when there is none.
 */
export function neighbour(draft: ScriptDraft, from: BlockId, direction: Direction): BlockId | null {
  const block = blockOf(draft, from);
  if (block === undefined) return null;
  return along(draft, block, direction) ?? nearest(draft, block, direction);
}

function along(draft: ScriptDraft, block: Block, direction: Direction): BlockId | null {
  if (direction === "down") return targets(draft, block)[0] ?? null;
  const before = leadingTo(draft, block.id);
  if (direction === "up") return before[0]?.id ?? null;
  for (const parent of before) {
    const beside = targets(draft, parent);
    const found = beside[beside.indexOf(block.id) + (direction === "right" ? 1 : -1)];
    if (found !== undefined) return found;
  }
  return null;
}

/** The other blocks that a block leads to, each once. */
function targets(draft: ScriptDraft, block: Block): BlockId[] {
  const known = new Set(draft.blocks.map(({ id }) => id));
  return [...new Set(waysOf(block).flatMap(({ to }) => (to !== undefined && to !== block.id && known.has(to) ? [to] : [])))];
}

function nearest(draft: ScriptDraft, from: Block, direction: Direction): BlockId | null {
  const [x, y] = from.at ?? [0, 0];
  let best: { id: BlockId; far: number } | null = null;
  for (const other of draft.blocks) {
    if (other.id === from.id) continue;
    const [right, down] = [(other.at?.[0] ?? 0) - x, (other.at?.[1] ?? 0) - y];
    const ahead = { up: -down, down, left: -right, right }[direction];
    const aside = Math.abs(direction === "up" || direction === "down" ? right : down);
    // What lies more to the side than ahead belongs to another key.
    if (ahead <= 0 || aside > ahead * 2) continue;
    const far = ahead + aside * 2;
    if (best === null || far < best.far) best = { id: other.id, far };
  }
  return best?.id ?? null;
}

/** Everything people wrote in a block, for the search. */
export function writtenIn(block: Block): string {
  const { id, type: _type, at: _at, ...rest } = block;
  return [id, ...texts(rest)].join("\n");
}

function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(texts);
  if (typeof value !== "object" || value === null) return [];
  // Where a branch leads and when it is taken are not words of it.
  return Object.entries(value).flatMap(([name, one]) => (name === "next" || name === "when" || name === "is" || name === "how" ? [] : texts(one)));
}

/** The blocks in which a text is written, in the order of a dialog. Case and `ё` do not matter. */
export function blocksWith(draft: ScriptDraft, text: string, nameOf: (block: Block) => string): Block[] {
  const sought = fold(text.trim());
  if (sought === "") return [];
  return inOrder(draft).filter((block) => fold(`${nameOf(block)}\n${writtenIn(block)}`).includes(sought));
}

/** A text as it is compared: without regard to case and `ё`. */
export const fold = (text: string): string => text.toLowerCase().replaceAll("ё", "е");
