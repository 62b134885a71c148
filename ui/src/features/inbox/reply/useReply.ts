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

/** What is on its way, in the order it was sent. */
interface Going {
  text: string;
  files: { key: string; id: string; name: string }[];
  key: string;
}

export function useReply({ dialog, operator, draft, onLost }: Props) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [text, show] = useState(() => draftOf(operator, dialog) ?? draft ?? "");
  /** How often a text was put into the box by something else than typing. */
  const [placed, setPlaced] = useState(0);
  const [state, setState] = useState<ReplyState>("quiet");
  const [failure, setFailure] = useState<ApiError | null>(null);
  const typed = useRef(0);
  const touched = useRef(false);
  const standing = useRef(text);
  const going = useRef<Going[]>([]);
  const isThere = useRef(true);
  /** What was tried last: the same again goes under the same key, so that it cannot come twice. */
  const tried = useRef<{ what: string; key: string } | null>(null);
  useEffect(() => {
    isThere.current = true;
    return () => void (isThere.current = false);
  }, []);

  const place = useCallback((next: string) => {
    standing.current = next;
    show(next);
    setPlaced((count) => count + 1);
  }, []);

  // The program's draft may be read later than the box is drawn.
  useEffect(() => {
    if (touched.current || draft === null || standing.current !== "") return;
    place(draft);
  }, [draft, place]);

  const setText = useCallback(
    (next: string) => {
      touched.current = true;
      standing.current = next;
      show(next);
      setState((now) => (now === "sending" ? now : "quiet"));
      // What is on its way is still a draft: nobody knows yet whether it comes through.
      keepDraft(operator, dialog, unsent(going.current, next), () => isThere.current && setState((now) => (now === "quiet" ? "kept" : now)));
      if (next === "" || Date.now() - typed.current < TYPING) return;
      typed.current = Date.now();
      // Whether the client sees somebody write matters less than what is written.
      call("dialog_typing", { id: dialog }).catch(() => undefined);
    },
    [dialog, operator],
  );

  /** Sends what is on its way, one after the other; at the first that fails, all that is left comes back into the box. */
  const drain = async () => {
    setState("sending");
    setFailure(null);
    try {
      for (let next = going.current[0]; next !== undefined; next = going.current[0]) {
        await call("dialog_send", { id: dialog, text: next.text, files: next.files.map(({ id, name }) => ({ id, name })), key: next.key });
        going.current = going.current.slice(1);
        removeFiles(dialog, next.files.map(({ key }) => key));
      }
      tried.current = null;
      if (standing.current === "") dropDraft(operator, dialog);
      else keepDraft(operator, dialog, standing.current, () => undefined);
    } catch (error) {
      const left = unsent(going.current, standing.current);
      going.current = [];
      place(left);
      keepDraft(operator, dialog, left, () => undefined);
      const refused = asApiError(error);
      const { what: happened, todo } = words(refused);
      if (LOST.has(refused.code)) onLost();
      if (LOST.has(refused.code) || !isThere.current) note(`${happened} ${todo}`);
      else setFailure(refused);
    } finally {
      typed.current = 0;
      setState("quiet");
    }
  };

  /** Empties the box and sends what stood in it: keys that come meanwhile begin the next message. */
  const send = (files: readonly Waiting[]) => {
    const leaving = new Set(going.current.flatMap((one) => one.files.map(({ key }) => key)));
    const beside = files.filter(({ key }) => !leaving.has(key));
    const ready = beside.flatMap(({ key, taken }) => (taken === null ? [] : [{ key, id: taken.id, name: taken.name }]));
    const sent = standing.current;
    if (sent.trim() === "" && ready.length === 0) return;
    if (beside.some(({ taken, error }) => taken === null && error === null)) return note(t("inbox.files_coming"));
    const what = JSON.stringify([sent, ready.map(({ key }) => key)]);
    const isAgain = going.current.length === 0 && tried.current?.what === what;
    const key = isAgain && tried.current ? tried.current.key : crypto.randomUUID();
    tried.current = { what, key };
    touched.current = true;
    going.current = [...going.current, { text: sent, files: ready, key }];
    standing.current = "";
    show("");
    if (going.current.length === 1) void drain();
  };
  return { text, placed, setText, state, failure, send };
}

/** What is not known to have come through, and what was typed after it. */
function unsent(going: readonly Going[], standing: string): string {
  return [...going.map(({ text }) => text), standing].filter((text) => text !== "").join("\n");
}
