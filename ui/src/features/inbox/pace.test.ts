import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { paced } from "./pace";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("reads once at a time, and once more for all that was asked meanwhile", async () => {
  const ends: (() => void)[] = [];
  const read = vi.fn(() => new Promise<void>((end) => ends.push(end)));
  const reading = paced(read);
  for (let count = 0; count < 10; count += 1) reading.ask();
  expect(read).toHaveBeenCalledTimes(1);
  ends[0]?.();
  await vi.advanceTimersByTimeAsync(150);
  expect(read).toHaveBeenCalledTimes(2);
  ends[1]?.();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(read, "nothing was asked since").toHaveBeenCalledTimes(2);
  reading.ask();
  expect(read).toHaveBeenCalledTimes(3);
});

it("leaves the window free in proportion to how long a reading takes", async () => {
  const read = vi.fn(() => new Promise<void>((end) => setTimeout(end, 200)));
  const reading = paced(read);
  const asking = setInterval(reading.ask, 10);
  await vi.advanceTimersByTimeAsync(900);
  expect(read).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(read).toHaveBeenCalledTimes(2);
  clearInterval(asking);
  reading.stop();
});

it("reads again after a reading that failed, and no more when it is stopped", async () => {
  const read = vi.fn(() => Promise.reject(new Error("gone")));
  const reading = paced(read);
  reading.ask();
  reading.ask();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(read).toHaveBeenCalledTimes(2);
  reading.stop();
  reading.ask();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(read).toHaveBeenCalledTimes(2);
});
