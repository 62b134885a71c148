import { describe, expect, it } from "vitest";

import type { Block, ScriptDraft } from "../../../ipc";
import { differences, isNothing } from "./diff";

const hello: Block = { id: "hello", type: "message", text: "Hello", next: "ask", at: [0, 0] };
const ask: Block = { id: "ask", type: "question", text: "What is it?", branches: [{ when: "button", title: "Order", next: "end" }, { when: "else", next: "ask" }], at: [0, 100] };
const end: Block = { id: "end", type: "end", at: [0, 200] };
const draft = (...blocks: Block[]): ScriptDraft => ({ name: "Orders", language: "en", settings: { repeats: 3, blocks_per_message: 200 }, blocks });

/** What differs, in short. */
const told = (before: ScriptDraft, after: ScriptDraft) => {
  const { whole, blocks, moved } = differences(before, after);
  return [...whole, ...blocks.map((change) => `${change.what} ${change.block.id}${change.what === "changed" ? `: ${change.parts.join(", ")}` : ""}`), ...(moved > 0 ? [`moved ${moved}`] : [])];
};

describe("what differs between two states of a script", () => {
  it("is nothing between a script and itself, in whatever order its fields stand", () => {
    const turned: Block = { next: "ask", text: "Hello", at: [0, 0], type: "message", id: "hello" };
    expect(told(draft(hello, ask, end), draft(turned, ask, end))).toEqual([]);
    expect(isNothing(differences(draft(hello), draft(hello)))).toBe(true);
  });

  it.each<[string, ScriptDraft, ScriptDraft, string[]]>([
    ["a new block", draft(hello), draft(hello, end), ["added end"]],
    ["a block that is gone", draft(hello, end), draft(end), ["removed hello"]],
    ["another text", draft(hello), draft({ ...hello, text: "Hi" }), ["changed hello: text"]],
    ["another way", draft(hello), draft({ ...hello, next: "end" }), ["changed hello: next"]],
    ["another place only", draft(hello, end), draft({ ...hello, at: [40, 40] }, { ...end, at: [1, 1] }), ["moved 2"]],
    ["another text and place", draft(hello), draft({ ...hello, text: "Hi", at: [40, 40] }), ["changed hello: text"]],
    ["a branch that leads elsewhere", draft(ask), draft({ ...ask, branches: [{ when: "button", title: "Order", next: "hello" }, { when: "else", next: "ask" }] } as Block), ["changed ask: next"]],
    ["a button that is called otherwise", draft(ask), draft({ ...ask, branches: [{ when: "button", title: "My order", next: "end" }, { when: "else", next: "ask" }] } as Block), ["changed ask: branches"]],
    ["another type under the same id", draft(hello), draft({ ...end, id: "hello" }), ["changed hello: type, text, next"]],
    ["a title that was not there", draft(hello), draft({ ...hello, title: "Greeting" }), ["changed hello: title"]],
  ])("tells %s", (_, before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
  });

  it("tells what holds for the whole script", () => {
    expect(told(draft(), { ...draft(), name: "Parcels", settings: { repeats: 2, blocks_per_message: 200 } })).toEqual(["name", "settings"]);
  });

  it("does not care for the order of blocks", () => {
    expect(told(draft(hello, ask, end), draft(end, ask, hello))).toEqual([]);
  });
});
