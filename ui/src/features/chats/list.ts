/** How the list of chats is narrowed and sorted: as its address says it, and as the program is asked. */
import { keepPreviousData, queryOptions, replaceEqualDeep } from "@tanstack/react-query";
import { useDeferredValue, useMemo, useRef } from "react";

import { call, type ChatRow, type Shown, type Sort } from "../../ipc";

/** Only what differs from the list as it is first seen. */
export interface ListAddress {
  q?: string;
  shown?: Exclude<Shown, "all">;
  sort?: Sort;
  /** Whether the least comes first, for figures; for names, whether the last does. */
  turned?: 1;
}

/** The order the list is first seen in: the busiest chats on top. */
const FIRST: Sort = "dialogs_today";
const SORTS: readonly Sort[] = ["name", "dialogs_today", "active_now", "updated_at"];

/** What of an address narrows or sorts the list. */
export function listAddress(search: Record<string, unknown>): ListAddress {
  const { q, shown, turned } = search;
  const sort = SORTS.find((known) => known === search["sort"]);
  return {
    ...(typeof q === "string" && q !== "" && { q }),
    ...((shown === "on" || shown === "off") && { shown }),
    ...(sort !== undefined && sort !== FIRST && { sort }),
    ...(turned === 1 && { turned }),
  };
}

/** By what the list is sorted, and whether the greatest comes first. */
export function orderOf({ sort = FIRST, turned }: ListAddress): { sort: Sort; descending: boolean } {
  return { sort, descending: (sort !== "name") !== (turned === 1) };
}

/** The address after a press on the head of a column: sorted by it, or turned when it was already. */
export function sortedBy(address: ListAddress, sort: Sort): ListAddress {
  const { sort: former, turned, ...rest } = address;
  if ((former ?? FIRST) !== sort) return { ...rest, ...(sort !== FIRST && { sort }) };
  return { ...rest, ...(former && { sort: former }), ...(turned !== 1 && { turned: 1 as const }) };
}

export const listQuery = (address: ListAddress) => {
  const request = { search: address.q ?? "", shown: address.shown ?? "all", ...orderOf(address) } as const;
  return queryOptions({ queryKey: ["chats", "list", request], queryFn: () => call("chats_list", request), placeholderData: keepPreviousData });
};

/**
 * The rows to draw. They follow what was read as soon as nothing more urgent, such as the next letter,
 * waits; a chat that is as it was is the same object, so that only what changed is drawn again.
 */
export function useRows(read: readonly ChatRow[] | undefined): readonly ChatRow[] | undefined {
  const known = useRef(new Map<string, ChatRow>());
  const rows = useMemo(
    () =>
      read?.map((row) => {
        const same: ChatRow = replaceEqualDeep(known.current.get(row.id), row);
        known.current.set(row.id, same);
        return same;
      }),
    [read],
  );
  return useDeferredValue(rows);
}
