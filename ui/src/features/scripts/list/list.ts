/** The list of scripts: its address, and what it reads. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { call } from "../../../ipc";

/** What stands in the address of the list. */
export interface ListAddress {
  /** What is searched for. */
  q?: string;
  /** The window for a new script is open. */
  new?: 1;
}

/** Reads what stands in an address; parts that mean nothing are left out. */
export function scriptsAddress({ q, new: isNew }: Record<string, unknown>): ListAddress {
  return {
    ...(typeof q === "string" && q !== "" && { q }),
    ...((isNew === 1 || isNew === "1") && { new: 1 as const }),
  };
}

/** The scripts whose name holds `search`; while another search is read, the former stays. */
export const listQuery = (search: string) =>
  queryOptions({ queryKey: ["scripts", "list", search], queryFn: () => call("scripts_list", { search }), placeholderData: keepPreviousData });
