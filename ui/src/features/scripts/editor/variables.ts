/** The variables of a script: those of the program, and those its blocks give a value. Pure. */
import type { Block, ScriptDraft } from "../../../ipc";

/** What every script knows. */
export const SYSTEM = ["clientName", "clientPhone", "channel", "page", "percept", "today", "time", "now", "dialog", "dialogId", "previousScriptId"] as const;

/** What a script knows after a request. */
export const STATUS = "request.status";

/** Own names: 1 to 64 letters, digits and `_`. */
export const isOwnName = (name: string): boolean => /^[\p{L}\p{N}_]{1,64}$/u.test(name) && !(SYSTEM as readonly string[]).includes(name);

/** The variables a block gives a value. */
function setBy(block: Block): string[] {
  if (block.type === "question" || block.type === "ai") return block.save_to === undefined ? [] : [block.save_to];
  if (block.type === "set") return block.values.map(({ name }) => name);
  if (block.type === "start") return block.takes ?? [];
  return block.type === "request" ? (block.save ?? []).map(({ to }) => to) : [];
}

/** The script's own variables, by name. */
export function ownVariables(draft: ScriptDraft): string[] {
  return [...new Set(draft.blocks.flatMap(setBy).filter(isOwnName))].sort((one, other) => one.localeCompare(other));
}

/** Every variable that may stand in a text: the script's own first. */
export function variablesOf(draft: ScriptDraft): string[] {
  return [...ownVariables(draft), ...(draft.blocks.some(({ type }) => type === "request") ? [STATUS] : []), ...SYSTEM];
}
