import { useSyncExternalStore } from "react";

/** How much room there is; the same widths as the tokens' breakpoints. */
export type Room = "narrow" | "middle" | "wide";

const wide = window.matchMedia("(min-width: 1100px)");
const middle = window.matchMedia("(min-width: 960px)");

/** The room in the window now, followed as it changes. */
export function useRoom(): Room {
  return useSyncExternalStore(
    (changed) => {
      wide.addEventListener("change", changed);
      middle.addEventListener("change", changed);
      return () => {
        wide.removeEventListener("change", changed);
        middle.removeEventListener("change", changed);
      };
    },
    () => (wide.matches ? "wide" : middle.matches ? "middle" : "narrow"),
  );
}
