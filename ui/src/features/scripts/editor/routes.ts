/** How arrows run between blocks, beside those they have nothing to do with. Pure. */
import type { BlockId } from "../../../ipc";
import type { Point } from "./draft";
import type { Box } from "./layout";

/** An arrow to be drawn: from a place at the edge of one block into the top of another, or of the same. */
export interface Course {
  id: string;
  source: BlockId;
  target: BlockId;
  from: Point;
  /** The side of its block that it leaves by. */
  side: "bottom" | "left" | "right";
  to: Point;
}

export interface Route {
  /** What is drawn, as SVG says it. */
  path: string;
  /** The places it comes by, close enough together to tell what it touches. */
  points: readonly Point[];
}

/** How far an arrow keeps from blocks it passes. */
const CLEAR = 6;
/** How far from a block the first arrow beside it runs, and each further one from the one before. */
const LANE = 12;
const LANES = 4;
/** How far above its block an arrow is straight, so that its head is seen. */
const HEAD = 16;
const BEND = 10;
/** Of how many straight pieces a curve is taken to be. */
const PIECES = 24;

/**
 * A route for every arrow. One that finds its way as a plain curve is one; the others go out to the
 * nearest free lane, up or down beside what lies between, and in from above. Arrows to the same block
 * may share a lane, others do not while there is a free one. Where blocks leave no way at all, the
 * arrow is a curve across them.
 */
export function routesOf(boxes: readonly Box[], courses: readonly Course[]): Map<string, Route> {
  const ground = new Ground(boxes);
  const taken: Taken[] = [];
  return new Map(courses.map((course) => [course.id, routeOf(course, ground, taken)]));
}

function routeOf(course: Course, ground: Ground, taken: Taken[]): Route {
  const curve = curveOf(course);
  if (goesOn(course) && isCurveFree(curve.points, course, ground)) return curve;
  const points = aroundBlocks(course, ground, taken);
  if (points === null) return curve;
  for (const stretch of stretchesOf(points)) taken.push({ ...stretch, target: course.target });
  return { path: bent(points), points };
}

/** Whether the target lies on the side that the arrow leaves to. */
function goesOn({ from, side, to }: Course): boolean {
  if (to[1] - from[1] < HEAD * 1.5) return false;
  return side === "bottom" || (side === "left" ? to[0] < from[0] - LANE : to[0] > from[0] + LANE);
}

function curveOf({ from, side, to }: Course): Route {
  const [x, y] = from;
  const down = Math.max(Math.abs(to[1] - y) / 2, LANE * 2);
  const aside = Math.max(Math.abs(to[0] - x) / 2, LANE * 2);
  const first: Point = side === "bottom" ? [x, y + down] : [side === "left" ? x - aside : x + aside, y];
  const second: Point = [to[0], to[1] - down];
  const points = Array.from({ length: PIECES + 1 }, (_, index): Point => {
    const t = index / PIECES;
    const along = (axis: 0 | 1) => (1 - t) ** 3 * from[axis] + 3 * (1 - t) ** 2 * t * first[axis] + 3 * (1 - t) * t ** 2 * second[axis] + t ** 3 * to[axis];
    return [along(0), along(1)];
  });
  return { path: `M${from.join()} C${first.join()} ${second.join()} ${to.join()}`, points };
}

function isCurveFree(points: readonly Point[], { source, target }: Course, ground: Ground): boolean {
  return points.every((point, index) => {
    const before = points[index - 1];
    return before === undefined || ground.isFree(before, point, [source, target]);
  });
}

/** Out, along a lane, and in from above; null where there is no such way. */
function aroundBlocks(course: Course, ground: Ground, taken: readonly Taken[]): Point[] | null {
  const { from, side, to, source, target } = course;
  const outs = side === "bottom" ? ground.below(from, source) : [from[1]];
  const ins = ground.above(to, target);
  const [top, bottom] = [Math.min(...outs, ...ins), Math.max(...outs, ...ins)];
  const detour = (x: number) => Math.abs(x - from[0]) + Math.abs(x - to[0]);
  const lanes = ground.lanes(top, bottom, [from[0], to[0]]).filter((x) => side === "bottom" || (side === "left" ? x <= from[0] - LANE : x >= from[0] + LANE));
  let shared: Point[] | null = null;
  for (const x of lanes.sort((one, other) => detour(one) - detour(other))) {
    const ways = outs.filter((y) => (side === "bottom" ? ground.isFree([from[0], y], [x, y]) : ground.isFree(from, [x, y], [source])));
    if (ways.length === 0) continue;
    const ends = ins.filter((y) => ground.isFree([x, y], [to[0], y]));
    for (const out of ways) {
      for (const end of ends) {
        if (!ground.isFree([x, out], [x, end])) continue;
        const points = straightened([from, [from[0], out], [x, out], [x, end], [to[0], end], to]);
        if (!stretchesOf(points).some((stretch) => taken.some((other) => other.target !== target && isSame(stretch, other)))) return points;
        shared ??= points;
      }
    }
  }
  return shared;
}

/** Where blocks lie, in strips so that only those nearby are asked. */
class Ground {
  private readonly columns = new Map<number, Box[]>();
  private readonly rows = new Map<number, Box[]>();

  constructor(private readonly boxes: readonly Box[]) {
    for (const box of boxes) {
      into(this.columns, box, box.x, box.x + box.width);
      into(this.rows, box, box.y, box.y + box.height);
    }
  }

  /** Whether nothing lies in the rectangle between two corners. It may touch the blocks it begins or ends at, not cross them. */
  isFree(one: Point, other: Point, own: readonly BlockId[] = []): boolean {
    const [left, right] = one[0] < other[0] ? [one[0], other[0]] : [other[0], one[0]];
    const [top, bottom] = one[1] < other[1] ? [one[1], other[1]] : [other[1], one[1]];
    const isTall = bottom - top > right - left;
    const [strips, first, last] = isTall ? [this.columns, left, right] : [this.rows, top, bottom];
    for (let strip = stripOf(first - CLEAR); strip <= stripOf(last + CLEAR); strip += 1) {
      for (const box of strips.get(strip) ?? []) {
        const clear = own.includes(box.id) ? -1 : CLEAR;
        if (left < box.x + box.width + clear && right > box.x - clear && top < box.y + box.height + clear && bottom > box.y - clear) return false;
      }
    }
    return true;
  }

  /** The heights at which an arrow that leaves downward may turn, the nearest first. */
  below([x, y]: Point, source: BlockId): number[] {
    const near = this.beside(y, y + REACH).map((box) => box.y + box.height + LANE);
    return [...new Set([...spread(y, LANE), ...near])].filter((out) => out > y && this.isFree([x, y], [x, out], [source])).sort((one, other) => one - other);
  }

  /** The heights at which an arrow may turn down into a block, the nearest first. */
  above([x, y]: Point, target: BlockId): number[] {
    const near = this.beside(y - REACH, y).map((box) => box.y - LANE);
    return [...new Set([...spread(y, -HEAD), ...near])].filter((end) => end <= y - HEAD && this.isFree([x, end], [x, y], [target])).sort((one, other) => other - one);
  }

  /** Where arrows may run up or down: beside each block between two heights, and where it is asked for. */
  lanes(top: number, bottom: number, wanted: readonly number[]): number[] {
    const beside = this.beside(top, bottom).flatMap((box) => [...spread(box.x, -LANE), ...spread(box.x + box.width, LANE)]);
    return [...new Set([...wanted, ...beside])];
  }

  private beside(top: number, bottom: number): Box[] {
    return this.boxes.filter((box) => box.y - CLEAR < bottom && box.y + box.height + CLEAR > top);
  }
}

/** How far from a block another may lie for its height to matter where an arrow turns. */
const REACH = 120;
const STRIP = 128;
const stripOf = (at: number) => Math.floor(at / STRIP);

function into(strips: Map<number, Box[]>, box: Box, from: number, to: number): void {
  for (let strip = stripOf(from); strip <= stripOf(to); strip += 1) strips.set(strip, [...(strips.get(strip) ?? []), box]);
}

/** The places of the lanes beside an edge. */
const spread = (edge: number, first: number) => Array.from({ length: LANES }, (_, index) => edge + first + (Math.sign(first) * index * LANE * 2) / 3);

/** A straight piece of an arrow, level or upright. */
interface Stretch {
  isUpright: boolean;
  at: number;
  from: number;
  to: number;
}

interface Taken extends Stretch {
  target: BlockId;
}

function stretchesOf(points: readonly Point[]): Stretch[] {
  return points.slice(1).map(([x, y], index) => {
    const [left, top] = points[index] ?? [x, y];
    return left === x ? { isUpright: true, at: x, from: Math.min(y, top), to: Math.max(y, top) } : { isUpright: false, at: y, from: Math.min(x, left), to: Math.max(x, left) };
  });
}

const isSame = (one: Stretch, other: Stretch) => one.isUpright === other.isUpright && Math.abs(one.at - other.at) < CLEAR && one.from < other.to && other.from < one.to;

/** The points without those on the way between two others. */
function straightened(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const [before, last] = [kept.at(-2), kept.at(-1)];
    if (last !== undefined && last[0] === point[0] && last[1] === point[1]) continue;
    const isOnTheWay = before !== undefined && last !== undefined && ((before[0] === last[0] && last[0] === point[0]) || (before[1] === last[1] && last[1] === point[1]));
    if (isOnTheWay) kept.pop();
    kept.push(point);
  }
  return kept;
}

/** The path along points, round at its corners. */
function bent(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]];
      if (before === undefined) return `M${point.join()}`;
      if (after === undefined) return `L${point.join()}`;
      return `L${towards(point, before).join()} Q${point.join()} ${towards(point, after).join()}`;
    })
    .join(" ");
}

/** The place before a corner at which it begins to bend. */
function towards([x, y]: Point, [otherX, otherY]: Point): Point {
  const length = Math.hypot(otherX - x, otherY - y);
  const share = Math.min(BEND, length / 2) / length;
  return [x + (otherX - x) * share, y + (otherY - y) * share];
}
