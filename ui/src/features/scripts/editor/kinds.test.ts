import { describe, expect, it } from "vitest";

import { typesWith, type AddedType } from "./kinds";

const NAMES: Partial<Record<AddedType, string>> = { message: "Message", pause: "Pause", marker: "Marker", end: "End", ai: "AI answer" };
const ABOUT: Partial<Record<AddedType, string>> = { message: "Says a text; may pause at the end", ai: "A model answers a message" };

const found = (text: string) => typesWith(text, (type) => NAMES[type] ?? "—", (type) => ABOUT[type] ?? "");

describe("the types a text is found in", () => {
  it("are those called so before those that only speak of it", () => {
    expect(found("end")).toEqual(["end", "message"]);
    expect(found("PAUSE ")).toEqual(["pause", "message"]);
  });

  it("are those that begin so before those that have it inside", () => {
    expect(found("m")).toEqual(["message", "marker", "ai"]);
    expect(found("a")).toEqual(["ai", "message", "pause", "marker"]);
  });

  it("are none where it is nowhere", () => {
    expect(found("xyz")).toEqual([]);
  });
});
