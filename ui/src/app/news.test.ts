import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { setTransport, type Job } from "../ipc";
import { Fake } from "../ipc/fake";
import { hearDialogs, hearInbox } from "../shared/changes";
import { followNews, PAUSE, withJob } from "./news";

let fake: Fake;
beforeEach(() => {
  vi.useFakeTimers();
  fake = new Fake({ empty: true });
  setTransport(fake);
});
afterEach(() => {
  vi.useRealTimers();
});

const job: Job = { id: "1", kind: "export", title: "Export", done: 0, total: 10, state: "running", error: null, result: null };

it("reads once for much news in a short time", () => {
  const client = new QueryClient();
  const invalidate = vi.spyOn(client, "invalidateQueries");
  const heard: string[][] = [];
  const silence = hearDialogs((changed) => heard.push([...changed]));
  const stop = followNews(client, () => undefined);
  for (const id of ["a", "b", "a"]) fake.tell({ type: "dialogs", ids: [id] });
  fake.tell({ type: "chats" });
  expect(invalidate, "nothing is read before the pause is over").not.toHaveBeenCalled();
  vi.advanceTimersByTime(PAUSE);
  expect(heard).toEqual([["a", "b"]]);
  expect(invalidate.mock.calls.filter(([filters]) => filters?.queryKey?.[0] === "chats")).toHaveLength(1);
  stop();
  fake.tell({ type: "chats" });
  invalidate.mockClear();
  vi.advanceTimersByTime(PAUSE);
  expect(invalidate, "nobody follows any more").not.toHaveBeenCalled();
  silence();
});

it("tells the inbox once of all that changed in it, and of everything when too much did", () => {
  const client = new QueryClient();
  const heard: ("all" | string[])[] = [];
  const silence = hearInbox((changed) => heard.push(changed === "all" ? "all" : [...changed]));
  const stop = followNews(client, () => undefined);
  for (const ids of [["a"], ["b"], ["a"]]) fake.tell({ type: "inbox", ids });
  vi.advanceTimersByTime(PAUSE);
  fake.tell({ type: "inbox", ids: [] });
  vi.advanceTimersByTime(PAUSE);
  expect(heard).toEqual([["a", "b"], "all"]);
  stop();
  silence();
});

it("follows a link at once", () => {
  const follow = vi.fn();
  const stop = followNews(new QueryClient(), follow);
  fake.tell({ type: "link" });
  expect(follow).toHaveBeenCalledOnce();
  stop();
});

it("keeps a job in its place", () => {
  const other = { ...job, id: "2" };
  expect(withJob([job, other], { ...job, done: 5 })).toEqual([{ ...job, done: 5 }, other]);
  expect(withJob([job], other)).toEqual([job, other]);
});
