import { expect, it } from "vitest";

import { newInput } from "../../../ipc/fake-chats";
import { addToDraft, dropDraft, hasDraft, keepDraft, readDraft, type Draft, type Saved } from "./draft";
import { put } from "./paths";

const saved: Saved = { revision: 3, input: newInput("Orders") };
const draft: Draft = { base: saved, input: { ...saved.input, name: "Returns" }, unread: { "queue.time_s": "soon" }, at: 5 };
const stored = (part: object) => JSON.stringify({ ...draft, ...part });

it("keeps a draft for each chat until it is dropped", () => {
  expect(keepDraft("a", draft)).toEqual(draft);
  expect(readDraft("a", saved)).toEqual(draft);
  expect(hasDraft("a")).toBe(true);
  expect(readDraft("b", saved)).toBeNull();
  expect(readDraft(null, saved), "a new chat has a draft of its own").toBeNull();
  dropDraft("a");
  expect(readDraft("a", saved)).toBeNull();
});

it("keeps nothing of a draft that came back to what is saved", () => {
  keepDraft("a", draft);
  expect(keepDraft("a", { ...draft, unread: {} }), "a name is left").not.toBeNull();
  expect(keepDraft("a", { ...draft, input: saved.input }), "a text that means nothing is left").not.toBeNull();
  expect(keepDraft("a", { ...draft, input: saved.input, unread: {} })).toBeNull();
  expect(hasDraft("a")).toBe(false);
});

it.each([
  ["nothing", ""],
  ["half a text", "{"],
  ["null", "null"],
  ["a list", "[]"],
  ["a draft of former times", '{"revision":1,"at":2,"input":{"name":"x","colours":{}}}'],
  ["a setting too few", stored({ input: { ...draft.input, queue: undefined } })],
  ["a setting too many", stored({ input: { ...draft.input, mood: "good" } })],
  ["a text for a number", stored({ input: put(draft.input, "queue.time_s", "300") })],
  ["a list for a text", stored({ input: put(draft.input, "queue.text", []) })],
  ["a revision in words", stored({ base: { ...saved, revision: "3" } })],
  ["no time", stored({ at: null })],
  ["no unread texts", stored({ unread: null })],
])("takes %s for no draft, and drops it", (_, text) => {
  localStorage.setItem("parley.draft.a", text);
  expect(readDraft("a", saved)).toBeNull();
  expect(hasDraft("a")).toBe(false);
});

it("takes what may be there or not for the same form", () => {
  const full = put(put(put(draft.input, "links.telegram", "https://t.me/fjell"), "general.time_zone", "Europe/Oslo"), "feedback.results", ["Solved"]);
  keepDraft("a", { ...draft, input: full });
  expect(readDraft("a", saved)?.input, "where nothing is saved").toEqual(full);
  keepDraft("a", draft);
  expect(readDraft("a", { revision: 3, input: full })?.input, "where something is saved").toEqual(draft.input);
});

it("takes parts of another chat, beside what is already there", () => {
  keepDraft("a", draft);
  const { queue } = put(saved.input, "queue.time_s", 60);
  addToDraft("a", saved, { queue }, 9);
  expect(readDraft("a", saved)).toEqual({ ...draft, at: 9, input: { ...draft.input, queue } });
  addToDraft("b", saved, { queue }, 9);
  expect(readDraft("b", saved)).toEqual({ base: saved, input: { ...saved.input, queue }, unread: {}, at: 9 });
});
