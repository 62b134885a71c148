import { useEffect, useRef } from "react";

/** Whether this is a computer whose main modifier is Command. */
export const isMac = /mac/i.test(navigator.platform);

/** A combination: an optional `mod+` (Ctrl, or Command on a Mac) and a key as `KeyboardEvent.code` names it. */
type Combination = `mod+${string}` | string;

const shown: Record<string, string> = { Comma: ",", ArrowUp: "↑", ArrowDown: "↓" };

/** How a combination is written on this computer's keys. */
export function keysOf(combination: Combination): string[] {
  return combination.split("+").map((key) => (key === "mod" ? (isMac ? "⌘" : "Ctrl") : (shown[key] ?? key.replace(/^Key/, ""))));
}

/** The keys that do the same. Not read out: a screen reader's user has keys of their own. */
export function Keys({ of, onAccent = false }: { of: Combination; onAccent?: boolean }) {
  return (
    <kbd aria-hidden="true" className={`rounded-1 px-1 font-sans text-tiny whitespace-nowrap ${onAccent ? "bg-key" : "bg-fill text-ink-2"}`}>
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
    const code = combination.replace("mod+", "");
    const wantsModifier = combination.startsWith("mod+");
    const hear = (event: KeyboardEvent) => {
      const modifier = isMac ? event.metaKey : event.ctrlKey;
      if (event.code !== code || modifier !== wantsModifier || event.altKey || event.shiftKey) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, [combination, enabled]);
}
