/** Words for what a dialog is and how it ended. */
import { useTranslation } from "react-i18next";

import type { DialogRow } from "../../ipc";
import { useFormats } from "../../shared/format";
import type { IconName } from "../../shared/Icon";

/** The client's name, or a number that stays theirs. */
export function useClientName(): (dialog: { client: string | null; client_no: number }) => string {
  const { t } = useTranslation();
  const format = useFormats();
  return ({ client, client_no }) => client ?? t("dialogs.visitor", { no: format.number(client_no) });
}

interface Standing {
  icon: IconName;
  tone: string;
  words: string;
}

/** Where a dialog stands, as a shape and in words. */
export function useStanding(): (dialog: Pick<DialogRow, "state" | "ending" | "no_operator_response">) => Standing {
  const { t } = useTranslation();
  return ({ state, ending, no_operator_response }) => {
    if (no_operator_response) return { icon: "warn", tone: "text-warning-ink", words: t("dialogs.status.no_operator_response") };
    if (state === "closed") return { icon: "done", tone: "text-icon-quiet", words: ending === null ? t("dialogs.state.closed") : t(`dialogs.ending.${ending}`) };
    return { icon: state === "bot" ? "bot" : "clock", tone: "text-accent-ink", words: t(`dialogs.state.${state}`) };
  };
}
