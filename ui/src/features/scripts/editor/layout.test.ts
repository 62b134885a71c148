import { describe, expect, it } from "vitest";

import type { Block, ScriptDraft } from "../../../ipc";
import { large, sample } from "../../../test/scripts";
import { aligned, distributed, laidOut, placed, withRoom } from "./layout";
import { exitAt, sizeOf } from "./size";

const boxes = (draft: ScriptDraft) => draft.blocks.map((block) => ({ id: block.id, x: block.at?.[0] ?? 0, y: block.at?.[1] ?? 0, ...sizeOf(block) }));

function overlapping(draft: ScriptDraft): string[] {
  const all = boxes(draft);
  return all.flatMap((one, index) =>
    all
      .slice(index + 1)
      .filter((other) => one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height)
      .map((other) => `${one.id} ${other.id}`),
  );
}

describe("laying out by itself", () => {
  it("puts no block on another, and each below the one that leads to it", () => {
    const draft = laidOut(large(60));
    expect(overlapping(draft)).toEqual([]);
    const at = new Map(boxes(draft).map((box) => [box.id, box]));
    expect(at.get("b1")?.y).toBeGreaterThan(at.get("start")?.y ?? 0);
    expect(laidOut(large(60)), "the same script lies the same way").toEqual(draft);
    expect(laidOut(draft), "what is in order stays").toBe(draft);
  });

  it("leaves the others where they are when only some are laid out", () => {
    const before = sample();
    const draft = laidOut(before, new Set(["say", "end"]));
    expect(draft.blocks.find(({ id }) => id === "desk")).toBe(before.blocks.find(({ id }) => id === "desk"));
    expect(Math.min(...boxes(draft).filter(({ id }) => id === "say" || id === "end").map(({ x }) => x))).toBe(-200);
  });

  it("gives a place to blocks that have none, below those that have", () => {
    const before = sample();
    expect(placed(before), "all have one").toBe(before);
    const draft = placed({ ...before, blocks: [...before.blocks, { id: "new", type: "message", text: "" }] });
    expect(draft.blocks.at(-1)?.at?.[1]).toBeGreaterThan(340);
    expect(overlapping(placed(large(30)))).toEqual([]);
  });

  it("ends with arrows that go round, lead to themselves or to nothing", () => {
    const before = sample();
    const blocks = before.blocks.map((block): Block => (block.id === "say" ? { id: "say", type: "message", text: "", next: "say" } : block.id === "start" ? { ...block, type: "start", next: "gone" } : block));
    expect(overlapping(laidOut({ ...before, blocks }))).toEqual([]);
  });
});

describe("a block that grows", () => {
  const branches = (count: number) => Array.from({ length: count }, (_, index) => ({ when: "button" as const, title: `B${index}` }));
  const grown = (before: ScriptDraft, count: number): ScriptDraft => ({ ...before, blocks: before.blocks.map((block): Block => (block.id === "q" ? { id: "q", type: "question", text: "?", branches: branches(count), at: [0, 0] } : block)) });
  const message = (id: string, at: [number, number]): Block => ({ id, type: "message", text: "Hello", at });
  const before = grown({ ...sample(), blocks: [message("q", [0, 0]), message("under", [40, 140]), message("further", [200, 240]), message("beside", [600, 140]), message("above", [0, -120])] }, 6);

  it("moves down what lies under it, and nothing else", () => {
    const after = grown(before, 20);
    expect(overlapping(after), "it would cover them").not.toEqual([]);
    const draft = withRoom(before, after);
    expect(overlapping(draft)).toEqual([]);
    const by = (id: string) => (draft.blocks.find((block) => block.id === id)?.at?.[1] ?? 0) - (before.blocks.find((block) => block.id === id)?.at?.[1] ?? 0);
    expect([by("further"), by("beside"), by("above"), by("q")]).toEqual([by("under"), 0, 0, 0]);
  });

  it("leaves everything where it is when nothing grew", () => {
    expect(withRoom(before, before)).toBe(before);
    const smaller = grown(before, 2);
    expect(withRoom(before, smaller)).toBe(smaller);
  });
});

describe("bringing in line", () => {
  it("goes by the outermost block", () => {
    const ids = new Set(["say", "desk", "end"]);
    expect(boxes(aligned(sample(), ids, "left")).filter(({ id }) => ids.has(id)).map(({ x }) => x)).toEqual([-200, -200, -200]);
    expect(new Set(boxes(aligned(sample(), ids, "bottom")).filter(({ id }) => ids.has(id)).map(({ y, height }) => y + height)).size).toBe(1);
    expect(boxes(aligned(sample(), ids, "centre")).filter(({ id }) => ids.has(id)).map(({ x, width }) => Math.round(x + width / 2)).every((x, _, all) => Math.abs(x - (all[0] ?? 0)) <= 1)).toBe(true);
    const one = sample();
    expect(aligned(one, new Set(["say"]), "left"), "one block is in line with itself").toBe(one);
  });

  it("leaves the same space between blocks", () => {
    const before = { ...sample(), blocks: sample().blocks.map((block, index) => ({ ...block, at: [index * index * 100, 0] as [number, number] })) };
    const all = boxes(distributed(before, new Set(before.blocks.map(({ id }) => id)), "across"));
    const spaces = all.slice(1).map((box, index) => box.x - (all[index]?.x ?? 0) - (all[index]?.width ?? 0));
    expect(Math.max(...spaces) - Math.min(...spaces), "to the pixel").toBeLessThanOrEqual(1);
    expect([all[0]?.x, all.at(-1)?.x], "the outermost stay").toEqual([0, 1_600]);
  });
});

describe("the size of a block", () => {
  it("has room for every way out, and each leaves at its own place", () => {
    const few: Block = { id: "a", type: "question", text: "Which?", branches: [{ when: "button", title: "A" }, { when: "button", title: "B" }, { when: "else" }] };
    const many: Block = { ...few, branches: [...few.branches, ...few.branches, ...few.branches] };
    expect([0, 1, 2].map((exit) => exitAt(few, exit).side)).toEqual(["bottom", "bottom", "bottom"]);
    const places = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((exit) => exitAt(many, exit));
    expect(places.every(({ side, x }) => side === "right" && x === sizeOf(many).width)).toBe(true);
    expect(new Set(places.map(({ y }) => y)).size).toBe(9);
    expect(Math.max(...places.map(({ y }) => y))).toBeLessThan(sizeOf(many).height);
    expect(sizeOf(many).height).toBeGreaterThan(sizeOf(few).height);
  });
});
