import { expect, it } from "vitest";

import { merge } from "./merge";
import { reordered } from "./order";

const base = { name: "Erik", limit: 5, groups: ["a"] };

it("lets both changes stand where they are of different fields", () => {
  expect(merge(base, { ...base, limit: 9 }, { ...base, name: "Erik N." })).toEqual({ input: { name: "Erik N.", limit: 9, groups: ["a"] }, clashes: [] });
});

it("names what both changed, and keeps mine until it is decided", () => {
  expect(merge(base, { ...base, name: "E. Nilsen", groups: [] }, { ...base, name: "Erik N." })).toEqual({ input: { name: "Erik N.", limit: 5, groups: [] }, clashes: ["name"] });
});

it("finds no clash where both did the same", () => {
  expect(merge(base, { ...base, limit: 9 }, { ...base, limit: 9 }).clashes).toEqual([]);
});

const list = ["a", "b", "c", "d"].map((id) => ({ id }));
it.each([
  [["a"], "c", "after", "bcad"],
  [["d"], "a", "before", "dabc"],
  [["a", "c"], "d", "after", "bdac"],
  [["b"], "b", "before", "abcd"],
] as const)("puts %j by %s, %s", (ids, to, place, wanted) => {
  expect(reordered(list, new Set(ids), to, place).map(({ id }) => id).join("")).toBe(wanted);
});
