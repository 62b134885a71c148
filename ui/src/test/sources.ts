/** The window's own sources, for the tests that read them. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

export const ROOT = join(import.meta.dirname, "..");

export interface Source {
  /** Below `src`, with slashes. */
  path: string;
  text: string;
}

/** Every source but tests and what only tests use. */
export function sources(ending: RegExp): Source[] {
  return readdirSync(ROOT, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => ending.test(path) && !/\.test\.|^test\//.test(path))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));
}

/** Where an import leads, below `src`; null for packages. */
export function target(from: string, specifier: string): string | null {
  return specifier.startsWith(".") ? relative(ROOT, join(ROOT, from, "..", specifier)).replaceAll("\\", "/") : null;
}
