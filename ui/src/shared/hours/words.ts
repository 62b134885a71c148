/** A week of work in words. */
import { useTranslation } from "react-i18next";

import type { Span, WorkingHours } from "../../ipc";
import { DAYS, type Day } from "./hours";

/** Writes a week in one line, in the language in force. */
export function useHoursText(): (week: WorkingHours) => string {
  const { t, i18n } = useTranslation();
  const names = new Intl.DateTimeFormat(i18n.language, { weekday: "short", timeZone: "UTC" });
  // 2 February 2026 was a Monday.
  const nameOf = (day: Day) => names.format(Date.UTC(2026, 1, 2 + DAYS.indexOf(day)));
  return (week) => hoursText(week, nameOf, t("value.closed"));
}

/** A week in one line: neighbouring days with the same hours stand together. */
export function hoursText(week: WorkingHours, nameOf: (day: Day) => string, closed: string): string {
  const text = (spans: readonly Span[]) => (spans.length === 0 ? closed : spans.map(({ from, to }) => `${from}–${to}`).join(" "));
  const groups: { days: Day[]; hours: string }[] = [];
  for (const day of DAYS) {
    const hours = text(week[day]);
    const last = groups.at(-1);
    if (last?.hours === hours) last.days.push(day);
    else groups.push({ days: [day], hours });
  }
  return groups.map(({ days, hours }) => `${[days[0], days.length > 1 ? days.at(-1) : undefined].flatMap((day) => (day ? [nameOf(day)] : [])).join("–")} ${hours}`).join(", ");
}
