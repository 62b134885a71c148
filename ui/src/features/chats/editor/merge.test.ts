import { expect, it } from "vitest";

import type { ChatInput } from "../../../ipc";
import { FORM, newInput } from "../../../ipc/fake-chats";
import { merge, settle } from "./merge";
import { pathsOf, put } from "./paths";

const paths = pathsOf(FORM);
const base = newInput("Orders");
const changed = (...values: [string, unknown][]): ChatInput => values.reduce((input, [path, value]) => put(input, path, value), base);

it("lets changes of different settings stand together", () => {
  const merged = merge(paths, base, changed(["queue.time_s", 60], ["links.vk", "https://vk.me/a"]), changed(["name", "Returns"], ["links.viber", "viber://pa?chatURI=a"]));
  expect(merged.clashes).toEqual([]);
  expect(merged.theirs).toEqual(["queue.time_s", "links.vk"]);
  expect(merged.input).toEqual(changed(["queue.time_s", 60], ["name", "Returns"], ["links.vk", "https://vk.me/a"], ["links.viber", "viber://pa?chatURI=a"]));
});

it("asks only where both changed the same, to different values", () => {
  const theirs = changed(["name", "Store"], ["queue.time_s", 60], ["feedback.results", ["Solved"]]);
  const mine = changed(["name", "Returns"], ["queue.time_s", 60], ["feedback.results", ["Open"]]);
  const merged = merge(paths, base, theirs, mine);
  expect(merged.clashes).toEqual([
    { path: "name", theirs: "Store", mine: "Returns" },
    { path: "feedback.results", theirs: ["Solved"], mine: ["Open"] },
  ]);
  expect(merged.input, "mine until somebody chose").toEqual(mine);
  expect(settle(merged, new Set())).toEqual(mine);
  expect(settle(merged, new Set(["name"]))).toEqual(put(mine, "name", "Store"));
  expect(settle(merged, new Set(["name", "feedback.results"]))).toEqual(theirs);
});

it("keeps a link that one took away taken away, and asks when the other changed it", () => {
  const withLink = changed(["links.vk", "https://vk.me/a"]);
  expect(merge(paths, withLink, withLink, base).input.links).toEqual({});
  const merged = merge(paths, withLink, base, changed(["links.vk", "https://vk.me/b"]));
  expect(merged.clashes).toEqual([{ path: "links.vk", theirs: undefined, mine: "https://vk.me/b" }]);
  expect(settle(merged, new Set(["links.vk"])).links).toEqual({});
});

it("leaves theirs alone when nothing was changed here", () => {
  const theirs = changed(["name", "Store"]);
  expect(merge(paths, base, theirs, base)).toEqual({ theirs: ["name"], clashes: [], input: theirs });
});
