/** Who works at this computer, as the window changes it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { asApiError, call, type Desk, type DeskChoice, type Presence, type WorkAs } from "../../ipc";
import { useErrorWords } from "../errors";
import { deskQuery } from "../queries";
import { note } from "../toasts";
import { askPin } from "./asking";

/** Keeps how the desk stands after a command that changed it. */
function useKeepDesk(): (desk: Desk) => void {
  const client = useQueryClient();
  return (desk) => client.setQueryData(deskQuery.queryKey, desk);
}

/** Begins to work as an operator, or as nobody; rejects with an `ApiError`. */
export function useBegin() {
  const keep = useKeepDesk();
  return useMutation({ mutationFn: (as: WorkAs) => call("desk_work_as", as), onSuccess: keep });
}

/** Works as the operator (null: as nobody). Who has a PIN is asked for it in a window of its own. */
export function useWorkAs(): (choice: DeskChoice | null) => void {
  const words = useErrorWords();
  const begin = useBegin();
  return (choice) => {
    if (choice?.needs_pin) return askPin(choice);
    // Whoever chose has often closed the list of choices by then.
    begin.mutateAsync({ operator: choice?.id ?? null, pin: null }).catch((thrown: unknown) => {
      const error = asApiError(thrown);
      // The PIN was set a moment ago.
      if (error.code === "pin_required" && choice) askPin(choice);
      else note(words(error).what);
    });
  };
}

/** Says whether the operator who works here is there. */
export function useSetPresence(): (presence: Presence) => void {
  const words = useErrorWords();
  const keep = useKeepDesk();
  const { mutate } = useMutation({ mutationFn: (presence: Presence) => call("desk_presence", { presence }), onSuccess: keep, onError: (error) => note(words(asApiError(error)).what) });
  return mutate;
}

/** The operator who works here: undefined while it is not known, null when nobody does. */
export function useOperator(): Desk["operator"] | undefined {
  return useQuery(deskQuery).data?.operator;
}
