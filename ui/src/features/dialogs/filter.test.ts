import { expect, it } from "vitest";

import { dialogFilter, filterAddress, narrows, presetOf, presetPeriod, PRESETS, startOf } from "./filter";

const NOW = new Date(2026, 10, 22, 14, 32).getTime();

it("reads an address and leaves out what means nothing", () => {
  expect(filterAddress({ status: "closed", messenger: ["telegram", "web", "pigeon"], from: "2026-11-01", to: "2026-02-30", chat: "c", script: "s", marker: 7, all: "1", x: 1 })).toEqual({
    status: "closed",
    messenger: ["web", "telegram"],
    from: "2026-11-01",
    chat: "c",
    script: "s",
    marker: "7",
    all: 1,
  });
  expect(filterAddress({ status: "any", messenger: "web", from: "yesterday", to: 5, chat: "", script: 5, marker: "", all: "no" })).toEqual({ messenger: ["web"] });
});

it("asks for whole local days, the last one included", () => {
  expect(dialogFilter({ from: "2026-11-01", to: "2026-11-02" })).toEqual({
    messengers: [],
    chats: [],
    status: "any",
    script: null,
    marker: null,
    from: new Date(2026, 10, 1).getTime(),
    to: new Date(2026, 10, 3).getTime(),
    all: false,
  });
});

it("knows a day that is none", () => {
  expect(startOf("2026-02-29")).toBeNull();
  expect(startOf("2028-02-29")).toBe(new Date(2028, 1, 29).getTime());
  expect(startOf("2026-13-01")).toBeNull();
  expect(startOf("26-1-1")).toBeNull();
});

it("names a period by its preset as long as it means that", () => {
  expect(presetPeriod("days_7", NOW)).toEqual({ from: "2026-11-16", to: "2026-11-22" });
  expect(presetPeriod("month", NOW)).toEqual({ from: "2026-11-01", to: "2026-11-22" });
  for (const preset of PRESETS) expect(presetOf(presetPeriod(preset, NOW), NOW)).toBe(preset);
  expect(presetOf(presetPeriod("today", NOW), NOW + 86_400_000)).toBe("yesterday");
  expect(presetOf({ from: "2026-11-01" }, NOW)).toBeNull();
});

it("knows when nothing is left out", () => {
  expect(narrows({})).toBe(false);
  expect(narrows({ all: 1 })).toBe(false);
  expect(narrows({ chat: "c" })).toBe(true);
});
