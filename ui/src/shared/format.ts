/** Numbers, times and money as the language in force writes them. */
import { useTranslation } from "react-i18next";

import type { Language } from "../ipc";

/** Used when the system speaks another language than the window. */
const localeOf: Record<Language, string> = { en: "en-GB", ru: "ru-RU" };

/** The system's own variant of the language (en-US, say), else the common one. */
export function pickLocale(language: string, systems: readonly string[]): string {
  return systems.find((system) => system.split("-")[0] === language) ?? localeOf[language as Language] ?? language;
}

export interface Formats {
  /** As in `en-GB`. */
  readonly locale: string;
  /** 12,486 */
  number(value: number): string;
  /** +120, −7 */
  change(value: number): string;
  /** 14 Nov 18:42, with the year when it is not that of `now`. */
  moment(at: number, now: number): string;
  /** 18:42 on the day of `now`; else 14 Nov, with the year when it is not that of `now`. */
  near(at: number, now: number): string;
  /** What stands between a number and its decimals. */
  readonly decimal: string;
  /** 14 November 2026 at 18:42:05 */
  exact(at: number): string;
  /** 18:42 */
  time(at: number): string;
  /** 18:42:05 */
  clock(at: number): string;
  /** Saturday, 14 November 2026 */
  day(at: number): string;
  /** Monday; 0 is Monday. */
  weekday(index: number): string;
  /** 14 Nov 2026 */
  date(at: number): string;
  /** 1 Oct – 14 Nov 2026 */
  span(from: number, to: number): string;
  /** 8 min 47 sec; `seconds` is a whole number. */
  duration(seconds: number): string;
  /** 7.2 MB; rounded up, so that what is over a limit never reads like the limit. */
  megabytes(bytes: number): string;
  /** 7.2 MB, or 12 kB where it is less than one. */
  size(bytes: number): string;
  /** 7.8; with one decimal, cut and not rounded: 4.49 must not read like a 4.5 that it misses. */
  ratio(value: number): string;
  /** 14 November */
  dayOfYear(at: number): string;
  /** Millionths of a currency unit; no currency gives the bare number. */
  money(millionths: number, currency: string | null): string;
}

export function formats(locale: string): Formats {
  const number = new Intl.NumberFormat(locale);
  const signed = new Intl.NumberFormat(locale, { signDisplay: "exceptZero" });
  const thisYear = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
  const otherYear = new Intl.DateTimeFormat(locale, { day: "numeric", month: "numeric", year: "2-digit" });
  const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });
  const seconds = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "medium" });
  const day = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  const date = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" });
  const dayOfYear = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long" });
  const ratio = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const megabytes = new Intl.NumberFormat(locale, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });
  const kilobytes = new Intl.NumberFormat(locale, { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 });
  const unit = (name: string) => new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: "short" });
  const units: [Intl.NumberFormat, number][] = [
    [unit("day"), 86_400],
    [unit("hour"), 3_600],
    [unit("minute"), 60],
    [unit("second"), 1],
  ];

  return {
    locale,
    number: (value) => number.format(value),
    change: (value) => signed.format(value).replace("-", "−"),
    moment(at, now) {
      const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
      return `${(sameYear ? thisYear : otherYear).format(at)} ${clock.format(at)}`;
    },
    near(at, now) {
      const [then, today] = [new Date(at), new Date(now)];
      if (then.toDateString() === today.toDateString()) return clock.format(at);
      return (then.getFullYear() === today.getFullYear() ? thisYear : otherYear).format(at);
    },
    exact: (at) => exact.format(at),
    time: (at) => clock.format(at),
    clock: (at) => seconds.format(at),
    day: (at) => day.format(at),
    // A Monday, and the days after it.
    weekday: (index) => weekday.format(Date.UTC(2024, 0, 1 + index)),
    decimal: number.formatToParts(0.5).find(({ type }) => type === "decimal")?.value ?? ".",
    date: (at) => date.format(at),
    span: (from, to) => date.formatRange(from, to),
    duration(seconds) {
      let left = seconds;
      const parts: string[] = [];
      for (const [format, length] of units) {
        const count = Math.floor(left / length);
        left -= count * length;
        if (count > 0) parts.push(format.format(count));
      }
      return parts.length === 0 ? unit("second").format(0) : parts.slice(0, 2).join(" ");
    },
    ratio: (value) => ratio.format(Math.floor(value * 10) / 10),
    megabytes: (bytes) => megabytes.format(Math.ceil((bytes * 10) / 1_048_576) / 10),
    size: (bytes) => (bytes < 1_048_576 ? kilobytes.format(Math.ceil(bytes / 1_024)) : megabytes.format(Math.ceil((bytes * 10) / 1_048_576) / 10)),
    dayOfYear: (at) => dayOfYear.format(at),
    money(millionths, currency) {
      const amount = millionths / 1_000_000;
      if (currency === null) return number.format(amount);
      return new Intl.NumberFormat(locale, { style: "currency", currency, maximumFractionDigits: 6 }).format(amount);
    },
  };
}

const made = new Map<string, Formats>();

/** The formats of the language in force. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  const locale = pickLocale(i18n.language, navigator.languages);
  // To make them takes milliseconds, and every row of a list asks for them.
  const known = made.get(locale) ?? formats(locale);
  made.set(locale, known);
  return known;
}
