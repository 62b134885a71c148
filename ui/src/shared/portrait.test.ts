import { expect, it } from "vitest";

import { initials } from "./Portrait";

it.each([
  ["Anna Lindqvist", "AL"],
  ["Jean-Baptiste Zorg", "JZ"],
  ["мария", "М"],
  ["  Ольга   Ивановна Ёлкина ", "ОЁ"],
  ["“Kai” (night)", "KN"],
  ["😀", ""],
  ["", ""],
])("of %j are %j", (name, wanted) => {
  expect(initials(name)).toBe(wanted);
});
