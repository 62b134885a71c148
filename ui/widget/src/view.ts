/**
 * The panel on the screen: shows a conversation and reports what the visitor does. Foreign text
 * enters as text nodes only. It decides nothing: what to show is computed in conversation.ts.
 */

import { textOn } from "./colour";
import { type Conversation, type Fate, type Pending, openQuestion, startsDialog } from "./conversation";
import type { Connection } from "./link";
import { portray } from "./portrait";
import type { Author, Button, Message, Texts, WidgetConfig } from "./protocol";
import { elsewhere, messengerLinks, pageAddress } from "./ways";

/** What the visitor can do. */
export interface Hands {
  write(text: string): void;
  press(button: Button): void;
  retry(): void;
  close(): void;
  /** The text in the field changed; it is worth keeping. */
  typed(text: string): void;
}

/** How near to the end, in pixels, still counts as reading the newest message. */
const NEAR_END = 48;
/** A connection that is there within this many milliseconds is not worth a word. */
const PATIENCE = 1000;

/** One thing in the log, before it is an element. */
interface Line {
  readonly key: string;
  readonly author: Author;
  readonly authorName: string | undefined;
  readonly text: string;
  readonly ts: number | null;
  readonly seq: number | null;
  readonly state: string;
  readonly follows: boolean;
  readonly trouble: { readonly words: string; readonly retry: boolean } | null;
}

export class View {
  readonly #panel = element("panel");
  readonly #title = element("title");
  readonly #ways = element("ways");
  readonly #help = element("help") as HTMLAnchorElement;
  readonly #messengers = element("messengers");
  readonly #status = element("status");
  readonly #close = element("close");
  readonly #log = element("log");
  readonly #newer = element("newer");
  readonly #problem = element("problem");
  readonly #count = element("count");
  readonly #input = element("input") as HTMLTextAreaElement;
  readonly #send = element("send");
  readonly #lines = new Map<string, HTMLElement>();
  /** Whether the visitor reads the newest message, so that the log moves along. */
  #pinned = true;
  #scrolledTo = 0;
  #shownQuestion: { element: HTMLElement; seq: number } | null = null;
  #statusTimer: ReturnType<typeof setTimeout> | undefined;
  #config: WidgetConfig;

  constructor(
    config: WidgetConfig,
    typed: string,
    readonly hands: Hands,
  ) {
    this.#config = config;
    this.dress(config);
    this.#input.value = typed;
    this.#input.addEventListener("input", () => {
      hands.typed(this.#input.value);
      this.#fit();
    });
    this.#input.addEventListener("keydown", (event) => {
      // Enter that ends the composing of a character is not meant for us; some browsers tell by the code only.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.#write();
    });
    this.#send.addEventListener("click", () => {
      this.#write();
      this.#input.focus();
    });
    this.#close.addEventListener("click", () => hands.close());
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing) hands.close();
    });
    this.#newer.addEventListener("click", () => {
      this.#toEnd();
      this.#log.focus();
    });
    this.#log.addEventListener("scroll", () => {
      const { scrollHeight, scrollTop, clientHeight } = this.#log;
      // Only the visitor scrolls up; a log that gets lower is away from its end for a moment, too.
      if (scrollHeight - scrollTop - clientHeight < NEAR_END) this.#pinned = true;
      else if (scrollTop < this.#scrolledTo) this.#pinned = false;
      this.#scrolledTo = scrollTop;
      if (this.#pinned) this.#newer.hidden = true;
    });
    // The field grows, a phone raises its keyboard: who read the end still does.
    new ResizeObserver(() => {
      if (this.#pinned) this.#toEnd();
    }).observe(this.#log);
    this.#fit();
  }

  /** Puts on the chat's colours, pictures, words and links. */
  dress(config: WidgetConfig): void {
    this.#config = config;
    const { texts, colours } = config;
    document.documentElement.lang = config.language;
    document.title = this.#title.textContent = config.title;
    label(this.#close, texts.close);
    label(this.#send, texts.send);
    this.#log.setAttribute("aria-label", texts.messages_label);
    this.#input.placeholder = texts.placeholder;
    this.#input.setAttribute("aria-label", texts.placeholder);
    this.#newer.textContent = texts.new_message;
    this.#panel.setAttribute("aria-label", texts.title_hint);
    const style = document.documentElement.style;
    for (const author of ["bot", "operator", "user"] as const) {
      const text = textOn(colours[author]);
      if (text === null) continue;
      style.setProperty(`--${author}`, colours[author]);
      style.setProperty(`--on-${author}`, text);
    }
    if (textOn(colours.buttons)) style.setProperty("--buttons", colours.buttons);
    if (textOn(colours.buttons_text)) style.setProperty("--buttons-text", colours.buttons_text);
    for (const place of this.#panel.querySelectorAll<HTMLElement>('[data-part="avatar"]')) portray(place, config.avatars);
    this.#panel.toggleAttribute("data-user-picture", config.avatars.user !== null);
    this.#offerWays();
  }

  /** Without a page around it there is nothing to close. */
  standAlone(): void {
    this.#close.hidden = true;
  }

  show(conversation: Conversation, connection: Connection): void {
    this.#panel.dataset.state = conversation.state;
    this.#panel.dataset.connection = connection;
    this.#showStatus(connection);

    const texts = this.#config.texts;
    const wanted: HTMLElement[] = [];
    const keys = new Set<string>();
    const place = (line: Line): void => {
      keys.add(line.key);
      wanted.push(this.#line(line));
    };
    const end = (dialog: string, words: string): void => {
      const key = `end:${dialog}`;
      keys.add(key);
      wanted.push(this.#ended(key, words));
    };
    conversation.messages.forEach((message, index) => {
      const last = conversation.messages[index - 1];
      const starts = startsDialog(conversation.messages, index);
      if (starts && last) end(last.dialog, "");
      place(lineOf(message, starts ? undefined : last));
    });
    const last = conversation.messages.at(-1);
    if (conversation.state === "closed" && last) end(last.dialog, conversation.pending.length > 0 ? "" : texts.ended);
    const question = this.#question(conversation);
    if (question) wanted.push(question);
    conversation.pending.forEach((pending, index) => {
      place(lineOfPending(pending, index > 0 || last?.author === "client", texts));
    });

    const grown = [...keys].some((key) => !this.#log.contains(this.#lines.get(key) ?? null));
    this.#arrange(wanted, keys);
    const own = grown && wanted.at(-1)?.dataset.author === "client";
    if (this.#pinned || own) this.#toEnd();
    else if (grown) this.#newer.hidden = false;
  }

  /** Moves the focus in, as the visitor opened the panel: to the field, or where that would raise a phone's keyboard, to the title. */
  focus(): void {
    (matchMedia("(pointer: coarse)").matches ? this.#title : this.#input).focus();
  }

  /** The way to the knowledge base and to messengers, as far as the chat has them. */
  #offerWays(): void {
    const { texts, knowledge_base, links } = this.#config;
    const page = pageAddress(knowledge_base);
    if (page === null) this.#help.removeAttribute("href");
    else elsewhere(this.#help, page);
    this.#help.hidden = page === null;
    const words = this.#help.querySelector("span");
    if (words) words.textContent = texts.help_centre;
    const logos = messengerLinks(links);
    this.#messengers.replaceChildren(...logos);
    this.#messengers.hidden = logos.length === 0;
    this.#messengers.setAttribute("aria-label", texts.messengers_label);
    this.#ways.hidden = page === null && logos.length === 0;
  }

  #write(): void {
    const length = this.#length();
    if (length === 0 || length > this.#config.limits.text) return;
    const text = this.#input.value.trim();
    this.#input.value = "";
    this.hands.typed("");
    this.#fit();
    this.hands.write(text);
  }

  /** Makes the field as high as its text, and says when the text cannot be sent. */
  #fit(): void {
    this.#input.style.blockSize = "auto";
    this.#input.style.blockSize = `${this.#input.scrollHeight}px`;
    const length = this.#length();
    const tooLong = length > this.#config.limits.text;
    const problem = tooLong ? this.#config.texts.too_long : "";
    if (this.#problem.textContent !== problem) this.#problem.textContent = problem;
    this.#count.textContent = tooLong ? `${length} / ${this.#config.limits.text}` : "";
    this.#input.setAttribute("aria-invalid", String(tooLong));
    this.#send.setAttribute("aria-disabled", String(tooLong || length === 0));
  }

  /** In Unicode scalar values, as the gateway counts. */
  #length(): number {
    return [...this.#input.value.trim()].length;
  }

  #showStatus(connection: Connection): void {
    clearTimeout(this.#statusTimer);
    const texts = this.#config.texts;
    const words = connection === "online" ? "" : texts[connection];
    if (this.#status.textContent === words) return;
    const say = (): void => {
      this.#status.textContent = words;
    };
    if (connection === "connecting") this.#statusTimer = setTimeout(say, PATIENCE);
    else say();
  }

  /** The element of a line; the same one for as long as the line is there, so that it is read aloud once. */
  #line(line: Line): HTMLElement {
    let it = this.#lines.get(line.key);
    if (!it) {
      it = document.createElement("div");
      const who = line.author === "client" ? "you" : line.author;
      if (line.author === "operator" && line.authorName && !line.follows) it.append(part("name", line.authorName));
      else if (who !== "system") it.append(part("spoken", `${line.authorName ?? this.#config.texts[who]}: `));
      if (line.author !== "system") {
        const avatar = part("avatar", "");
        avatar.dataset.of = line.author === "client" ? "user" : line.author;
        portray(avatar, this.#config.avatars);
        it.append(avatar);
      }
      const text = part("text", line.text);
      text.dir = "auto";
      it.append(text);
      this.#lines.set(line.key, it);
    }
    const text = it.querySelector('[data-part="text"]');
    // The gateway may have cleaned what was written.
    if (text && text.textContent !== line.text) text.textContent = line.text;
    it.dataset.author = line.author;
    it.dataset.state = line.state;
    it.toggleAttribute("data-follows", line.follows);
    if (line.seq !== null) it.dataset.seq = String(line.seq);
    if (line.ts !== null && !it.title) it.title = this.#time(line.ts);
    const trouble = it.querySelector('[data-part="trouble"]');
    const words = line.trouble?.words ?? "";
    if (trouble?.firstChild?.textContent !== words) {
      trouble?.remove();
      if (line.trouble) it.append(this.#trouble(line.trouble));
    }
    return it;
  }

  #trouble(trouble: { words: string; retry: boolean }): HTMLElement {
    const it = part("trouble", trouble.words);
    if (trouble.retry) {
      const retry = document.createElement("button");
      retry.type = "button";
      retry.textContent = this.#config.texts.retry;
      retry.addEventListener("click", () => this.hands.retry());
      it.append(retry);
    }
    return it;
  }

  /** The line under a closed dialog; it has words as long as nothing stands under it. */
  #ended(key: string, words: string): HTMLElement {
    const it = this.#lines.get(key) ?? part("ended", "");
    if (it.textContent !== words) it.textContent = words;
    this.#lines.set(key, it);
    return it;
  }

  #question(conversation: Conversation): HTMLElement | null {
    const question = openQuestion(conversation);
    if (question?.seq === this.#shownQuestion?.seq) return this.#shownQuestion?.element ?? null;
    if (!question) {
      // The pressed button goes; the keyboard must not be left on nothing.
      if (this.#shownQuestion?.element.contains(document.activeElement)) this.#input.focus();
      this.#shownQuestion = null;
      return null;
    }
    const answers = part("answers", "");
    answers.dataset.seq = String(question.seq);
    for (const button of question.buttons) {
      const it = document.createElement("button");
      it.type = "button";
      it.dir = "auto";
      it.textContent = button.title;
      it.addEventListener("click", () => this.hands.press(button));
      answers.append(it);
    }
    this.#shownQuestion = { element: answers, seq: question.seq };
    return answers;
  }

  /** Brings the log to exactly these elements, touching only what differs. */
  #arrange(wanted: readonly HTMLElement[], keys: ReadonlySet<string>): void {
    const stay = new Set<Element>(wanted);
    for (const child of [...this.#log.children]) if (!stay.has(child)) child.remove();
    for (const key of [...this.#lines.keys()]) if (!keys.has(key)) this.#lines.delete(key);
    wanted.forEach((it, index) => {
      const there = this.#log.children[index] ?? null;
      if (there !== it) this.#log.insertBefore(it, there);
    });
  }

  #time(ts: number): string {
    if (!Number.isFinite(ts)) return "";
    return new Intl.DateTimeFormat(this.#config.language, { dateStyle: "medium", timeStyle: "short" }).format(ts);
  }

  #toEnd(): void {
    this.#pinned = true;
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#newer.hidden = true;
  }
}

function lineOf(message: Message, before: Message | undefined): Line {
  return {
    key: message.client_msg_id ?? `seq:${message.seq}`,
    author: message.type === "notice" ? "system" : message.author,
    authorName: message.author_name,
    text: message.text,
    ts: message.ts,
    seq: message.seq,
    state: "sent",
    follows: before?.author === message.author && before.author_name === message.author_name,
    trouble: null,
  };
}

function lineOfPending(pending: Pending, follows: boolean, texts: Texts): Line {
  return {
    key: pending.id,
    author: "client",
    authorName: undefined,
    text: pending.draft.text,
    ts: null,
    seq: pending.fate.kind === "accepted" ? pending.fate.seq : null,
    state: pending.fate.kind === "accepted" ? "sent" : pending.fate.kind,
    follows,
    trouble: troubleOf(pending.fate, texts),
  };
}

function troubleOf(fate: Fate, texts: Texts): Line["trouble"] {
  switch (fate.kind) {
    case "waiting":
    case "accepted":
      return null;
    case "delayed":
      return { words: texts.not_sent, retry: true };
    case "limited":
      return { words: texts.rate_limited, retry: false };
    case "refused":
      if (fate.code === "too_large") return { words: texts.too_long, retry: false };
      return { words: fate.reason ? `${texts.not_sent}. ${fate.reason}` : texts.not_sent, retry: false };
  }
}

function part(name: string, text: string): HTMLElement {
  const it = document.createElement(name === "spoken" ? "span" : "div");
  it.dataset.part = name;
  it.textContent = text;
  return it;
}

function label(button: HTMLElement, words: string): void {
  button.setAttribute("aria-label", words);
  button.title = words;
}

/** The page is ours: what panel.html declares is there. */
function element(id: string): HTMLElement {
  const it = document.getElementById(id);
  if (!it) throw new Error(`panel.html has no #${id}`);
  return it;
}
