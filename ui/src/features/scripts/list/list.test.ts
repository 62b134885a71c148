import { expect, it } from "vitest";

import { scriptsAddress } from "./list";

it("reads only what means something in an address", () => {
  expect(scriptsAddress({ q: "re", new: 1, x: 2 })).toEqual({ q: "re", new: 1 });
  expect(scriptsAddress({ q: "", new: true })).toEqual({});
  expect(scriptsAddress({ q: 4, new: "1" })).toEqual({ new: 1 });
});
