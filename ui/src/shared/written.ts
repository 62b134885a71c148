/** A value that is written as text in a field. */
import { useState } from "react";

interface Written<Value> {
  value: Value;
  set: (value: Value) => void;
  /** What stands in the field and means no value; undefined when it means one. */
  unread: string | undefined;
  /** Keeps a text that means no value; the value stays as it is. */
  leave: (text: string) => void;
  /** The value that a text means; undefined when it means none. */
  read: (text: string) => Value | undefined;
  write: (value: Value) => string;
}

/**
 * What stands in the field: what was typed, as it was typed, while it means the value; what means
 * none is kept beside the value until it is mended.
 */
export function useWritten<Value extends string | number | boolean | null>({ value, set, unread, leave, read, write }: Written<Value>) {
  const [typed, setTyped] = useState(() => write(value));
  return {
    text: unread ?? (read(typed) === value ? typed : write(value)),
    unread: unread !== undefined,
    type: (text: string) => {
      setTyped(text);
      const next = read(text);
      if (next === undefined) leave(text);
      else set(next);
    },
    /** Writes the value as it is usually written. */
    tidy: () => unread === undefined && setTyped(write(value)),
  };
}
