import { describe, expect, it } from "vitest";
import { type Conversation, begin, changeState, openQuestion, receive, settle, write } from "../src/conversation";
import type { Author, DialogState, Message } from "../src/protocol";
import { ratings } from "../src/ratings";

const five = ["1", "2", "3", "4", "5"].map((title) => ({ title, payload: `rate:${title}` }));

function message(seq: number, author: Author, text: string, more: Partial<Message> = {}): Message {
  return { id: `m${seq}`, seq, ts: seq, dialog: "d1", author, type: "text", text, ...more };
}
const asks = (seq: number, more: Partial<Message> = {}): Message => message(seq, "bot", "How was it?", { type: "rating_request", buttons: five, ...more });
const presses = (seq: number, text: string, more: Partial<Message> = {}): Message =>
  message(seq, "client", text, { type: "postback", client_msg_id: `p${seq}`, ...more });

function talk(state: DialogState, ...messages: Message[]): Conversation {
  return receive(changeState(begin([]), { state, dialog: "d1" }), messages);
}

const of = (conversation: Conversation, seq = 1): unknown => ratings(conversation).bySeq.get(seq);

describe("a question for a rating", () => {
  it("waits until it is answered", () => {
    expect(of(talk("feedback", asks(1)))).toEqual({ chosen: null, by: null, open: true });
    expect(of(talk("operator", asks(1), message(2, "client", "One more thing")))).toEqual({ chosen: null, by: null, open: true });
  });

  it("shows the press as the choice, from the press on and for good", () => {
    const asked = talk("feedback", asks(1));
    const pressed = write(asked, "p2", { type: "postback", text: "4", payload: "rate:4" });
    for (const conversation of [pressed, settle(pressed, "p2", { kind: "delayed" }), receive(pressed, [presses(2, "4")]), talk("closed", asks(1), presses(2, "4"))]) {
      expect(of(conversation)).toEqual({ chosen: 3, by: "p2", open: false });
      expect([...ratings(conversation).answers]).toEqual(["p2"]);
    }
  });

  it("can be answered again when the press was refused", () => {
    const pressed = write(talk("feedback", asks(1)), "p2", { type: "postback", text: "4", payload: "rate:4" });
    expect(of(settle(pressed, "p2", { kind: "refused", code: "x", reason: "" }))).toEqual({ chosen: null, by: null, open: true });
  });

  it("takes a rating that was written, which stays a message", () => {
    const written = talk("feedback", asks(1), message(2, "client", " 5 ", { client_msg_id: "w" }));
    expect(of(written)).toEqual({ chosen: 4, by: null, open: false });
    expect(ratings(written).answers.size).toBe(0);
  });

  it("takes no answer after the end, nor one to another question or of another dialog", () => {
    expect(of(talk("closed", asks(1)))).toEqual({ chosen: null, by: null, open: false });
    const later = message(2, "bot", "How many?", { buttons: [{ title: "2", payload: "two" }] });
    expect(of(talk("bot", asks(1), later, presses(3, "2")))).toEqual({ chosen: null, by: null, open: true });
    const next = talk("bot", asks(1), presses(2, "2", { dialog: "d2" }));
    expect(of(changeState(next, { state: "bot", dialog: "d2" }))).toEqual({ chosen: null, by: null, open: false });
  });
});

it("neither hides nor answers the script's own question", () => {
  const question = message(1, "bot", "Which?", { buttons: [{ title: "This", payload: "this" }] });
  const asked = talk("bot", question, asks(2));
  expect(openQuestion(asked)?.seq).toBe(1);
  const rated = write(asked, "p3", { type: "postback", text: "4", payload: "rate:4" });
  expect(openQuestion(rated)?.seq).toBe(1);
  expect(openQuestion(receive(rated, [presses(3, "4")]))?.seq).toBe(1);
});
