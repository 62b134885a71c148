import { describe, expect, it } from "vitest";
import { decodeMessage, decodePoll, decodeSession, decodeState } from "../src/protocol";

describe("decoding", () => {
  it("refuses what is no message and drops what is no button", () => {
    for (const value of [null, 1, "x", [], {}, { seq: 1 }, { seq: "1", text: "", author: "bot" }, { seq: 1, text: "", author: "alien" }]) {
      expect(decodeMessage(value), JSON.stringify(value)).toBeNull();
    }
    const message = decodeMessage({ id: 1, seq: 1, ts: 2, dialog: "d", author: "bot", type: "card", text: "t", buttons: [{ title: "a" }, { title: "b", payload: "c" }] });
    expect(message).toMatchObject({ type: "text", buttons: [{ title: "b", payload: "c" }] });
  });

  it("takes a dialog in a state of a newer gateway as open", () => {
    expect(decodeState({ state: "paused", dialog: "d" })).toEqual({ state: "bot", dialog: "d" });
    const session = { visitor_token: "t", conversation_id: "c", last_seq: 1, history_seq: 0, state: "paused", config: {} };
    expect(decodeSession(session)?.state).toBe("bot");
    expect(decodeSession({ ...session, visitor_token: null })).toBeNull();
  });

  it("refuses what is no state and no poll answer", () => {
    expect(decodeState({ state: 1 })).toBeNull();
    expect(decodePoll({ state: "bot", dialog: null, events: [], cursor: "1" })).toBeNull();
    expect(decodePoll({ state: "bot", dialog: null, events: [{}, null], cursor: 1 })?.events).toEqual([]);
  });
});
