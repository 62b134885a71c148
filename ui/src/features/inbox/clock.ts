/**
 * One clock for everything that counts seconds in sight. Only what hears it is drawn again; with
 * nothing in sight it stands still.
 */
import { useSyncExternalStore } from "react";

const TICK = 1_000;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = 0;

function tick(): void {
  now = Date.now();
  for (const hear of listeners) hear();
}

function subscribe(hear: () => void): () => void {
  listeners.add(hear);
  timer ??= setInterval(tick, TICK);
  return () => {
    listeners.delete(hear);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** What the clock shows; right as well when nobody heard it for a while. */
function read(): number {
  if (timer === undefined) now = Math.floor(Date.now() / TICK) * TICK;
  return now;
}

/** The time, in milliseconds since 1970, told anew each second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, read);
}
