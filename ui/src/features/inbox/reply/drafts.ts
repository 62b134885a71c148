/**
 * What somebody began to write, per operator and dialog: kept at once on this computer, so that
 * nothing is lost, and a moment later in the program, so that the list shows it.
 */
import { call } from "../../../ipc";

/** In milliseconds after the last key. */
const PAUSE = 600;

const nameOf = (operator: string, dialog: string) => `parley.reply.${operator}.${dialog}`;
const waiting = new Map<string, { text: string; timer: ReturnType<typeof setTimeout> }>();

/** What was begun here; null when nothing was, on this computer. */
export function draftOf(operator: string, dialog: string): string | null {
  return localStorage.getItem(nameOf(operator, dialog));
}

/** Keeps what stands in the reply box now; empty forgets it. */
export function keepDraft(operator: string, dialog: string, text: string, kept: () => void): void {
  const name = nameOf(operator, dialog);
  if (text === "") localStorage.removeItem(name);
  else localStorage.setItem(name, text);
  clearTimeout(waiting.get(name)?.timer);
  const send = () => {
    waiting.delete(name);
    // What could not be kept in the program is still kept here.
    call("draft_keep", { dialog, text }).then(kept, () => undefined);
  };
  waiting.set(name, { text, timer: setTimeout(send, PAUSE) });
}

/** Forgets a draft that was sent. */
export function dropDraft(operator: string, dialog: string): void {
  const name = nameOf(operator, dialog);
  clearTimeout(waiting.get(name)?.timer);
  waiting.delete(name);
  localStorage.removeItem(name);
  call("draft_keep", { dialog, text: "" }).catch(() => undefined);
}
