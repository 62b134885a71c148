import { expect, it } from "vitest";
import { fill, minutes, size } from "../src/words";

it("fills in what is known, once, and as it is", () => {
  expect(fill("{name} of {scale}", { name: "{scale}", scale: 5 })).toBe("{scale} of 5");
  expect(fill("{other} $& {name}", { name: "$&" })).toBe("{other} $& $&");
});

it("says sizes and waits as people of the language do", () => {
  const spaces = (text: string): string => text.replace(/\s/g, " ");
  expect([0, 1, 1023, 1024, 1536, 20 * 1024 * 1024, 3 * 1024 ** 3].map((bytes) => spaces(size(bytes, "en")))).toEqual([
    "0 bytes", "1 byte", "1,023 bytes", "1 kB", "1.5 kB", "20 MB", "3,072 MB",
  ]);
  expect(spaces(size(1536, "ru"))).toBe("1,5 кБ");
  expect([0, 60, 61, 300].map((seconds) => spaces(minutes(seconds, "en")))).toEqual(["1 minute", "1 minute", "2 minutes", "5 minutes"]);
  expect([60, 120, 300].map((seconds) => spaces(minutes(seconds, "ru")))).toEqual(["1 минута", "2 минуты", "5 минут"]);
});
