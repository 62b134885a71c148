import { useState } from "react";

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
