/**
 * A made-up program for tests and for the dev server without the real one: it answers every
 * command from memory. Never part of the built window; a test looks for `FAKE_PROGRAM` there.
 */
import type { BytesCommand, CommandName, Request, Response, Transport } from ".";
import { FakeArchive } from "./fake-archive";
import { check, FakeChats, FORM, newInput, preview, warnings } from "./fake-chats";
import { normal, readColour } from "./fake-colours";
import { FakeConnections, type ConnectionCommand } from "./fake-connections";
import { FakeInbox, taken, type InboxCommand, type InboxScene } from "./fake-inbox";
import { FakeScripts, type ScriptCommand, type ScriptScene } from "./fake-scripts";
import { FakeDesk, type DeskCommand, type DeskScene } from "./fake-operators";
import { chosenPicture, cropPicture, landscape, takePicture } from "./fake-pictures";
import type { ApiError, AppStatus, ChannelRow, Chat, ChatInput, ChatRow, DialogRow, FrameCode, Job, Messenger, News } from "./generated";

export const FAKE_PROGRAM = "parley-fake-program";

export interface Scene {
  /** Dialogs in the archive. */
  dialogs?: number;
  /** Chats beside the named ones. */
  moreChats?: number;
  /** What the first chat has beside its name. */
  first?: Partial<ChatInput>;
  /** Nothing was ever made. */
  empty?: boolean;
  status?: Partial<AppStatus>;
  /** Commands that reject, and with what. */
  failing?: Partial<Record<CommandName | BytesCommand, ApiError>>;
  /** Commands that never answer. */
  silent?: (CommandName | BytesCommand)[];
  /** The time of the newest dialog and of every change. */
  now?: number;
  /** Who works here, and with whom. */
  desk?: DeskScene;
  /** What waits in the inbox. */
  inbox?: InboxScene;
  /** What the bot says. */
  scripts?: ScriptScene;
}

type Answers = { [K in CommandName]: (request: Request<K>) => Response<K> };

export class Fake implements Transport {
  readonly calls: { name: CommandName | BytesCommand; request: unknown }[] = [];
  readonly archive: FakeArchive;
  readonly desk: FakeDesk;
  readonly inbox: FakeInbox;
  readonly scripts: FakeScripts;
  private readonly connections: FakeConnections;
  private readonly listeners = new Set<(news: News) => void>();
  private readonly chats: FakeChats;
  /** Channels that are off. */
  private readonly off = new Set<string>();
  private jobs: Job[] = [];
  private status: AppStatus;
  private place: string | null = null;

  constructor(private readonly scene: Scene = {}) {
    const now = scene.now ?? Date.now();
    this.archive = new FakeArchive(scene.empty ? 0 : (scene.dialogs ?? 400), now);
    const names = scene.empty ? [] : [...this.archive.chatNames, ...Array.from({ length: scene.moreChats ?? 0 }, (_, index) => `Branch ${index + 1}`)];
    this.chats = new FakeChats(() => scene.now ?? Date.now(), () => this.tell({ type: "chats" }));
    names.forEach((name, index) => this.chats.create({ ...newInput(name), ...(index === 0 && scene.first) }, this.archive.chatId(index)));
    this.desk = new FakeDesk({ ...scene.desk, empty: scene.empty }, (news) => this.tell(news));
    this.inbox = new FakeInbox(
      { ...scene.inbox, ...(scene.empty && { none: true }) },
      {
        now: () => scene.now ?? Date.now(),
        tell: (news) => this.tell(news),
        me: () => this.desk.me && { id: this.desk.me.id, name: this.desk.me.name },
        attributes: () => this.desk.answers.attributes_list({}),
        tags: () => this.desk.answers.tags_list({}),
      },
    );
    this.scripts = new FakeScripts(
      { ...scene.scripts, ...(scene.empty && { empty: true }) },
      {
        now: () => scene.now ?? Date.now(),
        chats: () => this.chats.all(),
        begin: (title, total) => this.begin("rehearsal", title, total),
        dialogs: () => this.archive.page({ messengers: [], chats: [], status: "any", script: null, marker: null, from: null, to: null, all: true }, null, 10_000).rows,
      },
    );
    this.connections = new FakeConnections(scene.empty ?? false);
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
    return this.answer(name, request, () => (this.answers[name] as (request: unknown) => unknown)(request));
  }

  send(name: BytesCommand, bytes: ArrayBuffer, called: string): Promise<unknown> {
    return this.answer(name, { bytes: bytes.byteLength, called }, () => (name === "file_take" ? taken(called, bytes.byteLength) : takePicture(bytes, called)));
  }

  fileUrl(id: string): string {
    return landscape(id);
  }

  mediaUrl(id: string): string {
    return landscape(id);
  }

  private answer(name: CommandName | BytesCommand, request: unknown, answer: () => unknown): Promise<unknown> {
    this.calls.push({ name, request });
    if (this.scene.silent?.includes(name)) return new Promise(() => undefined);
    const failure = this.scene.failing?.[name];
    if (failure) return Promise.reject(failure);
    try {
      return Promise.resolve(structuredClone(answer()));
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

  /** Somebody else, at the command line, changes the chat; `told` as long as the news of it comes through. */
  overtake(id: string, change: Partial<ChatInput>, told = true): void {
    const { id: _id, revision: _revision, created_at: _made, updated_at: _changed, ...input } = this.chats.get(id);
    this.chats.update(id, null, { ...input, ...change }, "command_line", "kai", told);
  }

  private get answers(): Answers {
    return { ...this.own, ...this.desk.answers, ...this.inbox.answers, ...this.scripts.answers, ...this.connections.answers };
  }

  private readonly own: Omit<Answers, DeskCommand | InboxCommand | ScriptCommand | ConnectionCommand> = {
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
    chats_list: ({ search, shown, sort, descending }) => {
      const rows = this.chats
        .all()
        .map((chat, index) => this.rowOf(chat, index))
        .filter((row) => fold(row.name).includes(fold(search)) && (shown === "all" || row.on === (shown === "on")));
      const order = (one: ChatRow, other: ChatRow) => (sort === "name" ? 0 : one[sort] - other[sort]) || one.name.localeCompare(other.name);
      return rows.sort((one, other) => (descending ? order(other, one) : order(one, other)));
    },
    chat_get: ({ id }) => this.chats.get(id),
    chat_new: () => newInput(""),
    chat_create: ({ input }) => {
      const chat = this.chats.create(input);
      this.status = { ...this.status, welcome: false };
      return chat;
    },
    chat_update: ({ id, revision, input }) => this.chats.update(id, revision, input),
    chat_duplicate: ({ id }) => this.chats.duplicate(id),
    chat_delete: ({ id }) => {
      this.chats.delete(id);
      return { undo_until: Date.now() + 30_000 };
    },
    chat_restore: ({ id }) => this.chats.restore(id),
    chat_delete_preview: ({ id }) => ({ name: this.chats.get(id).name, dialogs: 18_402, messages: 214_077, active: 3 }),
    chat_settings: () => FORM,
    chat_check: ({ id, input }) => ({ problems: check(input), warnings: warnings(input, id === null ? [] : this.channelsOf(id).map(({ messenger }) => messenger)) }),
    chat_versions: ({ id, before }) => this.chats.versions(id, before),
    chat_go_back: ({ id, revision, to }) => this.chats.goBack(id, revision, to),
    chats_compare: ({ one, other }) => this.chats.compare(one, other),
    chat_preview: ({ input, language }) => preview(input, language),
    chat_export: ({ id }) => `${this.chats.get(id).name}.json`,
    chat_import: () => this.chats.create(newInput("Imported")),
    colour_read: readColour,
    picture_choose: chosenPicture,
    picture_crop: ({ source, crop }) => cropPicture(source, crop),
    channels_list: ({ chat }) => this.channelsOf(chat),
    channel_switch: ({ id, on }) => {
      if (on) this.off.delete(id);
      else this.off.add(id);
      this.tell({ type: "chats" });
      return {};
    },
    frame_code: ({ chat }): FrameCode => ({
      snippet: `<script src="http://127.0.0.1:7420/widget/v1/loader.js?k=${chat.slice(-12)}" async></script>`,
      address: "http://127.0.0.1:7420",
      test_page: `http://127.0.0.1:7420/test/${chat.slice(-12)}`,
      public: false,
    }),
    open_test_page: () => ({}),
    copy_text: () => ({}),
    link_open: () => ({}),
    dialogs_page: ({ filter, after, limit }) => this.archive.page(filter, after, limit),
    dialogs_count: ({ filter }) => this.archive.count(filter),
    dialog_get: ({ id }) => this.archive.details(id) ?? raise(failed("not_found", "no such dialog")),
    dialog_messages: ({ id, after, limit }) => this.archive.messages(id, after, limit),
    reports_list: () => [{ id: "sessions", title: "All chat sessions" }],
    report_columns: () => this.archive.columns,
    report_export: () => this.begin("export", "Exporting All chat sessions", 12_486),
    job_cancel: ({ id }) => {
      const job = this.jobs.find((one) => one.id === id);
      if (job) this.work({ ...job, state: "cancelled" });
      return {};
    },
    jobs_list: () => this.jobs,
    job_reveal: () => ({}),
    sample_load: ({ dialogs }) => this.begin("sample", "Sample data", dialogs),
    gateway_retry: () => {
      const gateway = { state: "listening", address: "127.0.0.1:7420", public_url: null, channels_on: 7, error: null } as const;
      this.status = { ...this.status, gateway };
      return gateway;
    },
  };

  private begin(kind: Job["kind"], title: string, total: number): Job {
    const job: Job = { id: crypto.randomUUID(), kind, title, done: 0, total, state: "running", error: null, result: null };
    this.jobs = [...this.jobs, job];
    return job;
  }

  private channelsOf(id: string, index = this.chats.all().findIndex((chat) => chat.id === id)): ChannelRow[] {
    const shown = SHOWN.slice(0, 1 + (index % SHOWN.length));
    return shown.map((messenger, place) => {
      const channel = `${place}${id.slice(1)}`;
      return { id: channel, messenger, on: place < 3 && !this.off.has(channel), site_key: messenger === "web" ? id.slice(-12) : null };
    });
  }

  private rowOf(chat: Chat, index: number): ChatRow {
    const channels = this.channelsOf(chat.id, index);
    return {
      id: chat.id,
      name: chat.name,
      colour: normal(chat.appearance.colours.buttons) ?? "",
      on: channels.some(({ on }) => on),
      channels,
      dialogs_today: Math.floor(412 / (index + 1)),
      active_now: Math.floor(14 / (index + 1)),
      updated_at: chat.updated_at,
      ...(FIGURES[index] ?? { rating: null, sl1: null }),
    };
  }
}

/** How the last 30 days of the first chats went; of the others nothing was counted. */
const FIGURES = [
  { rating: { mean: 4.71, scale: 5 }, sl1: 94.16 },
  { rating: { mean: 4.32, scale: 5 }, sl1: 74.63 },
];

const SHOWN: Messenger[] = ["web", "telegram", "whatsapp", "viber", "vk"];
const fold = (text: string) => text.toLowerCase().replaceAll("ё", "е");

/** A made-up program as `localStorage["parley.fake"]` describes it; pictures and trials set that. */
export function fakeFromStorage(): Fake {
  const scene = JSON.parse(localStorage.getItem("parley.fake") ?? "{}") as Scene;
  const fake = new Fake(scene);
  Object.assign(window, { [FAKE_PROGRAM]: fake });
  return fake;
}

function failed(code: string, message: string, details: unknown = null): ApiError {
  return { code, message, details };
}

function raise(error: unknown): never {
  throw error;
}
