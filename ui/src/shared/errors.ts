/** Words for what a command could not do, chosen by its code. */
import { useTranslation } from "react-i18next";

import type { ApiError } from "../ipc";

export interface ErrorWords {
  /** What happened, and what was kept. */
  what: string;
  /** What the person can do. */
  todo: string;
}

const known = ["not_found", "invalid", "conflict", "unavailable", "no_space", "no_permission", "port_taken", "busy", "cancelled"] as const;
type Known = (typeof known)[number];

const isKnown = (code: string): code is Known => (known as readonly string[]).includes(code);

/** The words of an error in the language in force. A code without words of its own is shown with its message. */
export function useErrorWords(): (error: ApiError) => ErrorWords {
  const { t } = useTranslation();
  return (error) => {
    if (!isKnown(error.code)) {
      return { what: t("error.internal.what"), todo: t("error.internal.todo", { message: error.message }) };
    }
    const port = portOf(error.details);
    return { what: t(`error.${error.code}.what`, { port }), todo: t(`error.${error.code}.todo`, { port }) };
  };
}

function portOf(details: unknown): string {
  const has = typeof details === "object" && details !== null && "port" in details;
  return has ? String(details.port) : "";
}
