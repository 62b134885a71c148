import { expect, it } from "vitest";

import { formats, pickLocale } from "./format";

const at = new Date(2026, 10, 14, 18, 42, 5).getTime();
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f\u2009]/g, " ");

it("writes English", () => {
  const format = formats("en-GB");
  expect(format.number(12_486)).toBe("12,486");
  expect(plain(format.moment(at, at))).toBe("14 Nov 18:42");
  expect(plain(format.moment(at, at + 365 * 86_400_000))).toBe("14/11/26 18:42");
  expect(plain(format.day(at))).toMatch(/^Saturday,? 14 November 2026$/);
  expect(plain(format.duration(527))).toMatch(/^8 min.* 47 sec/);
  expect(format.duration(0)).toMatch(/^0/);
  expect(format.money(34_000, "EUR")).toBe("€0.034");
  expect(format.money(0, null)).toBe("0");
  expect([4.499, 4.5, 7, 12.96].map(format.ratio)).toEqual(["4.4", "4.5", "7.0", "12.9"]);
  expect(plain(format.megabytes(5_242_880))).toBe("5 MB");
  expect(plain(format.megabytes(5_242_881)), "over the limit reads over it").toBe("5.1 MB");
  expect(plain(format.dayOfYear(at))).toBe("14 November");
});

it("writes Russian", () => {
  const format = formats("ru-RU");
  expect(plain(format.number(12_486))).toBe("12 486");
  expect(plain(format.moment(at, at))).toBe("14 нояб. 18:42");
  expect(plain(format.duration(3_725))).toBe("1 ч 2 мин");
});

it("takes the system's own variant of the language", () => {
  expect(pickLocale("en", ["ru-RU", "en-US"])).toBe("en-US");
  expect(pickLocale("en", ["de-DE"])).toBe("en-GB");
  expect(pickLocale("ru", [])).toBe("ru-RU");
});
