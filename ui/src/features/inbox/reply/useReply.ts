/** The text of a reply: kept while it is written, sent once, and still there when it could not be sent. */
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { asApiError, call, type ApiError } from "../../../ipc";
import { useErrorWords } from "../../../shared/errors";
import { note } from "../../../shared/toasts";
import { draftOf, dropDraft, keepDraft } from "./drafts";
import { removeFiles, type Waiting } from "./files";

/** In milliseconds: so often the client is told that somebody writes. */
const TYPING = 3_000;
/** The dialog is not theirs any more: there is nothing to try again. */
const LOST = new Set(["held_by", "nobody_holds", "closed", "gone"]);

interface Props {
  dialog: string;
  operator: string;
  draft: string | null;
  onLost: () => void;
}

export type ReplyState = "quiet" | "kept" | "sending";

export function useReply({ dialog, operator, draft, onLost }: Props) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [text, show] = useState(() => draftOf(operator, dialog) ?? draft ?? "");
  const [state, setState] = useState<ReplyState>("quiet");
  const [failure, setFailure] = useState<ApiError | null>(null);
  const typed = useRef(0);
  const touched = useRef(false);
  const standing = useRef(text);
  const isSending = useRef(false);
  const isThere = useRef(true);
  /** What was tried last: the same again goes under the same key, so that it cannot come twice. */
  const tried = useRef<{ what: string; key: string } | null>(null);
  useEffect(() => {
    isThere.current = true;
    return () => void (isThere.current = false);
  }, []);

  // The program's draft may be read later than the box is drawn.
  useEffect(() => {
    if (touched.current || draft === null || standing.current !== "") return;
    standing.current = draft;
    show(draft);
  }, [draft]);

  const setText = useCallback(
    (next: string) => {
      touched.current = true;
      standing.current = next;
      show(next);
      setState((now) => (now === "sending" ? now : "quiet"));
      keepDraft(operator, dialog, next, () => isThere.current && setState((now) => (now === "quiet" ? "kept" : now)));
      if (next === "" || Date.now() - typed.current < TYPING) return;
      typed.current = Date.now();
      // Whether the client sees somebody write matters less than what is written.
      call("dialog_typing", { id: dialog }).catch(() => undefined);
    },
    [dialog, operator],
  );

  const send = async (files: readonly Waiting[]) => {
    const sent = standing.current;
    const going = files.flatMap(({ key, taken }) => (taken === null ? [] : [{ key, id: taken.id, name: taken.name }]));
    if (isSending.current || (sent.trim() === "" && going.length === 0)) return;
    if (files.some(({ taken, error }) => taken === null && error === null)) return note(t("inbox.files_coming"));
    const what = JSON.stringify([sent, going.map(({ key }) => key)]);
    const key = tried.current?.what === what ? tried.current.key : crypto.randomUUID();
    tried.current = { what, key };
    isSending.current = true;
    setState("sending");
    setFailure(null);
    try {
      await call("dialog_send", { id: dialog, text: sent, files: going.map(({ id, name }) => ({ id, name })), key });
      tried.current = null;
      removeFiles(dialog, going.map((file) => file.key));
      // What was typed while it went stays.
      const rest = standing.current.startsWith(sent) ? standing.current.slice(sent.length) : standing.current;
      standing.current = rest;
      show(rest);
      if (rest === "") dropDraft(operator, dialog);
      else keepDraft(operator, dialog, rest, () => undefined);
    } catch (error) {
      const refused = asApiError(error);
      const { what: happened, todo } = words(refused);
      if (LOST.has(refused.code)) onLost();
      if (LOST.has(refused.code) || !isThere.current) note(`${happened} ${todo}`);
      else setFailure(refused);
    } finally {
      isSending.current = false;
      typed.current = 0;
      setState("quiet");
    }
  };
  return { text, setText, state, failure, send };
}
