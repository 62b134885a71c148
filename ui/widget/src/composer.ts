/** Where the visitor writes and adds files. It knows nothing of the conversation. */

import { element, label, say } from "./elements";
import type { WidgetConfig } from "./protocol";

/** What the visitor can do here. */
export interface ComposerHands {
  write(text: string): void;
  /** The text in the field changed; it is worth keeping. */
  typed(text: string): void;
  attach(files: readonly File[]): void;
}

export class Composer {
  readonly #panel = element("panel");
  readonly #problem = element("problem");
  readonly #count = element("count");
  readonly #input = element<HTMLTextAreaElement>("input");
  readonly #send = element("send");
  readonly #attach = element("attach");
  readonly #files = element<HTMLInputElement>("files");
  readonly #drop = element("drop");
  #config: WidgetConfig;
  #commenting = false;

  constructor(
    config: WidgetConfig,
    typed: string,
    readonly hands: ComposerHands,
  ) {
    this.#config = config;
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
    this.#takeFiles();
    this.dress(config);
  }

  dress(config: WidgetConfig): void {
    this.#config = config;
    const { texts } = config;
    label(this.#send, texts.send);
    label(this.#attach, texts.attach);
    this.#drop.textContent = texts.drop;
    this.#invite();
    this.#fit();
  }

  /** Whether what is written next is a comment on a rating. */
  ask(comment: boolean): void {
    if (comment === this.#commenting) return;
    this.#commenting = comment;
    this.#invite();
  }

  focus(): void {
    this.#input.focus();
  }

  #invite(): void {
    const { placeholder, comment } = this.#config.texts;
    const words = this.#commenting ? comment : placeholder;
    this.#input.placeholder = words;
    this.#input.setAttribute("aria-label", words);
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
    say(this.#problem, tooLong ? this.#config.texts.too_long : "");
    this.#count.textContent = tooLong ? `${length} / ${this.#config.limits.text}` : "";
    this.#input.setAttribute("aria-invalid", String(tooLong));
    this.#send.setAttribute("aria-disabled", String(tooLong || length === 0));
  }

  /** In Unicode scalar values, as the gateway counts. */
  #length(): number {
    return [...this.#input.value.trim()].length;
  }

  /** By the button, by dropping them on the panel, by pasting. */
  #takeFiles(): void {
    this.#attach.addEventListener("click", () => this.#files.click());
    this.#files.addEventListener("change", () => {
      this.#hand(this.#files.files);
      // The same file may be chosen again.
      this.#files.value = "";
    });
    this.#input.addEventListener("paste", (event) => {
      if (this.#hand(event.clipboardData?.files)) event.preventDefault();
    });
    const brings = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
    this.#panel.addEventListener("dragover", (event) => {
      if (!brings(event)) return;
      event.preventDefault();
      this.#drop.hidden = false;
    });
    this.#panel.addEventListener("dragleave", (event) => {
      if (!this.#panel.contains(event.relatedTarget as Node | null)) this.#drop.hidden = true;
    });
    this.#panel.addEventListener("drop", (event) => {
      this.#drop.hidden = true;
      if (!brings(event)) return;
      event.preventDefault();
      this.#hand(event.dataTransfer?.files);
    });
  }

  #hand(files: FileList | null | undefined): boolean {
    if (!files || files.length === 0) return false;
    this.hands.attach([...files]);
    return true;
  }
}
