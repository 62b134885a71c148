import { describe, expect, it } from "vitest";
import {
  type Conversation,
  type Upload,
  accept,
  acceptUpload,
  adopt,
  attach,
  begin,
  changeState,
  changeTyping,
  join,
  lastForeign,
  lastSpoken,
  nextToSend,
  openQuestion,
  readAll,
  receive,
  settle,
  settleUpload,
  startsDialog,
  unreadCount,
  write,
} from "../src/conversation";
import type { Author, Message, SessionAnswer } from "../src/protocol";
import { CONFIG } from "./config";

const fresh = begin([]);

function message(seq: number, author: Author, more: Partial<Message> = {}): Message {
  return { id: `m${seq}`, seq, ts: seq, dialog: "d1", author, type: "text", text: `text ${seq}`, ...more };
}

function session(more: Partial<SessionAnswer> = {}): SessionAnswer {
  return { visitor_token: "t", conversation_id: "c1", last_seq: 0, history_seq: 0, state: "none", config: CONFIG, ...more };
}

function wrote(...ids: string[]): Conversation {
  return ids.reduce((it, id) => write(it, id, { type: "text", text: id }), fresh);
}

const shown = (it: Conversation): string[] => [...it.messages.map((m) => m.text), ...it.pending.map((p) => p.draft.text)];

describe("messages and what is pending", () => {
  it("keeps each number once and in order, however often and in whatever order it arrives", () => {
    const once = receive(fresh, [message(3, "bot"), message(1, "bot"), message(2, "bot")]);
    const twice = receive(once, [message(2, "bot"), message(3, "bot")]);
    expect(twice.messages.map((m) => m.seq)).toEqual([1, 2, 3]);
    expect(twice.cursor).toBe(3);
  });

  it("shows a message once when the acknowledgement comes before the echo", () => {
    const accepted = accept(wrote("a"), "a", { id: "m1", seq: 1, ts: 1 });
    expect(shown(accepted)).toEqual(["a"]);
    expect(nextToSend(accepted), "an accepted message is not sent again").toBeNull();
    const echoed = receive(accepted, [message(1, "client", { client_msg_id: "a", text: "a" })]);
    expect(shown(echoed)).toEqual(["a"]);
    expect(echoed.pending).toEqual([]);
  });

  it("shows a message once when the echo comes before the acknowledgement", () => {
    const echoed = receive(wrote("a"), [message(1, "client", { client_msg_id: "a", text: "a" })]);
    const accepted = accept(echoed, "a", { id: "m1", seq: 1, ts: 1 });
    expect(shown(accepted)).toEqual(["a"]);
  });

  it("drops an accepted message whose number the stream has passed", () => {
    const echoed = receive(accept(wrote("a"), "a", { id: "m1", seq: 1, ts: 1 }), [message(1, "client", { text: "a" })]);
    expect(shown(echoed), "an echo without the client's id still is that message").toEqual(["a"]);
  });

  it("does not bring back a message that was acknowledged in a former dialog", () => {
    const later = join(wrote("a"), session({ last_seq: 9, history_seq: 9 }), 0);
    expect(shown(accept(later, "a", { id: "m4", seq: 4, ts: 4 }))).toEqual([]);
  });

  it("does not move the cursor by an acknowledgement, or the stream would skip what others wrote", () => {
    expect(accept(wrote("a"), "a", { id: "m7", seq: 7, ts: 7 }).cursor).toBe(0);
  });

  it("sends in the order of writing and passes over what was refused", () => {
    const some = wrote("a", "b", "c");
    expect(nextToSend(some)?.id).toBe("a");
    expect(nextToSend(settle(some, "a", { kind: "delayed" }))?.id, "a delayed message is not overtaken").toBe("a");
    const refused = settle(some, "a", { kind: "refused", code: "invalid_field", reason: "no" });
    expect(nextToSend(refused)?.id).toBe("b");
  });

  it("takes over what another page left unsent, once and in the order of writing", () => {
    const left = [
      { id: "1", draft: { type: "text", text: "1" }, fate: { kind: "waiting" } },
      { id: "3", draft: { type: "text", text: "3" }, fate: { kind: "waiting" } },
    ] as const;
    const both = adopt(adopt(wrote("2"), left), left);
    expect(both.pending.map((it) => it.id)).toEqual(["1", "2", "3"]);
  });

  it("does not take over what the stream has brought already", () => {
    const echoed = receive(fresh, [message(1, "client", { client_msg_id: "a" })]);
    expect(adopt(echoed, wrote("a").pending).pending).toEqual([]);
  });
});

describe("joining", () => {
  it("streams from the open dialog's first message", () => {
    expect(join(fresh, session({ last_seq: 9, history_seq: 5 }), 7)).toMatchObject({ cursor: 5, read: 7 });
  });

  it("goes on where it was in the same conversation", () => {
    const before = receive(join(fresh, session(), 0), [message(1, "bot"), message(2, "bot")]);
    const after = join(before, session({ last_seq: 4, history_seq: 0, state: "bot" }), 0);
    expect(after).toMatchObject({ cursor: 2, messages: before.messages, state: "bot" });
  });

  it("starts anew with a new visitor and keeps only what is unsent", () => {
    let before = receive(join(wrote("a", "b"), session(), 0), [message(1, "bot")]);
    before = accept(before, "a", { id: "m2", seq: 2, ts: 2 });
    const after = join(before, session({ conversation_id: "c2" }), 0);
    expect(after.messages).toEqual([]);
    expect(after.pending.map((it) => it.id)).toEqual(["b"]);
    expect(after.cursor).toBe(0);
  });

  it("starts anew when the gateway's numbers went back, as after a restored backup", () => {
    const before = receive(join(fresh, session(), 0), [message(8, "bot")]);
    expect(join(before, session({ last_seq: 3 }), 0)).toMatchObject({ cursor: 0, messages: [] });
  });
});

describe("what the visitor has seen", () => {
  it("counts the bot's and operators' messages after the last read one", () => {
    const some = receive(fresh, [message(1, "bot"), message(2, "client"), message(3, "operator"), message(4, "system")]);
    expect(unreadCount(some)).toBe(2);
    expect(unreadCount(readAll(some))).toBe(0);
    expect(lastForeign(receive(some, [message(5, "client")]))).toBe(4);
  });
});

describe("the open question", () => {
  const buttons = [{ title: "Yes", payload: "y" }];
  const asked = receive(changeState(fresh, { state: "bot", dialog: "d1" }), [message(1, "bot", { buttons }), message(2, "bot")]);

  it("stays open under later messages of the bot", () => {
    expect(openQuestion(asked)).toEqual({ seq: 1, buttons });
  });

  it("closes as soon as the visitor answers, before the gateway knows", () => {
    expect(openQuestion(write(asked, "a", { type: "postback", text: "Yes", payload: "y" }))).toBeNull();
  });

  it("closes when the visitor wrote, and when the dialog closed", () => {
    expect(openQuestion(receive(asked, [message(3, "client")]))).toBeNull();
    expect(openQuestion(changeState(asked, { state: "closed", dialog: "d1" }))).toBeNull();
  });

  it("opens again when the answer was refused, so that the visitor is not stuck", () => {
    const answered = write(asked, "a", { type: "text", text: "?" });
    expect(openQuestion(settle(answered, "a", { kind: "refused", code: "invalid_field", reason: "" }))?.seq).toBe(1);
  });
});

it("sees where a dialog begins after another", () => {
  const messages = [message(1, "bot"), message(2, "bot"), message(3, "client", { dialog: "d2" })];
  expect(messages.map((_, index) => startsDialog(messages, index))).toEqual([false, false, true]);
});

describe("operators", () => {
  const by = (name: string) => ({ state: "operator", dialog: "d1", operator: { name } }) as const;

  it("join behind what was written until then, each time somebody comes", () => {
    const asked = receive(fresh, [message(1, "client"), message(2, "bot")]);
    const anna = changeState(asked, by("Anna"));
    expect(changeState(anna, by("Anna")).joins, "a state that is told again is no news").toEqual([{ name: "Anna", after: 2 }]);
    const away = changeState(receive(anna, [message(3, "operator", { author_name: "Anna" })]), { state: "queued", dialog: "d1" });
    const back = changeState(away, by("Anna"));
    expect(changeState(back, by("Boris")).joins).toEqual([
      { name: "Anna", after: 2 },
      { name: "Anna", after: 2 },
      { name: "Boris", after: 3 },
    ]);
  });

  it("join before their own words, also after a reload when these are known first", () => {
    const history = [
      message(1, "operator", { dialog: "d0", author_name: "Anna" }),
      message(2, "client"),
      message(3, "operator", { author_name: "Boris" }),
      message(4, "client"),
      message(5, "operator", { author_name: "Anna" }),
      message(6, "client"),
    ];
    expect(changeState(receive(fresh, history), by("Anna")).joins).toEqual([{ name: "Anna", after: 4 }]);
  });

  it("are no longer writing when they have written, or are gone", () => {
    const writing = changeTyping(changeState(fresh, by("Anna")), "Anna");
    expect(receive(writing, [message(1, "client")]).typing).toBe("Anna");
    expect(receive(writing, [message(1, "operator")]).typing).toBeNull();
    expect(changeState(writing, { state: "bot", dialog: "d1" }).typing).toBeNull();
    expect(changeState(writing, by("Anna")).typing).toBe("Anna");
  });

  it("are forgotten with the conversation", () => {
    const joined = join(changeState(fresh, by("Anna")), session({ conversation_id: "c2" }), 0);
    expect([joined.joins, joined.operator, joined.queue]).toEqual([[], null, null]);
  });
});

describe("files on their way", () => {
  const upload: Upload = { id: "f", name: "a.pdf", bytes: 1, fate: { kind: "sending", share: 1 } };
  const echo = message(1, "client", { type: "file", client_msg_id: "f" });

  it("are there once, whether the answer or the echo comes first", () => {
    const accepted = acceptUpload(attach(fresh, upload), "f", { id: "m1", seq: 1, ts: 1 });
    expect(accepted.uploads.map((it) => it.fate)).toEqual([{ kind: "accepted", seq: 1 }]);
    expect(receive(accepted, [echo]).uploads).toEqual([]);
    const echoed = receive(attach(fresh, upload), [echo]);
    expect(echoed.uploads).toEqual([]);
    expect(acceptUpload(echoed, "f", { id: "m1", seq: 1, ts: 1 }).uploads).toEqual([]);
  });

  it("stay when the visitor becomes another one, and go when they are given up", () => {
    const waiting = settleUpload(attach(fresh, upload), "f", { kind: "waiting" });
    expect(join(waiting, session({ conversation_id: "c2" }), 0).uploads.length).toBe(1);
    expect(settleUpload(waiting, "f", null).uploads).toEqual([]);
    expect(settleUpload(waiting, "other", null)).toEqual(waiting);
  });
});

it("knows what was said last by somebody who is no notice and not the visitor", () => {
  expect(lastSpoken(fresh)).toBe(0);
  expect(lastSpoken(receive(fresh, [message(1, "bot"), message(2, "operator"), message(3, "system"), message(4, "client")]))).toBe(2);
});
