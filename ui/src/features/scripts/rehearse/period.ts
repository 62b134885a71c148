/** The period whose dialogs are rehearsed. Pure; days are local. */

/** So many whole days up to the end of today. */
export const PRESETS = { days_7: 7, days_30: 30, days_90: 90 } as const;
export type Preset = keyof typeof PRESETS;

export interface Period {
  /** The first day, as in `2026-11-22`. */
  from: string;
  /** The last day. */
  to: string;
}

/** The days that a preset means at the moment `now`. */
export function presetPeriod(preset: Preset, now: number): Period {
  const date = new Date(now);
  const ago = (days: number) => dayOf(new Date(date.getFullYear(), date.getMonth(), date.getDate() - days));
  return { from: ago(PRESETS[preset] - 1), to: ago(0) };
}

/** The moments of a period: from the first of its first day to before the first after its last. Null when it ends before it begins. */
export function moments({ from, to }: Period): { from: number; to: number } | null {
  const times = { from: startOf(from, 0), to: startOf(to, 1) };
  return times.from < times.to ? times : null;
}

function startOf(day: string, later: number): number {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).getTime();
}

function dayOf(date: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
