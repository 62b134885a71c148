import { describe, expect, it } from "vitest";

import { linksIn } from "./links";

/** The links of a text, each as it was written and where it leads. */
const led = (text: string) => linksIn(text).flatMap((piece) => (typeof piece === "string" ? [] : [[piece.text, piece.url]]));

describe("the links in a text", () => {
  it.each([
    ["See https://shop.example/orders?no=7#top now", "https://shop.example/orders?no=7#top", "https://shop.example/orders?no=7#top"],
    ["http://localhost:3000", "http://localhost:3000", "http://localhost:3000/"],
    ["HTTPS://Shop.Example/A", "HTTPS://Shop.Example/A", "https://shop.example/A"],
    ["www.shop.example", "www.shop.example", "https://www.shop.example/"],
    ["WWW.shop.example/a.b", "WWW.shop.example/a.b", "https://www.shop.example/a.b"],
    ["смотрите:https://пример.рф/путь", "https://пример.рф/путь", "https://xn--e1afmkfd.xn--p1ai/%D0%BF%D1%83%D1%82%D1%8C"],
    ["Вот www.пример.рф!", "www.пример.рф", "https://www.xn--e1afmkfd.xn--p1ai/"],
    ["сайтhttps://shop.example", "https://shop.example", "https://shop.example/"],
    ["https://аpple.example", "https://аpple.example", "https://xn--pple-43d.example/"],
    ["Is it https://shop.example?", "https://shop.example", "https://shop.example/"],
    ["Wait… https://shop.example/a…", "https://shop.example/a", "https://shop.example/a"],
    ["https://shop.example/a.,;:!?'", "https://shop.example/a", "https://shop.example/a"],
    ["https://shop.example/a/", "https://shop.example/a/", "https://shop.example/a/"],
    ["“https://shop.example/a”, she said", "https://shop.example/a", "https://shop.example/a"],
    ["«https://shop.example/a»", "https://shop.example/a", "https://shop.example/a"],
    ["<https://shop.example/a>", "https://shop.example/a", "https://shop.example/a"],
    ["(see https://shop.example/a).", "https://shop.example/a", "https://shop.example/a"],
    ["(https://shop.example/a),then", "https://shop.example/a", "https://shop.example/a"],
    ["[here](https://shop.example/a)", "https://shop.example/a", "https://shop.example/a"],
    ["https://wiki.example/Zip_(fastener)", "https://wiki.example/Zip_(fastener)", "https://wiki.example/Zip_(fastener)"],
    ["(https://wiki.example/Zip_(fastener))", "https://wiki.example/Zip_(fastener)", "https://wiki.example/Zip_(fastener)"],
    ["http://[::1]:8080/a", "http://[::1]:8080/a", "http://[::1]:8080/a"],
    ["https://evil.example/@shop.example", "https://evil.example/@shop.example", "https://evil.example/@shop.example"],
    ["https://a.example/https://b.example", "https://a.example/https://b.example", "https://a.example/https://b.example"],
    ["https://shop.example\\@evil.example", "https://shop.example", "https://shop.example/"],
    ["https://shop.example/\u202Egpj.exe", "https://shop.example/", "https://shop.example/"],
  ])("%s", (text, written, url) => {
    expect(led(text)).toEqual([[written, url]]);
  });

  it.each([
    "",
    "shop.example, liv@shop.example",
    "https://",
    "https:///shop.example",
    "https:shop.example",
    "https://.",
    "http://exa%00mple",
    "www.",
    "www.shop",
    "www..shop.example",
    "awww.shop.example",
    "liv@www.shop.example",
    "javascript:alert(1)",
    "javascript://shop.example/%0Aalert(1)",
    "data:text/html,<b>",
    "file:///etc/passwd",
    "mailto:liv@shop.example",
    "ftp://shop.example",
    "parley://dialog/1",
    "xhttps://shop.example",
    "https://shop.example@evil.example",
    "https://shop.example:443@evil.example/a",
    "https://@evil.example",
    "www.shop.example@evil.example",
  ])("are none in: %s", (text) => {
    expect(led(text)).toEqual([]);
  });

  it("are no longer than the program takes them", () => {
    const address = `https://shop.example/${"a".repeat(1_979)}`;
    expect(led(address)).toEqual([[address, address]]);
    expect(led(`${address}a`)).toEqual([]);
    expect(led(`https://shop.example/${"я".repeat(400)}`), "as it is written out").toEqual([]);
  });

  it("stand among what is around them, and nothing of it is lost", () => {
    const text = "Compare https://a.example/1, www.b.example (and\nhttp://c.example).";
    expect(linksIn(text)).toEqual([
      "Compare ",
      { text: "https://a.example/1", url: "https://a.example/1" },
      ", ",
      { text: "www.b.example", url: "https://www.b.example/" },
      " (and\n",
      { text: "http://c.example", url: "http://c.example/" },
      ").",
    ]);
    expect(linksIn("no link")).toEqual(["no link"]);
  });

  it.each(["(", ")", ".", "https://", "http://a", "www.", "https://a.example/ ", "@", "[](", "ф"])("are looked for in one go through a text, however long: %s", (piece) => {
    const text = `https://a.example/${piece.repeat(20_000)}`;
    expect(linksIn(text).map((one) => (typeof one === "string" ? one : one.text)).join("")).toBe(text);
    // Gone through once for every piece, this would not end before the test's time is up.
    linksIn(text.repeat(20));
  });
});
