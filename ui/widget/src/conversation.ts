/**
 * What the panel knows of one visitor's conversation: the messages by number, and behind them
 * what the visitor wrote that the gateway has not echoed yet. Pure: values in, values out.
 */

import type { Button, DialogState, Draft, Message, Receipt, SessionAnswer, StateNews } from "./protocol";

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

export interface Conversation {
  readonly id: string | null;
  readonly state: DialogState;
  readonly dialog: string | null;
  /** Ascending by `seq`, each once. */
  readonly messages: readonly Message[];
  /** In the order of writing. */
  readonly pending: readonly Pending[];
  /** The last number taken from the stream: where it resumes. */
  readonly cursor: number;
  /** The last number the visitor has seen. */
  readonly read: number;
}

/** A conversation before the gateway was asked, with what an earlier page left unsent. */
export function begin(unsent: readonly Pending[]): Conversation {
  return adopt(
    { id: null, state: "none", dialog: null, messages: [], pending: [], cursor: 0, read: 0 },
    unsent,
  );
}

/**
 * After `POST /session`. The same conversation goes on where it was; another one (the visitor
 * was forgotten, or the gateway's data went back in time) starts anew with what is unsent.
 * `read` is where this visitor had read up to in that conversation.
 */
export function join(before: Conversation, session: SessionAnswer, read: number): Conversation {
  const goesOn = before.id === session.conversation_id && before.cursor <= session.last_seq;
  if (goesOn) return { ...before, state: session.state };
  return {
    id: session.conversation_id,
    state: session.state,
    dialog: null,
    messages: [],
    pending: before.pending.filter((it) => it.fate.kind !== "accepted"),
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
  return {
    ...before,
    messages: [...bySeq.values()].sort((a, b) => a.seq - b.seq),
    pending: before.pending.filter(
      (it) => !echoed.has(it.id) && !(it.fate.kind === "accepted" && it.fate.seq <= cursor),
    ),
    cursor,
  };
}

export function changeState(before: Conversation, news: StateNews): Conversation {
  return { ...before, state: news.state, dialog: news.dialog };
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
  return conversation.messages.filter(
    (message) => message.seq > conversation.read && (message.author === "bot" || message.author === "operator"),
  ).length;
}

/** The last number that somebody else than the visitor wrote: what receipts are about. */
export function lastForeign(conversation: Conversation): number {
  return conversation.messages.findLast((message) => message.author !== "client")?.seq ?? 0;
}

/** The question that waits for an answer: the newest with buttons, until the visitor pressed one, wrote, or the dialog closed. */
export function openQuestion(conversation: Conversation): { seq: number; buttons: readonly Button[] } | null {
  if (conversation.state === "closed") return null;
  if (conversation.pending.some((it) => it.fate.kind !== "refused")) return null;
  for (const message of conversation.messages.toReversed()) {
    if (message.author === "client") return null;
    if (message.buttons && message.buttons.length > 0) return { seq: message.seq, buttons: message.buttons };
  }
  return null;
}

/** Whether a dialog ended between this message and the one before it. */
export function startsDialog(messages: readonly Message[], index: number): boolean {
  const before = messages[index - 1];
  return before !== undefined && before.dialog !== messages[index]?.dialog;
}
