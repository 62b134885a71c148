import { expect, it } from "vitest";

import { mostZoom, moved, widest, zoomed, zoomOf } from "./crop";

const wide = { width: 641, height: 480 };

it("begins with the largest square in the middle", () => {
  expect(widest(wide)).toEqual({ x: 80, y: 0, side: 480 });
  expect(widest({ width: 30, height: 50 })).toEqual({ x: 0, y: 10, side: 30 });
});

it("zooms around the middle, down to 64 pixels and no farther", () => {
  const near = zoomed(widest(wide), wide, 2);
  expect(near).toEqual({ x: 200, y: 120, side: 240 });
  expect(zoomOf(near, wide)).toBe(2);
  expect(zoomed(near, wide, 1), "and back").toEqual({ x: 80, y: 0, side: 480 });
  expect(zoomed(near, wide, 100).side).toBe(64);
  expect(zoomed(near, wide, 0.1).side).toBe(480);
  expect(mostZoom(wide)).toBe(7.5);
  expect(mostZoom({ width: 20, height: 20 }), "a tiny picture has one square").toBe(1);
});

it("never leaves the picture", () => {
  const square = { x: 0, y: 0, side: 240 };
  expect(moved(square, wide, -50, 1_000)).toEqual({ x: 0, y: 240, side: 240 });
  expect(moved(square, wide, 1_000, -5)).toEqual({ x: 401, y: 0, side: 240 });
  expect(moved(square, wide, 10.4, 0.5), "in whole pixels").toEqual({ x: 10, y: 1, side: 240 });
  const atEdge = moved(square, wide, 1_000, 1_000);
  const far = zoomed(atEdge, wide, 1.5);
  expect([far.x + far.side <= wide.width, far.y + far.side <= wide.height]).toEqual([true, true]);
});
