/** What more than one screen reads, under one key each, so that news can refresh it everywhere. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { call } from "../ipc";

export const statusQuery = queryOptions({ queryKey: ["status"], queryFn: () => call("app_status", {}) });

export const scriptsQuery = queryOptions({ queryKey: ["scripts"], queryFn: () => call("scripts_list", {}) });

export const jobsQuery = queryOptions({ queryKey: ["jobs"], queryFn: () => call("jobs_list", {}) });

/** Chats whose name holds `search`, by name; while another search is read, the former stays. */
export const chatsQuery = (search: string) =>
  queryOptions({ queryKey: ["chats", search], queryFn: () => call("chats_list", { search, shown: "all", sort: "name", descending: false }), placeholderData: keepPreviousData });
