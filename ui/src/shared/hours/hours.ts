/** Times of day and weeks of work. Pure; whether they make sense is for the program to say. */
import type { Span, WorkingHours } from "../../ipc";

export const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const satisfies readonly (keyof WorkingHours)[];
export type Day = (typeof DAYS)[number];

const WORKDAYS: readonly Day[] = DAYS.slice(0, 5);
const HOUR = 60;

/** What a day that is switched on begins with. */
export const DAY_OF_WORK: readonly Span[] = [{ from: "09:00", to: "18:00" }];

/** What a week begins with. */
export const WEEK: WorkingHours = Object.fromEntries(DAYS.map((day) => [day, WORKDAYS.includes(day) ? DAY_OF_WORK : []])) as unknown as WorkingHours;

/** A time as `HH:MM` up to 24:00, from `9`, `930`, `9:30`, `09.30` or the like; undefined when the text is none. */
export function readTime(text: string): string | undefined {
  const [, hours, minutes = "00"] = /^(\d{1,2})(?:[:.\s]?(\d{2}))?$/.exec(text.trim()) ?? [];
  if (hours === undefined) return undefined;
  const time = Number(hours) * HOUR + Number(minutes);
  return Number(minutes) < HOUR && time <= 24 * HOUR ? written(time) : undefined;
}

/** How many stretches of work a day may have. */
export const MOST_SPANS = 6;

/** The same day with an hour off in the middle of its longest stretch; null when none is long enough for that, or there are enough. */
export function withBreak(spans: readonly Span[]): Span[] | null {
  if (spans.length >= MOST_SPANS) return null;
  const lengths = spans.map(({ from, to }) => minutes(to) - minutes(from));
  const longest = lengths.indexOf(Math.max(...lengths));
  const span = spans[longest];
  if (span === undefined || minutes(span.to) - minutes(span.from) < 3 * HOUR) return null;
  const noon = Math.floor((minutes(span.from) + minutes(span.to)) / 2 / HOUR) * HOUR;
  return [...spans.slice(0, longest), { from: span.from, to: written(noon) }, { from: written(noon + HOUR), to: span.to }, ...spans.slice(longest + 1)];
}

/** The same week with Monday's hours from Tuesday to Friday. */
export function withMondayOnWorkdays(week: WorkingHours): WorkingHours {
  return { ...week, ...Object.fromEntries(WORKDAYS.map((day) => [day, week.monday])) };
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * HOUR + Number(time.slice(3));
}

function written(time: number): string {
  return [Math.floor(time / HOUR), time % HOUR].map((part) => String(part).padStart(2, "0")).join(":");
}
