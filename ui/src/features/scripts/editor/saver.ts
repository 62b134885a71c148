/**
 * Keeps a draft in the program as it is edited: half a second after the last change, one saving at a
 * time, and again when one failed. Until the program has taken a change, the computer keeps it here.
 */
import { asApiError, call, type ApiError, type ScriptId } from "../../../ipc";
import type { ScriptDraft } from "../../../ipc";
import { drop, keep } from "./kept";

/** What the program has. */
export interface Saved {
  revision: number;
  draft: ScriptDraft;
}

export type Saving =
  | { state: "saved" | "waiting" | "saving" }
  | { state: "failed"; error: ApiError }
  /** Somebody else changed the script: nothing is saved until it is decided what holds. */
  | { state: "conflict"; by: string | null };

/** Milliseconds from the last change to saving it. */
export const REST = 500;
/** Milliseconds from a saving that failed to the next. */
export const AGAIN = 5_000;

export class Saver {
  private newest: ScriptDraft;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | null = null;
  private now: Saving = { state: "saved" };
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly script: ScriptId,
    private saved: Saved,
  ) {
    this.newest = saved.draft;
  }

  readonly subscribe = (hear: () => void): (() => void) => {
    this.listeners.add(hear);
    return () => void this.listeners.delete(hear);
  };

  /** How it stands; the same object until it changes. */
  readonly state = (): Saving => this.now;

  /** The revision the program has. */
  readonly revision = (): number => this.saved.revision;

  /** Takes the newest draft. */
  take(draft: ScriptDraft): void {
    if (draft === this.newest) return;
    this.newest = draft;
    if (draft === this.saved.draft && this.running === null && this.now.state !== "conflict") {
      // It was undone before it was saved.
      clearTimeout(this.timer);
      drop(this.script);
      return this.tell({ state: "saved" });
    }
    keep(this.script, { revision: this.saved.revision, draft });
    if (this.now.state === "conflict") return;
    if (this.now.state !== "saving") this.tell({ state: "waiting" });
    this.wait(REST);
  }

  /** Saves at once what is not saved; whether the program then has it all. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    while (this.newest !== this.saved.draft) {
      if (this.now.state === "conflict") return false;
      const before = this.saved;
      await (this.running ?? this.save());
      if (this.saved === before) return false;
    }
    return this.now.state !== "conflict";
  }

  /** The program has another draft now, and so has the canvas. */
  rebase(saved: Saved): void {
    clearTimeout(this.timer);
    this.saved = saved;
    this.newest = saved.draft;
    drop(this.script);
    this.tell({ state: "saved" });
  }

  /** Somebody else changed what this draft began from. */
  overtaken(draft: ScriptDraft, by: string | null): void {
    clearTimeout(this.timer);
    this.newest = draft;
    this.tell({ state: "conflict", by });
  }

  /** Saves what is left, and no longer waits for anything. */
  leave(): void {
    if (this.newest !== this.saved.draft) void this.flush();
  }

  private wait(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), milliseconds);
  }

  private save(): Promise<void> {
    const draft = this.newest;
    this.tell({ state: "saving" });
    this.running = call("script_save", { id: this.script, revision: this.saved.revision, draft })
      .then(({ revision }) => {
        this.saved = { revision, draft };
        if (this.newest === draft) drop(this.script);
        else keep(this.script, { revision, draft: this.newest });
        this.tell({ state: this.newest === draft ? "saved" : "waiting" });
      })
      .catch((thrown: unknown) => {
        const error = asApiError(thrown);
        if (error.code === "conflict") return this.tell({ state: "conflict", by: whoIn(error) });
        this.tell({ state: "failed", error });
        this.wait(AGAIN);
      })
      .finally(() => (this.running = null));
    return this.running;
  }

  private tell(state: Saving): void {
    this.now = state;
    for (const hear of this.listeners) hear();
  }
}

function whoIn({ details }: ApiError): string | null {
  return typeof details === "object" && details !== null && "by" in details && typeof details.by === "string" ? details.by : null;
}
