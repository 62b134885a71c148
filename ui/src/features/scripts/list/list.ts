/** The list of scripts: its address, what it reads, and the names it gives. */
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

/** The name of a copy: the same with the first number from 2 on that none has yet. */
export function copyName(name: string, taken: readonly string[]): string {
  const stem = name.replace(/ \d+$/, "");
  const known = new Set(taken.map((one) => one.toLocaleLowerCase()));
  let no = 2;
  while (known.has(`${stem} ${no}`.toLocaleLowerCase())) no += 1;
  return `${stem} ${no}`;
}
