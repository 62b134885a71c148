import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

import { ROOT } from "../../../test/sources";

const css = readFileSync(join(ROOT, "app/tokens.css"), "utf8");
const [light = "", dark = ""] = [/:root, \[data-theme="light"\] \{[^}]*\}/, /\n\[data-theme="dark"\] \{[^}]*\}/].map((theme) => theme.exec(css)?.[0]);
const share = Number(/--tint: (\d+)%/.exec(css)?.[1]) / 100;

type Rgb = readonly number[];
const token = (theme: string, name: string): Rgb => {
  const hex = new RegExp(`--${name}: #([0-9a-f]{6})`).exec(theme)?.[1] ?? "";
  return [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16));
};
const mixed = (chat: Rgb, ground: Rgb): Rgb => ground.map((part, at) => part * (1 - share) + (chat[at] ?? 0) * share);
const bright = (colour: Rgb) => {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one: Rgb, other: Rgb) => {
  const [less = 0, more = 0] = [bright(one), bright(other)].sort((a, b) => a - b);
  return (more + 0.05) / (less + 0.05);
};
const corners = [0, 255].flatMap((red) => [0, 255].flatMap((green) => [0, 255].map((blue): Rgb => [red, green, blue])));

it.each(["light", "dark"].flatMap((theme) => ["client", "bot", "operator", "colleague"].map((author) => [theme, author] as const)))("whatever its chat's colour, a bubble can be read: %s, %s", (theme, author) => {
  const tokens = theme === "light" ? light : dark;
  for (const chat of corners) {
    const ground = mixed(chat, token(tokens, `bubble-${author}`));
    expect(contrast(token(tokens, `on-bubble-${author}`), ground), chat.join()).toBeGreaterThanOrEqual(4.5);
    expect(contrast(token(tokens, "accent-text"), ground), `the mark of what was read, ${chat.join()}`).toBeGreaterThanOrEqual(3);
  }
});
