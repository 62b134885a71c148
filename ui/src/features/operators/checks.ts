/**
 * What can be told of an input while it is typed. The program checks it again when it is saved and has
 * the last word; these only spare people the way there. Pure.
 */
import type { AttributeInput, GroupInput, OperatorInput, Problem, QuickReplyInput, Span, TagInput, WorkingHours } from "../../ipc";
import { DAYS } from "../../shared/hours/hours";

/** The program's limits of what is set up for operators. */
export const LIMITS = { name: 100, dialogs: 100, goal_s: 86_400, choices: 100, shortcut: 32, reply: 4_000 } as const;

/** What may stand between braces in a quick reply. */
export const VARIABLES: readonly string[] = ["name", "operator", "chat"];

interface Named {
  id: string;
  name: string;
}

export function checkOperator(input: OperatorInput, others: readonly Named[]): Problem[] {
  return [...checkName(input.name, others), ...outOfRange("dialogs_max", input.dialogs_max, 0, LIMITS.dialogs), ...(input.working_hours ? checkHours(input.working_hours) : [])];
}

export function checkGroup(input: GroupInput, others: readonly Named[]): Problem[] {
  return [...checkName(input.name, others), ...outOfRange("sl_first_s", input.sl_first_s, 1, LIMITS.goal_s), ...outOfRange("sl_next_s", input.sl_next_s, 1, LIMITS.goal_s)];
}

export function checkTag(input: TagInput, others: readonly Named[]): Problem[] {
  return checkName(input.name, others);
}

/** `others` are the replies of the same owner. */
export function checkReply({ shortcut, text }: QuickReplyInput, others: readonly { shortcut: string }[]): Problem[] {
  const problems = [...checkLine("shortcut", shortcut, LIMITS.shortcut), ...checkLine("text", text, LIMITS.reply)];
  const unknown = [...text.matchAll(/{([^{}\s]*)}/g)].map(([, name = ""]) => name).find((name) => !VARIABLES.includes(name));
  if (unknown !== undefined) problems.push({ field: "text", code: "unknown_variable", name: unknown, known: [...VARIABLES] });
  if (/[^\p{L}\p{N}_-]/u.test(shortcut.trim())) problems.push({ field: "shortcut", code: "not_a_shortcut" });
  else if (others.some((other) => plain(other.shortcut) === plain(shortcut))) problems.push({ field: "shortcut", code: "taken" });
  return problems;
}

export function checkAttribute({ name, kind, choices }: AttributeInput, others: readonly Named[]): Problem[] {
  const problems = checkName(name, others);
  if (kind !== "choice") return problems;
  if (choices.length === 0) problems.push({ field: "choices", code: "empty" });
  if (choices.length > LIMITS.choices) problems.push({ field: "choices", code: "too_many", count: choices.length, limit: LIMITS.choices });
  choices.forEach((choice, index) => {
    problems.push(...checkLine(`choices.${index}`, choice, LIMITS.name));
    if (choices.indexOf(choice) < index) problems.push({ field: `choices.${index}`, code: "twice" });
  });
  return problems;
}

function checkName(name: string, others: readonly Named[]): Problem[] {
  const problems = checkLine("name", name, LIMITS.name);
  if (problems.length === 0 && others.some((other) => plain(other.name) === plain(name))) problems.push({ field: "name", code: "taken" });
  return problems;
}

function checkLine(field: string, text: string, limit: number): Problem[] {
  const length = [...text.trim()].length;
  if (length === 0) return [{ field, code: "empty" }];
  return length > limit ? [{ field, code: "too_long", length, limit }] : [];
}

function outOfRange(field: string, value: number | null, least: number, most: number): Problem[] {
  return value !== null && (value < least || value > most) ? [{ field, code: "out_of_range", least, most }] : [];
}

function checkHours(week: WorkingHours): Problem[] {
  const field = "working_hours";
  if (DAYS.every((day) => week[day].length === 0)) return [{ field, code: "never_open" }];
  return DAYS.flatMap((day) => week[day].flatMap((span, index) => checkSpan(`${field}.${day}.${index}`, span, week[day].slice(0, index))));
}

function checkSpan(field: string, { from, to }: Span, earlier: readonly Span[]): Problem[] {
  if (from >= to) return [{ field, code: "ends_before_it_begins" }];
  return earlier.some((other) => from < other.to && other.from < to) ? [{ field, code: "overlaps" }] : [];
}

/** As names are compared: whatever the case, `ё` like `е`. */
export function plain(text: string): string {
  return text.trim().toLowerCase().replaceAll("ё", "е");
}
