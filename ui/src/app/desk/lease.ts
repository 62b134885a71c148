import { useEffect } from "react";

import { call } from "../../ipc";

/** How often the program is told that the operator is still there, in milliseconds: three times in the minute that it holds. */
export const RENEWED = 20_000;

/** Tells the program that whoever works here is still there, on Pause too: what they hold would be taken from them else. */
export function useLease(works: boolean): void {
  useEffect(() => {
    if (!works) return;
    const renew = () =>
      void call("desk_renew", {}).catch(() => {
        // What the program makes of it comes as news of the desk; the next one is tried all the same.
      });
    const timer = setInterval(renew, RENEWED);
    // Timers of a hidden window may be late; who comes back to it is there.
    document.addEventListener("visibilitychange", renew);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", renew);
    };
  }, [works]);
}
