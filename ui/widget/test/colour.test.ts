import { describe, expect, it } from "vitest";
import { textOn } from "../src/colour";

describe("text on a colour", () => {
  it.each([
    ["#ffffff", "#000"],
    ["#000", "#fff"],
    ["#ffd54a", "#000"],
    ["#0b5d4b", "#fff"],
    ["#767676", "#000"],
    ["#757575", "#fff"],
    ["#00000000", "#000"],
    ["#0001", "#000"],
    ["#000f", "#fff"],
  ])("on %s it is %s", (fill, text) => expect(textOn(fill)).toBe(text));

  it.each(["", "red", "#12", "#12345", "#1234567", "rgb(0,0,0)", "#ggg", "url(x)"])("%j is no hex", (fill) =>
    expect(textOn(fill)).toBeNull(),
  );
});
