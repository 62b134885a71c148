/** Reading again what changes all the time, without readings that overtake or crowd each other. */

/** In milliseconds: the least, unless it is said otherwise, between the ends of one reading and the beginning of the next. */
const REST = 100;
/** A reading that takes long is done so much less often: it may take this share of the time. */
const SHARE = 4;

/**
 * Makes of `read` something that may be asked for at any rate: one reading at a time, and one more
 * for all that was asked meanwhile. `least` milliseconds pass between two.
 */
export function paced(read: () => Promise<unknown>, least = REST): { ask: () => void; stop: () => void } {
  let state: "idle" | "reading" | "asked" | "stopped" = "idle";
  let timer: ReturnType<typeof setTimeout> | undefined;

  const run = () => {
    state = "reading";
    const began = performance.now();
    const over = () => {
      const rest = Math.max(least, SHARE * (performance.now() - began));
      timer = setTimeout(() => {
        if (state === "asked") run();
        else if (state === "reading") state = "idle";
      }, rest);
    };
    read().then(over, over);
  };
  return {
    ask() {
      if (state === "idle") run();
      else if (state === "reading") state = "asked";
    },
    stop() {
      state = "stopped";
      clearTimeout(timer);
    },
  };
}
