import { describe, expect, it } from "vitest";
import { decodeMessage, decodePoll, decodeState } from "../src/protocol";

describe("decoding", () => {
  it("refuses what is no message and drops what is no button", () => {
    for (const value of [null, 1, "x", [], {}, { seq: 1 }, { seq: "1", text: "", author: "bot" }, { seq: 1, text: "", author: "alien" }]) {
      expect(decodeMessage(value), JSON.stringify(value)).toBeNull();
    }
    const message = decodeMessage({ id: 1, seq: 1, ts: 2, dialog: "d", author: "bot", type: "card", text: "t", buttons: [{ title: "a" }, { title: "b", payload: "c" }] });
    expect(message).toMatchObject({ type: "text", buttons: [{ title: "b", payload: "c" }] });
  });

  it("refuses states and poll answers it does not know", () => {
    expect(decodeState({ state: "dancing" })).toBeNull();
    expect(decodePoll({ state: "bot", dialog: null, events: [], cursor: "1" })).toBeNull();
    expect(decodePoll({ state: "bot", dialog: null, events: [{}, null], cursor: 1 })?.events).toEqual([]);
  });
});
