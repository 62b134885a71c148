import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { LOGOS } from "../src/logos";

it("have the colours that the window's tokens give them in the light", () => {
  const tokens = readFileSync(new URL("../../src/app/tokens.css", import.meta.url), "utf8");
  const light = new Map([...tokens.slice(0, tokens.indexOf('\n[data-theme="dark"]')).matchAll(/--ch-([a-z]+): (#[0-9a-f]{6})/g)].map(([, name, colour]) => [name, colour]));
  expect(Object.fromEntries(Object.entries(LOGOS).map(([name, { colour }]) => [name, colour]))).toEqual(Object.fromEntries(light));
});
