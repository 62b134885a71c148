import { describe, expect, it } from "vitest";

import type { Block } from "../../../ipc";
import { sample } from "../../../test/scripts";
import { blocksIn, clipOf } from "./clip";
import { GROUPS, newBlock } from "./kinds";

describe("blocks on the clipboard", () => {
  it("are a script of their own, without the start", () => {
    const draft = sample();
    const text = clipOf(draft, new Set(["start", "ask", "say"]));
    expect(JSON.parse(text)).toMatchObject({ format: 1, name: "Orders", language: "en" });
    expect(blocksIn(text)).toEqual(draft.blocks.filter(({ id }) => ["ask", "say"].includes(id)));
    expect(clipOf(draft, new Set(["start"]))).toBe("");
  });

  it("come back whole, whatever their type", () => {
    const blocks = GROUPS.flatMap(({ types }) => types).map((type, index): Block => newBlock(type, `b${index}`, [index, 0]));
    const draft = { ...sample(), blocks };
    expect(blocksIn(clipOf(draft, new Set(blocks.map(({ id }) => id))))).toEqual(blocks);
  });

  it.each([
    ["no JSON", "hello"],
    ["another JSON", "[1, 2]"],
    ["a newer format", '{"format": 2, "blocks": [{"id": "a", "type": "end"}]}'],
    ["no blocks", '{"format": 1, "blocks": []}'],
    ["a type that is not known", '{"format": 1, "blocks": [{"id": "a", "type": "dance"}]}'],
    ["a name every object has", '{"format": 1, "blocks": [{"id": "a", "type": "constructor"}]}'],
    ["a field of another shape", '{"format": 1, "blocks": [{"id": "a", "type": "message", "text": 3}]}'],
    ["a field that is not known", '{"format": 1, "blocks": [{"id": "a", "type": "message", "text": "", "colour": "red"}]}'],
    ["a branch that is not known", '{"format": 1, "blocks": [{"id": "a", "type": "question", "branches": [{"when": "full_moon"}]}]}'],
    ["an id that cannot be one", '{"format": 1, "blocks": [{"id": "a b", "type": "end"}]}'],
    ["the same id twice", '{"format": 1, "blocks": [{"id": "a", "type": "end"}, {"id": "a", "type": "end"}]}'],
  ])("are not taken from %s", (_what, text) => {
    expect(blocksIn(text)).toBeNull();
  });
});
