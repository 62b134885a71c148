/**
 * What stands in a reply box and what is on its way from it, per operator and dialog. It is known
 * beside the box: that may be left, and come back to before the program has answered.
 */
import { useEffect, useSyncExternalStore } from "react";

import type { ApiError } from "../../../ipc";

/** A reply on its way. */
interface Going {
  text: string;
  files: { key: string; id: string; name: string }[];
  /** The same again goes under the same key, so that it cannot come twice. */
  key: string;
}

export interface Writing {
  /** What stands in the box: none of what is on its way. */
  text: string;
  /** How often a text was put into the box by something else than typing. */
  placed: number;
  /** Somebody typed or sent here: a draft that the program had before is not theirs any more. */
  isTouched: boolean;
  /** The program has it as a draft. */
  isKept: boolean;
  /** In the order it was sent. */
  going: readonly Going[];
  failure: ApiError | null;
}

const writings = new Map<string, Writing>();
/** Those whose box is there. */
const shown = new Set<string>();
const listeners = new Set<() => void>();

export function writingOf(name: string): Writing | undefined {
  return writings.get(name);
}

export const isShown = (name: string): boolean => shown.has(name);

/** Changes what is known; nothing, when the box was left and nothing is on its way any more. */
export function change(name: string, part: (now: Writing) => Partial<Writing>): void {
  const now = writings.get(name);
  if (now === undefined) return;
  writings.set(name, { ...now, ...part(now) });
  if (!shown.has(name)) forgetDone(name);
  for (const hear of listeners) hear();
}

/** A box that comes back begins with its draft, unless something is on its way: the draft still has that. */
function forgetDone(name: string): void {
  if (writings.get(name)?.going.length === 0) writings.delete(name);
}

/** What is known of a box that is there, from now on; `begun` is what it begins with. */
export function useWriting(name: string, begun: () => string): Writing {
  useEffect(() => {
    shown.add(name);
    return () => {
      shown.delete(name);
      forgetDone(name);
    };
  }, [name]);
  return useSyncExternalStore(
    (hear) => {
      listeners.add(hear);
      return () => void listeners.delete(hear);
    },
    () => {
      const known = writings.get(name);
      if (known !== undefined) return known;
      const fresh = { text: begun(), placed: 0, isTouched: false, isKept: false, going: [], failure: null };
      writings.set(name, fresh);
      return fresh;
    },
  );
}

/** What is not known to have come through, and what was typed after it. */
export function unsent({ going, text }: Pick<Writing, "going" | "text">): string {
  return [...going.map((one) => one.text), text].filter((one) => one !== "").join("\n");
}
