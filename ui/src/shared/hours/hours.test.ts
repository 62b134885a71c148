import { describe, expect, it } from "vitest";

import { readTime, WEEK, withBreak, withMondayOnWorkdays } from "./hours";

describe("a time of day", () => {
  it.each([
    ["9", "09:00"],
    ["09", "09:00"],
    ["9:30", "09:30"],
    ["9.30", "09:30"],
    ["9 30", "09:30"],
    ["930", "09:30"],
    ["1830", "18:30"],
    [" 00:00 ", "00:00"],
    ["24:00", "24:00"],
    ["24", "24:00"],
  ])("%j is %s", (text, time) => expect(readTime(text)).toBe(time));

  it.each(["", "9:3", "9:60", "24:01", "25", "9:30pm", "-1", "12345", "noon"])("%j is none", (text) => expect(readTime(text)).toBeUndefined());
});

describe("a day of work", () => {
  it("gets an hour off in the middle of its longest stretch", () => {
    expect(withBreak([{ from: "09:00", to: "18:00" }])).toEqual([
      { from: "09:00", to: "13:00" },
      { from: "14:00", to: "18:00" },
    ]);
    expect(withBreak([{ from: "08:00", to: "10:00" }, { from: "11:00", to: "24:00" }])).toEqual([
      { from: "08:00", to: "10:00" },
      { from: "11:00", to: "17:00" },
      { from: "18:00", to: "24:00" },
    ]);
  });

  it("is left when it is too short for that", () => {
    expect(withBreak([])).toBeNull();
    expect(withBreak([{ from: "09:00", to: "11:30" }])).toBeNull();
    expect(withBreak([{ from: "18:00", to: "09:00" }])).toBeNull();
    const parts = ["00", "01", "02", "03", "04"].map((hour) => ({ from: `${hour}:00`, to: `${hour}:30` }));
    expect(withBreak([...parts, { from: "09:00", to: "18:00" }]), "and when it has enough parts").toBeNull();
  });

  it("is copied to the other workdays only", () => {
    const monday = [{ from: "10:00", to: "14:00" }];
    const week = withMondayOnWorkdays({ ...WEEK, monday, saturday: [{ from: "11:00", to: "12:00" }] });
    expect([week.tuesday, week.wednesday, week.thursday, week.friday]).toEqual([monday, monday, monday, monday]);
    expect(week.saturday).toEqual([{ from: "11:00", to: "12:00" }]);
    expect(week.sunday).toEqual([]);
  });
});
