/** Words for what a command could not do, chosen by its code. */
import { useTranslation } from "react-i18next";

import type { ApiError } from "../ipc";

export interface ErrorWords {
  /** What happened, and what was kept. */
  what: string;
  /** What the person can do. */
  todo: string;
}

const known = [
  "not_found", "invalid", "conflict", "cancelled",
  "malformed_file", "file_not_read", "no_space", "no_permission", "no_folder", "is_folder", "file_in_use", "not_written", "unknown_format",
  "read_only", "damaged", "disk",
  "port_taken", "port_not_allowed", "cannot_listen", "gateway_off",
  "desktop",
] as const;
type Known = (typeof known)[number];

const isKnown = (code: string): code is Known => (known as readonly string[]).includes(code);

/** The words of an error in the language in force. A code without words of its own is shown with its message. */
export function useErrorWords(): (error: ApiError) => ErrorWords {
  const { t } = useTranslation();
  return (error) => {
    if (!isKnown(error.code)) {
      return { what: t("error.internal.what"), todo: t("error.internal.todo", { message: error.message }) };
    }
    const values = { port: portOf(error.details), message: error.message };
    return { what: t(`error.${error.code}.what`, values), todo: t(`error.${error.code}.todo`, values) };
  };
}

function portOf(details: unknown): string {
  const has = typeof details === "object" && details !== null && "port" in details;
  return has ? String(details.port) : "";
}
