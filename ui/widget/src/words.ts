/** Words with something filled in, and numbers as people of a language write them. Pure. */

import type { Language } from "./protocol";

/** The words with each `{name}` replaced by its value. */
export function fill(words: string, values: Readonly<Record<string, string | number>>): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Such as “1.4 MB”, in units of 1024. */
export function size(bytes: number, language: Language): string {
  const units = ["byte", "kilobyte", "megabyte"] as const;
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), 2);
  const style = { style: "unit", unit: units[power] ?? "byte", unitDisplay: power === 0 ? "long" : "short", maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(language, style).format(bytes / 1024 ** power);
}

/** Such as “3 minutes”, and never none. */
export function minutes(seconds: number, language: Language): string {
  const style = { style: "unit", unit: "minute", unitDisplay: "long" } as const;
  return new Intl.NumberFormat(language, style).format(Math.max(1, Math.ceil(seconds / 60)));
}
