/** The text of a reply: kept while it is written, sent once, and still there when it could not be sent. */
import { useCallback, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { asApiError, call } from "../../../ipc";
import { useErrorWords } from "../../../shared/errors";
import { note } from "../../../shared/toasts";
import { draftOf, dropDraft, keepDraft } from "./drafts";
import { removeFiles, type Waiting } from "./files";
import { change, isShown, unsent, useWriting, writingOf } from "./writing";

/** In milliseconds: so often the client is told that somebody writes. */
const TYPING = 3_000;
/** The dialog is not theirs any more: there is nothing to try again. */
const LOST = new Set(["held_by", "nobody_holds", "closed", "gone"]);
/** What was tried last, per operator and dialog: the same again goes under the same key, so that it cannot come twice. */
const tried = new Map<string, { what: string; key: string }>();

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
  const name = `${operator}.${dialog}`;
  const writing = useWriting(name, () => draftOf(operator, dialog) ?? draft ?? "");
  const { text, placed, isTouched, failure } = writing;
  const typed = useRef(0);

  // The program's draft may be read later than the box is drawn.
  useEffect(() => {
    if (isTouched || draft === null || text !== "") return;
    change(name, (now) => ({ text: draft, placed: now.placed + 1 }));
  }, [name, draft, isTouched, text]);

  const setText = useCallback(
    (next: string) => {
      change(name, () => ({ text: next, isTouched: true, isKept: false }));
      // What is on its way is still a draft: nobody knows yet whether it comes through.
      const draft = unsent({ going: writingOf(name)?.going ?? [], text: next });
      keepDraft(operator, dialog, draft, () => change(name, () => ({ isKept: true })));
      if (next === "" || Date.now() - typed.current < TYPING) return;
      typed.current = Date.now();
      // Whether the client sees somebody write matters less than what is written.
      call("dialog_typing", { id: dialog }).catch(() => undefined);
    },
    [name, dialog, operator],
  );

  /** Sends what is on its way, one after the other; at the first that fails, all that is left comes back into the box. */
  const drain = async () => {
    change(name, () => ({ failure: null }));
    try {
      for (let next = writingOf(name)?.going[0]; next !== undefined; next = writingOf(name)?.going[0]) {
        await call("dialog_send", { id: dialog, text: next.text, files: next.files.map(({ id, name }) => ({ id, name })), key: next.key });
        removeFiles(dialog, next.files.map(({ key }) => key));
        const standing = writingOf(name)?.text ?? "";
        change(name, (now) => ({ going: now.going.slice(1), isKept: false }));
        if (writingOf(name)?.going[0] !== undefined) continue;
        tried.delete(name);
        if (standing === "") dropDraft(operator, dialog);
        else keepDraft(operator, dialog, standing, () => undefined);
      }
    } catch (error) {
      const refused = asApiError(error);
      const { what: happened, todo } = words(refused);
      const isLost = LOST.has(refused.code);
      const isSaidThere = isShown(name) && !isLost;
      const writing = writingOf(name);
      const left = writing === undefined ? "" : unsent(writing);
      change(name, (now) => ({ text: left, placed: now.placed + 1, going: [], isKept: false, failure: isSaidThere ? refused : null }));
      keepDraft(operator, dialog, left, () => undefined);
      if (isLost) onLost();
      if (!isSaidThere) note(`${happened} ${todo}`);
    } finally {
      typed.current = 0;
    }
  };

  /** Empties the box and sends what stood in it: keys that come meanwhile begin the next message. */
  const send = (files: readonly Waiting[]) => {
    const { text, going } = writingOf(name) ?? writing;
    const leaving = new Set(going.flatMap((one) => one.files.map(({ key }) => key)));
    const beside = files.filter(({ key }) => !leaving.has(key));
    const ready = beside.flatMap(({ key, taken }) => (taken === null ? [] : [{ key, id: taken.id, name: taken.name }]));
    if (text.trim() === "" && ready.length === 0) return;
    if (beside.some(({ taken, error }) => taken === null && error === null)) return note(t("inbox.files_coming"));
    const what = JSON.stringify([text, ready.map(({ key }) => key)]);
    const last = tried.get(name);
    const key = going.length === 0 && last?.what === what ? last.key : crypto.randomUUID();
    tried.set(name, { what, key });
    change(name, (now) => ({ text: "", isTouched: true, going: [...now.going, { text, files: ready, key }] }));
    if (going.length === 0) void drain();
  };
  const state: ReplyState = writing.going.length > 0 ? "sending" : writing.isKept ? "kept" : "quiet";
  return { text, placed, setText, state, failure, send };
}
