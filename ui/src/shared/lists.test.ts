import { expect, it } from "vitest";

import { linesIn, moved } from "./lists";

it("finds the lines of a pasted text", () => {
  expect(linesIn(" https://a.example \r\n\r\nhttps://b.example\n \n")).toEqual(["https://a.example", "https://b.example"]);
  expect(linesIn(" \n")).toEqual([]);
});

it("moves an item by one place, and not beyond the ends", () => {
  const list = ["a", "b", "c"];
  expect(moved(list, 1, -1)).toEqual(["b", "a", "c"]);
  expect(moved(list, 1, 1)).toEqual(["a", "c", "b"]);
  expect(moved(list, 0, -1)).toEqual(list);
  expect(moved(list, 2, 1)).toEqual(list);
});
