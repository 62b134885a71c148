// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { type Conversation, changeState, changeTyping, receive, settle, write } from "../src/conversation";
import type { StateNews } from "../src/protocol";
import type { View } from "../src/view";
import { CONFIG } from "./config";
import { type FakeHands, conversation, find, message, panel, press, texts } from "./screen";

let hands: FakeHands;
let view: View;

beforeEach(() => {
  ({ view, hands } = panel());
});

describe("the queue and who answers", () => {
  const picture = `pictures/${"0f".repeat(32)}/64`;
  const operator: StateNews = { state: "operator", dialog: "d1", operator: { name: "Anna", picture } };
  const stand = (news: StateNews, of = conversation()): Conversation => {
    const next = changeState(of, news);
    view.show(next, "online");
    return next;
  };
  const src = (selector: string): string | null | undefined => find(selector).querySelector("img")?.getAttribute("src");

  it("tell the place and the usual wait, as long as there is one", () => {
    const queue = stand({ state: "queued", dialog: "d1", queue: { position: 3, wait_s: 130 } });
    expect(find("#queue").textContent).toBe("Your place in the queue: 3 · Usual wait: 3 minutes");
    expect(find("#queue").getAttribute("role")).toBe("status");
    stand({ state: "queued", dialog: "d1", queue: { position: 1 } }, queue);
    expect(find("#queue").textContent).toBe("Your place in the queue: 1");
    stand(operator, queue);
    expect(find("#queue").textContent).toBe("");
  });

  it("show in the head and in the log who joins, with their own picture beside what they write", () => {
    view.show(conversation(message(1, "client", "Help")), "online");
    const joined = stand(operator, conversation(message(1, "client", "Help")));
    expect(texts()).toEqual(["You: Help", "Anna has joined"]);
    expect(find("#who").textContent).toBe("Anna");
    expect(src("#face")).toBe(picture);
    const wrote = receive(joined, [message(2, "operator", "Hi", { author_name: "Anna" }), message(3, "operator", "Yes?", { author_name: "Anna" })]);
    view.show(wrote, "online");
    expect(texts()).toEqual(["You: Help", "Anna has joined", "AnnaHi", "Anna: Yes?"]);
    expect(src('[data-seq="2"] [data-part="avatar"]')).toBe(picture);
    stand({ state: "bot", dialog: "d1" }, wrote);
    expect(find("#who").textContent).toBe("");
    expect(find("#face").querySelector("svg path")).not.toBeNull();
    expect(src('[data-seq="2"] [data-part="avatar"]'), "what was written stays theirs").toBe(picture);
  });

  it("bring their picture to what they wrote before it was known", () => {
    const wrote = conversation(message(1, "operator", "Hi", { author_name: "Anna" }), message(2, "operator", "Hello", { author_name: "Boris" }));
    view.show(wrote, "online");
    stand(operator, wrote);
    expect(src('[data-seq="1"] [data-part="avatar"]')).toBe(picture);
    expect(src('[data-seq="2"] [data-part="avatar"]')).toBeUndefined();
  });

  it("stand by the chat's pictures where the operator has none", () => {
    view.dress({ ...CONFIG, avatars: { ...CONFIG.avatars, operator: picture } });
    stand({ state: "operator", dialog: "d1", operator: { name: "Boris" } });
    expect(src("#face")).toBe(picture);
    stand({ state: "operator", dialog: "d1", operator: { name: "Eve", picture: "javascript:alert(1)" } });
    expect(find("#face").querySelector("img")).toBeNull();
  });

  it("say that somebody is writing", () => {
    const joined = stand(operator);
    view.show(changeTyping(joined, "Anna"), "online");
    expect(find("#typing").textContent).toBe("Anna is typing…");
    view.show(changeTyping(joined, ""), "online");
    expect(find("#typing").textContent).toBe("Operator is typing…");
    view.show(joined, "online");
    expect(find("#typing").textContent).toBe("");
  });

  it("keep only the newest notice of the place, and none when the wait is over", () => {
    const notices = [1, 2].map((seq) => message(seq, "system", `You are number ${4 - seq}`, { type: "queue_notice" }));
    const waiting = changeState(conversation(...notices), { state: "queued", dialog: "d1" });
    view.show(waiting, "online");
    expect(texts()).toEqual(["You are number 2"]);
    stand({ state: "operator", dialog: "d1" }, waiting);
    expect(texts()).toEqual([]);
  });
});

describe("a question for a rating", () => {
  const asked = (scale: number): Conversation => {
    const buttons = Array.from({ length: scale }, (_, index) => ({ title: String(index + 1), payload: `rate:${index + 1}` }));
    return changeState(conversation(message(1, "bot", "How was it?", { type: "rating_request", buttons })), { state: "feedback", dialog: "d1" });
  };
  const radios = (): HTMLButtonElement[] => [...document.querySelectorAll<HTMLButtonElement>('[role="radiogroup"] [role="radio"]')];
  const names = (): (string | null)[] => radios().map((it) => it.getAttribute("aria-label") ?? it.textContent);
  const lit = (): boolean[] => radios().map((it) => it.hasAttribute("data-lit"));

  it.each([
    [2, ["Bad", "Good"]],
    [5, ["1 of 5", "2 of 5", "3 of 5", "4 of 5", "5 of 5"]],
  ])("is a group of which one is chosen, on a scale of %i", (scale, expected) => {
    view.show(asked(scale), "online");
    expect(find('[role="radiogroup"]').getAttribute("aria-label")).toBe("How was it?");
    expect(names()).toEqual(expected);
    expect(radios().every((it) => it.querySelector("svg") !== null)).toBe(true);
    expect(document.querySelector('[data-part="answers"]'), "they are no ordinary buttons").toBeNull();
  });

  it("has numbers on the scale of ten", () => {
    view.show(asked(10), "online");
    expect(radios().map((it) => it.textContent)).toEqual(["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]);
    expect(names()[9]).toBe("10 of 10");
  });

  it("is reached by Tab once, gone through by arrows and answered by a press alone", () => {
    view.show(asked(5), "online");
    const tabs = (): number[] => radios().map((it) => it.tabIndex);
    expect(tabs()).toEqual([0, -1, -1, -1, -1]);
    radios()[0]?.focus();
    for (const key of ["ArrowRight", "ArrowDown", "ArrowLeft", "End", "ArrowRight", "ArrowLeft", "Home", "ArrowRight"]) {
      expect(press(document.activeElement as Element, { key }).defaultPrevented, key).toBe(true);
    }
    expect(document.activeElement).toBe(radios()[1]);
    expect(tabs()).toEqual([-1, 0, -1, -1, -1]);
    expect(lit()).toEqual([true, true, false, false, false]);
    expect(press(document.activeElement as Element, { key: "Tab" }).defaultPrevented).toBe(false);
    expect(hands.press).not.toHaveBeenCalled();
    radios()[1]?.click();
    expect(hands.press).toHaveBeenCalledExactlyOnceWith({ title: "2", payload: "rate:2" });
  });

  it("goes on showing what was chosen, in place of the message, and takes no other", () => {
    const pressed = write(asked(5), "a", { type: "postback", text: "4", payload: "rate:4" });
    view.show(pressed, "online");
    const group = find('[role="radiogroup"]');
    const echoed = receive(pressed, [message(2, "client", "4", { type: "postback", client_msg_id: "a" })]);
    for (const shown of [pressed, echoed, changeState(echoed, { state: "closed", dialog: "d1" })]) {
      view.show(shown, "online");
      expect(find('[role="radiogroup"]'), "the focus stays where it was").toBe(group);
      expect(radios().map((it) => it.getAttribute("aria-checked"))).toEqual(["false", "false", "false", "true", "false"]);
      expect(lit()).toEqual([true, true, true, true, false]);
      expect(group.getAttribute("aria-disabled")).toBe("true");
      expect(document.querySelector('[data-author="client"]')).toBeNull();
    }
    radios()[0]?.click();
    expect(hands.press).not.toHaveBeenCalled();
  });

  it("says when the choice is not with the gateway yet, and tries again", () => {
    const pressed = write(asked(5), "a", { type: "postback", text: "4", payload: "rate:4" });
    view.show(settle(pressed, "a", { kind: "delayed" }), "offline");
    expect(find('[data-seq="1"] > [data-part="trouble"]').textContent).toBe("Not sentTry again");
    find('[data-seq="1"] > [data-part="trouble"] button').click();
    expect(hands.retry).toHaveBeenCalledOnce();
  });

  it("asks for a comment once it is answered", () => {
    const invitation = (): string => find<HTMLTextAreaElement>("#input").placeholder;
    view.show(asked(5), "online");
    expect(invitation()).toBe("Write a message");
    const rated = receive(asked(5), [message(2, "client", "4", { type: "postback", client_msg_id: "a" })]);
    view.show(rated, "online");
    expect([invitation(), find("#input").getAttribute("aria-label")]).toEqual(["Add a comment", "Add a comment"]);
    view.show(changeState(rated, { state: "closed", dialog: "d1" }), "online");
    expect(invitation()).toBe("Write a message");
  });
});
