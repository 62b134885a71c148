import { expect, it } from "vitest";

import { moments, presetPeriod } from "./period";

const NOW = new Date(2026, 10, 23, 14, 5).getTime();

it.each([
  ["days_7", { from: "2026-11-17", to: "2026-11-23" }],
  ["days_30", { from: "2026-10-25", to: "2026-11-23" }],
  ["days_90", { from: "2026-08-26", to: "2026-11-23" }],
] as const)("%s ends today", (preset, period) => {
  expect(presetPeriod(preset, NOW)).toEqual(period);
});

it("takes both ends of a period whole", () => {
  expect(moments({ from: "2026-11-01", to: "2026-11-01" })).toEqual({ from: new Date(2026, 10, 1).getTime(), to: new Date(2026, 10, 2).getTime() });
});

it("is nothing when it ends before it begins", () => {
  expect(moments({ from: "2026-11-02", to: "2026-11-01" })).toBeNull();
});
