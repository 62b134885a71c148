/** What stands in the log, before it is an element. Pure. */

import { type Conversation, type Fate, type Pending, type Upload, isOutdated, startsDialog } from "./conversation";
import type { Attachment, Author, Button, Message, Texts } from "./protocol";
import { type Rating, ratings } from "./ratings";
import { fill } from "./words";

export interface Line {
  readonly key: string;
  readonly author: Author;
  readonly authorName: string | undefined;
  readonly text: string;
  readonly ts: number | null;
  readonly seq: number | null;
  readonly state: string;
  /** Whether the line before is of the same author. */
  readonly follows: boolean;
  readonly trouble: { readonly words: string; readonly retry: boolean } | null;
  readonly attachment?: Attachment;
  readonly upload?: Upload;
  readonly rating?: { readonly buttons: readonly Button[]; readonly given: Rating };
}

/** The line under a dialog that is over; it has words as long as nothing stands under it. */
export interface End {
  readonly key: string;
  readonly ended: string;
}

/** What stands above the open question, and what below. */
export interface Lines {
  readonly told: readonly (Line | End)[];
  readonly unsent: readonly Line[];
}

export function linesOf(conversation: Conversation, texts: Texts): Lines {
  const { messages, pending, uploads, joins, state } = conversation;
  const { bySeq, answers } = ratings(conversation);
  const told: (Line | End)[] = [];
  let before: Message | undefined;
  let joined = 0;
  const joinsBefore = (seq: number): void => {
    for (let join = joins[joined]; join && join.after < seq; join = joins[++joined]) {
      told.push({ ...NOTICE, key: `join:${joined}`, text: fill(texts.joined, { name: join.name }) });
      before = undefined;
    }
  };
  messages.forEach((message, index) => {
    const last = messages[index - 1];
    if (last && startsDialog(messages, index)) {
      told.push({ key: `end:${last.dialog}`, ended: "" });
      before = undefined;
    }
    joinsBefore(message.seq);
    if (isOutdated(conversation, index) || answers.has(message.client_msg_id ?? "")) return;
    const given = bySeq.get(message.seq);
    const press = given && pending.find((it) => it.id === given.by);
    told.push({
      ...lineOf(message, before),
      ...(given && message.buttons ? { rating: { buttons: message.buttons, given } } : {}),
      ...(press ? { trouble: troubleOf(press.fate, texts) } : {}),
    });
    before = message;
  });
  joinsBefore(Number.POSITIVE_INFINITY);
  const last = messages.at(-1);
  const written = pending.filter((it) => !answers.has(it.id));
  if (state === "closed" && last) told.push({ key: `end:${last.dialog}`, ended: written.length > 0 ? "" : texts.ended });
  const unsent = written.map((it, index) => lineOfPending(it, index > 0 || before?.author === "client", texts));
  const files = uploads.map((it, index) => lineOfUpload(it, index > 0 || unsent.length > 0 || before?.author === "client"));
  return { told, unsent: [...unsent, ...files] };
}

const NOTICE = { author: "system", authorName: undefined, ts: null, seq: null, state: "sent", follows: false, trouble: null } as const;

function lineOf(message: Message, before: Message | undefined): Line {
  const isNotice = message.type === "notice" || message.type === "queue_notice";
  return {
    key: message.client_msg_id ?? `seq:${message.seq}`,
    author: isNotice ? "system" : message.author,
    authorName: message.author_name,
    text: message.text,
    ts: message.ts,
    seq: message.seq,
    state: "sent",
    follows: before?.author === message.author && before.author_name === message.author_name,
    trouble: null,
    ...(message.attachment ? { attachment: message.attachment } : {}),
  };
}

function lineOfPending(pending: Pending, follows: boolean, texts: Texts): Line {
  return {
    key: pending.id,
    author: "client",
    authorName: undefined,
    text: pending.draft.text,
    ts: null,
    seq: pending.fate.kind === "accepted" ? pending.fate.seq : null,
    state: pending.fate.kind === "accepted" ? "sent" : pending.fate.kind,
    follows,
    trouble: troubleOf(pending.fate, texts),
  };
}

function lineOfUpload(upload: Upload, follows: boolean): Line {
  const { id, fate } = upload;
  const seq = fate.kind === "accepted" ? fate.seq : null;
  return { key: id, author: "client", authorName: undefined, text: "", ts: null, seq, state: fate.kind, follows, trouble: null, upload };
}

function troubleOf(fate: Fate, texts: Texts): Line["trouble"] {
  switch (fate.kind) {
    case "waiting":
    case "accepted":
      return null;
    case "delayed":
      return { words: texts.not_sent, retry: true };
    case "limited":
      return { words: texts.rate_limited, retry: false };
    case "refused":
      if (fate.code === "too_large") return { words: texts.too_long, retry: false };
      return { words: fate.reason ? `${texts.not_sent}. ${fate.reason}` : texts.not_sent, retry: false };
  }
}
