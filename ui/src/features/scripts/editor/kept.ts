/** Changes the program has not taken yet. They outlive the window, also when it breaks down. */
import type { ScriptDraft, ScriptId } from "../../../ipc";

export interface Unsaved {
  /** The revision they began from. */
  revision: number;
  draft: ScriptDraft;
}

const keyOf = (script: ScriptId) => `parley.script.${script}`;

/** Keeps them; where the computer has no room left, only the window has them. */
export function keep(script: ScriptId, unsaved: Unsaved, storage: Storage = localStorage): void {
  try {
    storage.setItem(keyOf(script), JSON.stringify(unsaved));
  } catch {
    storage.removeItem(keyOf(script));
  }
}

export function drop(script: ScriptId, storage: Storage = localStorage): void {
  storage.removeItem(keyOf(script));
}

/** What was kept, or null. What something else wrote there is dropped. */
export function kept(script: ScriptId, storage: Storage = localStorage): Unsaved | null {
  const text = storage.getItem(keyOf(script));
  if (text === null) return null;
  const unsaved = parsed(text);
  if (isUnsaved(unsaved)) return unsaved;
  drop(script, storage);
  return null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Cut off in the middle of writing.
    return null;
  }
}

/** Whether it has the outline of what is kept here; its blocks were this window's own. */
function isUnsaved(value: unknown): value is Unsaved {
  if (typeof value !== "object" || value === null || !("revision" in value) || !("draft" in value)) return false;
  const { revision, draft } = value;
  if (typeof revision !== "number" || typeof draft !== "object" || draft === null || !("name" in draft) || !("blocks" in draft)) return false;
  return typeof draft.name === "string" && Array.isArray(draft.blocks) && draft.blocks.every((block) => typeof block === "object" && block !== null && "id" in block && "type" in block);
}
