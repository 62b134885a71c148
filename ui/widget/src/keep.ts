/**
 * What a visitor's browser keeps between pages: the token, what is not sent yet, how far they
 * read, what they are typing, whether they want to hear it. Browsers may deny or fill their storage; then memory serves, and
 * only a reload loses something. Tabs share it, so every unsent message has a key of its own and
 * no tab can overwrite another's.
 */

import type { Pending } from "./conversation";
import type { Draft } from "./protocol";

export class Keep {
  readonly #local: Shelf;
  readonly #tab: Shelf;

  /** `local` outlives the tab, `tab` does not; null where the browser denies them. */
  constructor(siteKey: string, local: Storage | null, tab: Storage | null) {
    this.#local = new Shelf(local, `parley:${siteKey}:`);
    this.#tab = new Shelf(tab, `parley:${siteKey}:`);
  }

  token(): string | null {
    return this.#local.get("visitor");
  }

  setToken(token: string): void {
    this.#local.set("visitor", token);
  }

  /** Unsent messages of all tabs, in the order of writing. */
  unsent(): Pending[] {
    return this.#local
      .names(UNSENT)
      .sort()
      .flatMap((name) => {
        const draft = parseDraft(this.#local.get(name));
        return draft ? [{ id: name.slice(UNSENT.length), draft, fate: { kind: "waiting" } as const }] : [];
      });
  }

  addUnsent(id: string, draft: Draft): void {
    this.#local.set(UNSENT + id, JSON.stringify(draft));
  }

  removeUnsent(id: string): void {
    this.#local.remove(UNSENT + id);
  }

  /** How far the visitor read in that conversation; 0 in one that is not the last known. */
  readUpTo(conversation: string): number {
    const [known, seq] = (this.#local.get("read") ?? "").split(" ");
    return known === conversation ? Number(seq) || 0 : 0;
  }

  setReadUpTo(conversation: string, seq: number): void {
    this.#local.set("read", `${conversation} ${seq}`);
  }

  /** Whether messages are heard; they are until the visitor says otherwise. */
  sound(): boolean {
    return this.#local.get("sound") !== "off";
  }

  setSound(on: boolean): void {
    this.#local.set("sound", on ? "on" : "off");
  }

  typed(): string {
    return this.#tab.get("typed") ?? "";
  }

  setTyped(text: string): void {
    if (text === "") this.#tab.remove("typed");
    else this.#tab.set("typed", text);
  }
}

/** The browser's storage of that name, or null when reaching for it is refused. */
export function browserStorage(name: "localStorage" | "sessionStorage"): Storage | null {
  try {
    return window[name];
  } catch {
    return null;
  }
}

const UNSENT = "unsent:";

/** Storage under a prefix that never throws: what the browser does not take stays in memory. */
class Shelf {
  readonly #memory = new Map<string, string>();

  constructor(
    readonly storage: Storage | null,
    readonly prefix: string,
  ) {}

  get(name: string): string | null {
    return this.#memory.get(name) ?? this.#attempt((storage) => storage.getItem(this.prefix + name)) ?? null;
  }

  set(name: string, value: string): void {
    const kept = this.#attempt((storage) => {
      storage.setItem(this.prefix + name, value);
      return true;
    });
    if (kept) this.#memory.delete(name);
    else this.#memory.set(name, value);
  }

  remove(name: string): void {
    this.#memory.delete(name);
    this.#attempt((storage) => storage.removeItem(this.prefix + name));
  }

  names(start: string): string[] {
    const full = this.prefix + start;
    const stored = this.#attempt((storage) =>
      Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "").filter((key) => key.startsWith(full)),
    );
    const names = (stored ?? []).map((key) => key.slice(this.prefix.length));
    return [...new Set([...names, ...[...this.#memory.keys()].filter((name) => name.startsWith(start))])];
  }

  #attempt<T>(work: (storage: Storage) => T): T | null {
    try {
      return this.storage ? work(this.storage) : null;
    } catch {
      return null;
    }
  }
}

function parseDraft(json: string | null): Draft | null {
  try {
    const draft = JSON.parse(json ?? "null") as Draft | null;
    return draft && typeof draft.text === "string" && (draft.type === "text" || draft.type === "postback") ? draft : null;
  } catch {
    return null;
  }
}
