/** What the rehearsals of a script are read with. */
import { queryOptions, useQuery } from "@tanstack/react-query";

import { call, type ScriptId } from "../../../ipc";

export const rehearsalsQuery = (script: ScriptId) => queryOptions({ queryKey: ["scripts", "rehearsals", script], queryFn: () => call("rehearsals_list", { script }) });

/** One that is done, which never changes. */
export const rehearsalQuery = (no: number) => queryOptions({ queryKey: ["rehearsal", no], queryFn: () => call("rehearsal_get", { no }), staleTime: Infinity });

/** The messengers there are. */
export function useMessengers() {
  return useQuery({ queryKey: ["capabilities"], queryFn: () => call("capabilities", {}), staleTime: Infinity }).data?.map(({ messenger }) => messenger);
}
