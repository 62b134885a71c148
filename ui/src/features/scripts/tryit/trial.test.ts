import { describe, expect, it } from "vitest";

import type { Tried, TryWaits } from "../../../ipc";
import { begin, due, hears, moved, path, stepBack, told, unheard, type Trial } from "./trial";

const T = Date.UTC(2026, 10, 23, 9);

/** What a script answered that then waits for this. */
const tried = (waits: TryWaits, more: Partial<Tried> = {}): Tried => ({ state: {}, said: [], path: [], block: null, variables: [], waits, recognised: null, ...more });
const at = (waits: TryWaits): Trial => told(begin(T), { type: "start" }, tried(waits));

describe("a trial", () => {
  it.each<[string, TryWaits, [number, string] | null]>([
    ["a question with a branch for silence", { for: "answer", seconds: 120 }, [120, "no_answer"]],
    ["a question without one", { for: "answer", seconds: null }, null],
    ["a pause", { for: "pause", seconds: 30 }, [30, "pause_over"]],
    ["a server", { for: "request", timeout_s: 10 }, [10, "failed"]],
    ["a language model", { for: "ai", timeout_s: 60 }, [60, "failed"]],
    ["operators", { for: "operators" }, null],
    ["nothing", { for: "nothing" }, null],
  ])("knows what comes by itself at %s", (_, waits, expected) => {
    const next = due(at(waits));
    expect(next && [(next.at - T) / 1_000, next.input.type]).toEqual(expected);
  });

  it("has nothing due before it began", () => {
    expect(due(begin(T))).toBeNull();
  });

  it("does not wait longer because a client writes into a pause", () => {
    const later = unheard(moved(at({ for: "pause", seconds: 30 }), T + 20_000), { type: "text", text: "Hello?" });
    expect(due(later)?.at).toBe(T + 30_000);
    expect(later.turns.at(-1)?.input, "it is shown all the same").toEqual({ type: "text", text: "Hello?" });
  });

  it("hears the client only when it waits for them", () => {
    expect(hears(at({ for: "answer", seconds: null }))).toBe(true);
    for (const waits of [{ for: "pause", seconds: 1 }, { for: "operators" }, { for: "nothing" }, { for: "request", timeout_s: 1 }] as const) expect(hears(at(waits)), waits.for).toBe(false);
  });

  it("steps back to the turn before, and to its time", () => {
    const first = at({ for: "answer", seconds: null });
    const second = told(moved(first, T + 60_000), { type: "text", text: "1" }, tried({ for: "nothing" }));
    expect(stepBack(moved(second, T + 90_000))).toEqual({ turns: first.turns, now: T + 60_000 });
    expect(stepBack(first), "the first turn stays").toBe(first);
  });

  it("never turns its clock back", () => {
    expect(moved(moved(begin(T), T + 5), T).now).toBe(T + 5);
  });

  it("lights the way that was taken, and where it stands", () => {
    const first = told(begin(T), { type: "start" }, tried({ for: "answer", seconds: null }, { path: [{ block: "start", exit: null, score: null }], block: "ask" }));
    const second = told(first, { type: "text", text: "1" }, tried({ for: "nothing" }, { path: [{ block: "ask", exit: 1, score: 100 }], block: "end" }));
    expect(path(second)).toEqual([
      { block: "start", exit: null },
      { block: "ask", exit: 1 },
      { block: "end", exit: undefined },
    ]);
  });
});
