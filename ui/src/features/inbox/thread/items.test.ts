import { expect, it } from "vitest";

import type { Entry, Message } from "../../../ipc";
import { itemsOf } from "./items";

const DAY = 86_400_000;
const dayOf = (at: number) => String(Math.floor(at / DAY));
let no = 0;
const message = (at: number, author_type: Message["author_type"], more: Partial<Message> = {}): Entry => ({
  type: "message",
  dialog: "d",
  message: { id: `m${(no += 1)}`, seq: no, at, author_type, author: null, kind: "text", text: "hello", buttons: [], delivery: "read", attachment: null, operator: null, ...more },
});
const brief = (entries: Entry[]) =>
  itemsOf(entries, dayOf).map((item) => {
    if (item.type === "message") return `${item.message.author_type}${item.first ? "" : " again"}${item.pressed === null ? "" : ` (${item.pressed})`}`;
    return item.type === "happenings" ? item.what.map(({ what }) => what).join("+") : item.type;
  });

it("parts days, and names an author once for what they wrote in a row", () => {
  expect(brief([message(1, "client"), message(2, "client"), message(3, "bot"), message(DAY, "bot")])).toEqual(["day", "client", "client again", "bot", "day", "bot"]);
});

it("tells operators apart", () => {
  const by = (id: string) => ({ operator: { id, name: id }, author: id });
  expect(brief([message(1, "operator", by("a")), message(2, "operator", by("b")), message(3, "operator", by("b"))])).toEqual(["day", "operator", "operator", "operator again"]);
});

it("puts two things that happened within a minute into one line", () => {
  const happened = (at: number, what: "help" | "queue_over" | "rating_asked"): Entry => ({ type: "happening", dialog: "d", at, what: { what } });
  expect(brief([happened(0, "help"), happened(19_000, "queue_over"), happened(20_000, "rating_asked"), happened(120_000, "help")])).toEqual(["day", "help+queue_over", "rating_asked", "help"]);
});

it("marks the button that was pressed, and none when the client wrote something else", () => {
  const asked = () => message(1, "bot", { buttons: [{ title: "Yes" }, { title: "No" }] });
  expect(brief([asked(), message(2, "client", { kind: "postback", text: "No" })])).toEqual(["day", "bot (No)", "client"]);
  expect(brief([asked(), message(2, "client"), message(3, "client", { kind: "postback", text: "No" })])[1]).toBe("bot");
});

it("has a key of its own for each item, also when a clock jumped back", () => {
  const keys = itemsOf([message(DAY, "client"), message(1, "bot"), message(DAY, "client")], dayOf).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});
