import { expect, it } from "vitest";

import type { ChatInput } from "../../../ipc";
import { changesBetween, dropDraft, keepDraft, readDraft } from "./draft";

const input: ChatInput = { name: "Orders", script: null, reply_to_first_message: true, colours: { bot: "#eeeeee", operator: "#ffffff", user: "#000000", buttons: "#111111", buttons_text: "#222222" } };

it("keeps a draft for each chat until it is dropped", () => {
  keepDraft("a", { revision: 3, input, at: 5 });
  expect(readDraft("a")).toEqual({ revision: 3, input, at: 5 });
  expect(readDraft("b")).toBeNull();
  expect(readDraft(null), "a new chat has a draft of its own").toBeNull();
  dropDraft("a");
  expect(readDraft("a")).toBeNull();
});

it.each(["", "{", "null", "[]", '{"revision":1,"at":2}', '{"revision":1,"at":2,"input":{"name":"x","colours":{}}}', '{"revision":"1","at":2,"input":{"name":"x","colours":null}}'])("takes %j for no draft", (stored) => {
  localStorage.setItem("parley.draft.a", stored);
  expect(readDraft("a")).toBeNull();
});

it("names what differs as problems name it", () => {
  expect(changesBetween(input, input)).toEqual([]);
  expect(changesBetween(input, { ...input, name: "Returns", colours: { ...input.colours, user: "#fff" } })).toEqual(["name", "colours.user"]);
});
