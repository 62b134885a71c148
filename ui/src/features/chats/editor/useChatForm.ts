/** One chat being edited: what is saved, what is typed, what is wrong with it, and saving. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { asApiError, call, type ApiError, type Chat, type ChatInput, type Problem } from "../../../ipc";
import { changesBetween, dropDraft, keepDraft, readDraft } from "./draft";

/** How long typing must rest before what was typed is checked, in milliseconds. */
const REST = 150;

export interface Saved {
  /** Null while the chat does not exist yet. */
  revision: number | null;
  input: ChatInput;
}

/** What the editor changes of a chat. */
export function inputOf({ name, script, colours, reply_to_first_message }: Chat): ChatInput {
  return { name, script, colours, reply_to_first_message };
}

/** What a chat (null: a new one) holds now. */
export function useSaved(id: string | null) {
  return useQuery({
    queryKey: ["chat", id ?? "new"],
    queryFn: async (): Promise<Saved> => {
      if (id === null) return { revision: null, input: await call("chat_new", {}) };
      const chat = await call("chat_get", { id });
      return { revision: chat.revision, input: inputOf(chat) };
    },
  });
}

export function useChatForm(id: string | null, saved: Saved, onSaved: (chat: Chat, created: boolean) => void) {
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => readDraft(id));
  const typed = draft?.input ?? saved.input;
  const changes = changesBetween(saved.input, typed);

  const change = (part: Partial<ChatInput>) => {
    const input = { ...typed, ...part };
    if (changesBetween(saved.input, input).length === 0) return discard();
    const next = { revision: draft?.revision ?? saved.revision, input, at: Date.now() };
    keepDraft(id, next);
    setDraft(next);
  };
  const discard = () => {
    dropDraft(id);
    setDraft(null);
    save.reset();
  };

  const rested = useRested(typed);
  const check = useQuery({
    queryKey: ["chat-check", rested],
    queryFn: () => call("chat_check", { input: rested }),
    placeholderData: (former) => former,
    gcTime: 0,
    staleTime: Infinity,
  });

  const save = useMutation<Chat, unknown, { over: boolean }>({
    mutationFn: ({ over }) => {
      if (id === null || saved.revision === null) return call("chat_create", { input: typed });
      const revision = over ? null : (draft?.revision ?? saved.revision);
      return call("chat_update", { id, revision, input: typed });
    },
    onError: (error) => {
      // What the other one saved is what "theirs" means.
      if (asApiError(error).code === "conflict") void client.invalidateQueries({ queryKey: ["chat", id] });
    },
    onSuccess: (chat) => {
      dropDraft(id);
      setDraft(null);
      onSaved(chat, id === null);
    },
  });
  const failure: ApiError | null = save.error === null ? null : asApiError(save.error);
  const problems: Problem[] = check.data ?? [];

  return {
    typed,
    change,
    discard,
    changes,
    /** When the draft was last changed; null when there is none. */
    draftAt: changes.length > 0 ? (draft?.at ?? null) : null,
    problems,
    /** Whether a field that a person touched, or all after a try to save, shows what is wrong. */
    problemAt: (field: string) => (id !== null || changes.includes(field) || failure !== null ? problems.find((problem) => problem.field === field) : undefined),
    saving: save.isPending,
    failure,
    save: () => save.mutate({ over: false }),
    /** Saves over what somebody else saved meanwhile. */
    saveOver: () => save.mutate({ over: true }),
  };
}

/** The value, once it has not changed for a moment. */
function useRested<Value>(value: Value): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
