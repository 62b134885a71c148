/**
 * News of the program, turned into what the window reads again. Much news in a short time is one
 * reading: at most one every `PAUSE` milliseconds.
 */
import type { QueryClient } from "@tanstack/react-query";

import { listen, type Job, type News } from "../ipc";
import { tellDialogs, tellInbox } from "../shared/changes";
import { deskQuery, jobsQuery, statusQuery } from "../shared/queries";

export const PAUSE = 250;

/** Follows the news until the returned function is called. A link does not wait: somebody just clicked it. */
export function followNews(client: QueryClient, follow: () => void): () => void {
  let waiting: News[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = () => {
    timer = undefined;
    const batch = waiting;
    waiting = [];
    digest(client, batch);
  };
  const stop = listen((news) => {
    if (news.type === "link") return follow();
    waiting.push(news);
    timer ??= setTimeout(tell, PAUSE);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}

function digest(client: QueryClient, batch: readonly News[]): void {
  const stale = new Set<string>();
  const dialogs = new Set<string>();
  let unnamed = false;
  const inbox = new Set<string>();
  let inboxUnnamed = false;
  for (const news of batch) {
    switch (news.type) {
      case "chats":
        stale.add("chats").add("chat").add("status").add("frame-code");
        break;
      case "settings":
        stale.add("status").add("ai-services").add("allowed-addresses");
        break;
      case "scripts":
        stale.add("scripts").add("markers");
        break;
      case "dialogs":
        stale.add("chats").add("dialogs-count");
        if (news.ids.length === 0) unnamed = true;
        for (const id of news.ids) dialogs.add(id);
        break;
      case "inbox":
        stale.add("inbox-counts");
        if (news.ids.length === 0) inboxUnnamed = true;
        for (const id of news.ids) inbox.add(id);
        break;
      case "operators":
        stale.add("operators").add("groups").add("tags").add("quick-replies").add("attributes").add("desk").add("card");
        break;
      case "desk":
        client.setQueryData(deskQuery.queryKey, news.desk);
        break;
      case "gateway":
        client.setQueryData(statusQuery.queryKey, (status) => status && { ...status, gateway: news.status });
        stale.add("frame-code");
        break;
      case "job":
        client.setQueryData(jobsQuery.queryKey, (jobs) => withJob(jobs ?? [], news.job));
        break;
      case "link":
      // These two wait for nobody: who shows them hears them at once.
      case "typing":
      case "attention":
        break;
    }
  }
  if (unnamed) stale.add("dialog").add("messages");
  for (const key of stale) void client.invalidateQueries({ queryKey: [key] });
  for (const id of dialogs) {
    void client.invalidateQueries({ queryKey: ["dialog", id] });
    void client.invalidateQueries({ queryKey: ["messages", id] });
  }
  if (inbox.size > 0 || inboxUnnamed) tellInbox(inboxUnnamed ? "all" : inbox);
  if (dialogs.size === 0 && !unnamed) return;
  // A list in sight reads what it needs itself; one that is not is only told that it is stale.
  void client.invalidateQueries({ queryKey: ["dialogs"], refetchType: "none" });
  tellDialogs(unnamed ? "all" : dialogs);
}

/** The jobs with `job` in its former place, or at the end when it is new. */
export function withJob(jobs: readonly Job[], job: Job): Job[] {
  const known = jobs.some((other) => other.id === job.id);
  return known ? jobs.map((other) => (other.id === job.id ? job : other)) : [...jobs, job];
}
