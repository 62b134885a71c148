/** Reads what was said in a dialog, and upwards in those before it. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";

import { call, type Entry } from "../../../ipc";
import { hearDialogs, hearInbox, type Changed } from "../../../shared/changes";
import { paced } from "../pace";

/** How many messages one reading asks for. */
const PAGE = 60;

export interface ThreadReading {
  /** Oldest first; undefined until they are there. */
  entries: readonly Entry[] | undefined;
  hasEarlier: boolean;
  isReadingEarlier: boolean;
  earlierError: unknown;
  error: unknown;
  readEarlier: () => void;
  retry: () => void;
}

export function useThread(dialog: string): ThreadReading {
  const query = useInfiniteQuery({
    queryKey: ["thread", dialog],
    queryFn: ({ pageParam }) => call("thread", { dialog, before: pageParam, limit: PAGE }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.earlier,
    refetchOnMount: "always",
  });
  const { data, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = query;
  useEffect(() => {
    const reading = paced(refetch);
    const hear = (changed: Changed) => (changed === "all" || changed.has(dialog)) && reading.ask();
    const silences = [hearDialogs(hear), hearInbox(hear)];
    return () => {
      for (const silence of silences) silence();
      reading.stop();
    };
  }, [dialog, refetch]);
  return {
    entries: useMemo(() => data && data.pages.toReversed().flatMap((page) => page.entries), [data]),
    hasEarlier: hasNextPage,
    isReadingEarlier: isFetchingNextPage,
    earlierError: query.isFetchNextPageError ? query.error : null,
    error: data === undefined ? query.error : null,
    readEarlier: () => hasNextPage && !isFetchingNextPage && void fetchNextPage(),
    retry: () => void refetch(),
  };
}
