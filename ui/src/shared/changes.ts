/** Which dialogs changed, told to whoever shows some of them. */

/** The changed dialogs; `all` when there were too many to name. */
export type Changed = ReadonlySet<string> | "all";

type Hear = (changed: Changed) => void;

const listeners = new Set<Hear>();

/** Hears of changed dialogs until the returned function is called. */
export function hearDialogs(hear: Hear): () => void {
  listeners.add(hear);
  return () => void listeners.delete(hear);
}

/** Tells all listeners, once for a batch of changes. */
export function tellDialogs(changed: Changed): void {
  for (const hear of listeners) hear(changed);
}

const inboxListeners = new Set<Hear>();

/** Hears, until the returned function is called, that the lists of the inbox changed, and by which dialogs. */
export function hearInbox(hear: Hear): () => void {
  inboxListeners.add(hear);
  return () => void inboxListeners.delete(hear);
}

/** Tells all who hear the inbox, once for a batch of changes. */
export function tellInbox(changed: Changed): void {
  for (const hear of inboxListeners) hear(changed);
}
