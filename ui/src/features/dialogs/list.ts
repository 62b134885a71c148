/** Reads the list of dialogs page by page and keeps it live. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";

import { call, type DialogFilter, type DialogRow } from "../../ipc";
import { hearDialogs } from "../../shared/changes";
import { append, begin, PAGE, refreshHead, refreshStretch, rowsOf, stretchesWith, type Loaded, type Stretch } from "./pages";

const page = (filter: DialogFilter, after: string | null, limit = PAGE) => call("dialogs_page", { filter, after, limit });

interface DialogList {
  /** Undefined until the first page is there. */
  rows: readonly DialogRow[] | undefined;
  /** Whether all that fits the filter is in `rows`. */
  whole: boolean;
  error: unknown;
  /** Why the rows after the last one could not be read, or null. */
  moreError: unknown;
  readMore: () => void;
  retry: () => void;
}

export function useDialogList(filter: DialogFilter): DialogList {
  const client = useQueryClient();
  const key = useMemo(() => ["dialogs", filter] as const, [filter]);
  const reading = useRef(false);
  const [moreError, setMoreError] = useState<unknown>(null);

  const query = useQuery({
    queryKey: key,
    queryFn: async () => {
      const head = await page(filter, null);
      const former = client.getQueryData<Loaded>(key);
      return former ? refreshHead(former, head) : begin(head);
    },
  });
  const { data: loaded, refetch } = query;

  useEffect(() => {
    const readAgain = (stretches: readonly Stretch[]) => {
      for (const { after, rows } of stretches) {
        if (after === null) continue;
        page(filter, after, rows.length).then(
          (again) => client.setQueryData<Loaded>(key, (now) => now && refreshStretch(now, after, again)),
          setMoreError,
        );
      }
    };
    // While the list was out of sight its head is read again by being shown; the rest is not.
    if (client.getQueryState(key)?.isInvalidated) readAgain(client.getQueryData<Loaded>(key)?.stretches ?? []);
    return hearDialogs((changed) => {
      void refetch();
      const shown = client.getQueryData<Loaded>(key);
      if (shown) readAgain(changed === "all" ? shown.stretches : stretchesWith(shown, changed));
    });
  }, [client, filter, key, refetch]);

  const readMore = useCallback(() => {
    const after = client.getQueryData<Loaded>(key)?.next ?? null;
    if (after === null || reading.current) return;
    reading.current = true;
    page(filter, after)
      .then((more) => {
        setMoreError(null);
        client.setQueryData<Loaded>(key, (now) => now && append(now, after, more));
      }, setMoreError)
      .finally(() => (reading.current = false));
  }, [client, filter, key]);

  return {
    rows: useMemo(() => loaded && rowsOf(loaded), [loaded]),
    whole: loaded?.next === null,
    error: loaded === undefined ? query.error : null,
    moreError,
    readMore,
    retry: () => void refetch(),
  };
}
