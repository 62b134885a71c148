/** Reads a list of the inbox page by page and keeps it as it is now. */
import { useInfiniteQuery, useQuery, type InfiniteData } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";

import { call, type InboxPage, type InboxRow } from "../../../ipc";
import { hearInbox } from "../../../shared/changes";
import type { Tab } from "../address";
import { paced } from "../pace";
import { sameRows } from "./rows";

const PAGE = 100;
/** How many dialogs a search shows at most. */
const FOUND = 100;

export interface InboxList {
  /** Undefined until they are there. */
  rows: readonly InboxRow[] | undefined;
  error: unknown;
  /** Why the rows after the last one could not be read, or null. */
  moreError: unknown;
  readMore: () => void;
  retry: () => void;
}

type Pages = InfiniteData<InboxPage, string | null>;

/** The dialogs of one tab, in the program's order. */
export function useInboxList(tab: Tab, operator: string, enabled: boolean): InboxList {
  const query = useInfiniteQuery({
    queryKey: ["inbox", operator, tab],
    queryFn: ({ pageParam }) => call("inbox_list", { tab, after: pageParam, limit: PAGE }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled,
    // A row that is as it was stays the same object, wherever it moved: only what changed is drawn again.
    structuralSharing: (former, now) => withFormerRows(former as Pages | undefined, now as Pages),
    // Also when it is shown again: nobody heard the news meanwhile.
    refetchOnMount: "always",
  });
  const { data, refetch, fetchNextPage, hasNextPage, isFetching } = query;
  useAgain(refetch, enabled);
  return {
    rows: useMemo(() => data && once(data.pages.flatMap((page) => page.rows)), [data]),
    error: data === undefined ? query.error : null,
    moreError: query.isFetchNextPageError ? query.error : null,
    // The same while nothing changed about it: the list is drawn again only for its rows.
    readMore: useCallback(() => void (hasNextPage && !isFetching && fetchNextPage()), [hasNextPage, isFetching, fetchNextPage]),
    retry: () => void refetch(),
  };
}

const nothing = () => undefined;

/** Open and closed dialogs by a part of the client's name or number; none while nothing is sought. */
export function useSearch(text: string, enabled: boolean): InboxList {
  const sought = text.trim();
  const query = useQuery({
    queryKey: ["inbox-search", sought],
    queryFn: () => call("inbox_search", { text: sought, limit: FOUND }),
    enabled: enabled && sought !== "",
    placeholderData: (former) => former,
    gcTime: 0,
  });
  useAgain(query.refetch, enabled && sought !== "");
  return {
    rows: sought === "" ? [] : query.data,
    error: query.data === undefined ? query.error : null,
    moreError: null,
    readMore: nothing,
    retry: () => void query.refetch(),
  };
}

/** Reads again when a list changed, at a rate that leaves the window free. */
function useAgain(refetch: () => Promise<unknown>, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return;
    const reading = paced(refetch);
    const silence = hearInbox(reading.ask);
    return () => {
      silence();
      reading.stop();
    };
  }, [refetch, enabled]);
}

function withFormerRows(former: Pages | undefined, now: Pages): Pages {
  if (former === undefined) return now;
  const known = new Map(former.pages.flatMap((page) => page.rows).map((row) => [row.id, row]));
  return { ...now, pages: now.pages.map((page) => ({ ...page, rows: sameRows(known, page.rows) })) };
}

/** Each dialog once, where it stands first: one that moved down between two pages was read twice. */
function once(rows: readonly InboxRow[]): readonly InboxRow[] {
  const seen = new Set<string>();
  return rows.filter(({ id }) => !seen.has(id) && seen.add(id));
}
