/** Words for what a command could not do, chosen by its code. */
import { useTranslation } from "react-i18next";

import type { ApiError } from "../ipc";
import { useFormats, type Formats } from "./format";

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
  "no_operator", "unknown_operator", "unknown_group", "unknown_script", "builtin", "damaged_script", "script_too_long",
  "held_by", "nobody_holds", "closed", "gone", "result_required", "unknown_result", "empty_message", "text_too_long",
  "file_too_big", "file_empty", "file_refused", "too_many_files",
] as const;
type Known = (typeof known)[number];

const isKnown = (code: string): code is Known => (known as readonly string[]).includes(code);

/** The words of an error in the language in force. A code without words of its own is shown with its message. */
export function useErrorWords(): (error: ApiError) => ErrorWords {
  const { t } = useTranslation();
  const format = useFormats();
  return (error) => {
    if (!isKnown(error.code)) {
      return { what: t("error.internal.what"), todo: t("error.internal.todo", { message: error.message }) };
    }
    const values = { message: error.message, ...valuesOf(error, format) };
    return { what: t(`error.${error.code}.what`, values), todo: t(`error.${error.code}.todo`, values) };
  };
}

/** What the words of some errors name: a port, who holds a dialog, how much is too much. */
function valuesOf({ code, details }: ApiError, format: Formats): Record<"port" | "operator" | "limit", string> {
  const { port, operator, limit } = Object(details) as { port?: unknown; operator?: { name?: unknown }; limit?: unknown };
  const most = typeof limit === "number" ? limit : 0;
  return { port: String(port ?? ""), operator: String(operator?.name ?? ""), limit: code === "file_too_big" ? format.megabytes(most) : format.number(most) };
}
