import { useEffect } from "react";

import { call } from "../../ipc";
import { RENEWED } from "./renewed";

/** Tells the program that whoever works here is still there, on Pause too: what they hold would be taken from them else. */
export function useLease(works: boolean): void {
  useEffect(() => {
    if (!works) return;
    const renew = () =>
      void call("desk_renew", {}).catch(() => {
        // What the program makes of it comes as news of the desk; the next one is tried all the same.
      });
    const stop = every(renew);
    // Who comes back to a window that slept is there at once.
    document.addEventListener("visibilitychange", renew);
    return () => {
      stop();
      document.removeEventListener("visibilitychange", renew);
    };
  }, [works]);
}

/** Ticks until the returned function is called: in a worker, and by the page's own timer where there is none. */
function every(tick: () => void): () => void {
  if (typeof Worker === "undefined") {
    const timer = setInterval(tick, RENEWED);
    return () => clearInterval(timer);
  }
  const worker = new Worker(new URL("./pulse.worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = tick;
  let timer: ReturnType<typeof setInterval> | undefined;
  worker.onerror = () => (timer ??= setInterval(tick, RENEWED));
  return () => {
    worker.terminate();
    clearInterval(timer);
  };
}
