import { describe, expect, it } from "vitest";

import { i18n } from "../../../i18n";
import { FORM, newInput } from "../../../ipc/fake-chats";
import { at, differing, isShapedLike, pathsOf, put, same } from "./paths";
import { SECTIONS, sectionOf } from "./sections";

const input = newInput("Orders");
const paths = pathsOf(FORM);

describe("a path", () => {
  it("leads to a value, within lists too", () => {
    const chat = put(input, "feedback.results", ["Solved", "Open"]);
    expect(at(chat, "script.lifetime_s.web")).toBe(3_600);
    expect(at(chat, "feedback.results.1")).toBe("Open");
    expect(at(chat, "feedback.results.7")).toBeUndefined();
    expect(at(chat, "name.of.nothing")).toBeUndefined();
  });

  it("puts one value and leaves all others, and what it came from", () => {
    const chat = put(input, "queue.notify_min.web", 5);
    expect(at(chat, "queue.notify_min.web")).toBe(5);
    expect(differing(paths, input, chat)).toEqual(["queue.notify_min.web"]);
    expect(input.queue.notify_min.web).toBe(1);
    expect(put(put(input, "feedback.results", ["a", "b"]), "feedback.results.0", "c").feedback.results).toEqual(["c", "b"]);
  });

  it("takes away what is put as nothing", () => {
    const chat = put(input, "links.telegram", "https://t.me/fjell");
    expect(chat.links).toEqual({ telegram: "https://t.me/fjell" });
    expect(put(chat, "links.telegram", undefined).links).toEqual({});
  });
});

describe("two chats", () => {
  it("are the same whatever the order of their keys", () => {
    expect(same({ a: [1, { b: null }], c: "x" }, { c: "x", a: [1, { b: null }] })).toBe(true);
    for (const [one, other] of [[[1], [1, 2]], [{ a: 1 }, { a: 1, b: null }], [null, {}], ["1", 1], [[], {}]]) expect(same(one, other)).toBe(false);
  });

  it("differ in single links, of which an empty one is none", () => {
    const chat = { ...input, links: { telegram: "https://t.me/fjell", viber: "" } };
    expect(differing(paths, input, chat)).toEqual(["links.telegram"]);
  });

  it("differ in lists and weeks as a whole", () => {
    const week = { monday: [{ from: "09:00", to: "18:00" }], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
    const chat = put(put(input, "general.working_hours", week), "widget.allowed_sites", ["https://fjell.example"]);
    expect(differing(paths, input, chat)).toEqual(["general.working_hours", "widget.allowed_sites"]);
  });

  it("have the same form when only what may change does", () => {
    const holiday = { first: "2026-12-24", last: "2026-12-26", name: "" };
    const web = { bot: 0, operator: 0, client: 0 };
    const chat = put(put(put(input, "general.holidays", [holiday]), "links.vk", "https://vk.me/fjell"), "prices", [{ from: "2026-01-01", currency: "EUR", dialog: 0, free_messages: 0, channels: { web } }]);
    expect(isShapedLike(input, chat)).toBe(true);
    expect(isShapedLike(chat, input)).toBe(true);
    expect(isShapedLike(chat, put(chat, "prices.0.channels", { line: web }))).toBe(true);
    expect(isShapedLike(chat, put(chat, "general.holidays", [{ day: "2026-12-24" }])), "an entry of another form").toBe(false);
    expect(isShapedLike(chat, { ...chat, links: [] })).toBe(false);
  });
});

describe("every setting that the program knows", () => {
  it.each(FORM.settings.map(({ path }) => path))("%s has a part of the editor, a label and a sentence of help", async (path) => {
    expect((SECTIONS.find(({ id }) => id === sectionOf(path))?.roots as readonly string[]).includes(path.split(".")[0] ?? "")).toBe(true);
    for (const language of ["en", "ru"]) {
      for (const what of ["label", "help"]) expect(i18n.exists(`setting.${path}.${what}`, { lng: language, fallbackLng: language }), `${what} in ${language}`).toBe(true);
    }
  });
});
