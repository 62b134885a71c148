/** A browser's tab without a screen: a visit with its own clock and chance, over storage that tabs share. */

import { Keep } from "../src/keep";
import { decodeReceipt } from "../src/protocol";
import type { Upload } from "../src/upload";
import { Visit } from "../src/visit";
import { type Pace, refusalOf } from "../src/wire";

/** Time that passes only when a test lets it, and chance that is the same each run. */
export class Hand implements Pace {
  #now = 1_800_000_000_000;
  #timers: { at: number; then: () => void }[] = [];
  #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  now(): number {
    return this.#now;
  }

  random(): number {
    this.#seed = (Math.imul(this.#seed, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#seed / 2 ** 32;
  }

  after(ms: number, then: () => void): () => void {
    const timer = { at: this.#now + ms, then };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((it) => it !== timer);
    };
  }

  pass(ms: number): void {
    this.#now += ms;
    const due = this.#timers.filter((it) => it.at <= this.#now).sort((a, b) => a.at - b.at);
    this.#timers = this.#timers.filter((it) => it.at > this.#now);
    for (const { then } of due) then();
  }

  /** The tab is gone: nothing more happens in it. */
  stop(): void {
    this.#timers = [];
    this.after = () => () => {};
  }
}

/** The browser's storage, in memory. */
export class Store implements Storage {
  readonly #items = new Map<string, string>();
  get length(): number {
    return this.#items.size;
  }
  key(index: number): string | null {
    return [...this.#items.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.#items.set(key, value);
  }
  removeItem(key: string): void {
    this.#items.delete(key);
  }
  clear(): void {
    this.#items.clear();
  }
}

/** As the browser's own way, but that it tells only the beginning and the end. */
const post: Upload = async ({ url, token, id, file, progress, signal }) => {
  const headers = { Authorization: `Bearer ${token}`, "X-Client-Msg-Id": id, "X-File-Name": encodeURIComponent(file.name) };
  try {
    const response = await fetch(url, { method: "POST", headers, body: file, signal });
    progress(1);
    const told: unknown = await response.json();
    const receipt = response.ok ? decodeReceipt(told) : null;
    return receipt ? { kind: "done", value: receipt } : refusalOf(response.status, response.headers.get("Retry-After"), told);
  } catch {
    return { kind: "unreachable" };
  }
};

let tabs = 0;

export class Tab {
  readonly hand = new Hand(++tabs);
  readonly keep: Keep;
  readonly visit: Visit;
  #closed = false;

  constructor(base: string, store: Storage | null, siteKey = "site-1") {
    // What is still under way in a closed tab must not reach the storage any more.
    const own = store
      ? new Proxy(store, {
          get: (target, name) => {
            if (this.#closed) throw new Error("this tab is closed");
            const value: unknown = Reflect.get(target, name, target);
            return typeof value === "function" ? (value.bind(target) as unknown) : value;
          },
        })
      : null;
    this.keep = new Keep(siteKey, own, null);
    this.visit = new Visit(base, siteKey, "en", this.keep, this.hand, { changed: () => {}, configured: () => {} }, post);
  }

  open(): this {
    this.visit.attend("open", true, { url: "https://shop.example/", title: "Shop", referrer: "" });
    return this;
  }

  write(...texts: string[]): void {
    for (const text of texts) this.visit.write({ type: "text", text });
  }

  /** What the visitor sees, in order. */
  get texts(): string[] {
    const { messages, pending } = this.visit.conversation;
    return [...messages.map((it) => it.text), ...pending.map((it) => it.draft.text)];
  }

  get online(): boolean {
    return this.visit.connection === "online";
  }

  close(): void {
    this.#closed = true;
    this.visit.next = () => null;
    this.visit.attend("away", false, null);
    this.hand.stop();
  }
}
