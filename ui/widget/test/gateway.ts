/**
 * A gateway for tests: a real HTTP server on loopback that follows the widget's protocol, and can
 * be told to misbehave as networks and proxies do. What it stores outlives its connections.
 */

import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Attachment, Author, DialogState, Message, Operator, Place, WidgetConfig } from "../src/protocol";
import { CONFIG } from "./config";

interface Conversation {
  id: string;
  messages: Message[];
  state: DialogState;
  dialog: string | null;
  queue?: Place;
  operator?: Operator;
  /** First number of the open dialog, less one. */
  historySeq: number;
}

interface Post {
  client_msg_id: string;
  type: "text" | "postback";
  text: string;
  payload?: string;
}

/** What happens to the next POST of a message. */
export type Mishap =
  | { readonly kind: "lost_before" }
  /** It is kept, and the answer never arrives. */
  | { readonly kind: "lost_after" }
  | { readonly kind: "refused"; readonly status: number; readonly code: string; readonly message?: string; readonly retryAfter?: number };

export class Gateway {
  readonly visitors = new Map<string, Conversation>();
  readonly sessions: Record<string, unknown>[] = [];
  /** Every POST of a message that arrived, kept or not. */
  readonly posts: Post[] = [];
  readonly receipts: { kind: string; up_to_seq: number }[] = [];
  readonly resumedFrom: number[] = [];
  polls = 0;
  readonly mishaps: Mishap[] = [];
  /** Names and bytes of the files that arrived whole. */
  readonly files: { name: string; bytes: number }[] = [];
  /** What happens to the next files. */
  readonly fileMishaps: Mishap[] = [];
  /** Files are read and never answered. */
  holdsFiles = false;
  typings = 0;
  readonly visits: Record<string, unknown>[] = [];
  /** A proxy in front holds back everything that does not end. */
  holdsStreams = false;
  /** Answers each message as a script would. */
  bot: ((gateway: Gateway, conversation: Conversation, post: Post) => void) | null = null;
  config: WidgetConfig = CONFIG;
  greeting: { text: string; buttons?: { title: string; payload: string }[] } | null = null;

  #server: Server | null = null;
  #port = 0;
  #visitorCount = 0;
  readonly #streams = new Map<ServerResponse, Conversation>();
  readonly #polls = new Map<ServerResponse, { conversation: Conversation; cursor: number }>();

  async start(): Promise<void> {
    const server = createServer((request, response) => void this.#answer(request, response));
    await new Promise<void>((resolve) => server.listen(this.#port, "127.0.0.1", resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** As a killed process: every connection breaks. `start` brings it back at the same address. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    this.#streams.clear();
    this.#polls.clear();
    if (!server) return;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get base(): string {
    return `${this.origin}/widget/v1/`;
  }

  get streams(): number {
    return this.#streams.size;
  }

  /** The conversation of the only visitor, or of the last that came. */
  get conversation(): Conversation {
    const last = [...this.visitors.values()].at(-1);
    if (!last) throw new Error("no visitor has come yet");
    return last;
  }

  say(author: Author, text: string, more: Partial<Message> = {}, to = this.conversation): Message {
    if (to.dialog === null || to.state === "closed" || to.state === "none") {
      to.dialog = `dialog-${to.messages.length + 1}`;
      to.state = "bot";
      to.historySeq = to.messages.length;
    }
    const seq = to.messages.length + 1;
    const message: Message = { id: `m${seq}`, seq, ts: 1_800_000_000_000 + seq * 60_000, dialog: to.dialog, author, type: "text", text, ...more };
    to.messages.push(message);
    this.#tell(to);
    return message;
  }

  become(state: DialogState, more: { queue?: Place; operator?: Operator } = {}, to = this.conversation): void {
    to.state = state;
    to.dialog ??= "dialog-1";
    delete to.queue;
    delete to.operator;
    Object.assign(to, more);
    for (const [stream, conversation] of this.#streams) if (conversation === to) stream.write(stateFrame(to));
    this.#answerPolls(to);
  }

  /** An operator is writing. */
  types(name?: string, to = this.conversation): void {
    const data = JSON.stringify({ by: "operator", ...(name === undefined ? {} : { name }) });
    for (const [stream, conversation] of this.#streams) if (conversation === to) stream.write(`event: typing\ndata: ${data}\n\n`);
  }

  #tell(to: Conversation): void {
    const last = to.messages.at(-1);
    for (const [stream, conversation] of this.#streams) {
      if (conversation !== to || this.holdsStreams) continue;
      if (last) stream.write(frame(last));
      stream.write(stateFrame(to));
    }
    this.#answerPolls(to);
  }

  #answerPolls(to: Conversation): void {
    for (const [response, poll] of this.#polls) {
      if (poll.conversation !== to) continue;
      this.#polls.delete(response);
      this.#json(response, 200, pollAnswer(to, poll.cursor));
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.origin);
    const path = url.pathname.replace("/widget/v1/", "");
    if (request.headers.origin) allow(response);
    if (request.method === "OPTIONS") return void response.writeHead(204).end();
    let body = "";
    try {
      body = await read(request);
    } catch {
      // The visitor gave it up.
      return;
    }
    if (path === "session") return this.#session(JSON.parse(body) as Record<string, unknown>, response);
    const visitor = this.visitors.get((request.headers.authorization ?? "").replace("Bearer ", ""));
    if (!visitor) return this.#json(response, 401, { code: "unknown_visitor", message: "Who?" });
    if (path === "messages") return this.#message(visitor, JSON.parse(body) as Post, response);
    if (path === "files") return this.#file(visitor, request, body, response);
    if (path === "typing") {
      this.typings += 1;
      return void response.writeHead(204).end();
    }
    if (path === "visits") {
      this.visits.push(JSON.parse(body) as Record<string, unknown>);
      return void response.writeHead(204).end();
    }
    if (path.startsWith("files/")) return void response.writeHead(200).end(`content of ${path}`);
    if (path === "events") return this.#events(visitor, Number(request.headers["last-event-id"]), response);
    if (path === "poll") return this.#poll(visitor, url, response);
    if (path === "receipts") {
      this.receipts.push(JSON.parse(body) as { kind: string; up_to_seq: number });
      response.writeHead(204).end();
      return;
    }
    this.#json(response, 404, { code: "not_found", message: path });
  }

  #session(asked: Record<string, unknown>, response: ServerResponse): void {
    this.sessions.push(asked);
    if (asked.site_key !== this.config.key) return this.#json(response, 404, { code: "unknown_site_key", message: "No such chat." });
    let token = String(asked.visitor_token ?? "");
    if (!this.visitors.has(token)) {
      token = `token-${++this.#visitorCount}`;
      this.visitors.set(token, { id: `conversation-${this.#visitorCount}`, messages: [], state: "none", dialog: null, historySeq: 0 });
    }
    const conversation = this.visitors.get(token) as Conversation;
    if (asked.open !== false && this.greeting && (conversation.state === "none" || conversation.state === "closed")) {
      this.say("bot", this.greeting.text, this.greeting.buttons ? { buttons: this.greeting.buttons } : {}, conversation);
    }
    const closed = conversation.state === "none" || conversation.state === "closed";
    this.#json(response, 200, {
      visitor_token: token,
      conversation_id: conversation.id,
      last_seq: conversation.messages.length,
      history_seq: closed ? conversation.messages.length : conversation.historySeq,
      ...standing(conversation),
      config: this.config,
    });
  }

  #file(to: Conversation, request: IncomingMessage, body: string, response: ServerResponse): void {
    const mishap = this.fileMishaps.shift();
    if (mishap?.kind === "lost_before") return void response.destroy();
    if (mishap?.kind === "refused") {
      if (mishap.retryAfter !== undefined) response.setHeader("Retry-After", mishap.retryAfter);
      return this.#json(response, mishap.status, { code: mishap.code, message: mishap.message ?? "" });
    }
    if (this.holdsFiles) return;
    const id = String(request.headers["x-client-msg-id"]);
    const name = decodeURIComponent(String(request.headers["x-file-name"]));
    let kept = to.messages.find((message) => message.client_msg_id === id);
    if (!kept) {
      this.files.push({ name, bytes: body.length });
      kept = this.say("client", "", { type: "file", client_msg_id: id, attachment: attachment(name, body.length) }, to);
    }
    if (mishap?.kind === "lost_after") return void response.destroy();
    this.#json(response, 200, { id: kept.id, seq: kept.seq, ts: kept.ts });
  }

  #message(to: Conversation, post: Post, response: ServerResponse): void {
    this.posts.push(post);
    const mishap = this.mishaps.shift();
    if (mishap?.kind === "lost_before") return void response.destroy();
    if (mishap?.kind === "refused") {
      if (mishap.retryAfter !== undefined) response.setHeader("Retry-After", mishap.retryAfter);
      return this.#json(response, mishap.status, { code: mishap.code, message: mishap.message ?? "" });
    }
    let kept = to.messages.find((message) => message.client_msg_id === post.client_msg_id);
    if (!kept) {
      kept = this.say("client", post.text, { type: post.type, client_msg_id: post.client_msg_id }, to);
      this.bot?.(this, to, post);
    }
    if (mishap?.kind === "lost_after") return void response.destroy();
    this.#json(response, 200, { id: kept.id, seq: kept.seq, ts: kept.ts });
  }

  #events(of: Conversation, cursor: number, response: ServerResponse): void {
    this.resumedFrom.push(cursor);
    response.on("close", () => this.#streams.delete(response));
    this.#streams.set(response, of);
    if (this.holdsStreams) return;
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    response.write(of.messages.filter((message) => message.seq > cursor).map(frame).join("") + stateFrame(of));
  }

  #poll(of: Conversation, url: URL, response: ServerResponse): void {
    this.polls += 1;
    const cursor = Number(url.searchParams.get("cursor"));
    if (of.messages.length > cursor || url.searchParams.get("wait") === "0") return this.#json(response, 200, pollAnswer(of, cursor));
    this.#polls.set(response, { conversation: of, cursor });
    response.on("close", () => this.#polls.delete(response));
  }

  #json(response: ServerResponse, status: number, body: unknown): void {
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
  }
}

function frame(message: Message): string {
  return `id: ${message.seq}\nevent: message\ndata: ${JSON.stringify(message)}\n\n`;
}

/** A file as the gateway would name it. */
export function attachment(name: string, bytes: number, is_picture = false): Attachment {
  const id = "0f".repeat(32);
  return { id, name, bytes, is_picture, url: `files/${id}/${encodeURIComponent(name)}?visitor=v&until=1&signature=s` };
}

function standing({ state, dialog, queue, operator }: Conversation): object {
  return { state, dialog, ...(queue ? { queue } : {}), ...(operator ? { operator } : {}) };
}

function stateFrame(of: Conversation): string {
  return `event: state\ndata: ${JSON.stringify(standing(of))}\n\n`;
}

/** What a browser asks before a page of another site may send a file. */
function allow(response: ServerResponse): void {
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("Access-Control-Allow-Methods", "GET, POST");
  response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, X-Client-Msg-Id, X-File-Name");
}

function pollAnswer(of: Conversation, cursor: number): unknown {
  const events = of.messages.filter((message) => message.seq > cursor);
  return { events, ...standing(of), cursor: of.messages.length };
}

async function read(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}
