/** Which clients are writing right now. What was told of one holds for a few seconds. */
import { useCallback, useSyncExternalStore } from "react";

import { listen } from "../../ipc";

/** In milliseconds; a client who goes on writing is told of again before that. */
const HOLDS = 6_000;

const writing = new Map<string, ReturnType<typeof setTimeout>>();
const listeners = new Map<string, Set<() => void>>();
let stop: (() => void) | undefined;

const tell = (dialog: string) => listeners.get(dialog)?.forEach((hear) => hear());

function end(dialog: string): void {
  clearTimeout(writing.get(dialog));
  if (writing.delete(dialog)) tell(dialog);
}

function begin(dialog: string): void {
  const isNew = !writing.has(dialog);
  clearTimeout(writing.get(dialog));
  writing.set(dialog, setTimeout(() => end(dialog), HOLDS));
  if (isNew) tell(dialog);
}

function subscribe(dialog: string, hear: () => void): () => void {
  stop ??= listen((news) => {
    if (news.type === "typing" && news.by === "client") begin(news.dialog);
  });
  const those = listeners.get(dialog) ?? new Set();
  listeners.set(dialog, those.add(hear));
  return () => {
    those.delete(hear);
    if (those.size === 0) listeners.delete(dialog);
    if (listeners.size > 0) return;
    stop?.();
    stop = undefined;
    [...writing.keys()].forEach(end);
  };
}

/** What they wrote has come: they are not writing it any more. */
export const wrote = end;

/** Whether the dialog's client is writing. */
export function useWriting(dialog: string): boolean {
  const hear = useCallback((told: () => void) => subscribe(dialog, told), [dialog]);
  return useSyncExternalStore(hear, () => writing.has(dialog));
}
