import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { FILES, LOADER_LIMIT, TOTAL_LIMIT, complaints, weigh } from "../size.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "widget-size-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("weighs after gzip", () => {
  for (const name of FILES) writeFileSync(join(folder, name), "a".repeat(100_000));
  const files = weigh(folder);
  expect(files.map((file) => file.name)).toEqual(FILES);
  for (const { name, bytes } of files) expect(bytes, name).toBeLessThan(300);
  expect(complaints(files)).toEqual([]);
});

it("names the missing file and what to do", () => {
  expect(() => weigh(folder)).toThrow(/loader\.js is missing; build the widget first/);
});

it("names the file and its bytes when a limit is passed", () => {
  const heavyLoader = [{ name: "loader.js", bytes: LOADER_LIMIT + 1 }];
  expect(complaints(heavyLoader)).toEqual([`loader.js has ${LOADER_LIMIT + 1} bytes gzipped; the limit is ${LOADER_LIMIT}.`]);
  const heavyPanel = [
    { name: "loader.js", bytes: LOADER_LIMIT },
    { name: "panel.js", bytes: TOTAL_LIMIT - LOADER_LIMIT + 1 },
  ];
  expect(complaints(heavyPanel)).toEqual([expect.stringMatching(/^The widget has 25601 bytes .* heaviest is panel\.js/)]);
});
