/** Days without a time, as `2026-11-22`. */
import { getLocalTimeZone, parseDate, today as todayIn } from "@internationalized/date";

/** Today on this computer. */
export function today(): string {
  return todayIn(getLocalTimeZone()).toString();
}

export function dayAfter(day: string): string {
  return parseDate(day).add({ days: 1 }).toString();
}

/** The day's first moment on this computer, to be written by the formats of dates. */
export function fromDay(day: string): number {
  return parseDate(day).toDate(getLocalTimeZone()).getTime();
}
