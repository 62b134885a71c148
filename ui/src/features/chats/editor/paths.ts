/**
 * A chat's settings by their paths, as `Problem.field` and `SettingForm.path` name them. Pure;
 * nothing here knows a single setting.
 */
import type { ChatForm, ChatInput } from "../../../ipc";

/** A setting: anything that is set as a whole, so nothing within a list, and nothing within what may be null. */
type PathsIn<Part> = {
  [Key in keyof Part & string]: NonNullable<Part[Key]> extends readonly unknown[] | string | number | boolean
    ? Key
    : null extends Part[Key]
      ? Key
      : Key extends "links"
        ? Key
        : `${Key}.${PathsIn<Part[Key]>}`;
}[keyof Part & string];

export type SettingPath = PathsIn<ChatInput>;

type ValueIn<Part, Path extends string> = Path extends `${infer Key}.${infer Rest}` ? (Key extends keyof Part ? ValueIn<Part[Key], Rest> : never) : Path extends keyof Part ? Part[Path] : never;

export type ValueAt<Path extends SettingPath> = ValueIn<ChatInput, Path>;

/** The settings whose value is of this kind. */
export type PathTo<Value> = { [Path in SettingPath]: [ValueAt<Path>] extends [Value] ? ([Value] extends [ValueAt<Path>] ? Path : never) : never }[SettingPath];

type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null && !Array.isArray(value);

/** What stands at the path; undefined where nothing does. */
export function at(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((part, key) => (typeof part === "object" && part !== null ? (part as Tree)[key] : undefined), value);
}

/** The same with another value at the path; undefined takes away what stands there. */
export function put<Whole>(whole: Whole, path: string, value: unknown): Whole {
  return putIn(whole, path.split("."), value) as Whole;
}

function putIn(part: unknown, [key, ...rest]: string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(part)) return part.map((item, index) => (String(index) === key ? putIn(item, rest, value) : item));
  const { [key]: former, ...others } = isTree(part) ? part : {};
  const next = putIn(former, rest, value);
  // The order of the keys stays, so that what is equal is also written equally.
  return next === undefined ? others : isTree(part) && key in part ? { ...part, [key]: next } : { ...others, [key]: next };
}

/** Whether the two hold the same, whatever the order of their keys. */
export function same(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) return one.length === other.length && one.every((item, index) => same(item, other[index]));
  if (isTree(one) && isTree(other)) return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) => same(one[key], other[key]));
  return one === other;
}

/** The path of every setting in the order they are shown; links one by one, as `Difference.path` has them. */
export function pathsOf({ settings, link_examples }: ChatForm): string[] {
  return settings.flatMap(({ path }) => (path === "links" ? link_examples.map(([messenger]) => `links.${messenger}`) : [path]));
}

/** The settings in which the two differ. An empty link is no link. */
export function differing(paths: readonly string[], one: ChatInput, other: ChatInput): string[] {
  const held = (input: ChatInput, path: string) => (path.startsWith("links.") ? at(input, path) || undefined : at(input, path));
  return paths.filter((path) => !same(held(one, path), held(other, path)));
}

/**
 * Whether a stored input has the form that `today` has: the same keys with the same kinds of value.
 * Lists may have any length, and what is null today may hold anything.
 */
export function isShapedLike(today: unknown, stored: unknown): boolean {
  if (today === null || stored === null) return stored !== undefined;
  if (Array.isArray(today)) return Array.isArray(stored) && stored.every((item) => isShapedLike(today[0] ?? null, item));
  if (!isTree(today)) return typeof stored === typeof today;
  if (!isTree(stored)) return false;
  return [...new Set([...Object.keys(today), ...Object.keys(stored)])].every((key) => MESSENGERS.has(key) || (key in today && isShapedLike(today[key], stored[key])));
}

/** Where these are keys, any of them may be missing. */
const MESSENGERS: ReadonlySet<string> = new Set(["web", "telegram", "whatsapp", "viber", "facebook", "alice", "yandex", "vk", "skype", "slack", "wechat", "snapchat", "line"]);
