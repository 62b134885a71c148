import { describe, expect, it } from "vitest";

import { readMoney, readNumber, whyNoMoney, whyNoNumber, writeMoney } from "./numbers";

describe("a whole number", () => {
  it.each([
    ["0", 0],
    [" 300 ", 300],
    ["86 400", 86_400],
    ["86\u00a0400", 86_400],
    ["007", 7],
    ["4294967295", 4_294_967_295],
  ])("%j is %d", (text, number) => expect(readNumber(text)).toBe(number));

  it.each(["", "-1", "1.5", "1,5", "1e3", "soon", "4294967296", "99999999999", "٣", "0x10"])("%j is none", (text) => expect(readNumber(text)).toBeUndefined());
});

describe("what is no whole number", () => {
  it.each(["4294967296", "1234567890123456", "9".repeat(400), "-1", "−5", "99 999 999 999"])("%j is out of range", (text) => expect(whyNoNumber(text)).toBe("out_of_range"));
  it.each(["1.5", "soon", "1e3", "-"])("%j is not whole", (text) => expect(whyNoNumber(text)).toBe("not_whole"));
});

describe("what is no amount", () => {
  it.each([
    ["0.0000001", "too_fine"],
    ["5,1234567", "too_fine"],
    ["1000000000", "out_of_range"],
    ["9".repeat(40), "out_of_range"],
    ["-1", "out_of_range"],
    ["-0.0000001", "out_of_range"],
    [".", "not_money"],
    ["€5", "not_money"],
    ["1,000.50", "not_money"],
  ])("%j is %s", (text, why) => {
    expect(readMoney(text)).toBeUndefined();
    expect(whyNoMoney(text)).toBe(why);
  });
});

describe("an amount of money", () => {
  it.each([
    ["0", 0],
    ["1", 1_000_000],
    ["0.05", 50_000],
    ["0,05", 50_000],
    [".5", 500_000],
    ["5.", 5_000_000],
    ["1 000,25", 1_000_250_000],
    ["0.000001", 1],
    // No binary fraction is any of these.
    ["0.1", 100_000],
    ["0.3", 300_000],
    ["8.7", 8_700_000],
    ["999999999.999999", 999_999_999_999_999],
  ])("%j is %d millionths", (text, millionths) => {
    expect(readMoney(text)).toBe(millionths);
    expect(readMoney(writeMoney(millionths, ",")), "and is read back as it was written").toBe(millionths);
  });

  it.each(["", ".", ",", "-1", "1.2.3", "1,000.50", "0.0000001", "1000000000", "€5", "five", "1e6"])("%j is none", (text) => expect(readMoney(text)).toBeUndefined());

  it.each([
    [0, ".", "0"],
    [50_000, ".", "0.05"],
    [50_000, ",", "0,05"],
    [1, ".", "0.000001"],
    [12_000_000, ".", "12"],
    [-1_500_000, ".", "-1.5"],
  ])("%d millionths are written with %j", (millionths, separator, text) => expect(writeMoney(millionths, separator)).toBe(text));
});
