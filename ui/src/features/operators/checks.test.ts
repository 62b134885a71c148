import { expect, it } from "vitest";

import type { AttributeInput, GroupInput, OperatorInput, QuickReplyInput, WorkingHours } from "../../ipc";
import { checkAttribute, checkGroup, checkOperator, checkReply, checkTag } from "./checks";

const anna = [{ id: "1", name: "Anna Ёлкина" }];
const operator = (part: Partial<OperatorInput>): OperatorInput => ({ name: "Kai", picture: null, dialogs_max: 5, groups: [], working_hours: null, time_zone: null, ...part });
const group = (part: Partial<GroupInput>): GroupInput => ({ name: "Repairs", sl_first_s: null, sl_next_s: null, members: [], ...part });
const reply = (part: Partial<QuickReplyInput>): QuickReplyInput => ({ own: false, shortcut: "hello", text: "Hello!", ...part });
const choice = (choices: string[]): AttributeInput => ({ name: "Member", kind: "choice", choices });
const monday = (...spans: [string, string][]): WorkingHours => ({ monday: spans.map(([from, to]) => ({ from, to })), tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] });
const told = (problems: readonly { field: string; code: string }[]) => problems.map(({ field, code }) => `${field} ${code}`);

it.each([
  [operator({}), []],
  [operator({ name: " \t" }), ["name empty"]],
  [operator({ name: "я".repeat(101) }), ["name too_long"]],
  [operator({ name: "😀".repeat(100) }), []],
  [operator({ name: " anna елкина " }), ["name taken"]],
  [operator({ dialogs_max: 0 }), []],
  [operator({ dialogs_max: 100 }), []],
  [operator({ dialogs_max: 101 }), ["dialogs_max out_of_range"]],
  [operator({ working_hours: monday() }), ["working_hours never_open"]],
  [operator({ working_hours: monday(["09:00", "09:00"]) }), ["working_hours.monday.0 ends_before_it_begins"]],
  [operator({ working_hours: monday(["09:00", "13:00"], ["12:59", "18:00"]) }), ["working_hours.monday.1 overlaps"]],
  [operator({ working_hours: monday(["09:00", "13:00"], ["13:00", "24:00"]) }), []],
])("of an operator %#", (input, wanted) => {
  expect(told(checkOperator(input, anna))).toEqual(wanted);
});

it.each([
  [group({}), []],
  [group({ sl_first_s: 1, sl_next_s: 86_400 }), []],
  [group({ sl_first_s: 0, sl_next_s: 86_401 }), ["sl_first_s out_of_range", "sl_next_s out_of_range"]],
])("of a group %#", (input, wanted) => {
  expect(told(checkGroup(input, []))).toEqual(wanted);
});

it.each([
  [reply({}), []],
  [reply({ shortcut: "спасибо_2-a" }), []],
  [reply({ shortcut: "" }), ["shortcut empty"]],
  [reply({ shortcut: "a b" }), ["shortcut not_a_shortcut"]],
  [reply({ shortcut: "/hello" }), ["shortcut not_a_shortcut"]],
  [reply({ shortcut: "x".repeat(33) }), ["shortcut too_long"]],
  [reply({ shortcut: "LATER" }), ["shortcut taken"]],
  [reply({ text: "\n" }), ["text empty"]],
  [reply({ text: "x".repeat(4_001) }), ["text too_long"]],
  [reply({ text: "{name}, {operator} of {chat}" }), []],
  [reply({ text: "{client}" }), ["text unknown_variable"]],
  [reply({ text: "a brace { and } are none" }), []],
])("of a quick reply %#", (input, wanted) => {
  expect(told(checkReply(input, [{ shortcut: "later" }]))).toEqual(wanted);
});

it.each([
  [choice(["Gold", "Silver"]), []],
  [choice([]), ["choices empty"]],
  [choice(["Gold", "Gold"]), ["choices.1 twice"]],
  [choice(Array.from({ length: 101 }, (_, index) => String(index))), ["choices too_many"]],
  [{ ...choice([]), kind: "text" as const }, []],
])("of an attribute %#", (input, wanted) => {
  expect(told(checkAttribute(input, []))).toEqual(wanted);
});

it("of a tag's name", () => {
  expect(told(checkTag({ name: "VIP", colour: "" }, [{ id: "1", name: "vip" }]))).toEqual(["name taken"]);
});
