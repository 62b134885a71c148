import { describe, expect, it } from "vitest";
import { StreamReader } from "../src/sse";

describe("the event stream", () => {
  const text = ': keep-alive\n\nid: 1\nevent: message\ndata: {"a":"Привет"}\n\nevent: state\r\ndata: one\r\ndata:two\r\n\r\n';
  const events = [
    { event: "message", data: '{"a":"Привет"}' },
    { event: "state", data: "one\ntwo" },
  ];

  it("is read the same whatever the pieces", () => {
    for (let size = 1; size <= text.length; size++) {
      const reader = new StreamReader();
      const read = [];
      for (let at = 0; at < text.length; at += size) read.push(...reader.push(text.slice(at, at + size)));
      expect(read, `pieces of ${size}`).toEqual(events);
    }
  });

  it("keeps an unfinished event to itself", () => {
    expect(new StreamReader().push("data: half\n")).toEqual([]);
  });
});
