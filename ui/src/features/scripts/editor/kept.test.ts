import { describe, expect, it } from "vitest";

import { sample } from "../../../test/scripts";
import { drop, keep, kept } from "./kept";
import { isOwnName, ownVariables, variablesOf } from "./variables";

describe("changes the program has not taken", () => {
  it("are there again after the window went", () => {
    keep("one", { revision: 4, draft: sample() });
    expect(kept("one")).toEqual({ revision: 4, draft: sample() });
    expect(kept("other")).toBeNull();
    drop("one");
    expect(kept("one")).toBeNull();
  });

  it.each(["", "{", "null", '{"revision": 1}', '{"revision": 1, "draft": {"name": "x", "blocks": [null]}}'])("are not read from %j", (text) => {
    localStorage.setItem("parley.script.one", text);
    expect(kept("one")).toBeNull();
    expect(localStorage.getItem("parley.script.one"), "what cannot be read is dropped").toBeNull();
  });

  it("are let go where there is no room for them", () => {
    const full = { setItem: () => { throw new Error("quota"); }, removeItem: () => undefined } as unknown as Storage;
    expect(() => keep("one", { revision: 1, draft: sample() }, full)).not.toThrow();
  });
});

describe("variables", () => {
  it("are those of the program and those the blocks set", () => {
    const draft = sample();
    draft.blocks.push({ id: "set", type: "set", values: [{ name: "city", is: "text", value: "Oslo" }, { name: "", is: "text", value: "" }] });
    expect(ownVariables(draft)).toEqual(["city"]);
    expect(variablesOf(draft)).toContain("clientName");
    expect(variablesOf(draft)).not.toContain("request.status");
    draft.blocks.push({ id: "ask_it", type: "request", method: "GET", url: "", timeout_s: 10, save: [{ from: "/eta", to: "eta" }], branches: [] });
    expect(ownVariables(draft)).toEqual(["city", "eta"]);
    expect(variablesOf(draft)).toContain("request.status");
  });

  it("have names of letters, digits and _, and not one of the program's", () => {
    expect(["city", "город", "a_1"].every(isOwnName)).toBe(true);
    expect(["", "a b", "now", "request.status", "x".repeat(65)].some(isOwnName)).toBe(false);
  });
});
