import { useState, useSyncExternalStore } from "react";

const kept = new Map<string, unknown>();

/** State that is still there when the same screen, with the same `name`, is opened again. */
export function useKept<Value>(name: string, initial: Value): [Value, (value: Value) => void] {
  const [, draw] = useState(0);
  const value = kept.has(name) ? (kept.get(name) as Value) : initial;
  const keep = (next: Value) => {
    kept.set(name, next);
    draw((count) => count + 1);
  };
  return [value, keep];
}

/** Forgets everything, as closing the window does. */
export function forgetKept(): void {
  kept.clear();
}

const hearing = new Set<() => void>();

/** A text that stays on this computer under its name until it is empty, the same wherever it is shown. */
export function useStored(name: string): [string, (text: string) => void] {
  const text = useSyncExternalStore(
    (hear) => {
      hearing.add(hear);
      return () => void hearing.delete(hear);
    },
    () => localStorage.getItem(name) ?? "",
  );
  const keep = (next: string) => {
    if (next === "") localStorage.removeItem(name);
    else localStorage.setItem(name, next);
    for (const hear of hearing) hear();
  };
  return [text, keep];
}
