import { build } from "vite";
import { beforeAll, describe, expect, it } from "vitest";

import { FAKE_PROGRAM } from "../ipc/fake";

describe("the built window", () => {
  const files = new Map<string, string>();

  beforeAll(async () => {
    // What the real build has; the test runner's own value would build another window.
    const former = process.env["NODE_ENV"];
    process.env["NODE_ENV"] = "production";
    const output = await build({ logLevel: "error", mode: "production", build: { write: false } });
    process.env["NODE_ENV"] = former;
    for (const bundle of [output].flat()) {
      if (!("output" in bundle)) continue;
      for (const file of bundle.output) files.set(file.fileName, file.type === "chunk" ? file.code : String(file.source));
    }
  }, 120_000);

  it("holds nothing of the made-up program", () => {
    expect([...files.keys()].some((name) => name.endsWith(".js"))).toBe(true);
    for (const [name, text] of files) expect(text.includes(FAKE_PROGRAM), name).toBe(false);
  });

  it("lives under the strict content policy", () => {
    const page = files.get("index.html") ?? "";
    expect(page.match(/<script(?![^>]*\bsrc="\/)/g), "no script in the page").toBeNull();
    expect(page, "no style and no handler in the page").not.toMatch(/<style|\son\w+=/);
    for (const [name, text] of files) {
      if (name.endsWith(".css") || name.endsWith(".html")) expect(text.replace(/\/\*[^]*?\*\//g, ""), `${name} asks for nothing from elsewhere`).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
      if (name.endsWith(".js")) expect(text, `${name} makes no code of text`).not.toMatch(/\bnew Function\(|\beval\(/);
    }
  });
});
