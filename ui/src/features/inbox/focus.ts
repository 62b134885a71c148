/** Where the focus goes when what had it is gone: to the list, never to nowhere. */
import { useEffect, type RefObject } from "react";

/** In milliseconds: whoever closes a window over the screen gives the focus back itself, a moment later. */
const MOMENT = 80;

/** The places that take it, the best one first: the list, the tab over an empty one, what was said. */
const PLACES = ["[role=listbox]", "nav [aria-current=true]", "[role=region]", "button:not(:disabled)"];

export function useFocusKept(home: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let last: Element | null = document.activeElement;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Somebody who pressed beside everything has put the focus nowhere on purpose: what had it is still there.
    // A button that was switched off under the focus still has it for some browsers, and for others nothing has.
    const isLost = () => {
      const had = document.activeElement === document.body ? last : document.activeElement;
      return had !== null && had !== document.body && (!had.isConnected || had.matches(":disabled"));
    };
    const regain = () => {
      timer = undefined;
      if (!isLost()) return;
      for (const place of PLACES) {
        const found = home.current?.querySelector<HTMLElement>(place);
        if (found) return found.focus({ preventScroll: true });
      }
    };
    const look = () => {
      if (isLost()) timer ??= setTimeout(regain, MOMENT);
    };
    const remember = (event: FocusEvent) => void (last = event.target instanceof Element ? event.target : null);
    const watch = new MutationObserver(look);
    watch.observe(document.body, { subtree: true, childList: true, attributeFilter: ["disabled"] });
    document.addEventListener("focusin", remember);
    return () => {
      watch.disconnect();
      clearTimeout(timer);
      document.removeEventListener("focusin", remember);
    };
  }, [home]);
}
