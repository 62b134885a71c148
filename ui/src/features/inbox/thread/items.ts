/** A thread as it is drawn: days, what happened in quiet lines, and who wrote several times in a row. */
import type { Entry, Happening, Message, Note } from "../../../ipc";

export type Item =
  | { type: "day"; key: string; at: number }
  | { type: "dialog"; key: string; entry: Extract<Entry, { type: "dialog" }> }
  | { type: "message"; key: string; message: Message; dialog: string; first: boolean; pressed: string | null }
  | { type: "happenings"; key: string; at: number; what: Happening[] }
  | { type: "note"; key: string; note: Note };

/** What happened within so many milliseconds stands in one line. */
const TOGETHER = 60_000;
/** At most so much of it. */
const IN_ONE_LINE = 2;

/** The entries, oldest first, as items. `dayOf` says to which day a time belongs. */
export function itemsOf(entries: readonly Entry[], dayOf: (at: number) => string): Item[] {
  const items: Item[] = [];
  const answers = pressedIn(entries);
  const named = new Map<string, number>();
  // A clock that jumped may bring the same day, or the same moment, twice.
  const once = (key: string) => {
    const count = (named.get(key) ?? 0) + 1;
    named.set(key, count);
    return count === 1 ? key : `${key} ${count}`;
  };
  let day: string | undefined;
  for (const entry of entries) {
    const at = timeOf(entry);
    const former = items.at(-1);
    if (dayOf(at) !== day) {
      day = dayOf(at);
      items.push({ type: "day", key: once(`day ${day}`), at });
    }
    switch (entry.type) {
      case "dialog":
        items.push({ type: "dialog", key: once(`dialog ${entry.dialog}`), entry });
        break;
      case "note":
        items.push({ type: "note", key: once(`note ${entry.note.id}`), note: entry.note });
        break;
      case "happening": {
        const line = items.at(-1);
        if (line?.type === "happenings" && line.what.length < IN_ONE_LINE && at - line.at < TOGETHER) line.what.push(entry.what);
        else items.push({ type: "happenings", key: once(`${entry.dialog} ${at} ${entry.what.what}`), at, what: [entry.what] });
        break;
      }
      case "message": {
        const { message, dialog } = entry;
        const first = items.at(-1) !== former || former?.type !== "message" || !isSameAuthor(former.message, message);
        items.push({ type: "message", key: once(message.id), message, dialog, first, pressed: answers.get(message.id) ?? null });
        break;
      }
    }
  }
  return items;
}

export function timeOf(entry: Entry): number {
  if (entry.type === "message") return entry.message.at;
  return entry.type === "note" ? entry.note.at : entry.at;
}

function isSameAuthor(one: Message, other: Message): boolean {
  return one.author_type === other.author_type && one.author === other.author && one.operator?.id === other.operator?.id;
}

/** By the message with the buttons: the title of the one that was pressed next. */
function pressedIn(entries: readonly Entry[]): Map<string, string> {
  const found = new Map<string, string>();
  let asked: Message | undefined;
  for (const entry of entries) {
    if (entry.type !== "message") continue;
    const { message } = entry;
    if (message.buttons.length > 0) asked = message;
    if (message.kind === "postback" && asked?.buttons.some(({ title }) => title === message.text)) found.set(asked.id, message.text);
    if (message.author_type === "client") asked = undefined;
  }
  return found;
}
