/** Text in which addresses of pages can be followed. Built of nodes: foreign text never becomes markup. */

import { elsewhere } from "./ways";

/** What ends a sentence rather than an address. */
const ENDS = /[.,:;!?'"»”…]+$/;

/** The text in pieces; those that lead to a page stand with their address. Only `https:` does. */
export function pieces(text: string): { readonly text: string; readonly href?: string }[] {
  const found: { text: string; href?: string }[] = [];
  let told = 0;
  for (const { 0: match, index } of text.matchAll(/https:\/\/[^\s<>]+/gi)) {
    const written = trimmed(match);
    const href = addressOf(written);
    if (href === null) continue;
    if (index > told) found.push({ text: text.slice(told, index) });
    found.push({ text: written, href });
    told = index + written.length;
  }
  if (told < text.length) found.push({ text: text.slice(told) });
  return found;
}

/** Puts the text into `place`. */
export function write(place: HTMLElement, text: string): void {
  const nodes = pieces(text).map((piece) => {
    if (piece.href === undefined) return piece.text;
    const link = elsewhere(document.createElement("a"), piece.href);
    link.textContent = piece.text;
    return link;
  });
  place.replaceChildren(...nodes);
}

/** Without what ends the sentence, and without a bracket that the address did not open. */
function trimmed(address: string): string {
  for (let rest = address; ; ) {
    const shorter = rest.replace(ENDS, "");
    const closes = /[)\]}]$/.exec(shorter)?.[0];
    const opens = closes === ")" ? "(" : closes === "]" ? "[" : "{";
    if (closes === undefined || shorter.split(opens).length >= shorter.split(closes).length) return shorter;
    rest = shorter.slice(0, -1);
  }
}

function addressOf(written: string): string | null {
  try {
    const url = new URL(written);
    // A name before an @ makes an address look like another's.
    return url.protocol === "https:" && url.username === "" && url.password === "" ? url.href : null;
  } catch {
    return null;
  }
}
