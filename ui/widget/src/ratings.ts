/** Which rating a visitor gave to which question for one. Pure. */

import type { Conversation } from "./conversation";
import type { Message } from "./protocol";

/** A question for a rating. */
export interface Rating {
  /** The number of the chosen button, null before one is. */
  readonly chosen: number | null;
  /** The `client_msg_id` of what chose it, when that was a press. */
  readonly by: string | null;
  /** Whether it can still be answered. */
  readonly open: boolean;
}

export interface Ratings {
  /** By the number of the question's message. */
  readonly bySeq: ReadonlyMap<number, Rating>;
  /** The `client_msg_id`s of presses that are shown as the choice, and not as a message. */
  readonly answers: ReadonlySet<string>;
}

/**
 * A press is known by its title, since it comes back without its payload; of two questions with the
 * same title the later one was pressed. A rating that was written counts too, and stays a message.
 */
export function ratings({ messages, pending, state, dialog }: Conversation): Ratings {
  const bySeq = new Map<number, Rating>();
  const answers = new Set<string>();
  let asked: Message | null = null;
  let question: Message | null = null;
  const choose = (message: Message, chosen: number, by: string | null): void => {
    bySeq.set(message.seq, { chosen, by, open: false });
    if (by !== null) answers.add(by);
    asked = null;
  };
  for (const message of messages) {
    if (message.type === "rating_request") {
      bySeq.set(message.seq, { chosen: null, by: null, open: false });
      asked = message;
      question = null;
    } else if (message.author !== "client") {
      if (message.buttons && message.buttons.length > 0) question = message;
    } else if (asked !== null && asked.dialog === message.dialog && titled(question, message.text) < 0) {
      const chosen = titled(asked, message.text.trim());
      if (chosen >= 0) choose(asked, chosen, message.type === "postback" ? (message.client_msg_id ?? null) : null);
    }
  }
  const waiting = asked as Message | null;
  if (waiting === null) return { bySeq, answers };
  const press = pending.find((it) => it.draft.type === "postback" && waiting.buttons?.some((button) => button.payload === it.draft.payload));
  if (press && press.fate.kind !== "refused") choose(waiting, titled(waiting, press.draft.text), press.id);
  else if (waiting.dialog === dialog && state !== "closed") bySeq.set(waiting.seq, { chosen: null, by: null, open: true });
  return { bySeq, answers };
}

function titled(message: Message | null, title: string): number {
  return message?.buttons?.findIndex((button) => button.title === title) ?? -1;
}
