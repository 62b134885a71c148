/**
 * What the loader on the host page and the panel in its frame say to each other. Both sides
 * check origin and source before they read a word of it, and nothing secret passes here.
 */

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

/** From the panel: it has started, it wants to be closed, or it has unread messages. */
export type PanelNews =
  | { readonly parley: "ready" }
  | { readonly parley: "close" }
  | { readonly parley: "unread"; readonly count: number };

/** The origin a message is addressed to; pages opened from a file have none, and everyone may read the above. */
export function addressee(origin: string): string {
  return origin === "null" ? "*" : origin;
}
