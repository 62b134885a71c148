/** The made-up program's chats: what is known of their settings, and the chats themselves with their versions. */
import { FORM as DECLARED, type ApiError, type Chat, type ChatForm, type ChatInput, type Difference, type Messenger, type Problem, type Version, type Warning } from "./generated";
import { normal } from "./fake-colours";

/** What the program declares of its settings, on a computer in Oslo. */
export const FORM: ChatForm = { ...DECLARED, zone: "Europe/Oslo" };

export function newInput(name: string): ChatInput {
  return {
    name,
    general: { language: null, knowledge_base: "", time_zone: null, working_hours: null, holidays: [] },
    script: {
      main: null,
      reply_to_first_message: true,
      after_bot: null,
      after_operator: null,
      after_client_timeout: null,
      client_silence_s: { web: 900, messengers: 86_400 },
      lifetime_s: { web: 3_600, messengers: 86_400 },
    },
    feedback: { ask: false, after_s: 0, scale: "five", text: "", ask_result: false, results: [] },
    queue: { operator_idle_s: 0, operator_idle_to: "bot", time_s: 300, notify_min: { web: 1, messengers: 0 }, text: "", busy_text: "" },
    service_level: { first_s: 30, next_s: 60, working_hours_only: false },
    appearance: {
      colours: { bot: "#eeeff2", operator: "#dbe9fe", user: "#1e69d0", buttons: "#0b5d4b", buttons_text: "#ffffff" },
      pictures: { bot: null, operator: null, user: null },
    },
    links: {},
    prices: [],
    widget: { allowed_sites: [] },
  };
}

/** What somebody would write to get this chat. */
function inputOf({ id: _id, revision: _revision, created_at: _made, updated_at: _changed, ...input }: Chat): ChatInput {
  return input;
}

function valueAt(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((found, part) => (typeof found === "object" && found !== null ? (found as Record<string, unknown>)[part] : undefined), value);
}

/** Where the two differ. */
export function differences(before: ChatInput, after: ChatInput): Difference[] {
  const links = FORM.link_examples.map(([messenger]) => `links.${messenger}`);
  const paths = FORM.settings.flatMap(({ path }) => (path === "links" ? links : [path]));
  return paths
    .map((path) => ({ path, before: valueAt(before, path) ?? null, after: valueAt(after, path) ?? null }))
    .filter((found) => JSON.stringify(found.before) !== JSON.stringify(found.after));
}

/** What is wrong with it: the limits of the settings, and those rules that tests and pictures need. */
export function check(input: ChatInput): Problem[] {
  const problems: Problem[] = [];
  for (const setting of FORM.settings) {
    const value = valueAt(input, setting.path);
    if (setting.kind === "number" && typeof value === "number" && (value < setting.least || value > setting.most)) {
      problems.push({ field: setting.path, code: "out_of_range", least: setting.least, most: setting.most });
    }
    if (setting.kind === "text" && typeof value === "string") {
      const length = [...value.trim()].length;
      if (setting.required && length === 0) problems.push({ field: setting.path, code: "empty" });
      if (length > setting.most) problems.push({ field: setting.path, code: "too_long", length, limit: setting.most });
      const name = [...value.matchAll(/{([^{}]*)}/g)].map(([, inside = ""]) => inside).find((inside) => !setting.variables.includes(inside));
      if (setting.variables.length > 0 && name !== undefined) problems.push({ field: setting.path, code: "unknown_variable", name, known: setting.variables });
    }
  }
  for (const [name, colour] of Object.entries(input.appearance.colours)) {
    if (normal(colour) === null) problems.push({ field: `appearance.colours.${name}`, code: "not_a_colour", text: colour });
  }
  for (const [messenger, address] of Object.entries(input.links)) {
    const example = FORM.link_examples.find(([known]) => known === messenger)?.[1] ?? "";
    if (address !== "" && !address.startsWith(example.slice(0, 8))) problems.push({ field: `links.${messenger}`, code: "wrong_form", text: address, examples: [example] });
  }
  if (input.general.knowledge_base !== "" && !input.general.knowledge_base.startsWith("https://")) {
    problems.push({ field: "general.knowledge_base", code: "wrong_form", text: input.general.knowledge_base, examples: ["https://help.example.com"] });
  }
  for (const [day, spans] of Object.entries(input.general.working_hours ?? {})) {
    spans.forEach((span, index) => {
      const field = `general.working_hours.${day}.${index}`;
      if (span.from >= span.to) problems.push({ field, code: "ends_before_it_begins" });
      else if (spans.slice(0, index).some((before) => span.from < before.to && before.from < span.to)) problems.push({ field, code: "overlaps" });
    });
  }
  if (input.general.working_hours !== null && Object.values(input.general.working_hours).every((spans) => spans.length === 0)) {
    problems.push({ field: "general.working_hours", code: "never_open" });
  }
  input.general.holidays.forEach(({ first, last }, index) => {
    if (last < first) problems.push({ field: `general.holidays.${index}.last`, code: "ends_before_it_begins" });
  });
  if (input.feedback.ask_result && input.feedback.results.length === 0) problems.push({ field: "feedback.results", code: "empty" });
  input.feedback.results.forEach((result, index) => {
    if (result.trim() === "") problems.push({ field: `feedback.results.${index}`, code: "empty" });
    else if (input.feedback.results.indexOf(result) < index) problems.push({ field: `feedback.results.${index}`, code: "twice" });
  });
  input.prices.forEach(({ from }, index) => {
    if (input.prices.findIndex((list) => list.from === from) < index) problems.push({ field: `prices.${index}.from`, code: "twice" });
  });
  input.widget.allowed_sites.forEach((site, index) => {
    if (!/^https?:\/\/[^/\s]+$/.test(site)) problems.push({ field: `widget.allowed_sites.${index}`, code: "wrong_form", text: site, examples: ["https://shop.example"] });
    else if (input.widget.allowed_sites.indexOf(site) < index) problems.push({ field: `widget.allowed_sites.${index}`, code: "twice" });
  });
  return problems;
}

/** What the channels of these messengers cannot do of it. */
export function warnings(input: ChatInput, messengers: readonly Messenger[]): Warning[] {
  const length = input.queue.busy_text.length;
  const scale = { two: 2, five: 5, ten: 10 }[input.feedback.scale];
  const found: Warning[] = [
    ...(length > 1_000 ? [{ field: "queue.busy_text", messenger: "facebook", code: "too_long", length, limit: 1_000 } as const] : []),
    ...(scale > 3 ? [{ field: "feedback.scale", messenger: "whatsapp", code: "fewer_buttons", count: scale, limit: 3 } as const] : []),
  ];
  return found.filter(({ messenger }) => messengers.includes(messenger));
}

/** The widget's config of it, with the words of the language. */
export function preview(input: ChatInput, language: "en" | "ru") {
  const colour = (name: keyof typeof input.appearance.colours) => normal(input.appearance.colours[name]) ?? newInput("").appearance.colours[name];
  const avatar = (who: keyof typeof input.appearance.pictures) => (input.appearance.pictures[who] ? `pictures/${input.appearance.pictures[who].id}/64` : null);
  const inEnglish = (input.general.language ?? language) === "en";
  return {
    key: "preview",
    language: input.general.language ?? language,
    title: input.name,
    colours: { bot: colour("bot"), operator: colour("operator"), user: colour("user"), buttons: colour("buttons"), buttons_text: colour("buttons_text") },
    avatars: { bot: avatar("bot"), operator: avatar("operator"), user: avatar("user") },
    links: Object.entries(input.links).map(([messenger, url]) => ({ messenger, name: messenger, url })),
    knowledge_base: input.general.knowledge_base === "" ? null : input.general.knowledge_base,
    texts: inEnglish ? WIDGET_EN : WIDGET_RU,
    limits: { text: 4_000, file: 20 * 1024 * 1024 },
  };
}

const WIDGET_EN = {
  open: "Open the chat", close: "Close the chat", title: "Chat", placeholder: "Write a message", input_label: "Message", send: "Send", messages_label: "Messages", connecting: "Connecting…",
  offline: "No connection", sending: "Sending", failed: "Not sent", retry: "Try again", too_long: "Too long", closed: "Closed", bot: "Bot", operator: "Operator", unavailable: "Unavailable",
  new_message: "New message", help_centre: "Help centre", messengers_label: "Other ways to write to us", attach: "Attach a file", drop: "Drop files here to send them", cancel: "Cancel",
  file_too_big: "The file is larger than {limit}.", file_empty: "The file is empty.", file_refused: "Programs and scripts cannot be sent.", no_space: "There is no room for the file right now.", not_loaded: "The file could not be loaded.",
  sound: "Sound", typing: "{name} is typing…", joined: "{name} has joined", queue: "Your place in the queue: {position}", queue_wait: "Usual wait: {wait}", rating: "{rating} of {scale}", rating_bad: "Bad", rating_good: "Good", comment: "Add a comment",
};
const WIDGET_RU: typeof WIDGET_EN = {
  ...WIDGET_EN, open: "Открыть чат", close: "Закрыть чат", title: "Чат", placeholder: "Напишите сообщение", input_label: "Сообщение", send: "Отправить", help_centre: "Справка", messengers_label: "Другие способы написать нам",
  attach: "Прикрепить файл", sound: "Звук", joined: "Вам отвечает {name}", rating: "{rating} из {scale}", rating_bad: "Плохо", rating_good: "Хорошо",
};

function failed(code: string, message: string, details: unknown = null): ApiError {
  return { code, message, details };
}

/** Chats, with every version of each. */
export class FakeChats {
  private readonly chats = new Map<string, Chat>();
  private readonly deleted = new Map<string, Chat>();
  private readonly made = new Map<string, { version: Version; input: ChatInput }[]>();

  constructor(private readonly now: () => number, private readonly tell: () => void) {}

  all(): Chat[] {
    return [...this.chats.values()];
  }

  get(id: string): Chat {
    const chat = this.chats.get(id);
    if (!chat) throw failed("not_found", "no such chat");
    return chat;
  }

  create(input: ChatInput, id: string = crypto.randomUUID()): Chat {
    refuse(input);
    const at = this.now();
    const chat: Chat = { ...input, id, revision: 1, created_at: at, updated_at: at };
    this.chats.set(id, chat);
    this.made.set(id, [{ version: { revision: 1, at, from: "window", by: "anna", changes: [] }, input }]);
    this.tell();
    return chat;
  }

  duplicate(id: string): Chat {
    const input = inputOf(this.get(id));
    return this.create({ ...input, name: `${input.name} 2` });
  }

  /** `told` as long as the news of it comes through. */
  update(id: string, revision: number | null, input: ChatInput, from: Version["from"] = "window", by = "anna", told = true): Chat {
    refuse(input);
    const chat = this.get(id);
    const versions = this.made.get(id) ?? [];
    if (revision !== null && revision !== chat.revision) {
      const began = versions.find(({ version }) => version.revision === revision);
      const last = versions.at(-1)?.version;
      const changes = began ? differences(began.input, inputOf(chat)) : [];
      throw failed("conflict", "the chat was changed", { revision: chat.revision, at: last?.at, from: last?.from, by: last?.by, changes, chat });
    }
    const at = this.now();
    const next: Chat = { ...chat, ...input, revision: chat.revision + 1, updated_at: at };
    this.chats.set(id, next);
    versions.push({ version: { revision: next.revision, at, from, by, changes: differences(inputOf(chat), input) }, input });
    if (told) this.tell();
    return next;
  }

  /** Newest first, as many as one page has. */
  versions(id: string, before: number | null): Version[] {
    this.get(id);
    const versions = (this.made.get(id) ?? []).map(({ version }) => version).filter(({ revision }) => before === null || revision < before);
    return versions.reverse().slice(0, 50);
  }

  goBack(id: string, revision: number, to: number): Chat {
    const found = (this.made.get(id) ?? []).find(({ version }) => version.revision === to);
    if (!found) throw failed("not_found", "no such version");
    return this.update(id, revision, found.input);
  }

  compare(one: string, other: string): Difference[] {
    return differences(inputOf(this.get(one)), inputOf(this.get(other)));
  }

  delete(id: string): void {
    this.deleted.set(id, this.get(id));
    this.chats.delete(id);
    this.tell();
  }

  restore(id: string): Chat {
    const chat = this.deleted.get(id);
    if (!chat) throw failed("not_found", "no such chat");
    this.chats.set(id, chat);
    this.tell();
    return chat;
  }
}

function refuse(input: ChatInput): void {
  const problems = check(input);
  if (problems.length > 0) throw failed("invalid", "the chat is not right", problems);
}
