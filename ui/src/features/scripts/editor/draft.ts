/** What can be done to a script on the canvas. Pure: every function answers another draft, or the same one when nothing changed. */
import type { Block, BlockId, Exit, ScriptDraft } from "../../../ipc";
import { blockOf, waysOf, type AnyBranch } from "./graph";
import { newBlock, type AddedType } from "./kinds";
import { GRID, sizeOf, type Size } from "./size";

export type Point = [number, number];

/** A way out of a block, as something to hang another block on. */
export interface Loose {
  block: BlockId;
  exit: Exit;
}

/** How far blocks that are put down by themselves keep from each other. */
const GAP = 32;

/** An id no block has had: the type, so that a diff can be read, and four letters by lot. */
export function freshId(type: Block["type"], taken: ReadonlySet<BlockId>, random: () => number = Math.random): BlockId {
  for (;;) {
    const id = `${type}_${Math.floor(random() * 36 ** 4).toString(36).padStart(4, "0")}`;
    if (!taken.has(id)) return id;
  }
}

const idsOf = (draft: ScriptDraft) => new Set(draft.blocks.map(({ id }) => id));

/** Adds a block of a type, hung on a way out where one is given: it goes in between that way and where it led. */
export function addBlock(draft: ScriptDraft, type: AddedType, at: Point, after: Loose | null = null, random?: () => number): { draft: ScriptDraft; id: BlockId } {
  const id = freshId(type, idsOf(draft), random);
  const block = newBlock(type, id, snapped(at));
  const added = { ...draft, blocks: [...draft.blocks, block] };
  if (after === null) return { draft: added, id };
  const hung = connect(added, after.block, after.exit, id);
  const before = ledBy(draft, after);
  const [on] = waysOf(block);
  return { draft: before === undefined || on === undefined ? hung : connect(hung, id, on.exit, before), id };
}

const ledBy = (draft: ScriptDraft, { block, exit }: Loose) => {
  const from = blockOf(draft, block);
  return from === undefined ? undefined : waysOf(from).find((way) => way.exit === exit)?.to;
};

/** Whether a way out leads nowhere yet. */
export const isLoose = (draft: ScriptDraft, way: Loose): boolean => ledBy(draft, way) === undefined;

/** Whether a block of a type cannot go in between a way out and where it leads: no way leads on from it. */
export function wouldCut(draft: ScriptDraft, type: AddedType, after: Loose): boolean {
  return !isLoose(draft, after) && waysOf(newBlock(type, "", [0, 0])).length === 0;
}

/** Where a block that follows another is put: below it, and beside what lies there already. */
export function spotAfter(draft: ScriptDraft, after: BlockId, type: AddedType): Point {
  const block = blockOf(draft, after);
  const [x, y] = block?.at ?? [0, 0];
  const below = block === undefined ? 0 : sizeOf(block).height + GAP * 1.5;
  return freeSpot(draft, [x, y + below], sizeOf(newBlock(type, "", [0, 0])));
}

/** The first free place to the right of a point, the point itself first. */
export function freeSpot(draft: ScriptDraft, [x, y]: Point, size: Size): Point {
  const meets = ([left, top]: Point) =>
    draft.blocks.find((other) => {
      const [otherLeft, otherTop] = other.at ?? [0, 0];
      const { width, height } = sizeOf(other);
      return left < otherLeft + width + GAP / 2 && otherLeft < left + size.width + GAP / 2 && top < otherTop + height + GAP / 2 && otherTop < top + size.height + GAP / 2;
    });
  let spot: Point = snapped([x, y]);
  for (let met = meets(spot); met !== undefined; met = meets(spot)) spot = snapped([(met.at?.[0] ?? 0) + sizeOf(met).width + GAP, y]);
  return spot;
}

const snapped = ([x, y]: Point): Point => [Math.round(x / GRID) * GRID, Math.round(y / GRID) * GRID];

/** The blocks of these that can be taken out: a script keeps its start. */
export function removable(draft: ScriptDraft, ids: Iterable<BlockId>): BlockId[] {
  const chosen = new Set(ids);
  return draft.blocks.filter(({ id, type }) => chosen.has(id) && type !== "start").map(({ id }) => id);
}

/** Takes blocks out, and the arrows that led to them. */
export function removeBlocks(draft: ScriptDraft, ids: Iterable<BlockId>): ScriptDraft {
  const gone = new Set(removable(draft, ids));
  if (gone.size === 0) return draft;
  const left = draft.blocks.filter(({ id }) => !gone.has(id));
  return { ...draft, blocks: left.map((block) => relinked(block, (to) => (gone.has(to) ? undefined : to))) };
}

/** Leads a way out to a block, or nowhere. */
export function connect(draft: ScriptDraft, from: BlockId, exit: Exit, to: BlockId | null): ScriptDraft {
  return change(draft, from, (block) => {
    if (!waysOf(block).some((way) => way.exit === exit)) return block;
    if (exit !== null) return withBranches(block, (branches) => branches.map((branch, index) => (index === exit ? led(branch, to) : branch)));
    return led(block, to);
  });
}

/** Changes one block; its id stays as it is. */
export function change(draft: ScriptDraft, id: BlockId, changed: (block: Block) => Block): ScriptDraft {
  let same = true;
  const blocks = draft.blocks.map((block) => {
    if (block.id !== id) return block;
    const next = changed(block);
    same &&= next === block;
    return next;
  });
  return same ? draft : { ...draft, blocks };
}

/** Changes the branches of a block that has some. */
export function withBranches(block: Block, changed: (branches: readonly AnyBranch[]) => readonly AnyBranch[]): Block {
  // The branches of a block are of one type, and what makes them of one another keeps to it.
  return "branches" in block ? ({ ...block, branches: changed(block.branches) } as Block) : block;
}

/** Moves blocks to where they were dragged. */
export function moveBlocks(draft: ScriptDraft, places: ReadonlyMap<BlockId, Point>): ScriptDraft {
  let same = true;
  const blocks = draft.blocks.map((block) => {
    const place = places.get(block.id);
    if (place === undefined) return block;
    const at: Point = [Math.round(place[0]), Math.round(place[1])];
    if (block.at?.[0] === at[0] && block.at[1] === at[1]) return block;
    same = false;
    return { ...block, at };
  });
  return same ? draft : { ...draft, blocks };
}

/** Moves blocks by so many pixels. */
export function nudge(draft: ScriptDraft, ids: ReadonlySet<BlockId>, [x, y]: Point): ScriptDraft {
  const moved = draft.blocks.filter(({ id }) => ids.has(id));
  return moveBlocks(draft, new Map(moved.map(({ id, at }) => [id, [(at?.[0] ?? 0) + x, (at?.[1] ?? 0) + y]])));
}

/**
 * Puts copies of blocks into the script, under new ids. Arrows among them stay among the copies; one
 * that led out of them is kept where this script has that block. `at` is where their corner at the
 * top left goes; null puts them beside where they were.
 */
export function paste(draft: ScriptDraft, copied: readonly Block[], at: Point | null, random?: () => number): { draft: ScriptDraft; ids: BlockId[] } {
  const pasted = copied.filter(({ type }) => type !== "start");
  const known = idsOf(draft);
  const taken = new Set([...known, ...pasted.map(({ id }) => id)]);
  const names = new Map<BlockId, BlockId>();
  for (const { id, type } of pasted) {
    const name = freshId(type, taken, random);
    taken.add(name);
    names.set(id, name);
  }
  const [left, top] = [Math.min(...pasted.map((block) => block.at?.[0] ?? 0)), Math.min(...pasted.map((block) => block.at?.[1] ?? 0))];
  const to = at === null ? null : snapped(at);
  const [x, y] = to === null ? beside(draft, pasted) : [to[0] - left, to[1] - top];
  const blocks = pasted.map((block): Block => {
    const copy = { ...block, id: names.get(block.id) ?? block.id, at: [(block.at?.[0] ?? 0) + x, (block.at?.[1] ?? 0) + y] satisfies Point } as Block;
    return relinked(copy, (to) => names.get(to) ?? (known.has(to) ? to : undefined));
  });
  if (blocks.length === 0) return { draft, ids: [] };
  return { draft: { ...draft, blocks: [...draft.blocks, ...blocks] }, ids: blocks.map(({ id }) => id) };
}

/** How far copies are moved so that none lies just on another block. */
function beside(draft: ScriptDraft, copies: readonly Block[]): Point {
  const corners = new Set(draft.blocks.map(({ at }) => at?.join(" ")));
  let by = 0;
  while (copies.some(({ at }) => corners.has(`${(at?.[0] ?? 0) + by} ${(at?.[1] ?? 0) + by}`))) by += GAP;
  return [by, by];
}

/** Leads every arrow out of a block elsewhere. */
function relinked(block: Block, to: (to: BlockId) => BlockId | undefined): Block {
  const ways = waysOf(block);
  if (ways.every((way) => way.to === undefined || to(way.to) === way.to)) return block;
  const target = (next: BlockId | undefined) => (next === undefined ? null : (to(next) ?? null));
  if ("branches" in block) return withBranches(block, (branches) => branches.map((branch) => led(branch, target(branch.next))));
  return block.type === "end" ? block : led(block, target(block.next));
}

/** What has one way on, leading elsewhere; one that leads nowhere does not say so. */
function led<Leads extends { next?: BlockId } | Block>(one: Leads, to: BlockId | null): Leads {
  const { next: _next, ...rest } = one as { next?: BlockId };
  return (to === null ? rest : { ...rest, next: to }) as Leads;
}
