import { expect, it } from "vitest";

import { listAddress, orderOf, sortedBy } from "./list";

it("keeps in its address only what differs from the list as it is first seen", () => {
  expect(listAddress({})).toEqual({});
  expect(listAddress({ q: "ret", shown: "off", sort: "name", turned: 1 })).toEqual({ q: "ret", shown: "off", sort: "name", turned: 1 });
  expect(listAddress({ q: "", shown: "all", sort: "dialogs_today", turned: 0 })).toEqual({});
  expect(listAddress({ q: 7, shown: "maybe", sort: "colour", turned: "1" }), "foreign addresses mean nothing").toEqual({});
});

it("begins with the greatest figure, and with the first name", () => {
  expect(orderOf({})).toEqual({ sort: "dialogs_today", descending: true });
  expect(orderOf({ turned: 1 })).toEqual({ sort: "dialogs_today", descending: false });
  expect(orderOf({ sort: "name" })).toEqual({ sort: "name", descending: false });
  expect(orderOf({ sort: "name", turned: 1 })).toEqual({ sort: "name", descending: true });
});

it("sorts by the pressed head, and turns the order at the next press", () => {
  const byName = sortedBy({ q: "ret", turned: 1 }, "name");
  expect(byName).toEqual({ q: "ret", sort: "name" });
  expect(sortedBy(byName, "name")).toEqual({ q: "ret", sort: "name", turned: 1 });
  expect(sortedBy({ sort: "name", turned: 1 }, "name")).toEqual({ sort: "name" });
  expect(sortedBy({ sort: "name" }, "dialogs_today")).toEqual({});
  expect(sortedBy({}, "dialogs_today")).toEqual({ turned: 1 });
});
