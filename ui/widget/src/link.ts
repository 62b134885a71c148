/**
 * Keeps one visitor connected to the gateway: opens the session, listens (a stream; a long poll
 * where a proxy holds streams back), sends what is written in order and one at a time, and tries
 * again for as long as it takes. It knows nothing of what is shown; it tells its desk.
 */

import type { Page } from "./doorway";
import type { Attachment, Draft, Message, Receipt, SessionAnswer, StateNews, TypingNews } from "./protocol";
import { decodeMessage, decodePoll, decodeReceipt, decodeSession, decodeState, decodeTyping } from "./protocol";
import { StreamReader } from "./sse";
import { type Failure, type Pace, ask, send } from "./wire";

export type Connection = "connecting" | "online" | "offline" | "unavailable";

/** How much the visitor looks at us. `closed`: the panel is hidden, the tab is not; `away`: the tab itself is hidden. */
export type Attention = "open" | "closed" | "away";

/** Who the link works for. */
export interface Desk {
  token(): string | null;
  setToken(token: string): void;
  /** The last number taken from the stream. */
  cursor(): number;
  /** The oldest message to send; asked again after each. */
  next(): { readonly id: string; readonly draft: Draft } | null;

  joined(session: SessionAnswer): void;
  received(messages: readonly Message[]): void;
  stateChanged(news: StateNews): void;
  heardTyping(news: TypingNews): void;
  connectionChanged(connection: Connection): void;
  accepted(id: string, receipt: Receipt): void;
  /** It will be tried again; `limited` when the gateway asked to slow down. */
  postponed(id: string, why: "delayed" | "limited"): void;
  /** It will not be tried again. */
  refused(id: string, code: string, reason: string): void;
}

/** All in milliseconds. */
const REQUEST_LIMIT = 20_000;
/** The gateway speaks at once when a stream opens; who says nothing for this long is held back by a proxy. */
const FIRST_WORD_LIMIT = 6_000;
/** Two keep-alives missed and some patience. */
const SILENCE_LIMIT = 40_000;
/** For a whole file to come. */
const FILE_LIMIT = 300_000;
const POLL_WAIT = 25_000;
/** Between polls that came back at once with nothing. */
const POLL_REST = 1_000;
const LONGEST_BACKOFF = 30_000;

const RECEIPT_KINDS = ["delivered", "read"] as const;
type ReceiptKind = (typeof RECEIPT_KINDS)[number];
/** The highest number to be told of, and the highest that was told. */
type Receipts = Record<ReceiptKind, { wanted: number; told: number }>;
/** Why listening stopped. */
type End = "forgotten" | "held_back" | "cut" | Failure;

export class Link {
  #attention: Attention = "away";
  #page: Page | null = null;
  /** Whether the visitor opened the widget since the last session, so that the bot greets. */
  #greet = false;
  #started = false;
  #token: string | null = null;
  #sending = false;
  #acknowledging = false;
  #receipts = noReceipts();
  /** Ends the present listening. */
  #cut = new AbortController();
  /** Ends the present pauses. */
  readonly #sleepers = new Set<() => void>();

  /** `base` is the address of `/widget/v1/` with its closing slash. */
  constructor(
    readonly base: string,
    readonly siteKey: string,
    readonly locale: string,
    readonly desk: Desk,
    readonly pace: Pace,
  ) {}

  /** The visitor came, went or opened the panel (`greet`). The first call starts the link. */
  attend(attention: Attention, greet: boolean, page: Page | null): void {
    this.#attention = attention;
    this.#page = page ?? this.#page;
    if (greet) this.#greet = true;
    if (greet || attention === "away") this.#cut.abort();
    this.wake();
    if (this.#started) return;
    this.#started = true;
    void this.#stayConnected();
  }

  /** Something was written. */
  send(): void {
    void this.#sendAll();
  }

  /** The visitor got or saw everything up to this number. */
  acknowledge(kind: ReceiptKind, upTo: number): void {
    const receipt = this.#receipts[kind];
    if (upTo <= receipt.wanted) return;
    receipt.wanted = upTo;
    void this.#sendReceipts();
  }

  /** The network changed, and connections from before may be dead without knowing. */
  reconnect(): void {
    this.#cut.abort();
    this.wake();
  }

  /** The visitor is writing. Nobody needs to know later. */
  tellTyping(): void {
    this.#tell("typing", {});
  }

  /** The visitor came to another page. Without a session, the next one tells of it. */
  moved(page: Page): void {
    if (page.url === this.#page?.url) return;
    this.#page = page;
    this.#tell("visits", pageFacts(page));
  }

  /** What a file holds, by the token: its own address may be too old. */
  async fetch(file: Attachment): Promise<Blob | null> {
    const [path = ""] = file.url.split("?");
    const sent = await send({ url: this.base + path, token: this.#token, signal: AbortSignal.timeout(FILE_LIMIT) });
    try {
      return sent.kind === "done" ? await sent.value.blob() : null;
    } catch {
      return null;
    }
  }

  /** The visitor asks: tries again now what waits to be tried. */
  wake(): void {
    for (const rouse of [...this.#sleepers]) rouse();
  }

  async #stayConnected(): Promise<never> {
    let tries = 0;
    for (;;) {
      await this.#enter();
      const heard = await this.#listen();
      // A gateway that opens sessions and refuses them at once must not be hammered.
      if (heard) tries = 0;
      else await this.#pause(this.#backoff(tries++));
    }
  }

  async #enter(): Promise<void> {
    for (let tries = 0; ; ) {
      while (this.#attention === "away") await this.#pause(null);
      if (tries === 0) this.desk.connectionChanged("connecting");
      const shown = this.desk.token();
      const greet = this.#greet;
      const outcome = await ask(
        {
          url: `${this.base}session`,
          body: {
            site_key: this.siteKey,
            locale: this.locale,
            open: greet,
            ...(shown === null ? {} : { visitor_token: shown }),
            ...(this.#page && pageFacts(this.#page)),
          },
        },
        decodeSession,
        REQUEST_LIMIT,
        this.pace,
      );
      if (outcome.kind !== "done") {
        this.#report(outcome);
        await this.#pauseAfter(outcome, tries++);
        continue;
      }
      const kept = this.desk.token();
      // Another tab got a visitor while we asked: one browser is one visitor.
      if (kept !== shown && kept !== null) continue;
      if (greet) this.#greet = false;
      this.#token = outcome.value.visitor_token;
      if (this.#token !== shown) {
        this.desk.setToken(this.#token);
        this.#receipts = noReceipts();
      }
      this.desk.joined(outcome.value);
      void this.#sendAll();
      return;
    }
  }

  /** Listens until the session has to be opened again. True when something was heard. */
  async #listen(): Promise<boolean> {
    let heard = false;
    let heldBack = false;
    let tries = 0;
    const hear = (): void => {
      if (tries > 0 || !heard) {
        this.wake();
        void this.#sendReceipts();
      }
      heard = true;
      tries = 0;
      this.desk.connectionChanged("online");
    };
    while (!this.#greet) {
      while (this.#attention === "away" || (heldBack && this.#attention === "closed")) await this.#pause(null);
      const token = this.#token;
      if (token === null) return heard;
      this.#cut = new AbortController();
      const end = heldBack
        ? await this.#poll(token, this.#cut.signal, hear)
        : await this.#stream(token, this.#cut.signal, hear);
      if (end === "forgotten") {
        this.#forget(token);
        return heard;
      }
      if (end === "cut") continue;
      if (end === "held_back") {
        heldBack = true;
        continue;
      }
      heldBack = false;
      // Streams end for ordinary reasons; the first try to resume is not worth a word.
      if (tries > 0) this.#report(end);
      await this.#pauseAfter(end, tries++);
    }
    return true;
  }

  async #stream(token: string, outer: AbortSignal, hear: () => void): Promise<End> {
    const cut = new AbortController();
    let spoke = false;
    let late = false;
    const watch = (limit: number): (() => void) =>
      this.pace.after(limit, () => {
        late = true;
        cut.abort();
      });
    let unwatch = watch(FIRST_WORD_LIMIT);
    const abort = (): void => cut.abort();
    outer.addEventListener("abort", abort);
    try {
      const cursor = this.desk.cursor();
      const sent = await send({
        url: `${this.base}events`,
        token,
        headers: { Accept: "text/event-stream", "Last-Event-ID": String(cursor) },
        signal: cut.signal,
      });
      if (sent.kind === "refused") return sent.status === 401 ? "forgotten" : sent;
      const body = sent.kind === "done" ? sent.value.body?.getReader() : undefined;
      if (body) {
        const text = new TextDecoder();
        const reader = new StreamReader();
        for (;;) {
          const { value, done } = await body.read();
          if (done) break;
          spoke = true;
          unwatch();
          unwatch = watch(SILENCE_LIMIT);
          this.#take(reader.push(text.decode(value, { stream: true })));
          hear();
        }
      }
    } catch {
      // The connection broke or was cut: below says which.
    } finally {
      unwatch();
      outer.removeEventListener("abort", abort);
    }
    if (outer.aborted) return "cut";
    return late && !spoke ? "held_back" : { kind: "unreachable" };
  }

  #take(events: readonly { event: string; data: string }[]): void {
    const messages: Message[] = [];
    let news: StateNews | null = null;
    let typing: TypingNews | null = null;
    for (const { event, data } of events) {
      const value = parse(data);
      if (event === "message") {
        const message = decodeMessage(value);
        if (message) messages.push(message);
      } else if (event === "state") {
        news = decodeState(value) ?? news;
      } else if (event === "typing") {
        typing = decodeTyping(value);
      }
    }
    if (messages.length > 0) this.desk.received(messages);
    if (news) this.desk.stateChanged(news);
    if (typing) this.desk.heardTyping(typing);
  }

  async #poll(token: string, outer: AbortSignal, hear: () => void): Promise<End> {
    for (let wait = 0; ; wait = POLL_WAIT) {
      const asked = this.pace.now();
      const outcome = await ask(
        { url: `${this.base}poll?cursor=${this.desk.cursor()}&wait=${wait / 1000}`, token },
        decodePoll,
        wait + REQUEST_LIMIT,
        this.pace,
        outer,
      );
      if (outer.aborted) return "cut";
      if (outcome.kind === "refused" && outcome.status === 401) return "forgotten";
      if (outcome.kind !== "done") return outcome;
      if (outcome.value.events.length > 0) this.desk.received(outcome.value.events);
      this.desk.stateChanged(outcome.value);
      if (outcome.value.typing) this.desk.heardTyping(outcome.value.typing);
      hear();
      const empty = outcome.value.events.length === 0;
      if (wait > 0 && empty && this.pace.now() - asked < POLL_REST) await this.#pause(POLL_REST);
      // A closed panel does not poll: listening goes on when it opens.
      if (this.#attention !== "open") return "held_back";
    }
  }

  async #sendAll(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    for (let tries = 0; ; ) {
      const next = this.desk.next();
      const token = this.#token;
      if (next === null || token === null) break;
      const outcome = await ask(
        { url: `${this.base}messages`, token, body: { client_msg_id: next.id, ...next.draft } },
        decodeReceipt,
        REQUEST_LIMIT,
        this.pace,
      );
      if (outcome.kind === "done") {
        tries = 0;
        this.desk.accepted(next.id, outcome.value);
      } else if (outcome.kind === "refused" && (outcome.status === 400 || outcome.status === 413)) {
        this.desk.refused(next.id, outcome.code, outcome.message);
      } else {
        if (outcome.kind === "refused" && outcome.status === 401) this.#forget(token);
        this.desk.postponed(next.id, outcome.kind === "refused" && outcome.status === 429 ? "limited" : "delayed");
        await this.#pauseAfter(outcome, tries++);
      }
    }
    this.#sending = false;
  }

  async #sendReceipts(): Promise<void> {
    if (this.#acknowledging) return;
    this.#acknowledging = true;
    for (;;) {
      const kind = RECEIPT_KINDS.find((it) => this.#receipts[it].wanted > this.#receipts[it].told);
      if (kind === undefined || this.#token === null) break;
      const receipt = this.#receipts[kind];
      const upTo = receipt.wanted;
      const outcome = await ask(
        { url: `${this.base}receipts`, token: this.#token, body: { kind, up_to_seq: upTo } },
        () => true,
        REQUEST_LIMIT,
        this.pace,
      );
      // A lost receipt is made good by the next one, or when we are back.
      if (outcome.kind !== "done") break;
      receipt.told = upTo;
    }
    this.#acknowledging = false;
  }

  /** Tells what is worth telling now or not at all. */
  #tell(path: string, body: unknown): void {
    if (this.#token !== null) void ask({ url: this.base + path, token: this.#token, body }, () => true, REQUEST_LIMIT, this.pace);
  }

  /** The gateway does not know this token. A session that was opened meanwhile stays. */
  #forget(token: string): void {
    if (this.#token !== token) return;
    this.#token = null;
    if (this.#attention === "open") this.#greet = true;
    this.#cut.abort();
  }

  #report(failure: Failure): void {
    this.desk.connectionChanged(failure.kind === "unreachable" ? "offline" : "unavailable");
  }

  /** Waits as long as the gateway asked, which nothing shortens, or else longer with each try. */
  async #pauseAfter(failure: Failure, tries: number): Promise<void> {
    const asked = failure.kind === "refused" ? failure.retryAfter : 0;
    if (asked > 0) await new Promise<void>((resolve) => this.pace.after(asked, resolve));
    else await this.#pause(this.#backoff(tries));
  }

  /** Waits `ms` milliseconds (null: without end) or until woken. */
  #pause(ms: number | null): Promise<void> {
    return new Promise((resolve) => {
      const rouse = (): void => {
        cancel?.();
        this.#sleepers.delete(rouse);
        resolve();
      };
      const cancel = ms === null ? null : this.pace.after(ms, rouse);
      this.#sleepers.add(rouse);
    });
  }

  /** 1, 2, 4 … 30 s, each shortened by up to half, so that visitors of a restarted gateway do not come all at once. */
  #backoff(tries: number): number {
    return Math.min(LONGEST_BACKOFF, 1000 * 2 ** Math.min(tries, 10)) * (1 - this.pace.random() / 2);
  }
}

function pageFacts({ url, title, referrer }: Page): Record<string, string> {
  return { page_url: url, page_title: title, referrer };
}

function noReceipts(): Receipts {
  return { delivered: { wanted: 0, told: 0 }, read: { wanted: 0, told: 0 } };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
