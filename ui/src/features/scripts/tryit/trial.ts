/**
 * A trial of a script: every turn it took, so that one can step back. The clock is the trial's own
 * and moves only when somebody moves it. Pure.
 */
import type { BlockId, Tried, TryInput } from "../../../ipc";
import type { Step } from "../contract";

export interface Turn {
  /** What the script was told. */
  input: TryInput;
  /** When, in milliseconds. */
  at: number;
  /** Since when it waits for what it then waits for. */
  since: number;
  /** What it answered. */
  tried: Tried;
}

export interface Trial {
  turns: readonly Turn[];
  /** The trial's clock. */
  now: number;
}

/** A trial that nothing was told yet. */
export function begin(now: number): Trial {
  return { turns: [], now };
}

/** The trial after the script was told something at the time of its clock and answered this. */
export function told(trial: Trial, input: TryInput, tried: Tried): Trial {
  return { ...trial, turns: [...trial.turns, { input, at: trial.now, since: trial.now, tried }] };
}

/** Whether the script hears a client now. In a pause, while somebody is asked and after the end it hears nobody. */
export function hears(trial: Trial): boolean {
  const waits = trial.turns.at(-1)?.tried.waits.for;
  return waits === "answer" || waits === "start";
}

/** The trial after the client did something that the script does not hear. */
export function unheard(trial: Trial, input: TryInput): Trial {
  const last = trial.turns.at(-1);
  if (last === undefined) return trial;
  return { ...trial, turns: [...trial.turns, { input, at: trial.now, since: last.since, tried: { ...last.tried, said: [], path: [], recognised: null } }] };
}

/** The trial before its last turn, at the time of that turn. */
export function stepBack(trial: Trial): Trial {
  const last = trial.turns.at(-1);
  return last === undefined || trial.turns.length < 2 ? trial : { turns: trial.turns.slice(0, -1), now: last.at };
}

/** What happens by itself, and when. */
export interface Due {
  at: number;
  input: TryInput;
}

/** What happens next by itself if nobody does anything; null when nothing does. */
export function due({ turns }: Trial): Due | null {
  const last = turns.at(-1);
  if (last === undefined) return null;
  const { waits } = last.tried;
  const after = (seconds: number, input: TryInput): Due => ({ at: last.since + seconds * 1_000, input });
  switch (waits.for) {
    case "answer":
      return waits.seconds === null ? null : after(waits.seconds, { type: "no_answer" });
    case "pause":
      return after(waits.seconds, { type: "pause_over" });
    case "request":
    case "ai":
      return after(waits.timeout_s, { type: "failed" });
    default:
      return null;
  }
}

/** The trial at a later time; what is due until then must have been told before. */
export function moved(trial: Trial, now: number): Trial {
  return { ...trial, now: Math.max(trial.now, now) };
}

/** The way the dialog took so far, and where it stands. */
export function path({ turns }: Trial): Step[] {
  const passed = turns.flatMap(({ tried }): Step[] => tried.path.map(({ block, exit }) => ({ block, exit })));
  const block: BlockId | null = turns.at(-1)?.tried.block ?? null;
  return block === null ? passed : [...passed, { block, exit: undefined }];
}
