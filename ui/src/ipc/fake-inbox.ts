/** The made-up program's inbox: dialogs with clients, who has them, and what was said. */
import type { CommandName, Request, Response } from ".";
import { STORIES, type Story } from "./fake-stories";
import type { ApiError, AttributeValue, Card, Entry, FileTaken, Happening, InboxRow, InboxTab, Message, News, Note, OpenTurn, OperatorMark, Section } from "./generated";

export interface InboxScene {
  /** Active dialogs beside the named ones. */
  more?: number;
  /** Messages in the long thread. */
  long?: number;
  /** There are none. */
  none?: boolean;
}

export type InboxCommand = Extract<
  CommandName,
  | `inbox_${string}` | `note_${string}` | `client_${string}` | "thread" | "card" | "dialog_tags" | "dialog_take" | "dialog_send" | "dialog_transfer"
  | "dialog_close" | "dialog_typing" | "dialog_read" | "draft_keep" | "file_choose" | "file_save"
>;
type InboxAnswers = { [K in InboxCommand]: (request: Request<K>) => Response<K> };

/** What the inbox asks of the rest of the program. */
interface Rest {
  now: () => number;
  tell: (news: News) => void;
  me: () => OperatorMark | null;
  attributes: () => AttributeValue["attribute"][];
  tags: () => Card["tags"];
}

interface Kept {
  row: Omit<InboxRow, "section" | "mine" | "last_text" | "last_at" | "last_author" | "last_operator" | "last_file">;
  taken: boolean;
  help: boolean;
  entries: Entry[];
  card: Omit<Card, "dialog" | "attributes"> & { results: string[]; ask: boolean; waits: boolean };
  values: Map<string, string>;
}

export const ERIK: OperatorMark = { id: "0199aaaa-0000-7000-8000-000000000001", name: "Erik Nilsen" };
const MINUTE = 60_000;
const SL_S = 60;

export class FakeInbox {
  private readonly dialogs: Kept[];
  private count = 0;

  constructor(
    { more = 0, long = 900, none = false }: InboxScene,
    private readonly rest: Rest,
  ) {
    const busy = Array.from({ length: more }, (_, index): Story => ({ name: `Client ${index + 1}`, messenger: index % 3 === 0 ? "telegram" : "web", holder: index % 2 === 0 ? "me" : "erik", said: [["client", 3, `Question no. ${index + 1}`]], due: 20 + (index % 200) }));
    this.dialogs = none ? [] : [...STORIES(long), ...busy].map((story, index) => this.make(story, index));
  }

  /** The id of a named dialog. */
  of(name: string): string {
    const found = this.dialogs.find(({ row }) => row.client.name === name);
    if (!found) throw new Error(`there is no ${name}`);
    return found.row.id;
  }

  /** The client writes. */
  says(id: string, text: string): void {
    const dialog = this.get(id);
    this.add(dialog, { ...this.message("client", this.later(), text) });
    dialog.row.unread += 1;
    dialog.row.turn ??= this.turn(SL_S);
    this.changed(id);
  }

  /** The client is writing. */
  writes(id: string): void {
    this.rest.tell({ type: "typing", dialog: id, by: "client", name: null });
  }

  /** Another operator takes the dialog; `told` as long as the news of it comes through. */
  overtake(id: string, told = true): void {
    const dialog = this.get(id);
    dialog.row.operator = ERIK;
    this.happen(dialog, { what: "taken", operator: ERIK.name, wait_s: null });
    if (told) this.changed(id);
  }

  /** So many dialogs change at once, others each time. */
  stir(many: number): void {
    const ids = Array.from({ length: many }, () => {
      const dialog = this.dialogs[(this.count * 7) % this.dialogs.length];
      if (!dialog) return "";
      this.add(dialog, this.message("client", this.later(), `Still here, no. ${this.count}`));
      dialog.row.unread += 1;
      dialog.row.turn ??= this.turn(SL_S + (this.count % 300));
      return dialog.row.id;
    });
    this.rest.tell({ type: "inbox", ids });
    this.rest.tell({ type: "dialogs", ids });
  }

  private make(story: Story, index: number): Kept {
    const now = this.rest.now();
    const id = idOf(0x1b0c, index);
    const opened = now - 20 * MINUTE - index * MINUTE;
    const holder = story.holder === "me" ? (this.rest.me() ?? ERIK) : story.holder === "erik" ? ERIK : null;
    const chat = { id: idOf(0xc4a7, 1), name: story.chat ?? "Warranty and repairs", colour: "#7a3e12" };
    const dialog: Kept = {
      row: {
        id,
        client: { id: idOf(0xc11e, index), name: story.name, no: 81_234 + index },
        messenger: story.messenger,
        chat,
        state: story.state ?? (holder ? "operator" : "queued"),
        group: story.group ? { id: idOf(0xbbbb, 1), name: story.group } : null,
        operator: holder,
        unread: story.unread ?? (story.due === undefined ? 0 : 1),
        turn: story.due === undefined ? null : { ...this.turn(SL_S), due_at: now + story.due * 1_000 },
        draft: story.draft ?? null,
        queued_at: holder ? null : opened,
        position: holder ? null : index + 1,
      },
      taken: story.taken ?? false,
      help: story.help ?? false,
      entries: [],
      card: {
        client: { ...{ id: idOf(0xc11e, index), name: story.name, no: 81_234 + index }, phone: story.phone ?? null, email: null, language: "en", remote_id: story.phone ?? `w-${index}-5f1e`, since: now - 400 * 24 * 60 * MINUTE },
        joined: story.rich ? [{ client: idOf(0xc11e, 900), messenger: "web", name: story.name }] : [],
        pages: story.rich
          ? ["Repairs: what is covered", "Storm shell jacket, women’s", "My orders", null, "How to measure yourself", "Shops near you"].map((title, page) => ({ url: `https://fjell.example/page/${page}`, title, at: now - page * MINUTE, seconds: page === 0 ? null : 21 + page * 17 }))
          : [],
        former: story.rich
          ? ([["whatsapp", 2, 5], ["whatsapp", 5, 4], ["web", 19, null], ["web", 100, 5], ["web", 140, 3], ["telegram", 200, null]] as const).map(([messenger, days, rating], past) => ({ id: idOf(0x0a57, past), at: now - days * 24 * 60 * MINUTE, chat, messenger, rating, scale: rating && 5, ending: "operator_closed" as const }))
          : [],
        former_count: story.rich ? 7 : 0,
        notes: story.rich ? [{ id: idOf(0x40e5, 0), author: ERIK.name, operator: ERIK.id, at: now - 2 * 24 * 60 * MINUTE, text: "Zip replaced on 12 Nov, batch 44, a known fault. Offer a swap.", dialog: idOf(0x0a57, 0), mine: false }] : [],
        tags: story.rich ? this.rest.tags().slice(0, 1) : [],
        results: story.results ?? [],
        ask: story.results !== undefined,
        waits: story.waits ?? false,
      },
      values: new Map(story.rich ? [["0199eeee-0000-7000-8000-000000000000", "Fjell Club, gold"]] : []),
    };
    if (story.before) dialog.entries.push(...story.before(now, (author, at, text, more) => ({ type: "message", dialog: idOf(0x0a57, 0), message: this.message(author, at, text, more) }), idOf(0x0a57, 0), chat));
    dialog.entries.push({ type: "dialog", dialog: id, chat, messenger: story.messenger, at: opened, rating: null, scale: null });
    for (const [author, minutesAgo, what, more] of story.said) {
      const at = now - minutesAgo * MINUTE;
      if (author === "happening") dialog.entries.push({ type: "happening", dialog: id, at, what });
      else this.add(dialog, this.message(author, at, what, more));
    }
    return dialog;
  }

  private message(author: Message["author_type"] | "colleague" | "me", at: number, text: string, more: Partial<Message> = {}): Message {
    const operator = author === "me" ? this.rest.me() : author === "colleague" ? ERIK : null;
    const author_type = author === "me" || author === "colleague" ? "operator" : author;
    this.count += 1;
    return { id: idOf(0x3e55, this.count), seq: this.count, at, author_type, author: operator?.name ?? null, kind: "text", text, buttons: [], delivery: author === "client" ? "received" : "read", attachment: null, operator, ...more };
  }

  private add(dialog: Kept, message: Message): void {
    dialog.entries = [...dialog.entries, { type: "message", dialog: dialog.row.id, message }];
  }

  private happen(dialog: Kept, what: Happening): void {
    dialog.entries = [...dialog.entries, { type: "happening", dialog: dialog.row.id, at: this.later(), what }];
  }

  /** Now, and a little later each time. */
  private later(): number {
    this.count += 1;
    return this.rest.now() + this.count;
  }

  private turn(sl_s: number): OpenTurn {
    const opened_at = this.rest.now();
    return { opened_at, due_at: opened_at + sl_s * 1_000, sl_s, first: false };
  }

  private changed(id: string): void {
    this.rest.tell({ type: "inbox", ids: [id] });
    this.rest.tell({ type: "dialogs", ids: [id] });
  }

  private get(id: string): Kept {
    return this.dialogs.find(({ row }) => row.id === id) ?? raise("gone", "no such dialog");
  }

  /** The dialog, when the operator who works here holds it. */
  private mine(id: string): Kept {
    const me = this.rest.me() ?? raise("no_operator", "nobody works here");
    const dialog = this.get(id);
    if (dialog.row.state === "closed") return raise("closed", "it is closed", { dialog: id });
    if (dialog.row.operator === null) return raise("nobody_holds", "nobody holds it");
    if (dialog.row.operator.id !== me.id) return raise("held_by", "somebody else holds it", { operator: dialog.row.operator });
    return dialog;
  }

  private rowOf(dialog: Kept): InboxRow {
    const mine = dialog.row.operator !== null && dialog.row.operator.id === this.rest.me()?.id;
    const last = dialog.entries.findLast((entry) => entry.type === "message")?.message;
    const section: Section = mine ? (dialog.row.turn ? "to_answer" : "waiting_for_client") : dialog.taken ? "taken_from_you" : dialog.row.state === "queued" ? "queue" : "other";
    return { ...dialog.row, mine, section, last_text: last?.text ?? "", last_at: last?.at ?? this.rest.now(), last_author: last?.author_type ?? null, last_operator: last?.operator ?? null, last_file: last?.kind === "file" };
  }

  private list(tab: InboxTab): InboxRow[] {
    const open = this.dialogs.filter(({ row }) => row.state !== "closed");
    const rows = (kept: Kept[]) => kept.map((dialog) => this.rowOf(dialog));
    const newest = (one: InboxRow, other: InboxRow) => other.last_at - one.last_at;
    if (tab === "queue") return rows(open.filter(({ row, help }) => row.state === "queued" && !help));
    if (tab === "help") return rows(open.filter(({ help }) => help));
    if (tab === "all") return rows(open).sort(newest);
    const places: Section[] = ["to_answer", "waiting_for_client", "taken_from_you"];
    return rows(open)
      .filter(({ section }) => places.includes(section))
      .sort((one, other) => places.indexOf(one.section) - places.indexOf(other.section) || (one.turn?.due_at ?? 0) - (other.turn?.due_at ?? 0) || newest(one, other));
  }

  readonly answers: InboxAnswers = {
    inbox_list: ({ tab, after, limit }) => {
      const rows = this.list(tab);
      const start = after === null ? 0 : Number(after);
      return { rows: rows.slice(start, start + limit), next: start + limit < rows.length ? String(start + limit) : null };
    },
    inbox_counts: () => {
      const mine = this.list("my");
      const count = (section: Section) => mine.filter((row) => row.section === section).length;
      return { my: mine.length, to_answer: count("to_answer"), taken: count("taken_from_you"), queue: this.list("queue").length, help: this.list("help").length, all: this.list("all").length };
    },
    inbox_counters: () => (this.dialogs.length === 0 ? { rating: null, sl1: null, sl2: null, csi: null, closed_today: 0 } : { rating: { mean: 4.7, scale: 5 }, sl1: 92.4, sl2: 88.1, csi: 86.6, closed_today: 23 }),
    inbox_search: ({ text, limit }) => {
      const sought = text.toLowerCase();
      return this.dialogs.filter(({ row, card }) => [row.client.name, String(row.client.no), card.client.phone, row.id].some((part) => part?.toLowerCase().includes(sought))).slice(0, limit).map((dialog) => this.rowOf(dialog));
    },
    thread: ({ dialog, before, limit }) => {
      const { entries } = this.get(dialog);
      const end = before === null ? entries.length : Number(before);
      const start = Math.max(0, end - limit);
      return { entries: entries.slice(start, end), earlier: start > 0 ? String(start) : null };
    },
    card: ({ dialog: id }) => {
      const { row, card, values } = this.get(id);
      const { results, ask, waits, ...rest } = card;
      return {
        ...rest,
        attributes: this.rest.attributes().map((attribute) => ({ attribute, value: values.get(attribute.id) ?? null })),
        dialog: { id, state: row.state, chat: row.chat, colours: { bot: "#eeeff2", operator: "#dbe9fe", user: "#1e69d0" }, messenger: row.messenger, created_at: this.rest.now() - 20 * MINUTE, operator: row.operator, group: row.group, results, ask_result: ask, cost: 1_250_000, currency: "EUR", can_write: waits ? "waits" : "yes" },
      };
    },
    client_update: ({ client, name, phone, email }) => {
      if (email !== null && !email.includes("@")) raise("invalid", "not an address", [{ field: "email", code: "wrong_form", examples: ["anna@example.com"] }]);
      for (const dialog of this.dialogs.filter((one) => one.row.client.id === client)) {
        dialog.card.client = { ...dialog.card.client, name, phone, email };
        dialog.row.client = { ...dialog.row.client, name };
        this.changed(dialog.row.id);
      }
      return {};
    },
    client_attribute: ({ client, attribute, value }) => {
      for (const { values } of this.dialogs.filter((one) => one.row.client.id === client)) {
        if (value === null) values.delete(attribute);
        else values.set(attribute, value);
      }
      return {};
    },
    dialog_tags: ({ dialog, tags }) => {
      const { card } = this.get(dialog);
      card.tags = this.rest.tags().filter(({ id }) => tags.includes(id));
      this.changed(dialog);
      return card.tags;
    },
    note_add: ({ dialog: id, text }) => {
      const me = this.rest.me() ?? raise("no_operator", "nobody works here");
      const dialog = this.get(id);
      const note: Note = { id: crypto.randomUUID(), author: me.name, operator: me.id, at: this.later(), text, dialog: id, mine: true };
      dialog.card.notes = [note, ...dialog.card.notes];
      dialog.entries = [...dialog.entries, { type: "note", dialog: id, note }];
      this.changed(id);
      return note;
    },
    note_delete: ({ id }) => {
      for (const dialog of this.dialogs.filter(({ card }) => card.notes.some((note) => note.id === id))) {
        dialog.card.notes = dialog.card.notes.filter((note) => note.id !== id);
        dialog.entries = dialog.entries.filter((entry) => entry.type !== "note" || entry.note.id !== id);
        this.changed(dialog.row.id);
      }
      return {};
    },
    dialog_take: ({ id, over }) => {
      const me = this.rest.me() ?? raise("no_operator", "nobody works here");
      const dialog = this.get(id);
      const holder = dialog.row.operator;
      if (holder !== null && holder.id !== over) return raise("held_by", "somebody else holds it", { operator: holder });
      Object.assign(dialog.row, { operator: me, state: "operator", queued_at: null, position: null });
      dialog.help = false;
      this.happen(dialog, { what: "taken", operator: me.name, wait_s: 19 });
      this.changed(id);
      return this.rowOf(dialog);
    },
    dialog_send: ({ id, text, files }) => {
      const dialog = this.mine(id);
      if (text.trim() === "" && files.length === 0) raise("empty_message", "nothing to send");
      if (text.length > 4_000) raise("text_too_long", "too long", { limit: 4_000 });
      const sent = [
        ...files.map((file) => this.message("me", this.later(), file.name, { kind: "file", attachment: { id: file.id, name: file.name, bytes: 48_200, mime: "application/pdf", is_picture: false } })),
        ...(text.trim() === "" ? [] : [this.message("me", this.later(), text, { delivery: "pending" })]),
      ];
      for (const message of sent) this.add(dialog, message);
      Object.assign(dialog.row, { unread: 0, turn: null, draft: null });
      this.changed(id);
      return { messages: sent };
    },
    dialog_transfer: ({ id, to }) => {
      const dialog = this.mine(id);
      const from = dialog.row.operator?.name ?? "";
      dialog.row.operator = to.type === "operator" ? { id: to.operator, name: "Мария Соколова" } : null;
      dialog.row.state = to.type === "operator" ? "operator" : to.type === "group" ? "queued" : "bot";
      this.happen(dialog, to.type === "bot" ? { what: "returned_to_bot", operator: from } : { what: "transferred", from, operator: dialog.row.operator?.name ?? null, group: to.type === "group" ? "Orders" : null });
      this.changed(id);
      return {};
    },
    dialog_close: ({ id, result, spam }) => {
      const dialog = this.mine(id);
      if (dialog.card.ask && result === null && !spam) raise("result_required", "how did it go?", { results: dialog.card.results });
      this.happen(dialog, { what: "closed", ending: spam ? "spam" : "operator_closed", operator: dialog.row.operator?.name ?? null });
      Object.assign(dialog.row, { state: "closed", operator: null, turn: null });
      this.changed(id);
      return {};
    },
    dialog_typing: () => ({}),
    dialog_read: ({ id }) => {
      const dialog = this.mine(id);
      if (dialog.row.unread > 0) {
        dialog.row.unread = 0;
        this.changed(id);
      }
      return {};
    },
    draft_keep: ({ dialog: id, text }) => {
      this.get(id).row.draft = text === "" ? null : text;
      this.changed(id);
      return {};
    },
    file_choose: () => ({ taken: [taken("invoice 20417.pdf", 182_044)], refused: [] }),
    file_save: () => "invoice 20417.pdf",
  };
}

/** A file as the program has taken it. */
export function taken(name: string, bytes: number): FileTaken {
  if (/\.(exe|bat|js|msi)$/i.test(name)) return raise("file_refused", "programs are not sent", { name });
  const isPicture = /\.(png|jpe?g)$/i.test(name);
  return { id: crypto.randomUUID(), name, bytes, mime: isPicture ? "image/png" : "application/octet-stream", is_picture: isPicture };
}

function raise(code: string, message: string, details: unknown = null): never {
  throw { code, message, details } satisfies ApiError;
}

/** An id of the usual form, the same for the same numbers. */
function idOf(kind: number, no: number): string {
  return `01a1dae5-${kind.toString(16).padStart(4, "0")}-7a83-9e55-${no.toString(16).padStart(12, "0")}`;
}
