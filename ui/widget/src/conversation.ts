/**
 * What the panel knows of one visitor's conversation: the messages by number, and behind them
 * what the visitor wrote that the gateway has not echoed yet. Pure: values in, values out.
 */

import type { Button, DialogState, Draft, Message, Operator, Place, Receipt, SessionAnswer, StateNews } from "./protocol";
import { ratings } from "./ratings";

/** How it stands with a message that has not come back through the stream. */
export type Fate =
  | { readonly kind: "waiting" }
  /** A try failed; it is sent again by itself. */
  | { readonly kind: "delayed" }
  /** The gateway asked to slow down; it is sent again by itself. */
  | { readonly kind: "limited" }
  /** The gateway keeps it; the stream will bring it under this number. */
  | { readonly kind: "accepted"; readonly seq: number }
  /** The gateway will never take it. */
  | { readonly kind: "refused"; readonly code: string; readonly reason: string };

export interface Pending {
  /** The `client_msg_id`. Ids sort in the order of writing. */
  readonly id: string;
  readonly draft: Draft;
  readonly fate: Fate;
}

/** A file on its way to the gateway. */
export interface Upload {
  /** The `client_msg_id`. Ids sort in the order of choosing. */
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly fate: Fate | { readonly kind: "sending"; /** 0 to 1. */ readonly share: number };
}

/** An operator came into the dialog, behind this message. */
export interface Join {
  readonly name: string;
  readonly after: number;
}

export interface Conversation {
  readonly id: string | null;
  readonly state: DialogState;
  readonly dialog: string | null;
  readonly queue: Place | null;
  readonly operator: Operator | null;
  /** The name of the operator who is writing; empty when it is not known, null when nobody is. */
  readonly typing: string | null;
  readonly joins: readonly Join[];
  /** Ascending by `seq`, each once. */
  readonly messages: readonly Message[];
  /** In the order of writing. */
  readonly pending: readonly Pending[];
  /** In the order of choosing. */
  readonly uploads: readonly Upload[];
  /** The last number taken from the stream: where it resumes. */
  readonly cursor: number;
  /** The last number the visitor has seen. */
  readonly read: number;
}

/** A conversation before the gateway was asked, with what an earlier page left unsent. */
export function begin(unsent: readonly Pending[]): Conversation {
  return adopt({ ...NOTHING, id: null, state: "none", cursor: 0, read: 0, pending: [], uploads: [] }, unsent);
}

/** What a conversation has before anything is known of its dialog. */
const NOTHING = { dialog: null, queue: null, operator: null, typing: null, joins: [], messages: [] } as const;

/**
 * After `POST /session`. The same conversation goes on where it was; another one (the visitor
 * was forgotten, or the gateway's data went back in time) starts anew with what is unsent.
 * `read` is where this visitor had read up to in that conversation.
 */
export function join(before: Conversation, session: SessionAnswer, read: number): Conversation {
  const goesOn = before.id === session.conversation_id && before.cursor <= session.last_seq;
  if (goesOn) return { ...before, state: session.state };
  return {
    ...NOTHING,
    id: session.conversation_id,
    state: session.state,
    pending: before.pending.filter((it) => it.fate.kind !== "accepted"),
    uploads: before.uploads.filter((it) => it.fate.kind !== "accepted"),
    cursor: session.history_seq,
    read: Math.min(read, session.last_seq),
  };
}

/** Messages from the stream, in any order and any number of times. */
export function receive(before: Conversation, arrived: readonly Message[]): Conversation {
  if (arrived.length === 0) return before;
  const bySeq = new Map(before.messages.map((message) => [message.seq, message]));
  for (const message of arrived) bySeq.set(message.seq, message);
  const echoed = new Set(arrived.map((message) => message.client_msg_id));
  const cursor = arrived.reduce((highest, message) => Math.max(highest, message.seq), before.cursor);
  const isOut = (it: Pending | Upload): boolean => !echoed.has(it.id) && !(it.fate.kind === "accepted" && it.fate.seq <= cursor);
  return {
    ...before,
    messages: [...bySeq.values()].sort((a, b) => a.seq - b.seq),
    pending: before.pending.filter(isOut),
    uploads: before.uploads.filter(isOut),
    typing: arrived.some((message) => message.author === "operator") ? null : before.typing,
    cursor,
  };
}

/** How the dialog stands. An operator who was not there before joins behind what was written until then. */
export function changeState(before: Conversation, news: StateNews): Conversation {
  const { state, dialog, queue = null, operator = null } = news;
  const came = operator !== null && operator.name !== before.operator?.name;
  return {
    ...before,
    state,
    dialog,
    queue,
    operator,
    typing: operator === null ? null : before.typing,
    joins: came ? [...before.joins, { name: operator.name, after: lastBefore(before, dialog, operator.name) }] : before.joins,
  };
}

/** The last message before the operator's own ones in the dialog. After a reload they are there before it is known who wrote them. */
function lastBefore({ messages, cursor }: Conversation, dialog: string | null, name: string): number {
  const isOperators = (message: Message): boolean => message.dialog === dialog && message.author === "operator";
  const others = messages.findLastIndex((message) => isOperators(message) && message.author_name !== name);
  const own = messages.find((message, index) => index > others && isOperators(message));
  return own ? own.seq - 1 : cursor;
}

/** Somebody began or stopped writing. */
export function changeTyping(before: Conversation, typing: string | null): Conversation {
  return before.typing === typing ? before : { ...before, typing };
}

/** The visitor chose a file; `id` will be its `client_msg_id` however often it is sent. */
export function attach(before: Conversation, upload: Upload): Conversation {
  return { ...before, uploads: [...before.uploads, upload] };
}

/** Changes the fate of one file; null takes it out. One that has left the list is left alone. */
export function settleUpload(before: Conversation, id: string, fate: Upload["fate"] | null): Conversation {
  const uploads = before.uploads.flatMap((it) => (it.id !== id ? [it] : fate === null ? [] : [{ ...it, fate }]));
  return { ...before, uploads };
}

/** The gateway acknowledged a file. It stays until the stream brings it, unless that was already. */
export function acceptUpload(before: Conversation, id: string, receipt: Receipt): Conversation {
  return settleUpload(before, id, receipt.seq <= before.cursor ? null : { kind: "accepted", seq: receipt.seq });
}

/** The visitor wrote `draft`; `id` will be its `client_msg_id` however often it is sent. */
export function write(before: Conversation, id: string, draft: Draft): Conversation {
  return adopt(before, [{ id, draft, fate: { kind: "waiting" } }]);
}

/** Takes over unsent messages, as another page of the same visitor left them. Known ones stay as they are. */
export function adopt(before: Conversation, unsent: readonly Pending[]): Conversation {
  const known = new Set([
    ...before.pending.map((it) => it.id),
    ...before.messages.map((message) => message.client_msg_id),
  ]);
  const strangers = unsent.filter((it) => !known.has(it.id));
  if (strangers.length === 0) return before;
  const pending = [...before.pending, ...strangers].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { ...before, pending };
}

/**
 * The gateway acknowledged a message. It stays pending until the stream brings it, so that the
 * order is the stream's; one behind the cursor was brought already or belongs to a former dialog.
 */
export function accept(before: Conversation, id: string, receipt: Receipt): Conversation {
  if (receipt.seq <= before.cursor) {
    return { ...before, pending: before.pending.filter((it) => it.id !== id) };
  }
  return settle(before, id, { kind: "accepted", seq: receipt.seq });
}

/** Changes the fate of one pending message; one that has left the list is left alone. */
export function settle(before: Conversation, id: string, fate: Fate): Conversation {
  return { ...before, pending: before.pending.map((it) => (it.id === id ? { ...it, fate } : it)) };
}

/** The oldest message that still has to be sent. */
export function nextToSend(conversation: Conversation): Pending | null {
  return conversation.pending.find((it) => it.fate.kind !== "accepted" && it.fate.kind !== "refused") ?? null;
}

/** The visitor has seen everything that is there. */
export function readAll(before: Conversation): Conversation {
  const last = before.messages.at(-1)?.seq ?? 0;
  return last > before.read ? { ...before, read: last } : before;
}

/** How many messages of the bot and of operators the visitor has not seen. */
export function unreadCount(conversation: Conversation): number {
  return conversation.messages.filter((message) => message.seq > conversation.read && isSpoken(message)).length;
}

/** The last number that the bot or an operator wrote. */
export function lastSpoken(conversation: Conversation): number {
  return conversation.messages.findLast(isSpoken)?.seq ?? 0;
}

function isSpoken({ author }: Message): boolean {
  return author === "bot" || author === "operator";
}

/** The last number that somebody else than the visitor wrote: what receipts are about. */
export function lastForeign(conversation: Conversation): number {
  return conversation.messages.findLast((message) => message.author !== "client")?.seq ?? 0;
}

/**
 * The question that waits for an answer: the newest with buttons, until the visitor pressed one, wrote, or the dialog
 * closed. A rating is no answer to it, and a question for a rating waits beside it.
 */
export function openQuestion(conversation: Conversation): { seq: number; buttons: readonly Button[] } | null {
  if (conversation.state === "closed") return null;
  const { answers } = ratings(conversation);
  if (conversation.pending.some((it) => it.fate.kind !== "refused" && !answers.has(it.id))) return null;
  for (const message of conversation.messages.toReversed()) {
    if (message.type === "rating_request" || answers.has(message.client_msg_id ?? "")) continue;
    if (message.author === "client") return null;
    if (message.buttons && message.buttons.length > 0) return { seq: message.seq, buttons: message.buttons };
  }
  return null;
}

/** Whether the message only says where in the queue the visitor was: another one came since, or the wait is over. */
export function isOutdated({ messages, state, dialog }: Conversation, index: number): boolean {
  const it = messages[index];
  if (it?.type !== "queue_notice") return false;
  const waits = state === "queued" && it.dialog === dialog;
  return !waits || messages.some((later, at) => at > index && later.type === it.type);
}

/** Whether a dialog ended between this message and the one before it. */
export function startsDialog(messages: readonly Message[], index: number): boolean {
  const before = messages[index - 1];
  return before !== undefined && before.dialog !== messages[index]?.dialog;
}
