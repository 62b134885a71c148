/** The filter of the Dialogs screen as its address writes it, and what it asks of the program. */
import type { DialogFilter, Messenger, StatusFilter } from "../../ipc";

/** A part that is left out does not narrow. Days are local and both ends count. */
export interface FilterAddress {
  status?: StatusFilter;
  messenger?: Messenger[];
  from?: string;
  to?: string;
  chat?: string;
  script?: string;
  marker?: string;
  all?: 1;
}

const MESSENGERS: readonly Messenger[] = ["web", "telegram", "whatsapp", "viber", "facebook", "alice", "yandex", "vk", "skype", "slack", "wechat", "snapchat", "line"];
const STATUSES: readonly StatusFilter[] = ["any", "active", "closed", "no_operator_response"];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export { MESSENGERS, STATUSES };

/** Reads what stands in an address; parts that mean nothing are left out. */
export function filterAddress(search: Record<string, unknown>): FilterAddress {
  const { status, messenger, from, to, chat, script, marker, all } = search;
  const wanted = MESSENGERS.filter((name) => [messenger].flat().includes(name));
  const known = STATUSES.find((name) => name === status);
  return {
    ...(known && known !== "any" && { status: known }),
    ...(wanted.length > 0 && { messenger: wanted }),
    ...(typeof from === "string" && startOf(from) !== null && { from }),
    ...(typeof to === "string" && startOf(to) !== null && { to }),
    ...(typeof chat === "string" && chat !== "" && { chat }),
    ...(typeof script === "string" && script !== "" && { script }),
    // An address gives back a number where a marker is called by one.
    ...((typeof marker === "string" || typeof marker === "number") && marker !== "" && { marker: String(marker) }),
    ...((all === 1 || all === "1" || all === true) && { all: 1 as const }),
  };
}

/** What the program is asked; times in UTC milliseconds, `to` exclusive. */
export function dialogFilter(address: FilterAddress): DialogFilter {
  return {
    messengers: address.messenger ?? [],
    chats: address.chat === undefined ? [] : [address.chat],
    status: address.status ?? "any",
    script: address.script ?? null,
    marker: address.marker ?? null,
    from: address.from === undefined ? null : startOf(address.from),
    to: address.to === undefined ? null : startOf(address.to, 1),
    all: address.all === 1,
  };
}

/** The same filter without some of its parts. */
export function without(filter: FilterAddress, ...parts: (keyof FilterAddress)[]): FilterAddress {
  return Object.fromEntries(Object.entries(filter).filter(([part]) => !parts.includes(part as keyof FilterAddress))) as FilterAddress;
}

/** Whether anything is left out of the list that could be in it. */
export function narrows(address: FilterAddress): boolean {
  return Object.keys(address).some((part) => part !== "all");
}

/** The first moment of a local day, or of the day `later` days after it; null when there is no such day. */
export function startOf(day: string, later = 0): number | null {
  if (!DAY.test(day)) return null;
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const start = new Date(year, month - 1, date);
  if (start.getMonth() !== month - 1 || start.getDate() !== date) return null;
  return new Date(year, month - 1, date + later).getTime();
}

/** The local day of a moment, as the address writes it. */
export function dayOf(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export type Preset = "today" | "yesterday" | "days_7" | "days_30" | "month";
export const PRESETS: readonly Preset[] = ["today", "yesterday", "days_7", "days_30", "month"];

export interface Period {
  from: string;
  to: string;
}

/** The days a preset means at the moment `now`. */
export function presetPeriod(preset: Preset, now: number): Period {
  const date = new Date(now);
  const ago = (days: number) => dayOf(new Date(date.getFullYear(), date.getMonth(), date.getDate() - days).getTime());
  switch (preset) {
    case "today":
      return { from: ago(0), to: ago(0) };
    case "yesterday":
      return { from: ago(1), to: ago(1) };
    case "days_7":
      return { from: ago(6), to: ago(0) };
    case "days_30":
      return { from: ago(29), to: ago(0) };
    case "month":
      return { from: ago(date.getDate() - 1), to: ago(0) };
  }
}

/** The preset that means exactly these days at the moment `now`, if one does. */
export function presetOf({ from, to }: FilterAddress, now: number): Preset | null {
  return (
    PRESETS.find((preset) => {
      const period = presetPeriod(preset, now);
      return period.from === from && period.to === to;
    }) ?? null
  );
}
