/** Changes that were not saved yet. They outlive the window; only saving or discarding ends them. */
import type { ChatInput } from "../../../ipc";

export interface Draft {
  /** The revision it began from; null for a chat that does not exist yet. */
  revision: number | null;
  input: ChatInput;
  /** When it was last changed, in UTC milliseconds. */
  at: number;
}

const keyOf = (chat: string | null) => `parley.draft.${chat ?? "new"}`;

/** The draft of a chat (null: of a new one), or null. */
export function readDraft(chat: string | null, storage: Storage = localStorage): Draft | null {
  const stored = storage.getItem(keyOf(chat));
  if (stored === null) return null;
  try {
    const draft: unknown = JSON.parse(stored);
    return isDraft(draft) ? draft : null;
  } catch {
    // Written by something else, or cut off: there is no draft in it.
    return null;
  }
}

export function keepDraft(chat: string | null, draft: Draft, storage: Storage = localStorage): void {
  storage.setItem(keyOf(chat), JSON.stringify(draft));
}

export function dropDraft(chat: string | null, storage: Storage = localStorage): void {
  storage.removeItem(keyOf(chat));
}

/** The fields in which the two differ, as `Problem.field` names them. */
export function changesBetween(saved: ChatInput, typed: ChatInput): string[] {
  const fields = ["name", "script", "reply_to_first_message"] as const;
  const colours = Object.keys(saved.colours) as (keyof ChatInput["colours"])[];
  return [
    ...fields.filter((field) => saved[field] !== typed[field]),
    ...colours.filter((colour) => saved.colours[colour] !== typed.colours[colour]).map((colour) => `colours.${colour}`),
  ];
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== "object" || value === null || !("input" in value) || !("revision" in value) || !("at" in value)) return false;
  const { input, revision, at } = value;
  const isInput =
    typeof input === "object" &&
    input !== null &&
    "name" in input &&
    typeof input.name === "string" &&
    "colours" in input &&
    typeof input.colours === "object" &&
    input.colours !== null &&
    Object.values(input.colours).length === 5 &&
    Object.values(input.colours).every((colour) => typeof colour === "string");
  return isInput && typeof at === "number" && (revision === null || typeof revision === "number");
}
