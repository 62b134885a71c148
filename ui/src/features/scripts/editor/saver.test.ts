import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { setTransport, type Transport } from "../../../ipc";
import type { ScriptDraft } from "../../../ipc";
import { sample } from "../../../test/scripts";
import { kept } from "./kept";
import { AGAIN, REST, Saver } from "./saver";

interface Request {
  id: string;
  revision: number;
  draft: ScriptDraft;
}

/** A program that answers when it is told to. */
function program() {
  const asked: { request: Request; answer: (revision: number) => void; refuse: (error: unknown) => void }[] = [];
  const transport = {
    call: (_name: string, request: unknown) => new Promise((resolve, reject) => asked.push({ request: request as Request, answer: (revision) => resolve({ revision, problems: [] }), refuse: reject })),
  };
  setTransport(transport as unknown as Transport);
  return asked;
}

const named = (name: string): ScriptDraft => ({ ...sample(), name });
const settled = () => vi.advanceTimersByTimeAsync(0);

describe("saving as one edits", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("waits until the typing rests, and saves the newest draft once", async () => {
    const asked = program();
    const saver = new Saver("one", { revision: 4, draft: sample() });
    saver.take(named("A"));
    vi.advanceTimersByTime(REST - 1);
    saver.take(named("AB"));
    vi.advanceTimersByTime(REST - 1);
    expect(asked).toHaveLength(0);
    expect(kept("one")).toMatchObject({ revision: 4, draft: { name: "AB" } });
    vi.advanceTimersByTime(1);
    expect(asked.map(({ request }) => [request.revision, request.draft.name])).toEqual([[4, "AB"]]);
    expect(saver.state()).toEqual({ state: "saving" });
    asked[0]?.answer(5);
    await settled();
    expect(saver.state()).toEqual({ state: "saved" });
    expect(saver.revision()).toBe(5);
    expect(kept("one"), "the program has it").toBeNull();
  });

  it("saves what was typed while a saving was on its way, from the revision that one made", async () => {
    const asked = program();
    const saver = new Saver("one", { revision: 4, draft: sample() });
    saver.take(named("A"));
    vi.advanceTimersByTime(REST);
    saver.take(named("B"));
    vi.advanceTimersByTime(REST);
    expect(asked, "one at a time").toHaveLength(1);
    asked[0]?.answer(5);
    await settled();
    expect(kept("one")).toMatchObject({ revision: 5, draft: { name: "B" } });
    expect(asked[1]?.request).toMatchObject({ revision: 5, draft: { name: "B" } });
    asked[1]?.answer(6);
    await settled();
    expect(saver.state()).toEqual({ state: "saved" });
  });

  it("saves nothing that was undone before its time", () => {
    const asked = program();
    const draft = sample();
    const saver = new Saver("one", { revision: 4, draft });
    saver.take(named("A"));
    saver.take(draft);
    vi.advanceTimersByTime(REST * 4);
    expect(asked).toHaveLength(0);
    expect(kept("one")).toBeNull();
    expect(saver.state()).toEqual({ state: "saved" });
  });

  it("tries again after a failure, and keeps everything meanwhile", async () => {
    const asked = program();
    const saver = new Saver("one", { revision: 4, draft: sample() });
    saver.take(named("A"));
    vi.advanceTimersByTime(REST);
    asked[0]?.refuse({ code: "disk", message: "full", details: null });
    await settled();
    expect(saver.state()).toMatchObject({ state: "failed", error: { code: "disk" } });
    expect(kept("one")).toMatchObject({ draft: { name: "A" } });
    vi.advanceTimersByTime(AGAIN);
    asked[1]?.answer(5);
    await settled();
    expect(saver.state()).toEqual({ state: "saved" });
  });

  it("stops when somebody else changed the script, until it is decided", async () => {
    const asked = program();
    const saver = new Saver("one", { revision: 4, draft: sample() });
    saver.take(named("A"));
    vi.advanceTimersByTime(REST);
    asked[0]?.refuse({ code: "conflict", message: "", details: { revision: 9, by: "kai", at: 0 } });
    await settled();
    expect(saver.state()).toEqual({ state: "conflict", by: "kai" });
    saver.take(named("B"));
    vi.advanceTimersByTime(AGAIN * 2);
    expect(asked, "theirs is not overwritten").toHaveLength(1);
    expect(kept("one"), "mine is not lost").toMatchObject({ draft: { name: "B" } });
    await expect(saver.flush()).resolves.toBe(false);
    const theirs = named("Theirs");
    saver.rebase({ revision: 9, draft: theirs });
    expect(kept("one")).toBeNull();
    saver.take(named("C"));
    vi.advanceTimersByTime(REST);
    expect(asked[1]?.request).toMatchObject({ revision: 9, draft: { name: "C" } });
  });

  it("saves at once before publishing, and says whether all of it was taken", async () => {
    const asked = program();
    const saver = new Saver("one", { revision: 4, draft: sample() });
    await expect(saver.flush()).resolves.toBe(true);
    saver.take(named("A"));
    const flushed = saver.flush();
    asked[0]?.answer(5);
    await expect(flushed).resolves.toBe(true);
    saver.take(named("B"));
    const failed = saver.flush();
    asked[1]?.refuse({ code: "disk", message: "full", details: null });
    await expect(failed).resolves.toBe(false);
  });
});
