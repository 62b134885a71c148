import { describe, expect, it } from "vitest";

import type { ScriptDraft } from "../../../ipc";
import { sample } from "../../../test/scripts";
import { addBlock, connect, freshId, freeSpot, moveBlocks, nudge, paste, removable, removeBlocks, spotAfter, wouldCut } from "./draft";
import { blocksWith, inOrder, neighbour, waysOf } from "./graph";
import { newBlock } from "./kinds";
import { begin, redo, settle, step, undo } from "./timeline";

/** Numbers between 0 and 1, the same every time. */
function lots(seed = 1): () => number {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

const find = (draft: ScriptDraft, id: string) => draft.blocks.find((block) => block.id === id);

describe("adding and taking out", () => {
  it("hangs a new block on the way out it was added after, and leaves the other blocks as they were", () => {
    const before = sample();
    const { draft, id } = addBlock(before, "message", [3, 5], { block: "desk", exit: 0 }, lots());
    expect(find(draft, "desk")).toMatchObject({ branches: [{ when: "no_operator", next: id }, { when: "operator_idle", next: "end" }] });
    expect(find(draft, id)).toMatchObject({ type: "message", text: "", at: [0, 8] });
    expect(find(draft, "ask"), "a block nobody touched is the same object").toBe(find(before, "ask"));
  });

  it("puts a new block in between a way out and where it led, by the first way of its own", () => {
    const [message, request] = [addBlock(sample(), "message", [0, 0], { block: "start", exit: null }, lots()), addBlock(sample(), "request", [0, 0], { block: "start", exit: null }, lots())];
    const led = find(sample(), "start");
    const to = led?.type === "start" ? led.next : undefined;
    expect(to, "the start of a finished script leads on").toBeDefined();
    expect(find(message.draft, "start")).toMatchObject({ next: message.id });
    expect(find(message.draft, message.id)).toMatchObject({ next: to });
    expect(find(request.draft, request.id)).toMatchObject({ branches: [{ when: "ok", next: to }, { when: "failed" }] });
  });

  it("knows what would cut a script off", () => {
    const way = { block: "start", exit: null };
    expect(wouldCut(sample(), "end", way)).toBe(true);
    expect(wouldCut(sample(), "message", way)).toBe(false);
    expect(wouldCut(connect(sample(), "start", null, null), "end", way), "nothing is cut off after a loose way").toBe(false);
  });

  it("never takes an id that is there, and names the type in it", () => {
    const ids = [0.5, 0.5, 0.25];
    const random = () => ids.shift() ?? 0;
    const first = freshId("marker", new Set(), random);
    expect(first).toMatch(/^marker_[0-9a-z]{4}$/);
    expect(freshId("marker", new Set([first]), random)).not.toBe(first);
  });

  it("makes a block of every type that leads on by the branches of its type", () => {
    expect(waysOf(newBlock("ai", "a", [0, 0])).map(({ exit }) => exit)).toEqual([0, 1]);
    expect(waysOf(newBlock("pause", "a", [0, 0])).map(({ exit }) => exit)).toEqual([null]);
    expect(waysOf(newBlock("end", "a", [0, 0]))).toEqual([]);
  });

  it("takes the arrows that led to a block out with it", () => {
    const draft = removeBlocks(sample(), ["end"]);
    expect(find(draft, "end")).toBeUndefined();
    expect(find(draft, "say")).not.toHaveProperty("next");
    expect(find(draft, "desk")).toMatchObject({ branches: [{ when: "no_operator" }, { when: "operator_idle" }] });
    expect(JSON.stringify(draft)).not.toContain('"end"}');
  });

  it("keeps the start", () => {
    const before = sample();
    expect(removable(before, ["start", "end"])).toEqual(["end"]);
    expect(removeBlocks(before, ["start"])).toBe(before);
  });

  it("puts what follows below, and beside what lies there already", () => {
    const [x, y] = spotAfter(sample(), "start", "message");
    expect(y, "below the start").toBeGreaterThan(40);
    const taken = { ...sample(), blocks: [...sample().blocks, { ...newBlock("message", "there", [x, y]) }] };
    const [beside, same] = spotAfter(taken, "start", "message");
    expect(beside).toBeGreaterThan(x);
    expect(same).toBe(y);
    expect(freeSpot(taken, [5_000, 5_000], { width: 100, height: 100 })).toEqual([5_000, 5_000]);
  });
});

describe("arrows", () => {
  it("lead elsewhere, or nowhere", () => {
    const draft = connect(connect(sample(), "ask", 1, "say"), "start", null, null);
    expect(find(draft, "ask")).toMatchObject({ branches: [{ next: "say" }, { when: "else", next: "say" }] });
    expect(find(draft, "start")).not.toHaveProperty("next");
  });

  it("leave a block that has no such way out as it was", () => {
    const before = sample();
    expect(connect(before, "end", null, "ask")).toBe(before);
    expect(connect(before, "ask", 7, "say")).toBe(before);
    expect(connect(before, "gone", null, "say")).toBe(before);
  });
});

describe("moving", () => {
  it("changes only what moved, in whole pixels", () => {
    const before = sample();
    const draft = moveBlocks(before, new Map([["say", [10.4, 20.6]]]));
    expect(find(draft, "say")?.at).toEqual([10, 21]);
    expect(find(draft, "end")).toBe(find(before, "end"));
    expect(moveBlocks(before, new Map([["end", [0, 340]]])), "nothing moved").toBe(before);
    expect(find(nudge(before, new Set(["end"]), [8, -8]), "end")?.at).toEqual([8, 332]);
  });
});

describe("pasting", () => {
  it("gives new ids, keeps the arrows among the copies and those to blocks that are there", () => {
    const before = sample();
    const copied = before.blocks.filter(({ id }) => ["ask", "say"].includes(id));
    const { draft, ids } = paste(before, copied, null, lots());
    const [ask = "", say = ""] = ids;
    expect(new Set(draft.blocks.map(({ id }) => id)).size).toBe(7);
    expect(find(draft, ask)).toMatchObject({ branches: [{ title: "Order", next: say }, { when: "else", next: "desk" }] });
    expect(find(draft, say)).toMatchObject({ next: "end" });
    expect(find(draft, ask)?.at, "beside the first").toEqual([32, 132]);
  });

  it("drops arrows to blocks another script does not have, and the start", () => {
    const before = sample();
    const other: ScriptDraft = { ...before, blocks: [{ id: "start", type: "start" }] };
    const { draft, ids } = paste(other, before.blocks.filter(({ id }) => id !== "end"), [1_000, 1_000], lots());
    expect(ids).toHaveLength(3);
    expect(draft.blocks.filter(({ type }) => type === "start")).toHaveLength(1);
    expect(JSON.stringify(draft.blocks)).not.toContain('"end"');
    const copies = draft.blocks.slice(1);
    expect([Math.min(...copies.map(({ at }) => at?.[0] ?? 0)), Math.min(...copies.map(({ at }) => at?.[1] ?? 0))]).toEqual([1_000, 1_000]);
  });
});

describe("going through the blocks", () => {
  it("follows the arrows", () => {
    const draft = sample();
    expect(inOrder(draft).map(({ id }) => id)).toEqual(["start", "ask", "say", "end", "desk"]);
    expect(neighbour(draft, "start", "down")).toBe("ask");
    expect(neighbour(draft, "ask", "down")).toBe("say");
    expect(neighbour(draft, "say", "right")).toBe("desk");
    expect(neighbour(draft, "desk", "left")).toBe("say");
    expect(neighbour(draft, "end", "up")).toBe("say");
    expect(neighbour(draft, "start", "up")).toBeNull();
  });

  it("reaches a block no arrow leads to by where it lies", () => {
    const draft = { ...sample(), blocks: [...sample().blocks, newBlock("message", "alone", [200, 340])] };
    expect(neighbour(draft, "end", "right")).toBe("alone");
    expect(neighbour(draft, "alone", "up"), "straight above").toBe("desk");
    expect(inOrder(draft).at(-1)?.id).toBe("alone");
  });

  it("does not go round for ever where arrows do", () => {
    const round = connect(sample(), "say", null, "ask");
    expect(inOrder(round)).toHaveLength(5);
  });

  it("finds blocks by their words, whatever their case, in the order of a dialog", () => {
    const draft = { ...sample(), blocks: [...sample().blocks, { ...newBlock("message", "alone", [0, 0]), text: "Ещё один ORDER" }] };
    const name = () => "";
    expect(blocksWith(draft, "order", name).map(({ id }) => id)).toEqual(["ask", "alone"]);
    expect(blocksWith(draft, "еще", name).map(({ id }) => id)).toEqual(["alone"]);
    expect(blocksWith(draft, "button", name), "how a branch is taken is no word of it").toEqual([]);
    expect(blocksWith(draft, "  ", name)).toEqual([]);
  });
});

describe("undoing", () => {
  const [one, two, three] = [sample(), { ...sample(), name: "Two" }, { ...sample(), name: "Three" }];

  it("goes back step by step and forth again, until something else is done", () => {
    const done = step(step(begin(one), two), three);
    expect(undo(done).now).toBe(two);
    expect(undo(undo(done)).now).toBe(one);
    expect(undo(undo(undo(done))).now).toBe(one);
    expect(redo(undo(done)).now).toBe(three);
    expect(redo(step(undo(done), one)).now, "what was undone is gone").toBe(one);
  });

  it("takes typing into one field as one step, until the field is left", () => {
    const typed = step(step(begin(one), two, "say.text"), three, "say.text");
    expect(undo(typed).now).toBe(one);
    const left = step(settle(step(begin(one), two, "say.text")), three, "say.text");
    expect(undo(left).now).toBe(two);
    expect(step(typed, three), "no change is no step").toBe(typed);
  });
});
