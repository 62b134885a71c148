import { describe, expect, it } from "vitest";

import type { InboxRow } from "../../../ipc";
import { linesOf, sameRows } from "./rows";
import { minutes, owed } from "./sl";

describe("the time to answer", () => {
  const turn = (left_s: number, sl_s: number) => ({ due_at: left_s * 1_000, sl_s });
  it.each([
    [60, 60, "in_time", 60],
    [12, 60, "in_time", 12],
    [11.9, 60, "near", 12],
    [10, 30, "in_time", 10],
    [9.9, 30, "near", 10],
    [19.9, 100, "near", 20],
    [0, 60, "late", 0],
    [-102, 60, "late", 102],
  ] as const)("%s s before its end, with a goal of %s s, is %s", (left, goal, standing, seconds) => {
    expect(owed(turn(left, goal), 0)).toEqual({ standing, seconds });
  });

  it.each([
    [0, "0:00"],
    [9, "0:09"],
    [51, "0:51"],
    [725, "12:05"],
    [11_229, "3:07:09"],
  ])("of %s seconds is written %s", (seconds, text) => {
    expect(minutes(seconds)).toBe(text);
  });
});

describe("the rows", () => {
  const row = (id: string, section: InboxRow["section"], unread = 0) => ({ id, section, unread, client: { id, name: id, no: 1 } }) as InboxRow;

  it("stand under a head for each section, with how many it has", () => {
    const lines = linesOf([row("a", "to_answer"), row("b", "to_answer"), row("c", "taken_from_you")], true);
    expect(lines.map((line) => (line.type === "head" ? `${line.section} ${line.count}` : line.row.id))).toEqual(["to_answer 2", "a", "b", "taken_from_you 1", "c"]);
    expect(linesOf([row("a", "queue")], false)).toHaveLength(1);
  });

  it("are the same objects where nothing in them changed, wherever they moved", () => {
    const former = [row("a", "queue"), row("b", "queue")];
    const now = sameRows(new Map(former.map((one) => [one.id, one])), [row("b", "queue"), row("a", "queue", 1)]);
    expect(now[0]).toBe(former[1]);
    expect(now[1]).not.toBe(former[0]);
    expect(now[1]?.unread).toBe(1);
  });
});
