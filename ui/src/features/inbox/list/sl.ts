/** How long there is to answer a client, and how that is written. */

/** A share of the goal, or this many seconds: under either, the answer is soon late. */
const NEAR_SHARE = 0.2;
const NEAR_S = 10;

export interface Owed {
  standing: "in_time" | "near" | "late";
  /** What is left, or how late it is. */
  seconds: number;
}

/** How the answer that is owed until `due_at` (milliseconds since 1970) stands at `now`; the goal is `sl_s` seconds. */
export function owed(turn: { due_at: number; sl_s: number }, now: number): Owed {
  const left = turn.due_at - now;
  if (left <= 0) return { standing: "late", seconds: Math.floor((now - turn.due_at) / 1_000) };
  const isNear = left < Math.max(turn.sl_s * NEAR_SHARE, NEAR_S) * 1_000;
  return { standing: isNear ? "near" : "in_time", seconds: Math.ceil(left / 1_000) };
}

/** 0:51, 12:05 or 3:07:09 */
export function minutes(seconds: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  const hours = Math.floor(seconds / 3_600);
  const rest = `${Math.floor((seconds % 3_600) / 60)}`;
  return hours > 0 ? `${hours}:${two(Number(rest))}:${two(seconds % 60)}` : `${rest}:${two(seconds % 60)}`;
}
