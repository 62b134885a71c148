import { expect, it } from "vitest";
import { pieces } from "../src/linked";

const links = (text: string): (string | undefined)[] => pieces(text).map((piece) => piece.href).filter((href) => href !== undefined);

it.each([
  ["https://shop.example", ["https://shop.example/"]],
  ["See https://shop.example/a?b=1#c.", ["https://shop.example/a?b=1#c"]],
  ["(https://shop.example/a)", ["https://shop.example/a"]],
  ["https://shop.example/a_(b)!", ["https://shop.example/a_(b)"]],
  ["[https://shop.example/a],", ["https://shop.example/a"]],
  ["«https://shop.example/ёлка»", ["https://shop.example/%D1%91%D0%BB%D0%BA%D0%B0"]],
  ["HTTPS://SHOP.example and https://b.example", ["https://shop.example/", "https://b.example/"]],
  ["https://пример.рф", ["https://xn--e1afmkfd.xn--p1ai/"]],
])("finds the addresses in %s", (text, expected) => {
  expect(links(text)).toEqual(expected);
});

it.each(["http://shop.example", "javascript:alert(1)", "shop.example", "https://", "https:// x", "ftp://x", "https://bank.example@evil.example", "https://[", "mailto:a@b.example"])(
  "leads nowhere from %s",
  (text) => {
    expect(links(text)).toEqual([]);
  },
);

it("leaves every sign where it was", () => {
  for (const text of ["", "a", "https://a.example", "x https://a.example, (https://b.example/(c)) y\nhttps://@ z", "https://a.example/))))", "https://a.example/…»”"]) {
    expect(pieces(text).map((piece) => piece.text).join("")).toBe(text);
  }
});
