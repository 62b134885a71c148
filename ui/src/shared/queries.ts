/** What more than one screen reads, under one key each, so that news can refresh it everywhere. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { call } from "../ipc";

export const statusQuery = queryOptions({ queryKey: ["status"], queryFn: () => call("app_status", {}) });

export const scriptsQuery = queryOptions({ queryKey: ["scripts"], queryFn: () => call("scripts_list", { search: "" }) });

/** The names of all markers that dialogs passed. */
export const markersQuery = queryOptions({ queryKey: ["markers"], queryFn: () => call("markers_list", {}) });

export const jobsQuery = queryOptions({ queryKey: ["jobs"], queryFn: () => call("jobs_list", {}) });

/** Chats whose name holds `search`, by name; while another search is read, the former stays. */
export const chatsQuery = (search: string) =>
  queryOptions({ queryKey: ["chats", search], queryFn: () => call("chats_list", { search, shown: "all", sort: "name", descending: false }), placeholderData: keepPreviousData });

/** Who works here, and who could. */
export const deskQuery = queryOptions({ queryKey: ["desk"], queryFn: () => call("desk_status", {}) });

/** How many dialogs wait in each list of the inbox; of the operator who works here. */
export const inboxCountsQuery = (operator: string) => queryOptions({ queryKey: ["inbox-counts", operator], queryFn: () => call("inbox_counts", {}) });

export const operatorsQuery = queryOptions({ queryKey: ["operators"], queryFn: () => call("operators_list", {}) });

export const groupsQuery = queryOptions({ queryKey: ["groups"], queryFn: () => call("groups_list", {}) });

export const tagsQuery = queryOptions({ queryKey: ["tags"], queryFn: () => call("tags_list", {}) });

/** Those of everybody and the operator's own. */
export const quickRepliesQuery = (operator: string) => queryOptions({ queryKey: ["quick-replies", operator], queryFn: () => call("quick_replies_list", {}) });
