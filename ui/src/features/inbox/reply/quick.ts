/** Quick replies: what `/` in the reply box asks for, and what comes of it. */
import type { QuickReply } from "../../../ipc";

/** Where in the text somebody asks for a quick reply, and by which letters. */
export interface Asked {
  from: number;
  to: number;
  letters: string;
}

/** What stands before the caret when it is a `/` at the beginning of a word, with letters after it. */
export function askedAt(text: string, caret: number): Asked | null {
  const found = /(?:^|\s)\/([\p{L}\p{N}_-]*)$/u.exec(text.slice(0, caret));
  const letters = found?.[1];
  return letters === undefined ? null : { from: caret - letters.length - 1, to: caret, letters };
}

/** Those whose shortcut begins with the letters, then those that hold them anywhere. */
export function fitting(replies: readonly QuickReply[], letters: string): QuickReply[] {
  const sought = letters.toLocaleLowerCase();
  const begins = ({ shortcut }: QuickReply) => shortcut.toLocaleLowerCase().startsWith(sought);
  const holds = ({ shortcut, text }: QuickReply) => shortcut.toLocaleLowerCase().includes(sought) || text.toLocaleLowerCase().includes(sought);
  return [...replies.filter(begins), ...replies.filter((reply) => !begins(reply) && holds(reply))];
}

/** The text when it is nothing but a shortcut that no quick reply has: a slip, most likely. */
export function unknownShortcut(text: string, replies: readonly QuickReply[]): string | null {
  const letters = /^\/([\p{L}\p{N}_-]+)$/u.exec(text.trim())?.[1];
  return letters !== undefined && fitting(replies, letters).length === 0 ? text.trim() : null;
}

export interface Filling {
  name: string | null;
  operator: string;
  chat: string;
}

/** The text with the variables filled; a client without a name is not named, nor is the comma before. */
export function filled(text: string, { name, operator, chat }: Filling): string {
  const values = { name, operator, chat };
  return text.replace(/(,?[ \t]*)\{(name|operator|chat)\}/g, (_, before: string, variable: keyof typeof values) => {
    const value = values[variable];
    return value === null ? "" : before + value;
  });
}

/** The text with `reply` in the place of what asked for it, and where the caret then stands. */
export function withReply(text: string, asked: Asked, reply: string): { text: string; caret: number } {
  return { text: text.slice(0, asked.from) + reply + text.slice(asked.to), caret: asked.from + reply.length };
}
