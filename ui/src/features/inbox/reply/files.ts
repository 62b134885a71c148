/** Files beside a reply, per dialog: they wait here while another dialog is open. */
import { useSyncExternalStore } from "react";

import { asApiError, call, sendBytes, type ApiError, type FileTaken } from "../../../ipc";

/** As many bytes as a file may have; the program says no to more, and here it is said before reading it. */
export const LIMIT = 20 * 1_048_576;

export interface Waiting {
  key: string;
  name: string;
  bytes: number;
  /** Null while the program takes it. */
  taken: FileTaken | null;
  error: ApiError | null;
}

const NONE: readonly Waiting[] = [];
const shelves = new Map<string, readonly Waiting[]>();
const listeners = new Set<() => void>();

function put(dialog: string, files: readonly Waiting[]): void {
  if (files.length === 0) shelves.delete(dialog);
  else shelves.set(dialog, files);
  for (const hear of listeners) hear();
}

const filesOf = (dialog: string) => shelves.get(dialog) ?? NONE;

function settle(dialog: string, key: string, change: Partial<Waiting>): void {
  put(dialog, filesOf(dialog).map((file) => (file.key === key ? { ...file, ...change } : file)));
}

/** Hands files that were dropped or pasted to the program, each on its own. */
export function addFiles(dialog: string, files: readonly File[]): void {
  for (const file of files) {
    const key = crypto.randomUUID();
    const tooBig = file.size > LIMIT ? { code: "file_too_big", message: file.name, details: { bytes: file.size, limit: LIMIT } } : null;
    put(dialog, [...filesOf(dialog), { key, name: file.name, bytes: file.size, taken: null, error: tooBig }]);
    if (tooBig) continue;
    file
      .arrayBuffer()
      .then((bytes) => sendBytes("file_take", bytes, file.name))
      .then(
        (taken) => settle(dialog, key, { taken, name: taken.name, bytes: taken.bytes }),
        (error: unknown) => settle(dialog, key, { error: asApiError(error) }),
      );
  }
}

/** Lets the person choose files; rejects with an `ApiError` when that could not be asked. */
export async function chooseFiles(dialog: string): Promise<void> {
  const { taken, refused } = await call("file_choose", {});
  put(dialog, [
    ...filesOf(dialog),
    ...taken.map((file) => ({ key: crypto.randomUUID(), name: file.name, bytes: file.bytes, taken: file, error: null })),
    ...refused.map(({ name, error }) => ({ key: crypto.randomUUID(), name, bytes: 0, taken: null, error })),
  ]);
}

/** Takes the files with these keys away. */
export function removeFiles(dialog: string, keys: readonly string[]): void {
  put(dialog, filesOf(dialog).filter(({ key }) => !keys.includes(key)));
}

export function useFiles(dialog: string): readonly Waiting[] {
  return useSyncExternalStore(
    (hear) => {
      listeners.add(hear);
      return () => void listeners.delete(hear);
    },
    () => filesOf(dialog),
  );
}
