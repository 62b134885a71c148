/** Files in the log: a picture in its place, another file as a card with its name and size, and one that is on its way. */

import type { Upload } from "./conversation";
import { button, icon, label, part, say } from "./elements";
import type { Attachment, WidgetConfig } from "./protocol";
import { elsewhere } from "./ways";
import { fill, size } from "./words";

const PAPER = "M5 2.5h6.5L15.5 6.5v11H5zM11.5 2.5v4h4";
const CROSS = "m5.5 5.5 9 9m0-9-9 9";

/** What can be done with files. */
export interface FileHands {
  /** What the file holds, null when it cannot be had. */
  fetch(file: Attachment): Promise<Blob | null>;
  /** Gives up a file that is on its way, or takes one that was refused out of sight. */
  giveUp(id: string): void;
}

/** A file that was sent. `loaded` is called when its picture has its size. */
export function sent(file: Attachment, config: WidgetConfig, hands: FileHands, loaded: () => void): HTMLElement {
  if (!file.is_picture) return card(file, config, hands);
  const link = elsewhere(document.createElement("a"), file.url);
  link.dataset.part = "picture";
  const picture = document.createElement("img");
  picture.alt = file.name;
  picture.addEventListener("load", loaded);
  picture.addEventListener("error", () => link.replaceWith(card(file, config, hands)));
  picture.src = file.url;
  link.append(picture);
  return link;
}

/** Pressed, it saves the file. */
function card(file: Attachment, config: WidgetConfig, hands: FileHands): HTMLElement {
  const it = part("file");
  const trouble = part("trouble");
  trouble.setAttribute("role", "alert");
  const save = button("", () => {
    if (save.getAttribute("aria-busy") === "true") return;
    save.setAttribute("aria-busy", "true");
    void hands.fetch(file).then((blob) => {
      save.setAttribute("aria-busy", "false");
      say(trouble, blob ? "" : config.texts.not_loaded);
      if (blob) keep(blob, file.name);
    });
  });
  save.append(icon(PAPER), facts(file, config));
  it.append(save, trouble);
  return it;
}

/** A file on its way, as it changes. */
export class Sending {
  readonly element = part("file");
  readonly #bar = document.createElement("progress");
  readonly #trouble = part("trouble");
  readonly #again: HTMLElement;

  constructor(upload: Upload, readonly config: WidgetConfig, hands: FileHands, retry: () => void) {
    const body = part("sending");
    const cancel = button("", () => hands.giveUp(upload.id));
    label(cancel, `${config.texts.cancel}: ${upload.name}`);
    cancel.append(icon(CROSS));
    this.#bar.setAttribute("aria-label", upload.name);
    body.append(icon(PAPER), facts(upload, config), cancel);
    this.#trouble.setAttribute("role", "alert");
    this.#again = button(config.texts.retry, retry);
    this.#again.dataset.part = "again";
    this.element.append(body, this.#bar, this.#trouble, this.#again);
    this.show(upload);
  }

  show({ fate, name }: Upload): void {
    this.element.dataset.state = fate.kind;
    this.#again.hidden = fate.kind !== "delayed";
    this.#bar.hidden = fate.kind === "refused" || fate.kind === "delayed";
    if (fate.kind === "sending") this.#bar.value = fate.share;
    else if (fate.kind === "accepted") this.#bar.value = 1;
    else this.#bar.removeAttribute("value");
    say(this.#trouble, this.#words(fate, name));
  }

  #words(fate: Upload["fate"], name: string): string {
    const { texts, limits, language } = this.config;
    switch (fate.kind) {
      case "delayed":
        return texts.not_sent;
      case "limited":
        return texts.rate_limited;
      case "refused":
        break;
      default:
        return "";
    }
    switch (fate.code) {
      case "file_too_big":
      case "too_large":
        return fill(texts.file_too_big, { limit: size(limits.file, language) });
      case "file_empty":
        return texts.file_empty;
      case "file_refused":
        return texts.file_refused;
      case "no_space":
        return texts.no_space;
      default:
        return `${texts.not_sent}. ${fate.reason || name}`;
    }
  }
}

function facts(file: { readonly name: string; readonly bytes: number }, { language }: WidgetConfig): HTMLElement {
  const it = part("facts");
  const name = part("file-name", file.name);
  name.dir = "auto";
  it.append(name, part("size", size(file.bytes, language)));
  return it;
}

function keep(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has taken it over by the next turn.
  setTimeout(() => URL.revokeObjectURL(link.href));
}
