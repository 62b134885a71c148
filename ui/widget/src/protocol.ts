/**
 * The words the panel and the gateway exchange under `/widget/v1`, and the check that what
 * arrived is one of them. Types and decoding only: nothing here talks to the network.
 */

export type Language = "en" | "ru";

/** Where the visitor's dialog stands. `none`: there has not been one. */
export type DialogState = "none" | "bot" | "queued" | "operator" | "ending" | "feedback" | "closed";

export type Author = "client" | "bot" | "operator" | "system";

/** What a message is. `queue_notice`: of no use once another one came; `rating_request`: its buttons are the ratings, the worst first. */
export type MessageType = "text" | "postback" | "notice" | "queue_notice" | "rating_request" | "result_request" | "file";

/** Every word the panel shows; written by the gateway in the language of the chat. What is filled in stands in braces. */
export interface Texts {
  readonly open: string;
  readonly close: string;
  readonly title_hint: string;
  readonly placeholder: string;
  readonly send: string;
  readonly connecting: string;
  readonly offline: string;
  readonly not_sent: string;
  readonly retry: string;
  readonly ended: string;
  readonly too_long: string;
  readonly rate_limited: string;
  readonly messages_label: string;
  readonly you: string;
  readonly bot: string;
  readonly operator: string;
  readonly unavailable: string;
  readonly new_message: string;
  readonly help_centre: string;
  readonly messengers_label: string;
  readonly attach: string;
  readonly drop: string;
  readonly cancel: string;
  readonly file_too_big: string;
  readonly file_empty: string;
  readonly file_refused: string;
  readonly no_space: string;
  readonly not_loaded: string;
  readonly sound: string;
  readonly typing: string;
  readonly joined: string;
  readonly queue: string;
  readonly queue_wait: string;
  readonly rating: string;
  readonly rating_bad: string;
  readonly rating_good: string;
  readonly comment: string;
}

/** The chat's five colours, each as CSS hex with 3, 4, 6 or 8 digits. */
export interface Colours {
  readonly bot: string;
  readonly operator: string;
  readonly user: string;
  readonly buttons: string;
  readonly buttons_text: string;
}

/** Addresses of the chat's own pictures, beside the panel; null where the panel draws one. */
export interface Avatars {
  readonly bot: string | null;
  readonly operator: string | null;
  readonly user: string | null;
}

/** Another place where the company reads what is written to it. */
export interface MessengerLink {
  /** The code of the messenger, such as `telegram`. */
  readonly messenger: string;
  /** What the link does, in words: “Write to us in Telegram”. */
  readonly name: string;
  readonly url: string;
}

export interface WidgetConfig {
  readonly key: string;
  readonly language: Language;
  readonly title: string;
  readonly colours: Colours;
  readonly avatars: Avatars;
  /** In the order they are shown. */
  readonly links: readonly MessengerLink[];
  /** The address of the company's own answers, null when there are none. */
  readonly knowledge_base: string | null;
  readonly texts: Texts;
  /** `text`: the most characters (Unicode scalar values) a message may have; `file`: the most bytes of a file. */
  readonly limits: { readonly text: number; readonly file: number };
}

/** What the loader is told; the rest of the configuration travels with the panel. */
export interface LoaderConfig {
  readonly key: string;
  readonly language: Language;
  readonly button: { readonly fill: string; readonly text: string };
  readonly texts: { readonly open: string; readonly close: string; readonly title: string; readonly messengers_label: string };
  readonly links: readonly MessengerLink[];
  /** Sites on whose pages the chat may stand, as browsers name them or as `https://*.example.com`; none means all. */
  readonly sites: readonly string[];
}

export interface SessionAnswer {
  readonly visitor_token: string;
  readonly conversation_id: string;
  readonly last_seq: number;
  /** The number just before the first message of the open dialog. */
  readonly history_seq: number;
  readonly state: DialogState;
  readonly config: WidgetConfig;
}

export interface Button {
  readonly title: string;
  readonly payload: string;
}

/** A file that was sent. */
export interface Attachment {
  /** The SHA-256 of its content. */
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** Whether it may be shown in place. */
  readonly is_picture: boolean;
  /** Its address beside the panel; the part behind `?` lets it be shown without the token for a while. */
  readonly url: string;
}

/** A place in the queue, from 1, and how long others waited, in seconds. */
export interface Place {
  readonly position: number;
  readonly wait_s?: number;
}

/** Who holds the dialog. `picture`: an address beside the panel. */
export interface Operator {
  readonly name: string;
  readonly picture?: string;
}

/** One message of the conversation as the gateway numbers it. */
export interface Message {
  readonly id: string;
  /** Counts from 1 within one visitor's conversation; what was cancelled leaves a gap. */
  readonly seq: number;
  /** UTC milliseconds. */
  readonly ts: number;
  readonly dialog: string;
  readonly author: Author;
  readonly author_name?: string;
  readonly type: MessageType;
  readonly text: string;
  readonly buttons?: readonly Button[];
  readonly attachment?: Attachment;
  readonly client_msg_id?: string;
}

export interface StateNews {
  readonly state: DialogState;
  readonly dialog: string | null;
  readonly queue?: Place;
  readonly operator?: Operator;
}

/** An operator is writing. */
export interface TypingNews {
  readonly name?: string;
}

/** What the visitor writes, before the gateway has numbered it. */
export interface Draft {
  readonly type: "text" | "postback";
  readonly text: string;
  readonly payload?: string;
}

export interface Receipt {
  readonly id: string;
  readonly seq: number;
  readonly ts: number;
}

/** What the panel learns from `GET /poll`. */
export interface PollAnswer extends StateNews {
  readonly events: readonly Message[];
  readonly typing?: TypingNews;
  readonly cursor: number;
}

const AUTHORS: ReadonlySet<unknown> = new Set<Author>(["client", "bot", "operator", "system"]);
const STATES: ReadonlySet<unknown> = new Set<DialogState>(["none", "bot", "queued", "operator", "ending", "feedback", "closed"]);
const TYPES: ReadonlySet<unknown> = new Set<MessageType>(["text", "postback", "notice", "queue_notice", "rating_request", "result_request", "file"]);
/** Files lie beside the panel, under the SHA-256 of their content. */
const FILE = /^files\/[0-9a-f]{64}\//;

/** The message in `value`, or null when it is none: a newer gateway may send what this panel does not know. */
export function decodeMessage(value: unknown): Message | null {
  const it = record(value);
  if (!it || !Number.isSafeInteger(it.seq) || typeof it.text !== "string" || !AUTHORS.has(it.author)) return null;
  return {
    id: String(it.id),
    seq: it.seq as number,
    ts: Number(it.ts),
    dialog: String(it.dialog),
    author: it.author as Author,
    type: TYPES.has(it.type) ? (it.type as MessageType) : "text",
    text: it.text,
    ...(typeof it.author_name === "string" ? { author_name: it.author_name } : {}),
    ...(Array.isArray(it.buttons) ? { buttons: it.buttons.filter(isButton) } : {}),
    ...(isAttachment(it.attachment) ? { attachment: it.attachment } : {}),
    ...(typeof it.client_msg_id === "string" ? { client_msg_id: it.client_msg_id } : {}),
  };
}

/** The state in `value`, or null when it is none. */
export function decodeState(value: unknown): StateNews | null {
  const it = record(value);
  if (!it || typeof it.state !== "string") return null;
  const queue = record(it.queue);
  const operator = record(it.operator);
  return {
    state: stateNamed(it.state),
    dialog: typeof it.dialog === "string" ? it.dialog : null,
    ...(queue && Number.isSafeInteger(queue.position) ? { queue: queue as unknown as Place } : {}),
    ...(operator && typeof operator.name === "string" ? { operator: operator as unknown as Operator } : {}),
  };
}

/** Who is writing, in `value`, or null when it is nobody who is not the visitor. */
export function decodeTyping(value: unknown): TypingNews | null {
  const it = record(value);
  if (it?.by !== "operator") return null;
  return typeof it.name === "string" ? { name: it.name } : {};
}

/** The poll answer in `value`, or null when it is none. */
export function decodePoll(value: unknown): PollAnswer | null {
  const it = record(value);
  const state = decodeState(value);
  if (!it || !state || !Array.isArray(it.events) || !Number.isSafeInteger(it.cursor)) return null;
  const events = it.events.map(decodeMessage).filter((message) => message !== null);
  const typing = decodeTyping(it.typing);
  return { ...state, events, ...(typing ? { typing } : {}), cursor: it.cursor as number };
}

/** The session in `value`, or null when it is none. */
export function decodeSession(value: unknown): SessionAnswer | null {
  const it = record(value);
  if (
    !it ||
    typeof it.visitor_token !== "string" ||
    !Number.isSafeInteger(it.last_seq) ||
    !Number.isSafeInteger(it.history_seq) ||
    typeof it.state !== "string" ||
    !record(it.config)
  ) {
    return null;
  }
  return { ...(it as unknown as SessionAnswer), state: stateNamed(it.state) };
}

/** The acknowledgement in `value`, or null when it is none. */
export function decodeReceipt(value: unknown): Receipt | null {
  const it = record(value);
  if (!it || !Number.isSafeInteger(it.seq)) return null;
  return { id: String(it.id), seq: it.seq as number, ts: Number(it.ts) };
}

/** A dialog in a state that this panel does not know is an open one. */
function stateNamed(name: string): DialogState {
  return STATES.has(name) ? (name as DialogState) : "bot";
}

function isButton(value: unknown): value is Button {
  const it = record(value);
  return it !== null && typeof it.title === "string" && typeof it.payload === "string";
}

function isAttachment(value: unknown): value is Attachment {
  const it = record(value);
  return it !== null && typeof it.name === "string" && Number.isFinite(it.bytes) && typeof it.url === "string" && FILE.test(it.url);
}

function record(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
}
