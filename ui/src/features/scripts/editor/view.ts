/** Where the canvas is looked at from. Pure. */
import type { ScriptDraft } from "../../../ipc";
import { boxOf, type Box } from "./layout";
import type { Size } from "./size";

export interface View {
  x: number;
  y: number;
  zoom: number;
}

/** No smaller than this by itself: the names of blocks must be read. */
export const READABLE = 0.6;
/** The space left at the edges, in pixels of the window. */
const MARGIN = 64;

/** All of a script where its names can be read so; else as much of it as goes in with its start at the top. */
export function viewOfAll(draft: ScriptDraft, { width, height }: Size): View {
  const boxes = draft.blocks.map(boxOf);
  if (boxes.length === 0) return { x: 0, y: 0, zoom: 1 };
  const all = around(boxes);
  const zoom = Math.min(1, (width - MARGIN * 2) / all.width, (height - MARGIN * 2) / all.height);
  if (zoom >= READABLE) return { x: width / 2 - (all.x + all.width / 2) * zoom, y: height / 2 - (all.y + all.height / 2) * zoom, zoom };
  const start = draft.blocks.find(({ type }) => type === "start");
  const first = start === undefined ? all : boxOf(start);
  return { x: width / 2 - (first.x + first.width / 2) * READABLE, y: MARGIN - first.y * READABLE, zoom: READABLE };
}

function around(boxes: readonly Box[]): Omit<Box, "id"> {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return { x, y, width: Math.max(...boxes.map((box) => box.x + box.width)) - x, height: Math.max(...boxes.map((box) => box.y + box.height)) - y };
}
