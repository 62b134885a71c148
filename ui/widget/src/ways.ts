/**
 * The other ways to reach the company: links to its messengers and to its knowledge base. They
 * were written by an administrator and checked twice already; here is the last place that can
 * keep a `javascript:` from a visitor, so it looks again.
 */

import { type Stroke, drawing } from "./drawing";
import { logoOf } from "./logos";
import type { MessengerLink } from "./protocol";

/** What messengers are reached by: pages, and their own programs. */
const MESSENGER_SCHEMES: ReadonlySet<string> = new Set(["https:", "viber:", "skype:", "weixin:", "tg:"]);
const PAGE_SCHEMES: ReadonlySet<string> = new Set(["https:", "http:"]);

/** A round link with the messenger's mark for each that can be drawn and followed, in the given order. */
export function messengerLinks(links: readonly MessengerLink[]): HTMLAnchorElement[] {
  return links.flatMap(({ messenger, name, url }) => {
    const logo = logoOf(messenger);
    const href = within(MESSENGER_SCHEMES, url);
    if (!logo || href === null) return [];
    const it = elsewhere(document.createElement("a"), href);
    it.setAttribute("aria-label", name);
    it.title = name;
    it.style.backgroundColor = logo.colour;
    const strokes: Stroke[] = [];
    if (logo.fill) strokes.push({ d: logo.fill, filled: true });
    if (logo.line) strokes.push({ d: logo.line });
    it.append(drawing(16, strokes));
    return [it];
  });
}

/** The address of the knowledge base, when it is a page. */
export function pageAddress(url: string | null): string | null {
  return url === null ? null : within(PAGE_SCHEMES, url);
}

/** Lets the link open beside the page, which must not be led away from under a conversation, and learns nothing of it. */
export function elsewhere(link: HTMLAnchorElement, href: string): HTMLAnchorElement {
  link.href = href;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  return link;
}

function within(schemes: ReadonlySet<string>, url: string): string | null {
  try {
    return schemes.has(new URL(url).protocol) ? url : null;
  } catch {
    return null;
  }
}
