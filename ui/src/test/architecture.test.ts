import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

import { rowHeights } from "../shared/Grid";
import { ROOT, sources, target, type Source } from "./sources";

const importsOf = ({ text }: Source) => [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, specifier = ""]) => specifier);
const feature = (path: string) => /^features\/([^/]+)\//.exec(path)?.[1];
const code = sources(/\.tsx?$/);

describe("the rooms of the window", () => {
  it.each(code.map((source) => [source.path, source] as const))("%s imports only what stands behind its arrow", (path, source) => {
    for (const specifier of importsOf(source)) {
      const to = target(path, specifier);
      if (to === null) {
        if (specifier.startsWith("@tauri-apps/")) expect(path, "only the ipc room knows Tauri").toMatch(/^ipc\//);
        continue;
      }
      if (feature(path)) {
        expect(feature(to) ?? feature(path), `features do not import each other: ${specifier}`).toBe(feature(path));
        expect(to, "a feature does not know the frame").not.toMatch(/^app\//);
      }
      if (path.startsWith("shared/")) expect(to, "shared imports no feature and no frame").not.toMatch(/^(features|app)\//);
      if (path.startsWith("ipc/")) expect(to, "ipc imports nothing else").toMatch(/^ipc(\/|$)/);
    }
  });

  it("keeps each file to one subject", () => {
    const long = code.filter(({ path, text }) => path !== "ipc/generated.ts" && text.split("\n").length > 500).map(({ path }) => path);
    expect(long).toEqual([]);
  });
});

describe("tokens", () => {
  const tokens = readFileSync(join(ROOT, "app/tokens.css"), "utf8");

  it("are the only place with a colour", () => {
    const painted = [...code, ...sources(/\.css$/)]
      .filter(({ path }) => path !== "app/tokens.css" && !path.startsWith("ipc/fake") && path !== "ipc/generated.ts")
      .filter(({ text }) => /(?<!&)#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(/.test(text.replace(/const (BLACK|WHITE) = .*|parseColor\(colour \?\? "#000000"\)/g, "")))
      .map(({ path }) => path);
    expect(painted).toEqual([]);
  });

  it("agree with the heights that the lists reckon with", () => {
    expect(tokens).toContain(`--row: ${rowHeights.row}px; --row-compact: ${rowHeights.compact}px;`);
  });

  it("are all used under names that exist", () => {
    const defined = new Set([...tokens.matchAll(/(--[a-z0-9-]+):/g)].map(([, name]) => name));
    const theme = readFileSync(join(ROOT, "app/theme.css"), "utf8");
    const missing = [...theme.matchAll(/var\((--[a-z0-9-]+)\)/g)].map(([, name]) => name ?? "").filter((name) => !defined.has(name) && name !== "--logo" && name !== "--on-logo");
    expect(missing).toEqual([]);
  });
});
