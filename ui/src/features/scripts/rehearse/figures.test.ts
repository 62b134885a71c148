import { describe, expect, it } from "vitest";

import type { RehearsedVariant } from "../../../ipc";
import { blockRows, change, dialogsThat, endRows, markerRows, textRows } from "./figures";

const variant = (more: Partial<RehearsedVariant>): RehearsedVariant => ({ version: { draft: true }, ends: [], elses: { times: 0, dialogs: 0 }, markers: [], blocks: [], not_understood: [], ...more });
const published = variant({
  version: { version: 3 },
  ends: [
    { really: "bot", ended: "bot", dialogs: 40 },
    { really: "operator", ended: "bot", dialogs: 5 },
    { really: "operator", ended: "operator", dialogs: 20 },
    { really: "no_operator", ended: "operator", dialogs: 2 },
  ],
});
const draft = variant({
  ends: [
    { really: "bot", ended: "bot", dialogs: 39 },
    { really: "bot", ended: "lost", dialogs: 1 },
    { really: "operator", ended: "bot", dialogs: 15 },
    { really: "operator", ended: "operator", dialogs: 10 },
    { really: "no_operator", ended: "operator", dialogs: 2 },
  ],
});

describe("the figures of a rehearsal", () => {
  it("add up", () => {
    expect(dialogsThat(published, null, null)).toBe(67);
    expect(dialogsThat(published, "operator", null)).toBe(25);
    expect(dialogsThat(published, null, "bot")).toBe(45);
    expect(dialogsThat(published, "operator", "bot")).toBe(5);
  });

  it("stand beside what happened, and leave out what nobody did", () => {
    const rows = endRows([published, draft]).map(({ end, really, versions }) => [end, really?.n ?? null, ...versions.map((figure) => figure?.n ?? null)]);
    expect(rows).toEqual([
      ["bot", 40, 45, 54],
      ["operator", 25, 22, 12],
      ["no_operator", 2, null, null],
      ["lost", null, 0, 1],
    ]);
  });

  it("lead to the dialogs they count", () => {
    const [bot] = endRows([published]);
    expect(bot?.really?.counted).toEqual({ type: "ended", really: "bot", ended: null });
    expect(bot?.versions[0]?.counted).toEqual({ type: "ended", really: null, ended: "bot" });
  });

  it("say how two versions differ", () => {
    const [bot, , nobody] = endRows([published, draft]);
    expect(change(bot?.versions ?? [])).toBe(9);
    expect(change(nobody?.versions ?? []), "no version has it").toBeNull();
    expect(change(endRows([published])[0]?.versions ?? []), "there is one version").toBeNull();
  });

  it("name each marker, block and text once for both versions", () => {
    const block = (id: string, dialogs: number) => ({ block: id, script: null, title: id.toUpperCase(), visits: dialogs * 2, dialogs, ended: 1, elses: 0 });
    const one = variant({ markers: [{ marker: "b", times: 2, dialogs: 2 }], blocks: [block("start", 9), block("old", 3)], not_understood: [{ text: "??", times: 4, dialog: "1" }] });
    const other = variant({
      markers: [
        { marker: "b", times: 1, dialogs: 1 },
        { marker: "a", times: 7, dialogs: 5 },
      ],
      blocks: [block("start", 9), block("new", 4)],
      not_understood: [{ text: "call me", times: 6, dialog: "2" }],
    });
    expect(markerRows([one, other]).map(({ name, versions }) => [name, ...versions.map(({ n }) => n)])).toEqual([
      ["a", 0, 5],
      ["b", 2, 1],
    ]);
    expect(blockRows([one, other]).map(({ title, versions }) => [title, ...versions.map(({ came_by }) => came_by.n)])).toEqual([
      ["START", 9, 9],
      ["NEW", 0, 4],
      ["OLD", 3, 0],
    ]);
    expect(textRows([one, other])).toEqual([
      { text: "call me", dialog: "2", times: [0, 6] },
      { text: "??", dialog: "1", times: [4, 0] },
    ]);
  });
});
