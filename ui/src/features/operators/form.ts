/** One thing being edited in a window over its list: what is typed, what is wrong with it, and saving. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { asApiError, type ApiError, type Problem } from "../../ipc";
import { useProblemWords } from "../../shared/problems";
import { note } from "../../shared/toasts";
import { merge, same, type Merged } from "./merge";

/** A thing as it is saved; only some kinds count their revisions. */
export interface Saved<Input> {
  revision: number | null;
  input: Input;
}

interface Draft<Input> {
  /** What it began from. */
  base: Saved<Input>;
  typed: Input;
  /** What stands in a field and means nothing there, by the field's path. */
  unread: Readonly<Record<string, string>>;
}

/** What was left without saving, until its Undo has gone. */
const left = new Map<string, Draft<unknown>>();

interface Options<Input, Made> {
  /** What is edited: its kind and id. */
  name: string;
  /** It does not exist yet: what is wrong is shown only of what was touched. */
  isNew: boolean;
  saved: Saved<Input>;
  check: (input: Input) => Problem[];
  save: (input: Input, revision: number | null) => Promise<Made>;
  onSaved: (made: Made) => void;
  /** Under these names the program's lists hold it. */
  lists: readonly string[];
}

export interface Form<Input> {
  typed: Input;
  /** Sets a field. What was unread at the path, or in it, goes; the path is the whole field's when none is given. The same function as long as the window is open. */
  set: <Key extends keyof Input & string>(key: Key, value: Input[Key], path?: string) => void;
  unread: (path: string) => string | undefined;
  /** Keeps a text that means nothing at the path. */
  leave: (path: string, text: string) => void;
  /** What is wrong at exactly this path, in words. */
  wrong: (path: string) => string | undefined;
  changed: boolean;
  /** What somebody else saved since, put together with what is typed; null when nobody did. */
  merged: Merged<Input> | null;
  /** Goes on from what they saved: with my values where we both changed something, or with theirs. */
  settle: (side: "mine" | "theirs") => void;
  save: () => void;
  saving: boolean;
  failure: ApiError | null;
  /** Leaves it unsaved; what was typed comes back by Undo, which calls `reopen`. */
  forget: (reopen: () => void) => void;
}

export function useForm<Input extends object, Made>({ name, isNew, saved, check, save, onSaved, lists }: Options<Input, Made>): Form<Input> {
  const { t } = useTranslation();
  const client = useQueryClient();
  const problemWords = useProblemWords();
  const [draft, setDraft] = useState<Draft<Input>>(() => taken<Input>(name) ?? { base: saved, typed: saved.input, unread: {} });
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<{ problems: readonly Problem[]; of: Input } | null>(null);

  const saving = useMutation({
    mutationFn: (input: Input) => save(input, draft.base.revision),
    onSuccess: onSaved,
    onError: (thrown, input) => {
      const { code, details } = asApiError(thrown);
      if (code === "invalid" && Array.isArray(details)) setRefused({ problems: details as Problem[], of: input });
      // What somebody else did first is read again, and stands beside what was typed here.
      if (code === "conflict" || code === "not_found") for (const list of lists) void client.invalidateQueries({ queryKey: [list] });
    },
  });

  const overtaken = saved.revision !== draft.base.revision && !saving.isPending && !saving.isSuccess;
  const merged = overtaken ? merge(draft.base.input, saved.input, draft.typed) : null;
  const typed = merged?.input ?? draft.typed;
  const changed = !same(typed, saved.input) || Object.keys(draft.unread).length > 0;
  const visible = (path: string) => !isNew || tried || touched.has(root(path));
  const fresh = (refused?.problems ?? []).filter(({ field }) => same(at(refused?.of, root(field)), at(typed, root(field))));
  const problems = [...check(typed), ...fresh];
  const touch = (path: string) => setTouched((now) => new Set(now).add(root(path)));

  const put: Form<Input>["set"] = (key, value, path = key) => {
    if (saving.isError) saving.reset();
    touch(key);
    setDraft((now) => ({ ...now, typed: { ...now.typed, [key]: value }, unread: without(now.unread, path) }));
  };
  // A long list is drawn anew only when it changes, which a new function would be.
  const latest = useRef(put);
  useEffect(() => {
    latest.current = put;
  });
  const set: Form<Input>["set"] = useCallback((key, value, path) => latest.current(key, value, path), []);

  return {
    typed,
    set,
    unread: (path) => draft.unread[path],
    leave: (path, text) => {
      touch(path);
      setDraft((now) => ({ ...now, unread: { ...now.unread, [path]: text } }));
    },
    wrong: (path) => {
      const problem = problems.find(({ field }) => field === path);
      return problem && visible(path) ? problemWords(problem) : undefined;
    },
    changed,
    // Without changes of one's own, theirs are simply shown.
    merged: merged && !same(draft.typed, draft.base.input) ? merged : null,
    settle: (side) => {
      if (merged === null) return;
      const theirs = Object.fromEntries(merged.clashes.map((key) => [key, saved.input[key]])) as Partial<Input>;
      setDraft({ base: saved, typed: side === "mine" ? merged.input : { ...merged.input, ...theirs }, unread: draft.unread });
      saving.reset();
    },
    save: () => {
      setTried(true);
      if (problems.length > 0 || Object.keys(draft.unread).length > 0 || (merged?.clashes.length ?? 0) > 0) return;
      if (merged !== null) setDraft((now) => ({ ...now, base: saved, typed: merged.input }));
      saving.mutate(typed);
    },
    saving: saving.isPending,
    failure: saving.error === null ? null : asApiError(saving.error),
    forget: (reopen) => {
      if (!changed) return;
      const kept: Draft<Input> = { ...draft, typed };
      note(t("operators.left"), {
        name: t("common.undo"),
        run: () => {
          left.set(name, kept);
          reopen();
        },
      });
    },
  };
}

/** What was left of it, once. */
function taken<Input>(name: string): Draft<Input> | undefined {
  const draft = left.get(name);
  left.delete(name);
  return draft as Draft<Input> | undefined;
}

/** The field that a path leads into. */
function root(path: string): string {
  return path.split(".")[0] ?? path;
}

function at(input: object | undefined, key: string): unknown {
  return (input as Record<string, unknown> | undefined)?.[key];
}

function without(unread: Readonly<Record<string, string>>, path: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(unread).filter(([other]) => other !== path && !other.startsWith(`${path}.`)));
}
