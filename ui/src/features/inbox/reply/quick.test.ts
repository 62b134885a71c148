import { describe, expect, it } from "vitest";

import type { QuickReply } from "../../../ipc";
import { EMOJI } from "./emoji";
import { askedAt, filled, fitting, withReply } from "./quick";

const reply = (shortcut: string, text = "…"): QuickReply => ({ id: shortcut, own: false, shortcut, text });

describe("a quick reply", () => {
  it.each([
    ["/", 1, ""],
    ["/rep", 4, "rep"],
    ["Hello /rep", 10, "rep"],
    ["line\n/спас", 10, "спас"],
  ])("is asked for by %j", (text, caret, letters) => {
    expect(askedAt(text, caret)?.letters).toBe(letters);
  });

  it.each([
    ["", 0],
    ["1/2", 3],
    ["/rep then", 9],
    ["https://x", 9],
  ])("is not asked for by %j", (text, caret) => {
    expect(askedAt(text, caret)).toBeNull();
  });

  it("is found by the beginning of its shortcut first, then by anything in it", () => {
    const all = [reply("later", "a repair"), reply("repair-time"), reply("a-rep")];
    expect(fitting(all, "rep").map(({ shortcut }) => shortcut)).toEqual(["repair-time", "later", "a-rep"]);
  });

  it("takes the place of what asked for it", () => {
    const asked = askedAt("Well, /re", 9);
    expect(asked && withReply("Well, /re", asked, "thanks")).toEqual({ text: "Well, thanks", caret: 12 });
  });

  it("has its variables filled, and names nobody who has no name", () => {
    const who = { name: "Maja", operator: "Anna", chat: "Repairs" };
    expect(filled("Hello, {name}! {operator} of {chat}, {label}", who)).toBe("Hello, Maja! Anna of Repairs, {label}");
    expect(filled("Hello, {name}! {operator}", { ...who, name: null })).toBe("Hello! Anna");
    expect(filled("{name}", { ...who, name: "$1 {operator}" })).toBe("$1 {operator}");
  });
});

it("every emoji has words in both languages, and stands once", () => {
  for (const { sign, en, ru } of EMOJI) expect([sign, en, ru].every((part) => part !== ""), sign).toBe(true);
  expect(new Set(EMOJI.map(({ sign }) => sign)).size).toBe(EMOJI.length);
});
