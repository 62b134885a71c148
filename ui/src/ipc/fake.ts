/**
 * A made-up program for tests and for the dev server without the real one: it answers every
 * command from memory. Never part of the built window; a test looks for `FAKE_PROGRAM` there.
 */
import type { CommandName, Request, Response, Transport } from ".";
import { FakeArchive } from "./fake-archive";
import type { ApiError, AppStatus, Chat, ChatInput, ChatRow, DialogRow, FrameCode, Job, News, Problem } from "./generated";

export const FAKE_PROGRAM = "parley-fake-program";

export interface Scene {
  /** Dialogs in the archive. */
  dialogs?: number;
  /** Chats beside the named ones. */
  moreChats?: number;
  /** Nothing was ever made. */
  empty?: boolean;
  status?: Partial<AppStatus>;
  /** Commands that reject, and with what. */
  failing?: Partial<Record<CommandName, ApiError>>;
  /** Commands that never answer. */
  silent?: CommandName[];
  /** The time of the newest dialog and of every change. */
  now?: number;
}

type Answers = { [K in CommandName]: (request: Request<K>) => Response<K> };

export class Fake implements Transport {
  readonly calls: { name: CommandName; request: unknown }[] = [];
  readonly archive: FakeArchive;
  private readonly listeners = new Set<(news: News) => void>();
  private readonly chats: Map<string, Chat>;
  private readonly deleted = new Map<string, Chat>();
  private jobs: Job[] = [];
  private status: AppStatus;
  private place: string | null = null;

  constructor(private readonly scene: Scene = {}) {
    const now = scene.now ?? Date.now();
    this.archive = new FakeArchive(scene.empty ? 0 : (scene.dialogs ?? 400), now);
    const names = scene.empty ? [] : [...this.archive.chatNames, ...Array.from({ length: scene.moreChats ?? 0 }, (_, index) => `Branch ${index + 1}`)];
    this.chats = new Map(names.map((name, index) => [this.archive.chatId(index), this.chatOf(this.archive.chatId(index), name, now)]));
    this.status = {
      version: "0.1.0",
      data_folder: "/home/anna/.local/share/parley",
      language: "en",
      settings: { language: null, theme: "system" },
      gateway: { state: "listening", address: "127.0.0.1:7420", public_url: null, channels_on: 7, error: null },
      welcome: scene.empty ?? false,
      platform: "linux",
      ...scene.status,
    };
  }

  call(name: CommandName, request: unknown): Promise<unknown> {
    this.calls.push({ name, request });
    if (this.scene.silent?.includes(name)) return new Promise(() => undefined);
    const failure = this.scene.failing?.[name];
    if (failure) return Promise.reject(failure);
    try {
      return Promise.resolve(structuredClone((this.answers[name] as (request: unknown) => unknown)(request)));
    } catch (error) {
      return Promise.reject(error);
    }
  }

  listen(hear: (news: News) => void): () => void {
    this.listeners.add(hear);
    return () => void this.listeners.delete(hear);
  }

  /** Tells the window something. */
  tell(news: News): void {
    for (const hear of this.listeners) hear(news);
  }

  /** A client begins a dialog now. */
  arrive(text: string): DialogRow {
    const row = this.archive.arrive(text);
    this.tell({ type: "dialogs", ids: [row.id] });
    return row;
  }

  /** Somebody follows a link to this address. */
  link(path: string): void {
    this.place = path;
    this.tell({ type: "link" });
  }

  /** A job stands at this point. */
  work(job: Job): void {
    this.jobs = [...this.jobs.filter((other) => other.id !== job.id), job];
    this.tell({ type: "job", job });
  }

  /** Somebody else saves the chat; `told` as long as the news of it comes through. */
  overtake(id: string, name: string, told = true): void {
    const chat = this.chat(id);
    this.chats.set(id, { ...chat, name, revision: chat.revision + 1 });
    if (told) this.tell({ type: "chats" });
  }

  private readonly answers: Answers = {
    app_status: () => this.status,
    place_wanted: () => {
      const path = this.place;
      this.place = null;
      return { path };
    },
    settings_update: ({ settings }) => {
      this.status = { ...this.status, settings, language: settings.language ?? "en" };
      this.tell({ type: "settings" });
      return settings;
    },
    chats_list: ({ search }) => [...this.chats.values()].filter((chat) => chat.name.toLowerCase().includes(search.toLowerCase())).map((chat) => this.rowOf(chat)),
    chat_get: ({ id }) => this.chat(id),
    chat_new: () => newChat(""),
    chat_check: ({ input }) => check(input),
    colour_check: ({ text, on }) => ({ colour: normal(text), contrast: contrast(text, on) }),
    chat_create: ({ input }) => {
      refuse(check(input));
      const chat = { ...this.chatOf(crypto.randomUUID(), input.name, Date.now()), ...input };
      this.chats.set(chat.id, chat);
      this.status = { ...this.status, welcome: false };
      this.tell({ type: "chats" });
      return chat;
    },
    chat_update: ({ id, revision, input }) => {
      refuse(check(input));
      const chat = this.chat(id);
      if (revision !== null && chat.revision !== revision) throw failed("conflict", "the chat was changed");
      const next = { ...chat, ...input, revision: chat.revision + 1 };
      this.chats.set(id, next);
      this.tell({ type: "chats" });
      return next;
    },
    chat_delete: ({ id }) => {
      this.deleted.set(id, this.chat(id));
      this.chats.delete(id);
      this.tell({ type: "chats" });
      return { undo_until: Date.now() + 30_000 };
    },
    chat_restore: ({ id }) => {
      const chat = this.deleted.get(id);
      if (!chat) throw failed("not_found", "no such chat");
      this.chats.set(id, chat);
      this.tell({ type: "chats" });
      return chat;
    },
    chat_delete_preview: ({ id }) => ({ name: this.chat(id).name, dialogs: 18_402, messages: 214_077, active: 3 }),
    frame_code: ({ chat }): FrameCode => ({
      snippet: `<script async src="http://127.0.0.1:7420/widget/v1/loader.js" data-parley="${chat.slice(-12)}"></script>`,
      address: "http://127.0.0.1:7420",
      test_page: `http://127.0.0.1:7420/test/${chat.slice(-12)}`,
      public: false,
    }),
    open_test_page: () => ({}),
    copy_text: () => ({}),
    scripts_list: () => [
      { id: "0199aaaa-0000-7000-8000-000000000000", name: "Built-in greeting", builtin: true },
      { id: "0199aaaa-0000-7000-8000-000000000001", name: "Returns", builtin: false },
    ],
    dialogs_page: ({ filter, after, limit }) => this.archive.page(filter, after, limit),
    dialogs_count: ({ filter }) => this.archive.count(filter),
    dialog_get: ({ id }) => this.archive.details(id) ?? raise(failed("not_found", "no such dialog")),
    dialog_messages: ({ id, after, limit }) => this.archive.messages(id, after, limit),
    reports_list: () => [{ id: "sessions", title: "All chat sessions" }],
    report_columns: () => this.archive.columns,
    report_export: () => {
      const job: Job = { id: crypto.randomUUID(), kind: "export", title: "Exporting All chat sessions", done: 0, total: 12_486, state: "running", error: null, result: null };
      this.jobs = [...this.jobs, job];
      return job;
    },
    job_cancel: ({ id }) => {
      const job = this.jobs.find((one) => one.id === id);
      if (job) this.work({ ...job, state: "cancelled" });
      return {};
    },
    jobs_list: () => this.jobs,
    job_reveal: () => ({}),
    sample_load: ({ dialogs }) => {
      const job: Job = { id: crypto.randomUUID(), kind: "sample", title: "Sample data", done: 0, total: dialogs, state: "running", error: null, result: null };
      this.jobs = [...this.jobs, job];
      return job;
    },
    gateway_retry: () => {
      const gateway = { state: "listening", address: "127.0.0.1:7420", public_url: null, channels_on: 7, error: null } as const;
      this.status = { ...this.status, gateway };
      return gateway;
    },
  };

  private chat(id: string): Chat {
    return this.chats.get(id) ?? raise(failed("not_found", "no such chat"));
  }

  private chatOf(id: string, name: string, at: number): Chat {
    return { ...newChat(name), id, revision: 1, created_at: at, updated_at: at };
  }

  private rowOf(chat: Chat): ChatRow {
    const index = [...this.chats.keys()].indexOf(chat.id);
    const shown = (["web", "telegram", "whatsapp", "viber", "vk"] as const).slice(0, 1 + (index % 5));
    return {
      id: chat.id,
      name: chat.name,
      colour: normal(chat.colours.buttons) ?? "#000000",
      site_key: chat.id.slice(-12),
      channels: shown.map((messenger, place) => ({ messenger, on: place < 3 })),
      dialogs_today: (index * 137) % 420,
      active_now: (index * 5) % 15,
      updated_at: chat.updated_at,
    };
  }
}

/** A made-up program as `localStorage["parley.fake"]` describes it; pictures and trials set that. */
export function fakeFromStorage(): Fake {
  const scene = JSON.parse(localStorage.getItem("parley.fake") ?? "{}") as Scene;
  const fake = new Fake(scene);
  Object.assign(window, { [FAKE_PROGRAM]: fake });
  return fake;
}

function newChat(name: string): ChatInput {
  return { name, script: null, colours: { bot: "#eeeff2", operator: "#dbe9fe", user: "#1e69d0", buttons: "#0b5d4b", buttons_text: "#ffffff" }, reply_to_first_message: true };
}

function failed(code: string, message: string, details: unknown = null): ApiError {
  return { code, message, details };
}

function raise(error: unknown): never {
  throw error;
}

function refuse(problems: Problem[]): void {
  if (problems.length > 0) throw failed("invalid", "the chat is not right", problems);
}

function check(input: ChatInput): Problem[] {
  const length = [...input.name.trim()].length;
  const name: Problem[] = length === 0 ? [{ field: "name", code: "empty" }] : length > 100 ? [{ field: "name", code: "too_long", length, limit: 100 }] : [];
  const colours = Object.entries(input.colours)
    .filter(([, text]) => normal(text) === null)
    .map(([field, text]): Problem => ({ field: `colours.${field}`, code: "not_a_colour", text }));
  return [...name, ...colours];
}

function normal(text: string): string | null {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(text.trim())?.[1]?.toLowerCase();
  if (hex === undefined) return null;
  return `#${hex.length === 3 ? [...hex].map((digit) => digit + digit).join("") : hex}`;
}

function contrast(text: string, on: string): number | null {
  const [one, other] = [normal(text), normal(on)];
  if (one === null || other === null) return null;
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(hex: string): number {
  const part = (at: number) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}
