/**
 * Carries the visitor's files to the gateway, one at a time and in the order of choosing. A file
 * lives in the page alone: it is tried again when the connection is back or the visitor asks, and a
 * reload forgets it.
 */

import type { Upload } from "./conversation";
import type { Receipt } from "./protocol";
import type { Upload as Send } from "./upload";
import type { Pace } from "./wire";

/** Who the porter works for. */
export interface Counter {
  token(): string | null;
  /** Every file that is not with the gateway yet. */
  uploads(): readonly Upload[];
  /** Null: it is not sent any more. */
  uploadSettled(id: string, fate: Upload["fate"] | null): void;
  uploadAccepted(id: string, receipt: Receipt): void;
}

/** The file is not taken as it is, or there is no room for it: the visitor has to choose anew. */
const FINAL: ReadonlySet<number> = new Set([400, 413, 415, 507]);

export class Porter {
  readonly #files = new Map<string, File>();
  #carried: { readonly id: string; readonly cut: AbortController } | null = null;
  #resting = false;

  constructor(
    readonly base: string,
    readonly counter: Counter,
    readonly send: Send,
    readonly pace: Pace,
  ) {}

  /** Takes over a file that is on the list already. */
  take(id: string, file: File): void {
    this.#files.set(id, file);
    void this.#carry();
  }

  /** The visitor does not want to send it any more. */
  cancel(id: string): void {
    this.#files.delete(id);
    this.counter.uploadSettled(id, null);
    if (this.#carried?.id === id) this.#carried.cut.abort();
  }

  /** Tries again what could not be sent. */
  wake(): void {
    for (const { id, fate } of this.counter.uploads()) {
      if (fate.kind === "delayed") this.counter.uploadSettled(id, { kind: "waiting" });
    }
    void this.#carry();
  }

  async #carry(): Promise<void> {
    if (this.#carried !== null || this.#resting) return;
    const next = this.counter.uploads().find(({ fate }) => fate.kind === "waiting" || fate.kind === "limited");
    const token = this.counter.token();
    const file = next && this.#files.get(next.id);
    if (!next || token === null || !file) return;
    const { id } = next;
    const cut = new AbortController();
    this.#carried = { id, cut };
    const progress = (share: number): void => {
      if (!cut.signal.aborted) this.counter.uploadSettled(id, { kind: "sending", share });
    };
    progress(0);
    const outcome = await this.send({ url: `${this.base}files`, token, id, file, progress, signal: cut.signal });
    this.#carried = null;
    if (cut.signal.aborted) {
      // It is off the list.
    } else if (outcome.kind === "done") {
      this.#files.delete(id);
      this.counter.uploadAccepted(id, outcome.value);
    } else if (outcome.kind === "refused" && FINAL.has(outcome.status)) {
      this.#files.delete(id);
      this.counter.uploadSettled(id, { kind: "refused", code: outcome.code, reason: outcome.message });
    } else if (outcome.kind === "refused" && outcome.status === 429) {
      this.counter.uploadSettled(id, { kind: "limited" });
      this.#rest(Math.max(outcome.retryAfter, 1000));
    } else {
      this.counter.uploadSettled(id, { kind: "delayed" });
    }
    void this.#carry();
  }

  #rest(ms: number): void {
    this.#resting = true;
    this.pace.after(ms, () => {
      this.#resting = false;
      void this.#carry();
    });
  }
}
