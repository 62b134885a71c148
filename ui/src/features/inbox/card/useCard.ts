/** Reads the card of a dialog's client and keeps it as it is now. */
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useEffect } from "react";

import { call, type Card } from "../../../ipc";
import { hearDialogs, hearInbox, type Changed } from "../../../shared/changes";
import { paced } from "../pace";

export function useCard(dialog: string): UseQueryResult<Card> {
  const query = useQuery({ queryKey: ["card", dialog], queryFn: () => call("card", { dialog }), refetchOnMount: "always" });
  const { refetch } = query;
  useEffect(() => {
    const reading = paced(refetch);
    const hear = (changed: Changed) => (changed === "all" || changed.has(dialog)) && reading.ask();
    const silences = [hearDialogs(hear), hearInbox(hear)];
    return () => {
      for (const silence of silences) silence();
      reading.stop();
    };
  }, [dialog, refetch]);
  return query;
}
