// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { changeState, receive, settle, write } from "../src/conversation";
import { View } from "../src/view";
import { CONFIG, LINKS } from "./config";
import { type FakeHands, conversation, find, message, panel, press, texts } from "./screen";

let hands: FakeHands;
let view: View;

beforeEach(() => {
  ({ view, hands } = panel());
});

function type(text: string): HTMLTextAreaElement {
  const input = find<HTMLTextAreaElement>("#input");
  input.value = text;
  input.dispatchEvent(new Event("input"));
  return input;
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
