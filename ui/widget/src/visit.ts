/**
 * One visitor at one panel: joins the conversation, what the browser keeps and the link to the
 * gateway, so that what is written is kept before it is sent and forgotten only when it is
 * acknowledged. It draws nothing.
 */

import {
  type Conversation,
  type Upload,
  accept,
  acceptUpload,
  adopt,
  attach,
  begin,
  changeState,
  changeTyping,
  join,
  lastForeign,
  nextToSend,
  readAll,
  receive,
  settle,
  settleUpload,
  write,
} from "./conversation";
import type { Page } from "./doorway";
import type { Keep } from "./keep";
import { type Attention, type Connection, type Desk, Link } from "./link";
import { type Counter, Porter } from "./porter";
import type { Attachment, Draft, Message, Receipt, SessionAnswer, StateNews, TypingNews, WidgetConfig } from "./protocol";
import type { Upload as Send } from "./upload";
import type { Pace } from "./wire";

export interface Onlooker {
  /** Something to show has changed. */
  changed(conversation: Conversation, connection: Connection): void;
  /** The gateway told the chat's present looks and words. */
  configured(config: WidgetConfig): void;
}

/** Digits of base 36 for milliseconds since 1970: enough until the year 5188. */
const TIME_DIGITS = 9;
/** An operator who was writing this many milliseconds ago is so no more. */
const TYPING_LIMIT = 6_000;
/** How often the operator is told that the visitor is writing, in milliseconds. */
const TYPING_REST = 3_000;

export class Visit implements Desk, Counter {
  #conversation: Conversation;
  #connection: Connection = "connecting";
  #attention: Attention = "away";
  #greeted = false;
  #stillTyping: () => void = () => {};
  #toldTyping = Number.NEGATIVE_INFINITY;
  #fileLimit = Number.POSITIVE_INFINITY;
  readonly #link: Link;
  readonly #porter: Porter;

  /** `base` is the address of `/widget/v1/` with its closing slash. */
  constructor(
    base: string,
    siteKey: string,
    locale: string,
    readonly keep: Keep,
    readonly pace: Pace,
    readonly onlooker: Onlooker,
    send: Send,
  ) {
    this.#conversation = begin(keep.unsent());
    this.#link = new Link(base, siteKey, locale, this, pace);
    this.#porter = new Porter(base, this, send, pace);
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

  /** The visitor chose files. What the gateway would refuse for its size is not sent. */
  attach(files: readonly File[]): void {
    for (const file of files) {
      const id = this.#newId();
      const code = file.size === 0 ? "file_empty" : file.size > this.#fileLimit ? "file_too_big" : null;
      const fate = code === null ? ({ kind: "waiting" } as const) : ({ kind: "refused", code, reason: "" } as const);
      this.#change(attach(this.#conversation, { id, name: file.name, bytes: file.size, fate }));
      if (code === null) this.#porter.take(id, file);
    }
  }

  /** The visitor gives up sending a file, or has read why it is not sent. */
  giveUp(id: string): void {
    this.#porter.cancel(id);
  }

  /** What a file of this conversation holds; null when it cannot be had just now. */
  fetch(file: Attachment): Promise<Blob | null> {
    return this.#link.fetch(file);
  }

  /** The visitor is writing; it is told while somebody may be waiting for it. */
  typing(): void {
    const { state } = this.#conversation;
    const now = this.pace.now();
    if ((state !== "operator" && state !== "queued") || now - this.#toldTyping < TYPING_REST) return;
    this.#toldTyping = now;
    this.#link.tellTyping();
  }

  /** The visitor came to another page of the site. */
  moved(page: Page): void {
    this.#link.moved(page);
  }

  retry(): void {
    this.#link.wake();
    this.#porter.wake();
  }

  /** The browser says that the network came or went. */
  networkChanged(online: boolean): void {
    if (online) this.#link.reconnect();
    else this.connectionChanged("offline");
  }

  token(): string | null {
    return this.keep.token();
  }

  uploads(): readonly Upload[] {
    return this.#conversation.uploads;
  }

  uploadSettled(id: string, fate: Upload["fate"] | null): void {
    this.#change(settleUpload(this.#conversation, id, fate));
  }

  uploadAccepted(id: string, receipt: Receipt): void {
    this.#change(acceptUpload(this.#conversation, id, receipt));
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
    this.#fileLimit = session.config.limits.file;
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

  heardTyping({ name = "" }: TypingNews): void {
    this.#stillTyping();
    this.#stillTyping = this.pace.after(TYPING_LIMIT, () => this.#change(changeTyping(this.#conversation, null)));
    this.#change(changeTyping(this.#conversation, name));
  }

  connectionChanged(connection: Connection): void {
    if (connection === this.#connection) return;
    this.#connection = connection;
    // What another tab left behind when it was closed is sent by whoever is there.
    if (connection === "online") this.#conversation = adopt(this.#conversation, this.keep.unsent());
    this.#change(this.#conversation);
    if (connection !== "online") return;
    this.#link.send();
    this.#porter.wake();
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
    const { pending, uploads } = this.#conversation;
    const lasts = [pending.at(-1), uploads.at(-1)].map((it) => parseInt(it?.id.slice(0, TIME_DIGITS) ?? "0", 36));
    const last = Math.max(...lasts);
    const time = Math.max(Math.floor(this.pace.now()), last + 1);
    const chance = Array.from({ length: 3 }, () => Math.floor(this.pace.random() * 2 ** 32).toString(36).padStart(7, "0"));
    return `${time.toString(36).padStart(TIME_DIGITS, "0")}-${chance.join("")}`;
  }
}
