/**
 * The words the panel and the gateway exchange under `/widget/v1`, and the check that what
 * arrived is one of them. Types and decoding only: nothing here talks to the network.
 */

export type Language = "en" | "ru";

/** Where the visitor's dialog stands. `none`: there has not been one. */
export type DialogState = "none" | "bot" | "queued" | "operator" | "closed";

export type Author = "client" | "bot" | "operator" | "system";

/** Every word the panel shows; written by the gateway in the language of the chat. */
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
  /** `text`: the most characters (Unicode scalar values) a message may have. */
  readonly limits: { readonly text: number };
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

/** One message of the conversation as the gateway numbers it. */
export interface Message {
  readonly id: string;
  /** Counts from 1 without gaps within one visitor's conversation. */
  readonly seq: number;
  /** UTC milliseconds. */
  readonly ts: number;
  readonly dialog: string;
  readonly author: Author;
  readonly author_name?: string;
  readonly type: "text" | "postback" | "notice";
  readonly text: string;
  readonly buttons?: readonly Button[];
  readonly client_msg_id?: string;
}

export interface StateNews {
  readonly state: DialogState;
  readonly dialog: string | null;
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
  readonly cursor: number;
}

const AUTHORS: ReadonlySet<unknown> = new Set<Author>(["client", "bot", "operator", "system"]);
const STATES: ReadonlySet<unknown> = new Set<DialogState>(["none", "bot", "queued", "operator", "closed"]);

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
    type: it.type === "postback" || it.type === "notice" ? it.type : "text",
    text: it.text,
    ...(typeof it.author_name === "string" ? { author_name: it.author_name } : {}),
    ...(Array.isArray(it.buttons) ? { buttons: it.buttons.filter(isButton) } : {}),
    ...(typeof it.client_msg_id === "string" ? { client_msg_id: it.client_msg_id } : {}),
  };
}

/** The state in `value`, or null when it is none. */
export function decodeState(value: unknown): StateNews | null {
  const it = record(value);
  if (!it || typeof it.state !== "string") return null;
  return { state: stateNamed(it.state), dialog: typeof it.dialog === "string" ? it.dialog : null };
}

/** The poll answer in `value`, or null when it is none. */
export function decodePoll(value: unknown): PollAnswer | null {
  const it = record(value);
  const state = decodeState(value);
  if (!it || !state || !Array.isArray(it.events) || !Number.isSafeInteger(it.cursor)) return null;
  const events = it.events.map(decodeMessage).filter((message) => message !== null);
  return { ...state, events, cursor: it.cursor as number };
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

function record(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
}
