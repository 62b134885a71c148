// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import html from "../panel.html?raw";
import { type Conversation, type Upload, attach, begin, changeState, changeTyping, receive, settle, settleUpload, write } from "../src/conversation";
import type { Author, Message, StateNews } from "../src/protocol";
import { type Hands, View } from "../src/view";
import { CONFIG, LINKS } from "./config";
import { attachment } from "./gateway";

const body = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? "";

let hands: { [K in keyof Hands]: ReturnType<typeof vi.fn<Hands[K]>> };
let view: View;

beforeEach(() => {
  document.body.innerHTML = body;
  hands = {
    write: vi.fn(),
    press: vi.fn(),
    retry: vi.fn(),
    close: vi.fn(),
    typed: vi.fn(),
    attach: vi.fn(),
    giveUp: vi.fn(),
    fetch: vi.fn(() => Promise.resolve<Blob | null>(null)),
    sound: vi.fn(),
  };
  view = new View(CONFIG, "", hands);
});

const find = <T extends HTMLElement = HTMLElement>(selector: string): T => {
  const it = document.querySelector<T>(selector);
  if (!it) throw new Error(`nothing matches ${selector}`);
  return it;
};
const texts = (): (string | null)[] => [...document.querySelectorAll("#log > *")].map((it) => it.textContent);

function message(seq: number, author: Author, text: string, more: Partial<Message> = {}): Message {
  return { id: `m${seq}`, seq, ts: seq, dialog: "d1", author, type: "text", text, ...more };
}

function conversation(...messages: Message[]): Conversation {
  return receive(changeState(begin([]), { state: "bot", dialog: "d1" }), messages);
}

function type(text: string): HTMLTextAreaElement {
  const input = find<HTMLTextAreaElement>("#input");
  input.value = text;
  input.dispatchEvent(new Event("input"));
  return input;
}

function press(target: EventTarget, init: KeyboardEventInit): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init });
  target.dispatchEvent(event);
  return event;
}

describe("messages", () => {
  it("are text, whatever they look like", () => {
    view.show(conversation(message(1, "bot", "<img src=x onerror=alert(1)> & http://example.org")), "online");
    expect(find('[data-seq="1"] [data-part="text"]').textContent).toBe("<img src=x onerror=alert(1)> & http://example.org");
    expect(document.querySelector("#log img, #log a")).toBeNull();
  });

  it("lead to the pages whose addresses stand in them, beside the page and without a word of it", () => {
    view.show(conversation(message(1, "operator", "See (https://example.org/a_(b)?x=<1>), please.")), "online");
    const link = find<HTMLAnchorElement>("#log a");
    expect([link.textContent, link.getAttribute("href")]).toEqual(["https://example.org/a_(b)?x=", "https://example.org/a_(b)?x="]);
    expect([link.target, link.rel]).toEqual(["_blank", "noopener noreferrer"]);
    expect(find('[data-seq="1"] [data-part="text"]').textContent).toBe("See (https://example.org/a_(b)?x=<1>), please.");
  });

  it("say to a screen reader who wrote, and to all which operator", () => {
    view.show(
      conversation(message(1, "bot", "a"), message(2, "client", "b"), message(3, "operator", "c", { author_name: "Anna" }), message(4, "operator", "d")),
      "online",
    );
    expect(texts()).toEqual(["Bot: a", "You: b", "Annac", "Operator: d"]);
    expect(find('[data-seq="3"] [data-part="name"]').textContent).toBe("Anna");
    expect(find("#log").getAttribute("role")).toBe("log");
    expect(find("#log").getAttribute("aria-label")).toBe("Messages");
  });

  it("keep their element from writing to echo, so that they are read aloud once", () => {
    const empty = conversation();
    view.show(write(empty, "a", { type: "text", text: "Hi" }), "online");
    const before = find('[data-author="client"]');
    expect(before.dataset.state).toBe("waiting");
    view.show(conversation(message(1, "client", "Hi, cleaned", { client_msg_id: "a" })), "online");
    const after = find('[data-author="client"]');
    expect(after).toBe(before);
    expect(after.textContent).toBe("You: Hi, cleaned");
    expect(after.dataset).toMatchObject({ state: "sent", seq: "1" });
  });

  it("leave nothing behind when the conversation is another", () => {
    view.show(conversation(message(1, "bot", "old")), "online");
    view.show(conversation(), "online");
    expect(texts()).toEqual([]);
  });

  it("tell what is wrong with them, and offer another try where there is one", () => {
    const pending = write(conversation(), "a", { type: "text", text: "Hi" });
    view.show(settle(pending, "a", { kind: "delayed" }), "offline");
    expect(find('[data-part="trouble"]').textContent).toBe("Not sentTry again");
    find('[data-part="trouble"] button').click();
    expect(hands.retry).toHaveBeenCalledOnce();
    view.show(settle(pending, "a", { kind: "limited" }), "online");
    expect(find('[data-part="trouble"]').textContent).toBe(CONFIG.texts.rate_limited);
    view.show(settle(pending, "a", { kind: "refused", code: "invalid_field", reason: "Too odd." }), "online");
    expect(find('[data-part="trouble"]').textContent).toBe("Not sent. Too odd.");
    view.show(settle(pending, "a", { kind: "refused", code: "too_large", reason: "413" }), "online");
    expect(find('[data-part="trouble"]').textContent).toBe(CONFIG.texts.too_long);
    view.show(pending, "online");
    expect(document.querySelector('[data-part="trouble"]')).toBeNull();
  });

  it("stand over the words that the dialog ended, until there is a new one", () => {
    const closed = changeState(conversation(message(1, "bot", "Bye")), { state: "closed", dialog: "d1" });
    view.show(closed, "online");
    expect(texts()).toEqual(["Bot: Bye", CONFIG.texts.ended]);
    expect(find("#panel").dataset.state).toBe("closed");
    view.show(write(closed, "a", { type: "text", text: "Hi" }), "online");
    expect(texts()).toEqual(["Bot: Bye", "", "You: Hi"]);
    view.show(receive(closed, [message(2, "client", "Hi", { dialog: "d2", client_msg_id: "a" })]), "online");
    expect(texts().slice(0, 3)).toEqual(["Bot: Bye", "", "You: Hi"]);
  });
});

describe("a question", () => {
  const buttons = [
    { title: "<b>Yes</b>", payload: "y" },
    { title: "No", payload: "n" },
  ];
  const asked = conversation(message(1, "bot", "Sure?", { buttons }));

  it("has its buttons until it is answered, and the focus is not lost with them", () => {
    view.show(asked, "online");
    const [yes] = document.querySelectorAll<HTMLButtonElement>('[data-part="answers"] button');
    expect(yes?.textContent).toBe("<b>Yes</b>");
    yes?.focus();
    yes?.click();
    expect(hands.press).toHaveBeenCalledExactlyOnceWith(buttons[0]);
    view.show(write(asked, "a", { type: "postback", text: "Yes", payload: "y" }), "online");
    expect(document.querySelector('[data-part="answers"]')).toBeNull();
    expect(document.activeElement).toBe(find("#input"));
  });

  it("keeps the pressed button's element when something else changes", () => {
    view.show(asked, "online");
    const before = find('[data-part="answers"]');
    view.show(receive(asked, [message(2, "bot", "Take your time")]), "online");
    expect(find('[data-part="answers"]')).toBe(before);
  });
});

describe("pictures", () => {
  const id = "0f".repeat(32);
  const own = `pictures/${id}/64`;
  const spoken = conversation(
    message(1, "bot", "a"),
    message(2, "bot", "b"),
    message(3, "client", "c"),
    message(4, "operator", "d", { author_name: "Anna" }),
    message(5, "operator", "e", { author_name: "Anna" }),
    message(6, "bot", "f", { type: "notice" }),
  );
  const avatar = (seq: number): HTMLElement => find(`[data-seq="${seq}"] [data-part="avatar"]`);
  const head = (): HTMLElement => find("#head [data-part=avatar]");

  it("are drawn where the chat has none of its own, and a notice has none", () => {
    view.show(spoken, "online");
    for (const place of [head(), avatar(1), avatar(4)]) {
      expect(place.querySelector("svg path")).not.toBeNull();
      expect(place.querySelector("img")).toBeNull();
    }
    expect(avatar(1).innerHTML).not.toBe(avatar(4).innerHTML);
    expect(document.querySelector('[data-seq="6"] [data-part="avatar"]')).toBeNull();
    expect(find("#panel").hasAttribute("data-user-picture"), "a visitor knows who they are").toBe(false);
  });

  it("stand beside the first message of a run", () => {
    view.show(spoken, "online");
    const follows = [1, 2, 4, 5].map((seq) => avatar(seq).parentElement?.hasAttribute("data-follows"));
    expect(follows).toEqual([false, true, false, true]);
  });

  it("change with the chat, on what stands there already, and say nothing to a screen reader", () => {
    view.show(spoken, "online");
    view.dress({ ...CONFIG, avatars: { bot: own, operator: own, user: own } });
    for (const place of [head(), avatar(1), avatar(3), avatar(4)]) {
      const picture = place.querySelector("img");
      expect(picture?.getAttribute("src")).toBe(own);
      expect(picture?.getAttribute("alt")).toBe("");
    }
    expect(find("#panel").hasAttribute("data-user-picture")).toBe(true);
    const before = avatar(1).firstChild;
    view.dress({ ...CONFIG, avatars: { bot: own, operator: null, user: null } });
    expect(avatar(1).firstChild, "what stays is not loaded anew").toBe(before);
    expect(avatar(4).querySelector("img")).toBeNull();
    expect(texts()[0]).toBe("Bot: a");
  });

  it("give way to the drawing when they cannot be loaded", () => {
    view.dress({ ...CONFIG, avatars: { ...CONFIG.avatars, bot: own } });
    head().querySelector("img")?.dispatchEvent(new Event("error"));
    expect(head().querySelector("svg path")).not.toBeNull();
    expect(head().querySelector("img")).toBeNull();
  });

  it.each([`media://localhost/${id}/64`, `http://media.localhost/${id}/64`, "data:image/png;base64,iVBORw0KGgo="])("may come from the window: %s", (address) => {
    view.dress({ ...CONFIG, avatars: { ...CONFIG.avatars, bot: address } });
    expect(head().querySelector("img")?.getAttribute("src")).toBe(address);
  });

  it.each(["javascript:alert(1)", "pictures/../secret/64", `pictures/${id}/65`, "data:text/html,x", "/elsewhere", ""])("are pictures, not %s", (address) => {
    view.dress({ ...CONFIG, avatars: { ...CONFIG.avatars, bot: address } });
    expect(head().querySelector("img")).toBeNull();
  });
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

describe("files", () => {
  const file = (...names: string[]): File[] => names.map((name) => new File(["hello"], name));
  const upload = (fate: Upload["fate"] = { kind: "waiting" }): Conversation => attach(conversation(), { id: "f1", name: "report.pdf", bytes: 1536, fate });
  const card = (): HTMLElement => find('[data-part="file"]');
  const spaces = (text: string | null): string | undefined => text?.replace(/\s/g, " ");

  it("that are pictures stand in their place and open beside the page", () => {
    const cat = attachment("cat.png", 10, true);
    view.show(conversation(message(1, "operator", "", { type: "file", attachment: cat })), "online");
    const picture = find<HTMLImageElement>("#log img");
    expect([picture.getAttribute("src"), picture.alt]).toEqual([cat.url, "cat.png"]);
    const link = picture.closest("a");
    expect([link?.getAttribute("href"), link?.target, link?.rel]).toEqual([cat.url, "_blank", "noopener noreferrer"]);
    expect(document.querySelector('#log [data-part="text"]'), "there is no empty bubble").toBeNull();
    picture.dispatchEvent(new Event("error"));
    expect(card().querySelector('[data-part="file-name"]')?.textContent, "one that cannot be shown can be saved").toBe("cat.png");
  });

  it("that are none are cards with name and size, and are saved by a press", async () => {
    const saved = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => {});
    const report = attachment("<b>report</b>.pdf", 1536);
    view.show(conversation(message(1, "operator", "Here", { type: "file", attachment: report })), "online");
    expect(find('[data-seq="1"] [data-part="text"]').textContent).toBe("Here");
    const save = card().querySelector("button") as HTMLButtonElement;
    expect(spaces(save.textContent)).toBe("<b>report</b>.pdf1.5 kB");
    save.click();
    expect(save.getAttribute("aria-busy")).toBe("true");
    save.click();
    await vi.waitFor(() => expect(save.getAttribute("aria-busy")).toBe("false"));
    expect(hands.fetch).toHaveBeenCalledExactlyOnceWith(report);
    expect(card().querySelector('[role="alert"]')?.textContent).toBe(CONFIG.texts.not_loaded);
    expect(saved).not.toHaveBeenCalled();
    hands.fetch.mockResolvedValueOnce(new Blob(["content"]));
    save.click();
    await vi.waitFor(() => expect(saved).toHaveBeenCalledOnce());
    expect((saved.mock.contexts[0] as HTMLAnchorElement).download).toBe("<b>report</b>.pdf");
    expect(card().querySelector('[role="alert"]')?.textContent).toBe("");
    saved.mockRestore();
  });

  it("on their way tell how far they are, and can be given up", () => {
    const sending = upload();
    view.show(sending, "online");
    const bar = card().querySelector("progress") as HTMLProgressElement;
    expect(bar.hasAttribute("value")).toBe(false);
    view.show(settleUpload(sending, "f1", { kind: "sending", share: 0.25 }), "online");
    expect([bar.value, bar.getAttribute("aria-label")]).toEqual([0.25, "report.pdf"]);
    const cancel = find('[data-part="sending"] button');
    expect(cancel.getAttribute("aria-label")).toBe("Cancel: report.pdf");
    cancel.click();
    expect(hands.giveUp).toHaveBeenCalledExactlyOnceWith("f1");
    view.show(settleUpload(sending, "f1", null), "online");
    expect(texts()).toEqual([]);
  });

  it("become what they are when they come back", () => {
    view.show(upload({ kind: "sending", share: 1 }), "online");
    view.show(receive(upload(), [message(1, "client", "", { type: "file", client_msg_id: "f1", attachment: attachment("report.pdf", 1536) })]), "online");
    expect(document.querySelectorAll('[data-part="file"]').length).toBe(1);
    expect(document.querySelector("progress")).toBeNull();
    expect(find('[data-author="client"]').dataset).toMatchObject({ state: "sent", seq: "1" });
  });

  it.each([
    [{ kind: "delayed" }, "Not sent"],
    [{ kind: "limited" }, CONFIG.texts.rate_limited],
    [{ kind: "refused", code: "file_too_big", reason: "" }, "The file is larger than 20 MB."],
    [{ kind: "refused", code: "file_empty", reason: "" }, CONFIG.texts.file_empty],
    [{ kind: "refused", code: "file_refused", reason: "x" }, CONFIG.texts.file_refused],
    [{ kind: "refused", code: "no_space", reason: "x" }, CONFIG.texts.no_space],
    [{ kind: "refused", code: "invalid_field", reason: "Odd." }, "Not sent. Odd."],
  ] as [Upload["fate"], string][])("say in words what is wrong: %j", (fate, words) => {
    view.show(upload(fate), "online");
    expect(spaces(card().querySelector('[role="alert"]')?.textContent ?? null)).toBe(words);
    const again = find('[data-part="again"]');
    expect(again.hidden).toBe(fate.kind !== "delayed");
    again.click();
    expect(hands.retry).toHaveBeenCalledOnce();
  });

  function transfer(type: string, target: Element, files: File[], types = ["Files"]): Event {
    const event = Object.assign(new Event(type, { bubbles: true, cancelable: true }), { dataTransfer: { files, types }, clipboardData: { files }, relatedTarget: null });
    target.dispatchEvent(event);
    return event;
  }

  it("are chosen, pasted and dropped", () => {
    const chosen = find<HTMLInputElement>("#files");
    const click = vi.spyOn(chosen, "click").mockImplementation(() => {});
    find("#attach").click();
    expect(click).toHaveBeenCalledOnce();
    expect(find("#attach").getAttribute("aria-label")).toBe("Attach a file");
    Object.defineProperty(chosen, "files", { value: file("a.txt", "b.txt") });
    chosen.dispatchEvent(new Event("change"));
    expect(transfer("paste", find("#input"), file("c.png")).defaultPrevented).toBe(true);
    expect(transfer("paste", find("#input"), []).defaultPrevented, "text is pasted as ever").toBe(false);
    expect(transfer("dragover", find("#log"), []).defaultPrevented).toBe(true);
    expect(find("#drop").hidden).toBe(false);
    transfer("dragleave", find("#panel"), []);
    expect(find("#drop").hidden).toBe(true);
    expect(transfer("drop", find("#log"), file("d.txt")).defaultPrevented).toBe(true);
    expect(transfer("dragover", find("#log"), [], ["text/plain"]).defaultPrevented).toBe(false);
    expect(hands.attach.mock.calls.map(([files]) => files.map((it) => it.name))).toEqual([["a.txt", "b.txt"], ["c.png"], ["d.txt"]]);
  });
});

it("has a switch for the sound that says how it stands", () => {
  view.sound(true);
  const sound = find("#sound");
  expect([sound.getAttribute("aria-label"), sound.getAttribute("aria-pressed")]).toEqual(["Sound", "true"]);
  sound.click();
  expect(hands.sound).toHaveBeenLastCalledWith(false);
  expect(sound.getAttribute("aria-pressed")).toBe("false");
  sound.click();
  expect(hands.sound).toHaveBeenLastCalledWith(true);
});

describe("other ways to write and to read", () => {
  const shown = (selector: string): boolean => !find(selector).closest("[hidden]");
  const help = (): HTMLAnchorElement => find<HTMLAnchorElement>("#help");

  it("are not there when the chat has none", () => {
    expect(shown("#help")).toBe(false);
    expect(shown("#messengers")).toBe(false);
    expect(shown("#ways")).toBe(false);
  });

  it("are the messengers, each a named link that opens beside the page", () => {
    view.dress({ ...CONFIG, links: LINKS });
    const links = [...document.querySelectorAll<HTMLAnchorElement>("#messengers a")];
    expect(links.map((it) => it.getAttribute("aria-label"))).toEqual(LINKS.map((it) => it.name));
    expect(links.map((it) => it.getAttribute("href"))).toEqual(LINKS.map((it) => it.url));
    expect(links.every((it) => it.target === "_blank" && it.rel === "noopener noreferrer")).toBe(true);
    expect(find("#messengers").getAttribute("aria-label")).toBe("Write to us in a messenger");
    expect([shown("#messengers"), shown("#help")]).toEqual([true, false]);
    view.dress(CONFIG);
    expect(shown("#messengers")).toBe(false);
  });

  it("are the knowledge base, when its address is a page", () => {
    view.dress({ ...CONFIG, knowledge_base: "https://help.example/start" });
    expect(shown("#help")).toBe(true);
    expect(help().textContent?.trim()).toBe("Help centre");
    expect([help().getAttribute("href"), help().target, help().rel]).toEqual(["https://help.example/start", "_blank", "noopener noreferrer"]);
    for (const address of ["javascript:alert(1)", "viber://x", "help.example", ""]) {
      view.dress({ ...CONFIG, knowledge_base: address });
      expect([shown("#help"), help().getAttribute("href")], address).toEqual([false, null]);
    }
  });
});

describe("writing", () => {
  it("sends with Enter, trimmed, and empties the field", () => {
    const input = type("  Hello \n");
    expect(press(input, { key: "Enter" }).defaultPrevented).toBe(true);
    expect(hands.write).toHaveBeenCalledExactlyOnceWith("Hello");
    expect(input.value).toBe("");
    expect(hands.typed).toHaveBeenLastCalledWith("");
  });

  it("leaves Shift+Enter and the Enter of an input method alone", () => {
    const input = type("Hello");
    expect(press(input, { key: "Enter", shiftKey: true }).defaultPrevented).toBe(false);
    press(input, { key: "Enter", isComposing: true });
    expect(hands.write).not.toHaveBeenCalled();
  });

  it("does not send nothing", () => {
    press(type(" \n "), { key: "Enter" });
    find("#send").click();
    expect(hands.write).not.toHaveBeenCalled();
    expect(find("#send").getAttribute("aria-disabled")).toBe("true");
  });

  it("counts characters as the gateway does, says when there are too many, and keeps them", () => {
    const input = type("😀".repeat(4000));
    expect(find("#problem").textContent).toBe("");
    type("😀".repeat(4001));
    expect(find("#problem").textContent).toBe(CONFIG.texts.too_long);
    expect(find("#count").textContent).toBe("4001 / 4000");
    press(input, { key: "Enter" });
    expect(hands.write).not.toHaveBeenCalled();
    expect([...input.value].length).toBe(4001);
  });

  it("closes with Escape and goes on with what was typed before", () => {
    press(find("#input"), { key: "Escape" });
    expect(hands.close).toHaveBeenCalledOnce();
    new View(CONFIG, "half a sent", hands);
    expect(find<HTMLTextAreaElement>("#input").value).toBe("half a sent");
  });
});

describe("looks and words", () => {
  const property = (name: string): string => document.documentElement.style.getPropertyValue(name);

  it("are the chat's, with text that can be read on each colour", () => {
    view.dress({ ...CONFIG, language: "ru", title: "Заказы", colours: { ...CONFIG.colours, bot: "#000000", user: "#ffffff" } });
    expect([property("--bot"), property("--on-bot")]).toEqual(["#000000", "#fff"]);
    expect([property("--user"), property("--on-user")]).toEqual(["#ffffff", "#000"]);
    expect(document.documentElement.lang).toBe("ru");
    expect(find("#title").textContent).toBe("Заказы");
  });

  it("stay as they were where a colour cannot be read", () => {
    const before = property("--bot");
    view.dress({ ...CONFIG, colours: { ...CONFIG.colours, bot: "url(https://evil.example)" } });
    expect(property("--bot")).toBe(before);
  });

  it("tell of a connection that takes long, and not of one that is quick", () => {
    vi.useFakeTimers();
    view.show(conversation(), "connecting");
    expect(find("#status").textContent).toBe("");
    view.show(conversation(), "online");
    vi.runAllTimers();
    expect(find("#status").textContent).toBe("");
    view.show(conversation(), "connecting");
    vi.runAllTimers();
    expect(find("#status").textContent).toBe(CONFIG.texts.connecting);
    view.show(conversation(), "offline");
    expect(find("#status").textContent).toBe(CONFIG.texts.offline);
    expect(find("#panel").dataset.connection).toBe("offline");
    vi.useRealTimers();
  });
});
