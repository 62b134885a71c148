/** The made-up program's archive: any number of dialogs, the same ones for the same number. */
import type { ColumnTitle, Count, DialogDetails, DialogFilter, DialogRow, DialogsPage, Ending, MarkRow, Message, MessagesPage, Messenger, Parameter } from "./generated";

const MINUTE = 60_000;
const CHATS = ["Online store: orders", "Returns and exchanges", "Сервисный центр «Северное сияние» — гарантия, ремонт и запасные части для зимней техники"];
const COLOURS = ["#0b5d4b", "#7a3e12", "#23406e"];
const CLIENTS = ["Sofie Dahl", "Marek Nowak", null, "Hanna Lie", "Сергей Александрович Константинопольский", null, "Arturs Kalnins", "Sara El Amrani", null, "Ольга Петрова"];
const TEXTS = [
  "I still wait for the refund of order 47 931, it was promised a week ago and nobody answers",
  "when will it be on my card?",
  "Спасибо, всё пришло!",
  "do you ship to Tromsø as well?",
  "<b>not bold</b> & not a link: javascript:alert(1)",
  "ok",
  "Можно ли поменять размер, если бирку уже срезали?",
  "thanks, that was quick 🙂",
];
const MESSENGERS: Messenger[] = ["web", "whatsapp", "telegram", "web", "viber", "facebook", "vk", "web", "slack", "line", "alice", "yandex", "wechat", "skype", "snapchat"];
const ENDINGS: Ending[] = ["bot_ended", "client_timeout", "operator_closed", "client_left", "lifetime"];
const COLUMNS: [string, string, Parameter["value"]][] = [
  ["session_id", "Session id", { type: "text", text: "-" }],
  ["chat_name", "Chat", { type: "text", text: "Online store: orders" }],
  ["messenger", "Messenger", { type: "text", text: "Web widget" }],
  ["status", "Status", { type: "text", text: "Closed" }],
  ["started_by", "Started by", { type: "text", text: "Client" }],
  ["client_name", "Client name", { type: "text", text: "Hanna Lie" }],
  ["client_phone", "Client phone", { type: "none" }],
  ["first_page", "First page", { type: "text", text: "https://fjell.example/returns/how-to-return-a-pair-of-shoes?from=mail" }],
  ["closed_at", "Closed", { type: "time", at: 1_795_000_000_000 }],
  ["duration_s", "Duration", { type: "seconds", seconds: 527 }],
  ["client_messages", "Client messages", { type: "number", number: 1204 }],
  ["bot_messages", "Bot messages", { type: "number", number: 3 }],
  ["dialog_cost", "Dialog cost", { type: "money", millionths: 0, currency: "EUR" }],
  ["rating", "Rating", { type: "none" }],
];

const MARKS: readonly [marker: string, value: string | null][] = [["asked_return", null], ["order_found", "48213"]];

export class FakeArchive {
  readonly chatNames = CHATS;
  readonly columns: ColumnTitle[] = COLUMNS.map(([id, title]) => ({ id, title }));
  private rows: DialogRow[];

  constructor(count: number, private readonly now: number) {
    this.rows = Array.from({ length: count }, (_, index) => this.row(count - index, now - index * 17 * MINUTE));
  }

  chatId(index: number): string {
    return idOf(0xc4a7, index);
  }

  page(filter: DialogFilter, after: string | null, limit: number): DialogsPage {
    const found = this.found(filter);
    const start = after === null ? 0 : found.findIndex((row) => row.id === after) + 1;
    const rows = found.slice(start, start + limit);
    const last = rows.at(-1);
    return { rows, next: last !== undefined && start + limit < found.length ? last.id : null };
  }

  count(filter: DialogFilter): Count {
    const n = this.found(filter).length;
    return n > 10_000 ? { n: 10_000, exact: false } : { n, exact: true };
  }

  details(id: string): (DialogDetails & { markers: MarkRow[] }) | null {
    const row = this.rows.find((one) => one.id === id);
    if (row === undefined) return null;
    const { created_at, ending, client_no } = row;
    return {
      ...row,
      closed_at: ending === null ? null : created_at + 9 * MINUTE,
      closed_by: ending === null ? null : "bot",
      cost: 0,
      currency: null,
      client_id: idOf(0xc11e, client_no),
      link: `parley://dialog/${id}`,
      parameters: COLUMNS.map(([column, , value]) => ({ column, value })),
      markers: this.marks(row),
    };
  }

  messages(id: string, after: number | null, limit: number): MessagesPage {
    const row = this.rows.find((one) => one.id === id);
    if (row === undefined) return { messages: [], more: false };
    const from = after ?? 0;
    const messages = Array.from({ length: Math.min(limit, Math.max(0, row.messages - from)) }, (_, index) => this.message(row, from + index + 1));
    return { messages, more: from + messages.length < row.messages };
  }

  arrive(text: string): DialogRow {
    const row = { ...this.row(this.rows.length + 1, this.now + this.rows.length), last_text: text, state: "bot" as const, ending: null, client: null };
    this.rows = [row, ...this.rows];
    return row;
  }

  /** The client of a known dialog writes. */
  write(id: string, text: string): void {
    this.rows = this.rows.map((row) => (row.id === id ? { ...row, last_text: text, messages: row.messages + 1 } : row));
  }

  private marks({ client_no, created_at }: DialogRow): MarkRow[] {
    return MARKS.slice(0, client_no % 3).map(([marker, value], index) => ({ marker, value, at: created_at + (index + 1) * MINUTE, block: marker }));
  }

  private found(filter: DialogFilter): DialogRow[] {
    const { script = null, marker = null } = filter;
    return this.rows.filter(
      (row) =>
        (script === null || script.endsWith(`${row.client_no % 2}`)) &&
        (marker === null || this.marks(row).some((mark) => mark.marker === marker)) &&
        (filter.messengers.length === 0 || filter.messengers.includes(row.messenger)) &&
        (filter.chats.length === 0 || filter.chats.includes(row.chat.id)) &&
        (filter.from === null || row.created_at >= filter.from) &&
        (filter.to === null || row.created_at < filter.to) &&
        (filter.status === "any" || (filter.status === "no_operator_response" ? row.no_operator_response : (filter.status === "closed") === (row.state === "closed"))),
    );
  }

  private row(no: number, at: number): DialogRow {
    const chat = no % CHATS.length;
    const ending = no % 13 === 0 ? null : pick(ENDINGS, no);
    return {
      id: idOf(0xd1a1, no),
      created_at: at,
      chat: { id: this.chatId(chat), name: pick(CHATS, chat), colour: pick(COLOURS, chat) },
      messenger: pick(MESSENGERS, no),
      state: ending !== null ? "closed" : no % 2 === 0 ? "bot" : "queued",
      ending,
      handed_over: no % 7 === 0,
      no_operator_response: no % 17 === 0,
      client: pick(CLIENTS, no),
      client_no: 81_000 + no,
      last_text: pick(TEXTS, no),
      last_at: at + 4 * MINUTE,
      messages: no % 29 === 0 ? 640 : 2 + (no % 23),
    };
  }

  private message(row: DialogRow, seq: number): Message {
    const author = seq === 1 ? "bot" : seq % 4 === 0 ? "operator" : seq % 2 === 0 ? "client" : "bot";
    const at = row.created_at + seq * 47_000;
    const base = { id: idOf(0x3e55, seq), seq, at, buttons: [] as { title: string }[], attachment: null, operator: null };
    if (seq === 3 && row.handed_over) return { ...base, author_type: "system", author: null, kind: "notice", text: "Handed over to operators", delivery: "received" };
    if (seq === 1) {
      return { ...base, author_type: "bot", author: null, kind: "text", text: "Hello! What can I help you with?", buttons: [{ title: "My order" }, { title: "Return" }], delivery: "read" };
    }
    if (seq === 6) {
      const attachment = { id: "01a1dae5-f11e-7a83-9e55-000000000003", name: "receipt 20417.pdf", bytes: 182_044, mime: "application/pdf", is_picture: false };
      return { ...base, author_type: "client", author: null, kind: "file", text: "", attachment, delivery: "received" };
    }
    const text = seq === row.messages ? row.last_text : pick(TEXTS, seq + row.client_no);
    return { ...base, author_type: author, author: author === "operator" ? "Ida Moe" : null, kind: "text", text, delivery: author === "client" ? "received" : seq % 5 === 0 ? "pending" : "delivered" };
  }
}

function pick<Item>(items: readonly Item[], index: number): Item {
  return items[index % items.length] as Item;
}

/** An id of the usual form, the same for the same numbers. */
function idOf(kind: number, no: number): string {
  return `01a1dae5-${kind.toString(16).padStart(4, "0")}-7a83-9e55-${no.toString(16).padStart(12, "0")}`;
}
