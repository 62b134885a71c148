/** Where blocks lie: put in order by themselves, in line with each other, evenly apart. Pure. */
import { Graph, layout } from "@dagrejs/dagre";

import type { Block, BlockId, ScriptDraft } from "../../../ipc";
import { moveBlocks, type Point } from "./draft";
import { waysOf } from "./graph";
import { GRID, sizeOf } from "./size";

/** Room between blocks for arrows to run beside each other. */
const BESIDE = 56;
const BELOW = 64;

/** Lays blocks out from the top down along their arrows; all of the script, or some of it where it lies. */
export function laidOut(draft: ScriptDraft, only?: ReadonlySet<BlockId>): ScriptDraft {
  const blocks = draft.blocks.filter(({ id }) => only?.has(id) ?? true);
  if (blocks.length === 0) return draft;
  const corner: Point = only === undefined ? [0, 0] : cornerOf(blocks);
  return moveBlocks(draft, places(blocks, corner));
}

/** The draft with a place for every block: those that have none are laid out below those that have. */
export function placed(draft: ScriptDraft): ScriptDraft {
  const without = draft.blocks.filter(({ at }) => at === undefined);
  if (without.length === 0) return draft;
  const lowest = draft.blocks.filter(({ at }) => at !== undefined).map((block) => (block.at?.[1] ?? 0) + sizeOf(block).height + BELOW);
  return moveBlocks(draft, places(without, [0, Math.max(0, ...lowest)]));
}

/**
 * Moves down what lies under blocks that grew, by as much as they grew, so that none covers another;
 * what lies elsewhere stays. Blocks that were moved in the same step count from where they are now.
 */
export function withRoom(before: ScriptDraft, after: ScriptDraft): ScriptDraft {
  const formerly = new Map(before.blocks.map((block) => [block.id, block]));
  return after.blocks.reduce((draft, block) => {
    const former = formerly.get(block.id);
    if (former === undefined || former === block) return draft;
    const grown = sizeOf(block).height - sizeOf(former).height;
    return grown > 0 ? pushedDown(draft, boxOf(block), grown) : draft;
  }, after);
}

/** Moves down the blocks a block would come too near to by growing, and those these would, in turn. */
function pushedDown(draft: ScriptDraft, grown: Box, by: number): ScriptDraft {
  const boxes = draft.blocks.map(boxOf).filter(({ id }) => id !== grown.id);
  const under = [{ ...grown, y: grown.y - by }];
  const moved = new Map<BlockId, Point>();
  for (const box of boxes.sort((one, other) => one.y - other.y)) {
    const isUnder = under.some((above) => box.y >= above.y + above.height && box.x < above.x + above.width + BESIDE / 2 && above.x < box.x + box.width + BESIDE / 2);
    if (!isUnder) continue;
    under.push(box);
    moved.set(box.id, [box.x, box.y + snapUp(by)]);
  }
  return moveBlocks(draft, moved);
}

function cornerOf(blocks: readonly Block[]): Point {
  return [Math.min(...blocks.map(({ at }) => at?.[0] ?? 0)), Math.min(...blocks.map(({ at }) => at?.[1] ?? 0))];
}

function places(blocks: readonly Block[], [left, top]: Point): Map<BlockId, Point> {
  const graph = new Graph();
  graph.setGraph({ rankdir: "TB", nodesep: BESIDE, edgesep: GRID, ranksep: BELOW });
  graph.setDefaultEdgeLabel(() => ({}));
  const known = new Set(blocks.map(({ id }) => id));
  for (const block of blocks) graph.setNode(block.id, { ...sizeOf(block) });
  for (const block of blocks) {
    for (const { to } of waysOf(block)) if (to !== undefined && to !== block.id && known.has(to)) graph.setEdge(block.id, to);
  }
  layout(graph);
  return new Map(
    blocks.map((block) => {
      const { x, y } = graph.node(block.id) as { x: number; y: number };
      const { width, height } = sizeOf(block);
      return [block.id, [snap(left + x - width / 2), snap(top + y - height / 2)]];
    }),
  );
}

const snapUp = (length: number) => Math.ceil(length / GRID) * GRID;
const snap = (length: number) => Math.round(length / GRID) * GRID;

export type Side = "left" | "centre" | "right" | "top" | "middle" | "bottom";

/** Brings blocks in line with the outermost of them. */
export function aligned(draft: ScriptDraft, ids: ReadonlySet<BlockId>, side: Side): ScriptDraft {
  const boxes = boxesOf(draft, ids);
  if (boxes.length < 2) return draft;
  const left = Math.min(...boxes.map(({ x }) => x));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  const top = Math.min(...boxes.map(({ y }) => y));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  const placeOf: Record<Side, (box: Box) => Point> = {
    left: ({ y }) => [left, y],
    centre: ({ y, width }) => [(left + right - width) / 2, y],
    right: ({ y, width }) => [right - width, y],
    top: ({ x }) => [x, top],
    middle: ({ x, height }) => [x, (top + bottom - height) / 2],
    bottom: ({ x, height }) => [x, bottom - height],
  };
  return moveBlocks(draft, new Map(boxes.map((box) => [box.id, placeOf[side](box)])));
}

/** Leaves the same space between blocks, one beside or below the other; the outermost stay. */
export function distributed(draft: ScriptDraft, ids: ReadonlySet<BlockId>, axis: "across" | "down"): ScriptDraft {
  const along = axis === "across" ? ({ x, width }: Box) => ({ from: x, size: width }) : ({ y, height }: Box) => ({ from: y, size: height });
  const boxes = boxesOf(draft, ids).sort((one, other) => along(one).from - along(other).from);
  const [first, last] = [boxes[0], boxes.at(-1)];
  if (boxes.length < 3 || first === undefined || last === undefined) return draft;
  const taken = boxes.reduce((sum, box) => sum + along(box).size, 0);
  const space = (along(last).from + along(last).size - along(first).from - taken) / (boxes.length - 1);
  let from = along(first).from;
  const moved = new Map<BlockId, Point>();
  for (const box of boxes) {
    moved.set(box.id, axis === "across" ? [from, box.y] : [box.x, from]);
    from += along(box).size + space;
  }
  return moveBlocks(draft, moved);
}

/** A block by where it lies and how large it is. */
export interface Box {
  id: BlockId;
  x: number;
  y: number;
  width: number;
  height: number;
}

export function boxOf(block: Block): Box {
  return { id: block.id, x: block.at?.[0] ?? 0, y: block.at?.[1] ?? 0, ...sizeOf(block) };
}

const boxesOf = (draft: ScriptDraft, ids: ReadonlySet<BlockId>) => draft.blocks.filter(({ id }) => ids.has(id)).map(boxOf);
