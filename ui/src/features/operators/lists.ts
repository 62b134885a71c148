/** What only this screen reads, and what is said of a thing that is being edited. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useRef } from "react";

import { call } from "../../ipc";
import { deskQuery, quickRepliesQuery } from "../../shared/queries";

export const attributesQuery = queryOptions({ queryKey: ["attributes"], queryFn: () => call("attributes_list", {}) });

/** Stands for nobody among those whose replies are read. */
const NOBODY = "";

/** The quick replies of everybody, and those of the operator who works here. */
export function useReplies() {
  const { data: desk } = useQuery(deskQuery);
  return useQuery({ ...quickRepliesQuery(desk?.operator?.id ?? NOBODY), enabled: desk !== undefined });
}

/** A thing that is being edited: as the list has it, or, once it was deleted, as it was. */
export interface Edited<Thing> {
  thing: Thing | null;
  gone: boolean;
}

/** The thing with this id; undefined while it is not known, or is nothing to be edited. `new` has no thing yet. */
export function useEdited<Thing extends { id: string }>(id: string | null, list: readonly Thing[] | undefined): Edited<Thing> | undefined {
  const seen = useRef<Thing | null>(null);
  if (seen.current?.id !== id) seen.current = null;
  const found = list?.find((thing) => thing.id === id);
  if (found) seen.current = found;
  if (id === null || list === undefined) return undefined;
  if (id === "new") return { thing: null, gone: false };
  return seen.current ? { thing: seen.current, gone: found === undefined } : undefined;
}
