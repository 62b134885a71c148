/** Changes that were not saved yet. They outlive the window; only saving or discarding ends them. */
import type { Chat, ChatInput } from "../../../ipc";
import { merge } from "./merge";
import { isShapedLike, same } from "./paths";

/** A chat as it is saved. */
export interface Saved {
  /** Null while the chat does not exist yet. */
  revision: number | null;
  input: ChatInput;
}

/** What stands in a field and means nothing there, by the field's path. */
export type Unread = Readonly<Record<string, string>>;

export interface Draft {
  /** What it began from. */
  base: Saved;
  input: ChatInput;
  unread: Unread;
  /** When it was last changed, in UTC milliseconds. */
  at: number;
}

const keyOf = (chat: string | null) => `parley.draft.${chat ?? "new"}`;

/** What is saved of a chat, as the editor changes it. */
export function savedOf({ id: _id, revision, created_at: _made, updated_at: _changed, ...input }: Chat): Saved {
  return { revision, input };
}

/** Whether there are changes of the chat (null: of a new one) that were not saved. */
export function hasDraft(chat: string | null, storage: Storage = localStorage): boolean {
  return storage.getItem(keyOf(chat)) !== null;
}

/** The draft of a chat (null: of a new one), or null. One whose form is not that of `saved` is dropped. */
export function readDraft(chat: string | null, saved: Saved, storage: Storage = localStorage): Draft | null {
  const stored = storage.getItem(keyOf(chat));
  if (stored === null) return null;
  const draft = parsed(stored);
  if (isDraft(draft, saved.input)) return draft;
  dropDraft(chat, storage);
  return null;
}

/** Keeps the draft, or drops it when nothing in it differs from what it began from. */
export function keepDraft(chat: string | null, draft: Draft, storage: Storage = localStorage): Draft | null {
  if (Object.keys(draft.unread).length === 0 && same(draft.base.input, draft.input)) {
    dropDraft(chat, storage);
    return null;
  }
  storage.setItem(keyOf(chat), JSON.stringify(draft));
  return draft;
}

/** Puts these settings into the chat's draft; it begins one when there is none. Nothing is saved. */
export function addToDraft(chat: string | null, saved: Saved, part: Partial<ChatInput>, now: number): void {
  const draft = readDraft(chat, saved) ?? { base: saved, input: saved.input, unread: {} };
  keepDraft(chat, { ...draft, input: { ...draft.input, ...part }, at: now });
}

type Heard = (draft: Draft | null) => void;

/** The open editors, by the key of the draft they hold. */
const open = new Map<string, Heard>();

/** Hears when the draft of a chat is put back, until the returned function is called. */
export function hearDraft(chat: string | null, heard: Heard): () => void {
  open.set(keyOf(chat), heard);
  return () => void (open.get(keyOf(chat)) === heard && open.delete(keyOf(chat)));
}

/** Puts back a draft that was dropped, beneath what was changed since. */
export function restoreDraft(chat: string | null, dropped: Draft, paths: readonly string[]): void {
  const now = readDraft(chat, dropped.base);
  const restored = now === null ? dropped : { ...dropped, input: merge(paths, now.base.input, dropped.input, now.input).input, unread: { ...dropped.unread, ...now.unread }, at: now.at };
  const kept = keepDraft(chat, restored);
  open.get(keyOf(chat))?.(kept);
}

export function dropDraft(chat: string | null, storage: Storage = localStorage): void {
  storage.removeItem(keyOf(chat));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Written by something else, or cut off.
    return null;
  }
}

function isDraft(value: unknown, today: ChatInput): value is Draft {
  if (typeof value !== "object" || value === null || !("base" in value) || !("input" in value) || !("unread" in value) || !("at" in value)) return false;
  const { base, input, unread, at } = value;
  if (typeof base !== "object" || base === null || !("revision" in base) || !("input" in base)) return false;
  return (
    typeof at === "number" &&
    (base.revision === null || typeof base.revision === "number") &&
    typeof unread === "object" &&
    unread !== null &&
    Object.values(unread).every((text) => typeof text === "string") &&
    isShapedLike(today, base.input) &&
    isShapedLike(today, input)
  );
}
