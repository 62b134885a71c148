import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { asApiError, call, type ApiError } from "../../../ipc";
import type { RehearsalRequest } from "../../../ipc";
import { useKept } from "../../../shared/kept";
import { jobsQuery } from "../../../shared/queries";
import { rehearsalsQuery } from "./queries";

/** The rehearsal of a script that runs, if one does. Its progress stands where that of all long work does. */
export function useRehearsing(script: string, onDone: (no: number) => void) {
  const client = useQueryClient();
  // Whoever goes elsewhere meanwhile finds it here again.
  const [job, setJob] = useKept<string | null>(`rehearsing ${script}`, null);
  const [cancelled, setCancelled] = useState(false);
  const { data: jobs } = useQuery(jobsQuery);
  const state = job === null ? undefined : jobs?.find(({ id }) => id === job)?.state;

  useEffect(() => {
    if (state === undefined || state === "running") return;
    setJob(null);
    setCancelled(state === "cancelled");
    if (state === "done") void client.fetchQuery({ ...rehearsalsQuery(script), staleTime: 0 }).then(([newest]) => newest && onDone(newest.no), () => undefined);
    // Only the end of the work is followed.
  }, [state]);

  const begin = useMutation({
    mutationFn: (request: RehearsalRequest) => call("rehearse", request),
    onMutate: () => setCancelled(false),
    onSuccess: (begun) => {
      setJob(begun.id);
      client.setQueryData(jobsQuery.queryKey, (known = []) => (known.some((one) => one.id === begun.id) ? known : [...known, begun]));
    },
  });
  const failure: ApiError | null = begin.error === null ? null : asApiError(begin.error);
  return { begin: begin.mutate, busy: begin.isPending || state === "running", cancelled, failure };
}
