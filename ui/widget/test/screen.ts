/** The panel on a made-up screen, and the hands that nobody lent it. */

import { vi } from "vitest";
import html from "../panel.html?raw";
import { type Conversation, begin, changeState, receive } from "../src/conversation";
import type { Author, Message } from "../src/protocol";
import { type Hands, View } from "../src/view";
import { CONFIG } from "./config";

export type FakeHands = { [K in keyof Hands]: ReturnType<typeof vi.fn<Hands[K]>> };

/** A new panel, on which nothing was shown yet. */
export function panel(): { view: View; hands: FakeHands } {
  document.body.innerHTML = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? "";
  const hands: FakeHands = {
    write: vi.fn(),
    press: vi.fn(),
    retry: vi.fn(),
    close: vi.fn(),
    typed: vi.fn(),
    attach: vi.fn(),
    giveUp: vi.fn(),
    fetch: vi.fn(() => Promise.resolve<Blob | null>(null)),
    sound: vi.fn(),
  };
  return { view: new View(CONFIG, "", hands), hands };
}

export const find = <T extends HTMLElement = HTMLElement>(selector: string): T => {
  const it = document.querySelector<T>(selector);
  if (!it) throw new Error(`nothing matches ${selector}`);
  return it;
};

/** What stands in the log, in order. */
export const texts = (): (string | null)[] => [...document.querySelectorAll("#log > *")].map((it) => it.textContent);

export function message(seq: number, author: Author, text: string, more: Partial<Message> = {}): Message {
  return { id: `m${seq}`, seq, ts: seq, dialog: "d1", author, type: "text", text, ...more };
}

export function conversation(...messages: Message[]): Conversation {
  return receive(changeState(begin([]), { state: "bot", dialog: "d1" }), messages);
}

export function press(target: EventTarget, init: KeyboardEventInit): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init });
  target.dispatchEvent(event);
  return event;
}
