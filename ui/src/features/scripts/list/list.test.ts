import { expect, it } from "vitest";

import { copyName, scriptsAddress } from "./list";

it.each([
  ["Returns", ["Returns"], "Returns 2"],
  ["Returns", ["Returns", "returns 2"], "Returns 3"],
  ["Returns 2", ["Returns", "Returns 2"], "Returns 3"],
  ["Route 66", [], "Route 2"],
])("a copy of %j beside %j is called %j", (name, taken, copy) => {
  expect(copyName(name, taken)).toBe(copy);
});

it("reads only what means something in an address", () => {
  expect(scriptsAddress({ q: "re", new: 1, x: 2 })).toEqual({ q: "re", new: 1 });
  expect(scriptsAddress({ q: "", new: true })).toEqual({});
  expect(scriptsAddress({ q: 4, new: "1" })).toEqual({ new: 1 });
});
