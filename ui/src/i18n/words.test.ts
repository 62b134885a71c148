import { parseSync } from "vite";
import { describe, expect, it } from "vitest";

import { sources } from "../test/sources";
import en from "./en.json";
import ru from "./ru.json";

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, path = ""): Map<string, string> {
  const entries = Object.entries(tree).flatMap(([key, value]) => (typeof value === "string" ? [[path + key, value] as const] : [...flat(value, `${path}${key}.`)]));
  return new Map(entries);
}

const words = { en: flat(en), ru: flat(ru) };
const PLURAL = /_(zero|one|two|few|many|other)$/;
const stems = (map: Map<string, string>) => new Set([...map.keys()].map((key) => key.replace(PLURAL, "")));

interface Node {
  type: string;
  start: number;
  [key: string]: unknown;
}

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, see);
  else if (typeof value === "object" && value !== null) {
    if ("type" in value && typeof value.type === "string") see(value as Node);
    for (const item of Object.values(value)) visit(item, see);
  }
}

const trees = sources(/\.tsx?$/)
  .filter(({ path }) => !path.startsWith("ipc/"))
  .map((source) => ({ ...source, tree: parseSync(source.path, source.text).program }));

/** Keys that the sources name: whole ones, and the beginnings of those that end in a value. */
function used(): { keys: Set<string>; beginnings: string[] } {
  const keys = new Set<string>();
  const beginnings: string[] = [];
  for (const { tree } of trees) {
    visit(tree, (node) => {
      if (node.type === "Literal" && typeof node["value"] === "string" && /^[a-z_]+(\.[a-z0-9_]+)+$/.test(node["value"])) keys.add(node["value"]);
      if (node.type === "TemplateLiteral") {
        const [first] = node["quasis"] as { value: { cooked: string } }[];
        if (first && /^[a-z_]+\.([a-z_]+\.)*$/.test(first.value.cooked)) beginnings.push(first.value.cooked);
      }
    });
  }
  return { keys, beginnings };
}

describe("words", () => {
  it("are the same keys in both languages", () => {
    expect([...stems(words.ru)].sort()).toEqual([...stems(words.en)].sort());
  });

  it.each(["en", "ru"] as const)("have every plural form that %s needs", (language) => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const plural = new Set([...words[language].keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, "")));
    const missing = [...plural].flatMap((stem) => forms.map((form) => `${stem}_${form}`)).filter((key) => !words[language].has(key));
    expect(missing).toEqual([]);
  });

  it("have the same places for values in both languages", () => {
    const places = (map: Map<string, string>) => {
      const found = new Map<string, Set<string>>();
      for (const [key, text] of map) {
        const stem = key.replace(PLURAL, "");
        const known = found.get(stem) ?? new Set();
        for (const [, place = ""] of text.matchAll(/{{(\w+)}}/g)) known.add(place);
        found.set(stem, known);
      }
      return Object.fromEntries([...found].map(([key, set]) => [key, [...set].sort()]));
    };
    expect(places(words.ru)).toEqual(places(words.en));
  });

  it("are all used, and all that is used exists", () => {
    const { keys, beginnings } = used();
    const known = stems(words.en);
    const unused = [...known].filter((key) => !keys.has(key) && !beginnings.some((beginning) => key.startsWith(beginning)));
    expect(unused).toEqual([]);
    const groups = new Set([...known].map((key) => key.split(".")[0]));
    const missing = [...keys].filter((key) => groups.has(key.split(".")[0]) && !known.has(key) && !isFileOrField(key));
    expect(missing).toEqual([]);
  });

  it("stand in no component", () => {
    const shown = new Set(["aria-label", "title", "placeholder", "alt", "label", "name", "text", "hint"]);
    const written: string[] = [];
    for (const { path, text, tree } of trees.filter((source) => source.path.endsWith(".tsx"))) {
      const at = (node: Node) => `${path}:${text.slice(0, node.start).split("\n").length}`;
      visit(tree, (node) => {
        if (node.type === "JSXText" && /\p{L}/u.test(String(node["value"])) && !NAMES.has(String(node["value"]).trim())) written.push(`${at(node)} ${String(node["value"]).trim()}`);
        if (node.type === "JSXAttribute") {
          const name = (node["name"] as { name?: string }).name ?? "";
          const value = node["value"] as Node | null;
          const literal = value?.type === "Literal" ? String(value["value"]) : "";
          // One small word is the name of an icon or a colour, not something to read.
          if (shown.has(name) && /\p{L}/u.test(literal) && !/^[a-z]+$/.test(literal)) written.push(`${at(node)} ${name}="${literal}"`);
        }
      });
    }
    expect(written).toEqual([]);
  });
});

/** Names that are the same in every language. */
const NAMES = new Set(["Parley", "MIT"]);

/** Dotted texts that are no keys: files and fields. */
function isFileOrField(text: string): boolean {
  return /\.(css|json|ts|tsx)$/.test(text);
}
