import { expect, it } from "vitest";

import { large, sample } from "../../../test/scripts";
import { boxOf, laidOut } from "./layout";
import { READABLE, viewOfAll } from "./view";

const WINDOW = { width: 832, height: 720 };

it("shows all of a script that goes in, no larger than it is", () => {
  const draft = sample();
  const { x, y, zoom } = viewOfAll(draft, WINDOW);
  expect(zoom).toBe(1);
  for (const box of draft.blocks.map(boxOf)) {
    expect(box.x * zoom + x).toBeGreaterThanOrEqual(0);
    expect((box.x + box.width) * zoom + x).toBeLessThanOrEqual(WINDOW.width);
    expect(box.y * zoom + y).toBeGreaterThanOrEqual(0);
    expect((box.y + box.height) * zoom + y).toBeLessThanOrEqual(WINDOW.height);
  }
});

it("shows the start of a script that could not be read all at once", () => {
  const draft = laidOut(large(60));
  const { x, y, zoom } = viewOfAll(draft, WINDOW);
  expect(zoom).toBe(READABLE);
  const start = draft.blocks.map(boxOf).find(({ id }) => id === "start") ?? { x: NaN, y: NaN, width: NaN };
  expect((start.x + start.width / 2) * zoom + x, "in the middle").toBe(WINDOW.width / 2);
  expect(start.y * zoom + y, "near the top").toBe(64);
});

it("looks at an empty canvas as it is", () => {
  expect(viewOfAll({ ...sample(), blocks: [] }, WINDOW)).toEqual({ x: 0, y: 0, zoom: 1 });
});
