/** What was done to a draft, to be undone and redone. Pure. */
import type { ScriptDraft } from "../../../ipc";

export interface Timeline {
  past: readonly ScriptDraft[];
  now: ScriptDraft;
  future: readonly ScriptDraft[];
  /** What is being typed into; more of the same is undone with it. */
  group: string | null;
}

/** The most steps that can be undone. */
const MOST = 200;

export const begin = (draft: ScriptDraft): Timeline => ({ past: [], now: draft, future: [], group: null });

/** Goes on to another draft. Steps of one `group`, straight after one another, count as one. */
export function step(timeline: Timeline, next: ScriptDraft, group: string | null = null): Timeline {
  if (next === timeline.now) return timeline;
  const joins = group !== null && group === timeline.group;
  return { past: joins ? timeline.past : [...timeline.past, timeline.now].slice(-MOST), now: next, future: [], group };
}

/** Ends the group: what is typed from now on is another step. */
export const settle = (timeline: Timeline): Timeline => (timeline.group === null ? timeline : { ...timeline, group: null });

export function undo({ past, now, future }: Timeline): Timeline {
  const before = past.at(-1);
  if (before === undefined) return { past, now, future, group: null };
  return { past: past.slice(0, -1), now: before, future: [now, ...future], group: null };
}

export function redo({ past, now, future }: Timeline): Timeline {
  const [after, ...rest] = future;
  if (after === undefined) return { past, now, future, group: null };
  return { past: [...past, now], now: after, future: rest, group: null };
}
