import { useEffect, useRef } from "react";

/** Whether this is a computer whose main modifier is Command. */
export const isMac = /mac/i.test(navigator.platform);

/** A combination: optionally `mod+` (Ctrl, or Command on a Mac), `shift+` and `alt+`, then a key as `KeyboardEvent.code` names it. */
type Combination = `mod+${string}` | string;

const shown: Record<string, string> = { Comma: ",", Period: ".", ArrowUp: "↑", ArrowDown: "↓", mod: isMac ? "⌘" : "Ctrl", shift: isMac ? "⇧" : "Shift", alt: isMac ? "⌥" : "Alt" };

/** How a combination is written on this computer's keys. */
export function keysOf(combination: Combination): string[] {
  return combination.split("+").map((key) => shown[key] ?? key.replace(/^Key/, ""));
}

/** The keys that do the same. Not read out: a screen reader's user has keys of their own. */
export function Keys({ of, onAccent = false, onTip = false }: { of: Combination; onAccent?: boolean; onTip?: boolean }) {
  return (
    <kbd aria-hidden="true" className={`rounded-1 px-1 font-sans text-tiny whitespace-nowrap ${onTip ? "ml-2 opacity-80" : onAccent ? "bg-key" : "bg-fill text-ink-2"}`}>
      {keysOf(of).join(" ")}
    </kbd>
  );
}

/** Does `act` when the combination is pressed anywhere, whatever layout the keyboard has. */
export function useShortcut(combination: Combination, act: () => void, enabled = true): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    if (!enabled) return;
    const keys = combination.split("+");
    const code = keys.at(-1);
    const hear = (event: KeyboardEvent) => {
      const modifier = isMac ? event.metaKey : event.ctrlKey;
      if (event.code !== code || modifier !== keys.includes("mod") || event.altKey !== keys.includes("alt") || event.shiftKey !== keys.includes("shift")) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, [combination, enabled]);
}
