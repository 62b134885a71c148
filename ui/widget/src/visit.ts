/**
 * One visitor at one panel: joins the conversation, what the browser keeps and the link to the
 * gateway, so that what is written is kept before it is sent and forgotten only when it is
 * acknowledged. It draws nothing.
 */

import {
  type Conversation,
  accept,
  adopt,
  begin,
  changeState,
  join,
  lastForeign,
  nextToSend,
  readAll,
  receive,
  settle,
  write,
} from "./conversation";
import type { Page } from "./doorway";
import type { Keep } from "./keep";
import { type Attention, type Connection, type Desk, Link } from "./link";
import type { Draft, Message, Receipt, SessionAnswer, StateNews, WidgetConfig } from "./protocol";
import type { Pace } from "./wire";

export interface Onlooker {
  /** Something to show has changed. */
  changed(conversation: Conversation, connection: Connection): void;
  /** The gateway told the chat's present looks and words. */
  configured(config: WidgetConfig): void;
}

/** Digits of base 36 for milliseconds since 1970: enough until the year 5188. */
const TIME_DIGITS = 9;

export class Visit implements Desk {
  #conversation: Conversation;
  #connection: Connection = "connecting";
  #attention: Attention = "away";
  #greeted = false;
  readonly #link: Link;

  /** `base` is the address of `/widget/v1/` with its closing slash. */
  constructor(
    base: string,
    siteKey: string,
    locale: string,
    readonly keep: Keep,
    readonly pace: Pace,
    readonly onlooker: Onlooker,
  ) {
    this.#conversation = begin(keep.unsent());
    this.#link = new Link(base, siteKey, locale, this, pace);
  }

  get conversation(): Conversation {
    return this.#conversation;
  }

  get connection(): Connection {
    return this.#connection;
  }

  /** `byVisitor`: the visitor opened the panel themselves; the first time this lets the bot greet. */
  attend(attention: Attention, byVisitor: boolean, page: Page | null): void {
    this.#attention = attention;
    const greet = byVisitor && !this.#greeted;
    if (greet) this.#greeted = true;
    this.#link.attend(attention, greet, page);
    this.#change(this.#conversation);
  }

  write(draft: Draft): void {
    const id = this.#newId();
    this.keep.addUnsent(id, draft);
    this.#change(write(this.#conversation, id, draft));
    this.#link.send();
  }

  retry(): void {
    this.#link.wake();
  }

  /** The browser says that the network came or went. */
  networkChanged(online: boolean): void {
    if (online) this.#link.reconnect();
    else this.connectionChanged("offline");
  }

  token(): string | null {
    return this.keep.token();
  }

  setToken(token: string): void {
    this.keep.setToken(token);
  }

  cursor(): number {
    return this.#conversation.cursor;
  }

  next(): { readonly id: string; readonly draft: Draft } | null {
    return nextToSend(this.#conversation);
  }

  joined(session: SessionAnswer): void {
    this.onlooker.configured(session.config);
    this.#change(join(this.#conversation, session, this.keep.readUpTo(session.conversation_id)));
  }

  received(messages: readonly Message[]): void {
    for (const { client_msg_id: id } of messages) if (id !== undefined) this.keep.removeUnsent(id);
    const conversation = receive(this.#conversation, messages);
    this.#link.acknowledge("delivered", lastForeign(conversation));
    this.#change(conversation);
  }

  stateChanged(news: StateNews): void {
    this.#change(changeState(this.#conversation, news));
  }

  connectionChanged(connection: Connection): void {
    if (connection === this.#connection) return;
    this.#connection = connection;
    // What another tab left behind when it was closed is sent by whoever is there.
    if (connection === "online") this.#conversation = adopt(this.#conversation, this.keep.unsent());
    this.#change(this.#conversation);
    if (connection === "online") this.#link.send();
  }

  accepted(id: string, receipt: Receipt): void {
    this.keep.removeUnsent(id);
    this.#change(accept(this.#conversation, id, receipt));
  }

  postponed(id: string, why: "delayed" | "limited"): void {
    this.#change(settle(this.#conversation, id, { kind: why }));
  }

  refused(id: string, code: string, reason: string): void {
    this.keep.removeUnsent(id);
    this.#change(settle(this.#conversation, id, { kind: "refused", code, reason }));
  }

  #change(conversation: Conversation): void {
    this.#conversation = conversation;
    if (this.#attention === "open") this.#see();
    this.onlooker.changed(this.#conversation, this.#connection);
  }

  /** The panel is in front of the visitor: all that is there counts as read. */
  #see(): void {
    const before = this.#conversation;
    this.#conversation = readAll(before);
    if (this.#conversation.id !== null && this.#conversation.read > before.read) {
      this.keep.setReadUpTo(this.#conversation.id, this.#conversation.read);
    }
    this.#link.acknowledge("read", Math.min(lastForeign(this.#conversation), this.#conversation.read));
  }

  /**
   * Sorts by time of writing, also after the clock went back, because order is what people read;
   * tabs that write in the same millisecond differ by chance.
   */
  #newId(): string {
    const last = parseInt(this.#conversation.pending.at(-1)?.id.slice(0, TIME_DIGITS) ?? "0", 36);
    const time = Math.max(Math.floor(this.pace.now()), last + 1);
    const chance = Array.from({ length: 3 }, () => Math.floor(this.pace.random() * 2 ** 32).toString(36).padStart(7, "0"));
    return `${time.toString(36).padStart(TIME_DIGITS, "0")}-${chance.join("")}`;
  }
}
