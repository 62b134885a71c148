/** Which dialogs changed, told to whoever shows some of them. */
type Hear = (ids: ReadonlySet<string>) => void;

const listeners = new Set<Hear>();

/** Hears of changed dialogs until the returned function is called. */
export function hearDialogs(hear: Hear): () => void {
  listeners.add(hear);
  return () => void listeners.delete(hear);
}

/** Tells all listeners, once for a batch of changes. */
export function tellDialogs(ids: ReadonlySet<string>): void {
  for (const hear of listeners) hear(ids);
}
