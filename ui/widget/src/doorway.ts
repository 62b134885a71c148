/**
 * What pages around the widget say to each other: the loader on the host page and the panel in its
 * frame, the chat editor and the preview in its. Both sides check origin and source before they
 * read a word of it, and nothing secret passes here.
 */

import type { Author, Operator, Place, WidgetConfig } from "./protocol";

/** Where the visitor is; the panel cannot see the host page by itself. */
export interface Page {
  readonly url: string;
  readonly title: string;
  readonly referrer: string;
}

/** From the loader. `byVisitor`: a person asked for it just now, so the bot may greet and the focus may move. */
export interface Visibility {
  readonly parley: "visibility";
  readonly open: boolean;
  readonly byVisitor: boolean;
  readonly page: Page;
}

/** From the loader: the visitor came to another page of the site, which was not loaded anew. */
export interface Moved {
  readonly parley: "moved";
  readonly page: Page;
}

export type HostNews = Visibility | Moved;

/** From the panel: it has started, it wants to be closed, or it has unread messages. */
export type PanelNews =
  | { readonly parley: "ready" }
  | { readonly parley: "close" }
  | { readonly parley: "unread"; readonly count: number };

/** The origin a message is addressed to; pages opened from a file have none, and everyone may read the above. */
export function addressee(origin: string): string {
  return origin === "null" ? "*" : origin;
}

/** From the chat editor: how the chat would look. */
export interface PreviewOrder {
  readonly parley: "preview";
  readonly config: WidgetConfig;
  /** The open panel, or what stands on a page while it is closed. */
  readonly view: "panel" | "closed";
  /** A made-up conversation, oldest line first. As ever, buttons stand only under the last question nobody has answered. */
  readonly conversation: readonly PreviewLine[];
  /** Who holds the dialog, as the panel's head shows them. */
  readonly operator?: Operator;
  /** Its place in the queue, when it waits. */
  readonly queue?: Place;
}

export interface PreviewLine {
  readonly author: Author;
  /** An operator's name. */
  readonly name?: string;
  readonly text: string;
  /** Titles of the buttons under it. */
  readonly buttons?: readonly string[];
  /** Makes it the question for a rating on this scale. */
  readonly scale?: 2 | 5 | 10;
  /** The rating that was given to it, from 1. */
  readonly rating?: number;
}

/** From the preview: it listens. */
export interface PreviewNews {
  readonly parley: "preview-ready";
}
