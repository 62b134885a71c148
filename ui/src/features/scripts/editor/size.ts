/** How large a block is drawn, in pixels of the canvas at 100 %, known without drawing it. Pure. */
import type { Block, Exit } from "../../../ipc";
import { branchesOf, waysOf } from "./graph";

export interface Size {
  width: number;
  height: number;
}

/** What blocks snap to. */
export const GRID = 8;

const HEAD = 28;
const LINE = 16;
const PADDING = 8;
export const PORT = 22;
/** The mean width of a letter of the small text, for how many lines a text takes. */
const LETTER = 5.8;
/** So many branches stand side by side at the foot; more stand below each other. */
const ABREAST = 6;

const WIDTHS: Partial<Record<Block["type"], number>> = { end: 136, marker: 144, result: 152, pause: 136 };
const USUAL = 176;

/** Whether the branches stand side by side at the foot of the block, not below each other. */
export function isAbreast(block: Block): boolean {
  return branchesOf(block).length <= ABREAST;
}

/** How many lines of a block's own text are shown. */
export function linesOf(block: Block): number {
  if (block.type === "end") return 0;
  const text = saidBy(block);
  return text.length * LETTER > widthOf(block) - PADDING * 2 ? 2 : 1;
}

/** The text that is shown in a block, where it has one of its own. */
export function saidBy(block: Block): string {
  if (block.type === "ai") return block.instructions;
  return "text" in block ? (block.text ?? "") : "";
}

function widthOf(block: Block): number {
  const abreast = isAbreast(block) ? branchesOf(block).length : 0;
  return Math.max(WIDTHS[block.type] ?? USUAL, abreast * 64);
}

export function sizeOf(block: Block): Size {
  const branches = branchesOf(block).length;
  const lines = linesOf(block);
  const ports = branches === 0 ? 0 : (isAbreast(block) ? 1 : branches) * PORT + 1;
  return { width: widthOf(block), height: HEAD + (lines === 0 ? 0 : lines * LINE + PADDING) + ports };
}

/** Where a way leaves a block, from its corner at the top left. Branches below each other leave at the side they are asked to. */
export function exitAt(block: Block, exit: Exit, aside: "left" | "right" = "right"): { x: number; y: number; side: "bottom" | "left" | "right" } {
  const { width, height } = sizeOf(block);
  const count = waysOf(block).length;
  if (exit === null || isAbreast(block)) return { x: (width / Math.max(count, 1)) * ((exit ?? 0) + 0.5), y: height, side: "bottom" };
  return { x: aside === "left" ? 0 : width, y: height - (count - exit) * PORT + PORT / 2, side: aside };
}
