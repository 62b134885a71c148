/** Which list of the inbox an address names. */

/** The lists, in the order of their tabs; `search` is none that the program keeps. */
export const TABS = ["my", "queue", "help", "all"] as const;
export type Tab = (typeof TABS)[number];

export interface InboxAddress {
  /** None means `my`. */
  tab?: Exclude<Tab, "my"> | "search";
  /** What is searched for. */
  q?: string;
  /** The dialog was found, or is one from before: it is only read until somebody goes to the client. */
  read?: 1;
}

/** What of an address's search part means something here. */
export function inboxAddress(search: Record<string, unknown>): InboxAddress {
  const { tab, q, read } = search;
  const named = (["queue", "help", "all", "search"] as const).find((one) => one === tab);
  return { ...(named && { tab: named }), ...(named === "search" && typeof q === "string" && q !== "" && { q }), ...(read === 1 && { read }) };
}
