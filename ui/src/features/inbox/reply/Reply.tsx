import { useQuery } from "@tanstack/react-query";
import { memo, useEffect, useId, useLayoutEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { asApiError, type QuickReply } from "../../../ipc";
import { Button, IconButton } from "../../../shared/Button";
import { useErrorWords } from "../../../shared/errors";
import { Keys } from "../../../shared/Keys";
import { quickRepliesQuery } from "../../../shared/queries";
import { Banner } from "../../../shared/States";
import { note } from "../../../shared/toasts";
import { EmojiPicker } from "./EmojiPicker";
import { FileChips } from "./FileChips";
import { addFiles, chooseFiles, useFiles } from "./files";
import { askedAt, filled, fitting, unknownShortcut, withReply } from "./quick";
import { QuickReplies } from "./QuickReplies";
import { useReply } from "./useReply";

interface Props {
  dialog: string;
  operator: string;
  /** As quick replies name them. */
  operatorName: string;
  clientName: string | null;
  chat: string;
  /** What the program has of it, begun elsewhere. */
  draft: string | null;
  /** The channel gives it to the client only when they write again. */
  waits: boolean;
  /** Somebody else has the dialog, or it is over. */
  onLost: () => void;
}

/**
 * Where an operator answers. It knows nothing of lists and threads, so that they may change as
 * often as they like while somebody types.
 */
export const Reply = memo(function Reply({ dialog, operator, operatorName, clientName, chat, draft, waits, onLost }: Props) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const files = useFiles(dialog);
  const { text, placed, setText, state, failure, send } = useReply({ dialog, operator, draft, onLost });
  const [caret, setCaret] = useState(0);
  const [at, setAt] = useState(0);
  /** Where a list of quick replies was closed without a choice. */
  const [closedAt, setClosedAt] = useState<number | null>(null);
  /** A text that looks like a shortcut of no quick reply: it is sent only when Enter comes again. */
  const [held, setHeld] = useState<string | null>(null);
  const { data: replies = [] } = useQuery(quickRepliesQuery(operator));

  const asked = askedAt(text, caret);
  const offered = asked && asked.from !== closedAt ? fitting(replies, asked.letters) : [];
  const current = Math.min(at, offered.length - 1);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    // Its place keeps its height meanwhile: the thread above would lose the end for it.
    const place = element.parentElement;
    if (place) place.style.height = `${place.offsetHeight}px`;
    element.style.height = "0";
    element.style.height = `${element.scrollHeight}px`;
    if (place) place.style.height = "";
  }, [text]);

  // Whoever opens or takes a dialog is about to answer; whoever is writing elsewhere is left to it.
  useEffect(() => {
    const active = document.activeElement;
    const isBusy = active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement || active?.closest("[role=dialog], [role=alertdialog]");
    if (!isBusy) box.current?.focus({ preventScroll: true });
  }, []);
  // Writing goes on where a text ends that was begun before.
  useEffect(() => {
    const end = box.current?.value.length ?? 0;
    box.current?.setSelectionRange(end, end);
    setCaret(end);
  }, [placed]);

  const write = (next: string, to: number) => {
    setText(next);
    setCaret(to);
    setAt(0);
    // Only when it stands there can the caret be put into it.
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(to, to);
    });
  };
  const insert = (piece: string) => {
    const { selectionStart = text.length, selectionEnd = text.length } = box.current ?? {};
    write(text.slice(0, selectionStart) + piece + text.slice(selectionEnd), selectionStart + piece.length);
  };
  const take = (reply: QuickReply) => {
    if (asked === null) return;
    const next = withReply(text, asked, filled(reply.text, { name: clientName, operator: operatorName, chat }));
    write(next.text, next.caret);
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    const reply = offered[current];
    if (reply !== undefined) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step !== undefined) {
        event.preventDefault();
        return setAt((current + step + offered.length) % offered.length);
      }
      if ((event.key === "Enter" && !event.shiftKey) || event.key === "Tab") {
        event.preventDefault();
        return take(reply);
      }
      if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        return setClosedAt(asked?.from ?? null);
      }
    }
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      const typo = unknownShortcut(text, replies);
      if (typo !== null && held !== text) return setHeld(text);
      sendNow();
    }
  };
  const sendNow = () => {
    setHeld(null);
    send(files);
  };
  const paste = (event: ClipboardEvent) => {
    const pasted = [...event.clipboardData.files];
    if (pasted.length === 0) return;
    event.preventDefault();
    addFiles(dialog, pasted);
  };
  const choose = () =>
    void chooseFiles(dialog).catch((error: unknown) => {
      const { what, todo } = words(asApiError(error));
      note(`${what} ${todo}`);
    });

  const said = failure && words(failure);
  const isEmpty = text.trim() === "" && !files.some(({ taken }) => taken !== null);
  return (
    <div role="group" aria-label={t("inbox.reply")} className="relative flex-none border-t border-line py-2 pr-3 pl-4">
      {offered.length > 0 && <QuickReplies id={id} replies={offered} letters={asked?.letters ?? ""} current={current} onPick={take} />}
      {said && (
        <div className="pb-2">
          <Banner
            tone="bad"
            title={said.what}
            actions={
              <Button small onPress={sendNow}>
                {t("common.retry")}
              </Button>
            }
          >
            {said.todo} {t("inbox.reply_kept")}
          </Banner>
        </div>
      )}
      {waits && <p className="pb-1 text-small text-warning-ink">{t("inbox.waits")}</p>}
      <FileChips dialog={dialog} files={files} />
      <div>
        <textarea
          ref={box}
          rows={1}
          value={text}
          aria-label={t("inbox.reply_to")}
          aria-autocomplete="list"
          aria-controls={offered.length > 0 ? id : undefined}
          aria-activedescendant={offered.length > 0 ? `${id}-${current}` : undefined}
          aria-busy={state === "sending"}
          placeholder={t("inbox.reply_hint")}
          onChange={(event) => {
            setText(event.target.value);
            setCaret(event.target.selectionStart);
            setAt(0);
            if (closedAt !== null && event.target.value[closedAt] !== "/") setClosedAt(null);
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onKeyDown={press}
          onPaste={paste}
          className="block max-h-48 min-h-10 w-full resize-none overflow-y-auto bg-transparent py-1 leading-5 select-text placeholder:text-ink-3 focus-visible:shadow-none"
        />
      </div>
      <div className="-ml-1.5 flex items-center">
        <IconButton name={t("inbox.attach")} icon="clip" onPress={choose} />
        <EmojiPicker onPick={insert} />
        <IconButton name={t("inbox.quick_replies")} icon="slash" onPress={() => insert(text === "" || /\s$/.test(text.slice(0, caret)) ? "/" : " /")} />
        <span className="flex-1" />
        <span role="status" className="mr-3 text-small text-ink-3">
          {held !== null && held === text ? t("inbox.no_quick_reply", { shortcut: text.trim() }) : state === "sending" ? t("inbox.sending") : state === "kept" && text !== "" ? t("inbox.draft_kept") : ""}
        </span>
        <Button look="primary" isDisabled={isEmpty} onPress={sendNow}>
          {t("inbox.send")}
          <Keys of="Enter" onAccent />
        </Button>
      </div>
    </div>
  );
});
