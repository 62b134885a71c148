/** Words for clients and for what happened in a dialog. */
import { useTranslation } from "react-i18next";

import type { Happening } from "../../ipc";
import { useFormats } from "../../shared/format";
import type { IconName } from "../../shared/Icon";

/** The client's name, or a number that stays theirs. */
export function useClientName(): (client: { name: string | null; no: number }) => string {
  const { t } = useTranslation();
  const { number } = useFormats();
  return ({ name, no }) => name ?? t("dialogs.visitor", { no: number(no) });
}

/** What happened, in words; `me` is the name of the operator who reads it. */
export function useHappeningWords(me: string): (what: Happening) => string {
  const { t } = useTranslation();
  const format = useFormats();
  // A sentence about the reader is another one, not the same with another name.
  const by = (operator: string) => (operator === me ? ("you" as const) : ("other" as const));
  return (what) => {
    switch (what.what) {
      case "handed_over":
        return what.group === null ? t("inbox.happened.handed_over_any") : t("inbox.happened.handed_over", { group: what.group });
      case "assigned":
        return t(`inbox.happened.assigned.${by(what.operator)}`, { operator: what.operator, wait: format.duration(what.wait_s) });
      case "taken":
        if (what.wait_s === null) return t(`inbox.happened.taken.${by(what.operator)}`, { operator: what.operator });
        return t(`inbox.happened.taken_after.${by(what.operator)}`, { operator: what.operator, wait: format.duration(what.wait_s) });
      case "transferred":
        if (what.operator !== null) return t("inbox.happened.transferred_operator", { from: what.from, operator: what.operator });
        return what.group === null ? t("inbox.happened.transferred_any", { from: what.from }) : t("inbox.happened.transferred_group", { from: what.from, group: what.group });
      case "taken_away":
        return t(`inbox.happened.taken_away.${by(what.operator)}`, { operator: what.operator });
      case "returned_to_bot":
        return t(`inbox.happened.returned_to_bot.${by(what.operator)}`, { operator: what.operator });
      case "script":
        return t("inbox.happened.script", { script: what.script, operator: what.operator });
      case "rated":
        return t("inbox.happened.rated", { rating: format.number(what.rating), scale: format.number(what.scale) });
      case "comment":
        return t("inbox.happened.comment", { text: what.text });
      case "client_result":
        return what.solved ? t("inbox.happened.solved") : t("inbox.happened.not_solved");
      case "operator_result":
        return t("inbox.happened.operator_result", { result: what.result, operator: what.operator });
      case "moved":
        return t("inbox.happened.moved", { from: t(`messenger.${what.from}`), to: t(`messenger.${what.to}`) });
      case "closed":
        if (what.operator === null) return t(`dialogs.ending.${what.ending}`);
        return t(`inbox.happened.closed.${by(what.operator)}`, { operator: what.operator, ending: t(`dialogs.ending.${what.ending}`) });
      case "queue_over":
      case "help":
      case "rating_asked":
        return t(`inbox.happened.${what.what}`);
    }
  };
}

const icons: Partial<Record<Happening["what"], IconName>> = {
  handed_over: "forward",
  assigned: "user",
  taken: "user",
  transferred: "forward",
  taken_away: "history",
  returned_to_bot: "bot",
  script: "bot",
  queue_over: "clock",
  help: "warn",
  rating_asked: "star",
  rated: "star",
  moved: "link",
  closed: "done",
};

export const iconOf = (what: Happening): IconName => icons[what.what] ?? "done";
