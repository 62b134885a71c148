/** What differs between two states of a script. Pure. */
import type { Block, BlockId, ScriptDraft } from "../../../ipc";

/** One block that is not as it was. */
export type BlockChange =
  | { what: "added" | "removed"; block: Block }
  /** `parts`: the names of what is not as it was. */
  | { what: "changed"; block: Block; parts: string[] };

export interface DraftDiff {
  /** What holds for the whole script and is not as it was. */
  whole: ("name" | "language" | "settings")[];
  blocks: BlockChange[];
  /** How many blocks only lie elsewhere on the canvas. */
  moved: number;
}

/** What became of `before` in `after`: added and changed blocks in the order of `after`, then those that are gone. */
export function differences(before: ScriptDraft, after: ScriptDraft): DraftDiff {
  const former = new Map(before.blocks.map((block) => [block.id, block]));
  const kept = new Set<BlockId>();
  const blocks: BlockChange[] = [];
  let moved = 0;
  for (const block of after.blocks) {
    const was = former.get(block.id);
    if (was === undefined) {
      blocks.push({ what: "added", block });
      continue;
    }
    kept.add(block.id);
    const parts = partsThatDiffer(was, block);
    if (parts.length > 0) blocks.push({ what: "changed", block, parts });
    else if (!same(was.at, block.at)) moved += 1;
  }
  for (const block of before.blocks) if (!kept.has(block.id)) blocks.push({ what: "removed", block });
  const whole = (["name", "language", "settings"] as const).filter((part) => !same(before[part], after[part]));
  return { whole, blocks, moved };
}

/** Whether nothing at all differs. */
export function isNothing({ whole, blocks, moved }: DraftDiff): boolean {
  return whole.length + blocks.length + moved === 0;
}

/** Where two states of one block differ. Where it lies is no part of it; where its branches lead counts as `next`. */
function partsThatDiffer(before: Block, after: Block): string[] {
  const [one, other] = [partsOf(before), partsOf(after)];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((part) => !same(one[part], other[part]));
}

function partsOf(block: Block): Record<string, unknown> {
  const { id: _id, at: _at, ...parts } = block;
  if (!("branches" in parts)) return parts;
  const branches: readonly Record<string, unknown>[] = parts.branches;
  return { ...parts, branches: branches.map(({ next: _next, ...when }) => when), next: branches.map(({ next }) => next) };
}

/** Whether two values of a script are the same, whatever the order of their fields; what is left out is as good as absent. */
function same(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => same((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name]));
}
