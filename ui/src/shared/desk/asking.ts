/** Whose PIN is asked for now. Any part of the window may ask; the frame shows the question. */
import { useSyncExternalStore } from "react";

import type { DeskChoice } from "../../ipc";

let asked: DeskChoice | null = null;
const listeners = new Set<() => void>();

/** Asks for the operator's PIN, or no longer asks. */
export function askPin(operator: DeskChoice | null): void {
  asked = operator;
  for (const hear of listeners) hear();
}

export function useAsked(): DeskChoice | null {
  return useSyncExternalStore(
    (hear) => {
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
    () => asked,
  );
}
