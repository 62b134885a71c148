/**
 * The panel on the screen: shows a conversation and reports what the visitor does. Foreign text
 * enters as text nodes only. It decides nothing: what to show is computed in conversation.ts and
 * lines.ts.
 */

import { type FileHands, Sending, sent } from "./cards";
import { textOn } from "./colour";
import { Composer, type ComposerHands } from "./composer";
import { type Conversation, openQuestion } from "./conversation";
import { button, element, label, part, say } from "./elements";
import { type End, type Line, linesOf } from "./lines";
import type { Connection } from "./link";
import { write } from "./linked";
import { portray } from "./portrait";
import type { Button, WidgetConfig } from "./protocol";
import { ratings } from "./ratings";
import { Stars } from "./stars";
import { elsewhere, messengerLinks, pageAddress } from "./ways";
import { fill, minutes } from "./words";

/** What the visitor can do. */
export interface Hands extends ComposerHands, FileHands {
  press(button: Button): void;
  retry(): void;
  close(): void;
  /** The sound is wanted, or not any more. */
  sound(on: boolean): void;
}

/** How near to the end, in pixels, still counts as reading the newest message. */
const NEAR_END = 48;
/** A connection that is there within this many milliseconds is not worth a word. */
const PATIENCE = 1000;

/** A line as it stands in the log. */
interface Shown {
  readonly element: HTMLElement;
  readonly sending?: Sending;
  readonly stars?: Stars;
}

export class View {
  readonly #panel = element("panel");
  readonly #title = element("title");
  readonly #who = element("who");
  readonly #face = element("face");
  readonly #ways = element("ways");
  readonly #help = element<HTMLAnchorElement>("help");
  readonly #messengers = element("messengers");
  readonly #queue = element("queue");
  readonly #status = element("status");
  readonly #sound = element("sound");
  readonly #close = element("close");
  readonly #log = element("log");
  readonly #typing = element("typing");
  readonly #newer = element("newer");
  readonly #composer: Composer;
  readonly #lines = new Map<string, Shown>();
  /** Pictures of operators, by name. They stay beside what was written when the operator has gone. */
  readonly #pictures = new Map<string, string>();
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
    this.#composer = new Composer(config, typed, hands);
    this.dress(config);
    this.#close.addEventListener("click", () => hands.close());
    this.#sound.addEventListener("click", () => {
      const on = this.#sound.getAttribute("aria-pressed") !== "true";
      this.sound(on);
      hands.sound(on);
    });
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
    new ResizeObserver(() => this.#stay()).observe(this.#log);
  }

  /** Puts on the chat's colours, pictures, words and links. */
  dress(config: WidgetConfig): void {
    this.#config = config;
    const { texts, colours } = config;
    document.documentElement.lang = config.language;
    document.title = this.#title.textContent = config.title;
    label(this.#close, texts.close);
    label(this.#sound, texts.sound);
    this.#composer.dress(config);
    this.#log.setAttribute("aria-label", texts.messages_label);
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

  /** Shows whether messages are heard. */
  sound(on: boolean): void {
    this.#sound.setAttribute("aria-pressed", String(on));
  }

  show(conversation: Conversation, connection: Connection): void {
    this.#panel.dataset.state = conversation.state;
    this.#panel.dataset.connection = connection;
    this.#showStatus(connection);
    this.#showDesk(conversation);

    const { told, unsent } = linesOf(conversation, this.#config.texts);
    const keys = new Set([...told, ...unsent].map((line) => line.key));
    const wanted = told.map((line) => ("ended" in line ? this.#ended(line) : this.#line(line)));
    const question = this.#question(conversation);
    if (question) wanted.push(question);
    for (const line of unsent) wanted.push(this.#line(line));

    const grown = [...keys].some((key) => !this.#log.contains(this.#lines.get(key)?.element ?? null));
    this.#arrange(wanted, keys);
    const own = grown && wanted.at(-1)?.dataset.author === "client";
    if (this.#pinned || own) this.#toEnd();
    else if (grown) this.#newer.hidden = false;
  }

  /** Moves the focus in, as the visitor opened the panel: to the field, or where that would raise a phone's keyboard, to the title. */
  focus(): void {
    if (matchMedia("(pointer: coarse)").matches) this.#title.focus();
    else this.#composer.focus();
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

  #showStatus(connection: Connection): void {
    clearTimeout(this.#statusTimer);
    const texts = this.#config.texts;
    const words = connection === "online" ? "" : texts[connection];
    if (this.#status.textContent === words) return;
    const tell = (): void => say(this.#status, words);
    if (connection === "connecting") this.#statusTimer = setTimeout(tell, PATIENCE);
    else tell();
  }

  /** The place in the queue, who answers, and whether they are writing. */
  #showDesk(conversation: Conversation): void {
    const { state, queue, operator, typing, messages, dialog } = conversation;
    const { texts, language } = this.#config;
    const place = queue === null ? "" : fill(texts.queue, { position: queue.position });
    const wait = queue?.wait_s === undefined ? "" : fill(texts.queue_wait, { wait: minutes(queue.wait_s, language) });
    say(this.#queue, [place, wait].filter((words) => words !== "").join(" · "));
    say(this.#who, operator?.name ?? "");
    if (operator?.picture) this.#pictures.set(operator.name, operator.picture);
    this.#face.dataset.of = operator ? "operator" : "bot";
    this.#face.dataset.name = operator?.name ?? "";
    this.#portray(this.#face);
    say(this.#typing, typing === null ? "" : fill(texts.typing, { name: typing || texts.operator }));
    const asked = messages.findLast((message) => message.type === "rating_request" && message.dialog === dialog);
    const given = asked && ratings(conversation).bySeq.get(asked.seq);
    this.#composer.ask(state === "feedback" && typeof given?.chosen === "number");
  }

  /** Whom the place names: an operator by their own picture, once it is known, all others by the chat's. */
  #portray(place: HTMLElement): void {
    const { of, name = "", own, drawn } = place.dataset;
    const picture = of === "operator" ? this.#pictures.get(name) : undefined;
    if (drawn === of && own === picture) return;
    if (picture === undefined) delete place.dataset.own;
    else place.dataset.own = picture;
    place.dataset.drawn = of;
    place.replaceChildren();
    portray(place, this.#config.avatars);
  }

  /** The element of a line; the same one for as long as the line is there, so that it is read aloud once. */
  #line(line: Line): HTMLElement {
    let shown = this.#lines.get(line.key);
    // What was a file on its way is now one that was sent.
    if (!shown || (shown.sending && !line.upload)) {
      const made = this.#make(line);
      if (shown) shown.element.replaceWith(made.element);
      shown = made;
      this.#lines.set(line.key, shown);
    }
    const it = shown.element;
    const avatar = it.querySelector<HTMLElement>(':scope > [data-part="avatar"]');
    if (avatar) this.#portray(avatar);
    const text = it.querySelector<HTMLElement>(':scope > [data-part="text"]');
    // The gateway may have cleaned what was written.
    if (text && text.textContent !== line.text) write(text, line.text);
    if (line.upload) shown.sending?.show(line.upload);
    if (line.rating) shown.stars?.show(line.rating.given);
    it.dataset.author = line.author;
    it.dataset.state = line.state;
    it.toggleAttribute("data-follows", line.follows);
    if (line.seq !== null) it.dataset.seq = String(line.seq);
    if (line.ts !== null && !it.title) it.title = this.#time(line.ts);
    const trouble = it.querySelector(':scope > [data-part="trouble"]');
    const words = line.trouble?.words ?? "";
    if ((trouble?.firstChild?.textContent ?? "") !== words) {
      trouble?.remove();
      if (line.trouble) it.append(this.#trouble(line.trouble));
    }
    return it;
  }

  #make(line: Line): Shown {
    const it = document.createElement("div");
    const who = line.author === "client" ? "you" : line.author;
    if (line.author === "operator" && line.authorName && !line.follows) it.append(part("name", line.authorName));
    else if (who !== "system") it.append(part("spoken", `${line.authorName ?? this.#config.texts[who]}: `));
    if (line.author !== "system") {
      const avatar = part("avatar");
      avatar.dataset.of = line.author === "client" ? "user" : line.author;
      avatar.dataset.name = line.authorName ?? "";
      it.append(avatar);
    }
    if (line.text !== "" || (!line.attachment && !line.upload)) {
      const text = part("text");
      text.dir = "auto";
      write(text, line.text);
      it.append(text);
    }
    if (line.attachment) it.append(sent(line.attachment, this.#config, this.hands, () => this.#stay()));
    if (line.upload) {
      const sending = new Sending(line.upload, this.#config, this.hands, () => this.hands.retry());
      it.append(sending.element);
      return { element: it, sending };
    }
    if (line.rating) {
      const stars = new Stars(line.rating.buttons, line.text, this.#config.texts, (pressed) => this.hands.press(pressed));
      it.append(stars.element);
      return { element: it, stars };
    }
    return { element: it };
  }

  #trouble(trouble: { words: string; retry: boolean }): HTMLElement {
    const it = part("trouble", trouble.words);
    if (trouble.retry) it.append(button(this.#config.texts.retry, () => this.hands.retry()));
    return it;
  }

  #ended({ key, ended }: End): HTMLElement {
    const it = this.#lines.get(key)?.element ?? part("ended");
    say(it, ended);
    this.#lines.set(key, { element: it });
    return it;
  }

  #question(conversation: Conversation): HTMLElement | null {
    const question = openQuestion(conversation);
    if (question?.seq === this.#shownQuestion?.seq) return this.#shownQuestion?.element ?? null;
    if (!question) {
      // The pressed button goes; the keyboard must not be left on nothing.
      if (this.#shownQuestion?.element.contains(document.activeElement)) this.#composer.focus();
      this.#shownQuestion = null;
      return null;
    }
    const answers = part("answers");
    answers.dataset.seq = String(question.seq);
    for (const answer of question.buttons) {
      const it = button(answer.title, () => this.hands.press(answer));
      it.dir = "auto";
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

  /** What changed its height leaves who read the end there. */
  #stay(): void {
    if (this.#pinned) this.#toEnd();
  }

  #toEnd(): void {
    this.#pinned = true;
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#newer.hidden = true;
  }
}
