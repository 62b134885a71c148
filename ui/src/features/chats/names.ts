/** Settings and their values in words, wherever they stand outside their fields: history, comparing, problems of a file. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { ChatForm, Crop, Holiday, Messenger, PriceList, Unit, WorkingHours } from "../../ipc";
import { useFormats, type Formats } from "../../shared/format";
import { useHoursText } from "../../shared/hours/words";
import { scriptsQuery } from "../../shared/queries";
import { fromDay } from "./editor/days";
import { useSettingsKnown } from "./editor/useChatForm";

/** Names what stands at a path: the setting, and which entry of it when it is a list. */
export function useSettingName(): (path: string) => string {
  const { t, i18n } = useTranslation();
  return (path) => {
    const parts = path.split(".");
    if (parts[0] === "links" && parts[1] !== undefined) return t("value.link_to", { messenger: t(`messenger.${parts[1] as Messenger}`) });
    for (let length = parts.length; length > 0; length -= 1) {
      const key = `setting.${parts.slice(0, length).join(".")}.label`;
      if (!i18n.exists(key)) continue;
      const entry = parts.slice(length).find((part) => /^\d+$/.test(part));
      // Which settings there are is known while the program runs; that the words are there was just asked.
      const label = t(key as "setting.name.label");
      const name = path.startsWith("appearance.colours.") ? t("value.colour_of", { label }) : label;
      return entry === undefined ? name : t("value.entry", { name, number: Number(entry) + 1 });
    }
    return path;
  };
}

/** What a setting says where nothing is set. */
const UNSET = {
  "general.language": "value.visitors_own",
  "general.time_zone": "value.this_computers",
  "general.working_hours": "value.around_the_clock",
  "feedback.text": "value.own_words",
  "queue.text": "value.own_words",
  "queue.busy_text": "value.own_words",
  "widget.allowed_sites": "value.any_site",
} as const;

const isUnset = (value: unknown) => value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

/** Says the value of a setting as its field would. */
export function useValueWords(): (path: string, value: unknown) => string {
  const { t } = useTranslation();
  const format = useFormats();
  const { data: known } = useSettingsKnown();
  const { data: scripts } = useQuery(scriptsQuery);
  const hoursText = useHoursText();

  return (path, value) => {
    if (path === "script.main" && value === null) return t("editor.builtin_script");
    if (isUnset(value)) return path in UNSET ? t(UNSET[path as keyof typeof UNSET]) : path.startsWith("appearance.pictures.") ? t("value.default_picture") : t("value.none");
    if (typeof value === "boolean") return value ? t("value.yes") : t("value.no");
    if (typeof value === "number") return amount(value, unitOf(known, path), format);
    switch (path) {
      case "general.language":
        return value === "ru" ? t("language.ru") : t("language.en");
      case "general.working_hours":
        return hoursText(value as WorkingHours);
      case "general.holidays":
        return (value as Holiday[]).map(({ first, last, name }) => `${period(first, last, format)} ${name}`.trim()).join("; ");
      case "prices":
        return (value as PriceList[]).map(({ from, currency, dialog }) => t("value.prices_from", { date: format.date(fromDay(from)), price: format.money(dialog, currency) })).join("; ");
      case "feedback.scale":
        return t(`value.scale.${value as "two" | "five" | "ten"}`);
      case "queue.operator_idle_to":
        return t(`value.idle_to.${value as "bot" | "next_operator" | "queue"}`);
    }
    if (path.startsWith("script.")) return scripts?.find((script) => script.id === value)?.name ?? t("problem.unknown_script");
    if (path.startsWith("appearance.pictures.")) return t("avatar.cut", { side: format.number((value as { crop: Crop }).crop.side) });
    if (path.startsWith("appearance.colours.")) return String(value).toUpperCase();
    return Array.isArray(value) ? value.join(", ") : String(value);
  };
}

function unitOf(known: ChatForm | undefined, path: string): Unit | null {
  const setting = known?.settings.find((one) => one.path === path);
  return setting?.kind === "number" ? setting.unit : null;
}

function amount(value: number, unit: Unit | null, format: Formats): string {
  return unit === null ? format.number(value) : format.duration(unit === "minutes" ? value * 60 : value);
}

function period(first: string, last: string, format: Formats): string {
  return first === last ? format.date(fromDay(first)) : format.span(fromDay(first), fromDay(last));
}
