/** Where addresses of web pages stand in a text that somebody wrote. */

export interface Link {
  /** As it was written. */
  text: string;
  /** Where it leads, as browsers write it: the real host, national names as `xn--…`. */
  url: string;
}

/** In characters, as the program takes it. */
const LONGEST = 2_000;
/** What begins an address and does not go on another word, and all that may follow it: no spaces, no marks that turn the reading about, no quotes. */
const ADDRESS = /(?<before>^|[^a-z0-9+.@/_-])(?<address>(?:https?:\/\/|www\.)[^\s\p{C}<>"“”„«»‘’`\\|^]+)/giu;
/** The beginning of an address that a host follows, and nothing before an `@`. */
const HOST = /^(?:https?:\/\/|www\.[^./?#@]+\.)(?![./])[^/?#@]+(?:[/?#]|$)/i;
/** What ends a sentence, not an address. */
const ENDS_SENTENCE = new Set(".,:;!?…'*~_");
const OPENING: Record<string, string> = { ")": "(", "]": "[", "}": "{" };

/** A text in pieces, in their order: plain ones, and the addresses in it that lead to a page of the web. */
export function linksIn(text: string): (string | Link)[] {
  const pieces: (string | Link)[] = [];
  let plainFrom = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const { before = "", address = "" } = found.groups ?? {};
    const written = withoutEnd(address);
    const url = addressOf(written);
    if (url === null) continue;
    const from = found.index + before.length;
    if (from > plainFrom) pieces.push(text.slice(plainFrom, from));
    pieces.push({ text: written, url });
    plainFrom = from + written.length;
  }
  if (plainFrom < text.length) pieces.push(text.slice(plainFrom));
  return pieces;
}

/** Leaves out a bracket that was opened before the address with all behind it, and what ends the sentence. */
function withoutEnd(address: string): string {
  const open: Record<string, number> = { "(": 0, "[": 0, "{": 0 };
  let end = 0;
  for (; end < address.length; end += 1) {
    const sign = address.charAt(end);
    const opening = OPENING[sign];
    if (opening === undefined) {
      if (sign in open) open[sign] = (open[sign] ?? 0) + 1;
    } else if (open[opening] === 0) break;
    else open[opening] = (open[opening] ?? 0) - 1;
  }
  while (end > 0 && ENDS_SENTENCE.has(address.charAt(end - 1))) end -= 1;
  return address.slice(0, end);
}

/** Where it leads; null when that is nowhere, or when a name before `@` would pass for the host. */
function addressOf(written: string): string | null {
  const [start] = HOST.exec(written) ?? [];
  if (start === undefined) return null;
  try {
    const { href } = new URL(/^www\./i.test(start) ? `https://${written}` : written);
    return href.length > LONGEST ? null : href;
  } catch {
    return null;
  }
}
