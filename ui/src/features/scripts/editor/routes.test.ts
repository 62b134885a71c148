import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

import type { Block, ScriptDraft } from "../../../ipc";
import { large, sample } from "../../../test/scripts";
import { coursesOf } from "./drawing";
import { boxOf, laidOut } from "./layout";
import { routesOf } from "./routes";

const READY = ["greeting_menu", "hours_callback", "order_status"].flatMap((name) => [`${name}.en`, `${name}.ru`]);
const ready = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, "../../../../../src-tauri/crates/script/ready", `${name}.json`), "utf8")) as ScriptDraft;

/** The arrows that run through a block, as `arrow through block`. */
function crossings(blocks: readonly Block[]): string[] {
  const boxes = blocks.map(boxOf);
  return [...routesOf(boxes, coursesOf(blocks))].flatMap(([id, { points }]) =>
    boxes
      .filter((box) =>
        points.slice(1).some(([x, y], index) => {
          const [left, top] = points[index] ?? [x, y];
          // One pixel of an edge is no crossing: arrows begin and end there.
          return Math.min(x, left) < box.x + box.width - 1 && Math.max(x, left) > box.x + 1 && Math.min(y, top) < box.y + box.height - 1 && Math.max(y, top) > box.y + 1;
        }),
      )
      .map((box) => `${id} through ${box.id}`),
  );
}

const message = (id: string, at: [number, number], next?: string): Block => ({ id, type: "message", text: "Hello", at, ...(next === undefined ? {} : { next }) });

describe("the way of an arrow", () => {
  it.each(READY)("crosses no block of the ready script %s", (name) => {
    expect(crossings(laidOut(ready(name)).blocks)).toEqual([]);
  });

  it("crosses no block of a large script", () => {
    expect(crossings(laidOut(large(120)).blocks)).toEqual([]);
  });

  it("goes round what lies between", () => {
    expect(crossings([message("a", [0, 0], "c"), message("b", [0, 120]), message("c", [0, 240])])).toEqual([]);
  });

  it("goes back up beside both blocks, wide ones too, and enters from above", () => {
    const blocks = [message("a", [0, 0], "b"), message("b", [40, 120], "c"), message("c", [0, 240], "a")];
    const route = routesOf(blocks.map(boxOf), coursesOf(blocks)).get("c/next");
    expect(crossings(blocks)).toEqual([]);
    const xs = route?.points.map(([x]) => x) ?? [];
    expect(Math.min(...xs) < 0 || Math.max(...xs) > 216, "beyond all three").toBe(true);
    const [before, last] = route?.points.slice(-2) ?? [];
    expect([before?.[0], last], "into the middle of the top").toEqual([88, [88, 0]]);
    expect(before?.[1]).toBeLessThan(0);
  });

  it("goes round its own block when that leads to itself", () => {
    expect(crossings([message("a", [0, 0], "a")])).toEqual([]);
  });

  it("leaves a tall block at the side that is nearer to where it leads", () => {
    const branches = ["l", "r", "l", "r", "r", "l", "l"].map((next, index) => ({ when: "button" as const, title: `B${index}`, next }));
    const blocks: Block[] = [{ id: "q", type: "question", text: "?", branches, at: [0, 0] }, message("l", [-300, 300]), message("r", [300, 300])];
    expect(coursesOf(blocks).map(({ side }) => side)).toEqual(["left", "right", "left", "right", "right", "left", "left"]);
    expect(crossings(blocks)).toEqual([]);
  });

  it("keeps arrows to different blocks apart", () => {
    const blocks = [message("a", [0, 0]), message("b", [0, 120]), message("c", [0, 240], "a"), message("d", [0, 360], "b")];
    const upright = [...routesOf(blocks.map(boxOf), coursesOf(blocks)).values()].map(({ points }) => points.find(([x], index) => points[index + 1]?.[0] === x && index > 0)?.[0]);
    expect(new Set(upright).size).toBe(2);
  });

  it("is drawn all the same where there is no way", () => {
    const blocks = sample().blocks.map((block): Block => ({ ...block, at: [0, 0] }));
    for (const { path, points } of routesOf(blocks.map(boxOf), coursesOf(blocks)).values()) {
      expect(path).not.toMatch(/NaN|Infinity/u);
      expect(points.length).toBeGreaterThan(1);
    }
  });
});
