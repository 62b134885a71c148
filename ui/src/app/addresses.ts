/**
 * Which addresses lead somewhere in the window. A link from outside only navigates, and only to
 * an address of this grammar; anything else is nothing.
 */

const ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const PATHS = new RegExp(`^/(?:chats|dialogs|inbox|operators|scripts|settings|operators/(?:groups|replies|tags|attributes)|inbox/${ID}|dialogs/${ID}|scripts/${ID}|chats/${ID}/(?:edit|code|history|compare))$`);
const DIALOG_ID = new RegExp(`^${ID}$`);
const LINK = new RegExp(`^parley://dialog/(${ID})/?$`);

/** The path when it is one of the window's screens, else null. */
export function screenAt(path: string): string | null {
  return PATHS.test(path) ? path : null;
}

/** The dialog that a pasted text names: its id, or a `parley://dialog/…` link. */
export function dialogIn(text: string): string | null {
  const trimmed = text.trim().toLowerCase();
  if (DIALOG_ID.test(trimmed)) return trimmed;
  return LINK.exec(trimmed)?.[1] ?? null;
}
