/** One chat being edited: what is saved, what is typed, what is wrong with it, and saving. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";

import { asApiError, call, type ApiError, type Chat, type ChatForm, type ChatInput, type Problem, type Warning } from "../../../ipc";
import { dropDraft, hearDraft, keepDraft, readDraft, restoreDraft, savedOf, type Draft, type Saved, type Unread } from "./draft";
import { merge, settle, type Merged } from "./merge";
import { at, differing, pathsOf, put as putAt } from "./paths";

/** How long typing must rest before what was typed is checked, in milliseconds. */
const REST = 150;

/** What a chat (null: a new one) holds now. */
export function useSaved(id: string | null) {
  return useQuery({
    queryKey: ["chat", id ?? "new"],
    queryFn: async (): Promise<Saved> => (id === null ? { revision: null, input: await call("chat_new", {}) } : savedOf(await call("chat_get", { id }))),
  });
}

/** What there is to know about the settings of chats; the same as long as the program runs. */
export function useSettingsKnown() {
  return useQuery({ queryKey: ["chat-settings"], queryFn: () => call("chat_settings", {}), staleTime: Infinity });
}

export type Side = "mine" | "theirs";

export interface Editing {
  /** Null: the chat does not exist yet. */
  id: string | null;
  /** The chat was deleted meanwhile: saving makes a new one of what stands here. */
  gone: boolean;
  known: ChatForm;
  saved: Saved;
  typed: ChatInput;
  unread: Unread;
  /** Sets what stands at the path, or changes what stands there now; undefined takes it away. The same function as long as the editor is open. */
  set: (path: string, value: unknown) => void;
  /** Keeps a text that means nothing at this path; the value there stays. */
  leave: (path: string, text: string) => void;
  /** Puts whole parts, from another chat say. */
  take: (part: Partial<ChatInput>) => void;
  /** Throws the draft away, and gives the way to put it back. */
  discard: () => () => void;
  /** The paths of what differs from what is saved. */
  changes: readonly string[];
  /** When the draft was last changed; null when there is none. */
  draftAt: number | null;
  problems: readonly Problem[];
  warnings: readonly Warning[];
  /** Whether what is wrong at the path is shown: of a new chat, only what was touched until somebody tries to save. */
  shows: (path: string) => boolean;
  /** What somebody else saved since the draft began; null when nobody did. */
  merged: Merged | null;
  /** Whose value stays at a path where both changed it, as far as that was chosen. */
  chosen: ReadonlyMap<string, Side>;
  choose: (path: string, side: Side) => void;
  /** Ends that: their values at these paths, mine at the others. */
  settle: (theirs: ReadonlySet<string>) => void;
  save: () => void;
  saving: boolean;
  failure: ApiError | null;
}

interface Heard {
  onSaved: (chat: Chat, created: boolean) => void;
  /** Saving was refused for what stands at this path. */
  onRefused: (path: string) => void;
}

export function useChatForm(id: string | null, gone: boolean, saved: Saved, known: ChatForm, { onSaved, onRefused }: Heard): Editing {
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => readDraft(id, saved));
  // Two changes may come before anything is drawn again.
  const latest = useRef(draft);
  const [refused, setRefused] = useState(false);
  // What was chosen of one revision says nothing of the next.
  const [choice, setChoice] = useState({ of: saved.revision, sides: NOTHING_CHOSEN });
  const chosen = choice.of === saved.revision ? choice.sides : NOTHING_CHOSEN;
  const paths = useMemo(() => pathsOf(known), [known]);

  const save = useMutation<Chat, unknown, ChatInput>({
    mutationFn: (input) => (id === null || gone || saved.revision === null ? call("chat_create", { input }) : call("chat_update", { id, revision: saved.revision, input })),
    onError: (error) => {
      const { code, details } = asApiError(error);
      // What somebody else did first is read again, and shown beside what was typed here.
      if (code === "conflict" || code === "not_found") void client.invalidateQueries({ queryKey: ["chat", id] });
      if (code === "invalid") refuse(firstField(details));
    },
    onSuccess: (chat, sent) => {
      // What is saved now was typed here; the news of it must not look like somebody else's change.
      const now = savedOf(chat);
      client.setQueryData(["chat", chat.id], now);
      const draft = readDraft(id, saved);
      end();
      // What was typed while it was saved is a draft upon what is saved now.
      if (draft !== null) latest.current = keepDraft(chat.id, { ...draft, base: now, input: merge(paths, sent, now.input, draft.input).input });
      if (chat.id === id) setDraft(latest.current);
      onSaved(chat, chat.id !== id);
    },
  });

  const merged = useMemo(() => {
    if (draft === null || draft.base.revision === saved.revision || save.isPending) return null;
    return merge(paths, draft.base.input, saved.input, draft.input);
  }, [paths, draft, saved, save.isPending]);
  const typed = merged?.input ?? draft?.input ?? saved.input;
  const unread = draft?.unread ?? NOTHING_UNREAD;
  const changes = useMemo(() => [...new Set([...differing(paths, saved.input, typed), ...Object.keys(unread)])], [paths, saved, typed, unread]);

  const held = () => latest.current ?? { base: saved, input: saved.input, unread: NOTHING_UNREAD };
  const keep = (part: Partial<Draft>) => {
    // What went wrong was said of what stood here before.
    if (save.isError) save.reset();
    latest.current = keepDraft(id, { ...held(), at: Date.now(), ...part });
    setDraft(latest.current);
  };
  useEffect(
    () =>
      hearDraft(id, (restored) => {
        latest.current = restored;
        setDraft(restored);
      }),
    [id],
  );
  const end = () => {
    dropDraft(id);
    latest.current = null;
    setDraft(null);
    setRefused(false);
  };
  const put = (path: string, value: unknown) => {
    const { input, unread: former } = held();
    const next: unknown = typeof value === "function" ? value(at(input, path)) : value;
    keep({ input: putAt(input, path, next), unread: without(former, path) });
  };
  // Long lists draw a row anew only when it changes, which a new function would be.
  const latestPut = useRef(put);
  useEffect(() => {
    latestPut.current = put;
  });
  const set = useCallback((path: string, value: unknown) => latestPut.current(path, value), []);
  const refuse = (path: string | undefined) => {
    setRefused(true);
    if (path !== undefined) onRefused(path);
  };

  const rested = useRested(typed);
  const check = useQuery({
    queryKey: ["chat-check", id, rested],
    queryFn: () => call("chat_check", { id, input: rested }),
    placeholderData: (former) => former,
    gcTime: 0,
    staleTime: Infinity,
  });

  return {
    id,
    gone,
    known,
    saved,
    typed,
    unread,
    set,
    leave: (path, text) => keep({ unread: { ...held().unread, [path]: text } }),
    take: (part) => keep({ input: { ...held().input, ...part } }),
    discard: () => {
      const dropped = latest.current;
      end();
      save.reset();
      return () => dropped !== null && restoreDraft(id, dropped, paths);
    },
    changes,
    draftAt: changes.length > 0 ? (draft?.at ?? null) : null,
    problems: check.data?.problems ?? [],
    warnings: check.data?.warnings ?? [],
    shows: (path) => id !== null || refused || changes.some((changed) => isWithin(path, changed) || isWithin(changed, path)),
    merged,
    chosen,
    choose: (path, side) => setChoice({ of: saved.revision, sides: new Map([...chosen, [path, side]]) }),
    settle: (theirs) => {
      if (merged === null) return;
      keep({ base: saved, input: settle(merged, theirs) });
    },
    save: () => {
      const [first] = Object.keys(held().unread);
      if (first !== undefined) return refuse(first);
      if (merged !== null) keep({ base: saved, input: merged.input });
      save.mutate(held().input);
    },
    saving: save.isPending,
    failure: save.error === null ? null : asApiError(save.error),
  };
}

const NOTHING_UNREAD: Unread = {};
const NOTHING_CHOSEN: ReadonlyMap<string, Side> = new Map();

/** Whether the path is `root` or lies in it. */
export function isWithin(path: string, root: string): boolean {
  return path === root || path.startsWith(`${root}.`);
}

/** A value that is set whole takes away what was left unread in it. */
function without(unread: Unread, path: string): Unread {
  const left = Object.entries(unread).filter(([other]) => !isWithin(other, path));
  return left.length === Object.keys(unread).length ? unread : Object.fromEntries(left);
}

function firstField(details: unknown): string | undefined {
  const [first] = Array.isArray(details) ? (details as Partial<Problem>[]) : [];
  return first?.field;
}

/** The value, once it has not changed for a moment. */
export function useRested<Value>(value: Value, rest = REST): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), rest);
    return () => clearTimeout(timer);
  }, [value, rest]);
  return rested;
}
