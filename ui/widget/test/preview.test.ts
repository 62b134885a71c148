// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://window.example/preview.html" }
import { beforeEach, expect, it, vi } from "vitest";
import type { PreviewLine, PreviewOrder } from "../src/doorway";
import { CONFIG, LINKS } from "./config";

const CONVERSATION: readonly PreviewLine[] = [
  { author: "client", text: "Where is my order?" },
  { author: "operator", name: "Anna", text: "On its way." },
  { author: "client", text: "Thanks!" },
  { author: "bot", text: "Anything else?", buttons: ["Return", "No"] },
];
const ORDER: PreviewOrder = { parley: "preview", config: { ...CONFIG, links: LINKS }, view: "panel", conversation: CONVERSATION };
const editor = { postMessage: vi.fn() };

beforeEach(async () => {
  document.body.replaceChildren();
  editor.postMessage.mockClear();
  vi.spyOn(window, "parent", "get").mockReturnValue(editor as unknown as Window & typeof globalThis);
  vi.resetModules();
  await import("../src/preview");
});

function order(change: Partial<PreviewOrder> = {}, origin = location.origin, source: unknown = editor): void {
  window.dispatchEvent(new MessageEvent("message", { data: { ...ORDER, ...change }, origin, source: source as Window }));
}

const panel = (): HTMLElement => document.getElementById("panel") as HTMLElement;
const launcher = (): Element | null => document.querySelector("parley-widget");
const texts = (): (string | null)[] => [...document.querySelectorAll("[data-author] [data-part=text]")].map((it) => it.textContent);

it("says that it listens, and shows nothing until it is told", () => {
  expect(editor.postMessage).toHaveBeenCalledExactlyOnceWith({ parley: "preview-ready" }, "https://window.example");
  expect(panel().hidden).toBe(true);
  expect(launcher()).toBeNull();
});

it("shows the panel with the conversation it was told", () => {
  order();
  expect(panel().hidden).toBe(false);
  expect(launcher()).toBeNull();
  expect(document.getElementById("title")?.textContent).toBe("Fjell orders");
  expect(texts()).toEqual(["Where is my order?", "On its way.", "Thanks!", "Anything else?"]);
  expect(document.querySelector("[data-part=name]")?.textContent).toBe("Anna");
  expect([...document.querySelectorAll("[data-part=answers] button")].map((it) => it.textContent)).toEqual(["Return", "No"]);
  expect(document.querySelectorAll("#messengers a").length).toBe(3);
});

it("puts on a change at once, over the same elements", () => {
  order();
  const before = document.querySelector("[data-author]");
  order({ config: { ...CONFIG, title: "Sales", colours: { ...CONFIG.colours, bot: "#102030" } } });
  expect(document.querySelector("[data-author]"), "nothing flickers").toBe(before);
  expect(document.getElementById("title")?.textContent).toBe("Sales");
  expect(document.documentElement.style.getPropertyValue("--bot")).toBe("#102030");
  expect(document.querySelectorAll("#messengers a").length).toBe(0);
});

it("speaks another language with other words", () => {
  order();
  order({ config: { ...CONFIG, language: "ru" }, conversation: [{ author: "bot", text: "Здравствуйте!", buttons: ["Заказ"] }] });
  expect(texts()).toEqual(["Здравствуйте!"]);
  expect([...document.querySelectorAll("[data-part=answers] button")].map((it) => it.textContent)).toEqual(["Заказ"]);
});

it("shows what stands on a page while the panel is closed", () => {
  order({ view: "closed" });
  expect(panel().hidden).toBe(true);
  const root = launcher()?.shadowRoot;
  expect(root?.querySelector("button")?.getAttribute("aria-label")).toBe("Open chat");
  expect(root?.querySelectorAll("a").length).toBe(3);
  order({ view: "closed", config: { ...CONFIG, links: LINKS.slice(1) } });
  expect(root?.querySelectorAll("a").length).toBe(2);
  order();
  expect(launcher()).toBeNull();
  expect(panel().hidden).toBe(false);
});

it("takes orders from its own window only", () => {
  order({}, "https://evil.example");
  order({}, location.origin, window);
  window.dispatchEvent(new MessageEvent("message", { data: null, origin: location.origin, source: editor as unknown as Window }));
  expect(panel().hidden).toBe(true);
});

it("shows an operator who holds the dialog, the place in the queue and a rating", () => {
  order({ operator: { name: "Anna", picture: `media://localhost/${"0f".repeat(32)}/64` } });
  expect(document.getElementById("who")?.textContent).toBe("Anna");
  expect(document.querySelector("#face img")?.getAttribute("src")).toMatch(/^media:/);
  expect(document.querySelector("[data-author=system]")?.textContent).toBe("Anna has joined");
  order({ queue: { position: 2, wait_s: 60 } });
  expect(document.getElementById("who")?.textContent).toBe("");
  expect(document.getElementById("queue")?.textContent).toMatch(/^Your place in the queue: 2/);
  order({ conversation: [{ author: "bot", text: "How was it?", scale: 5, rating: 4 }] });
  expect([...document.querySelectorAll("[role=radio]")].map((it) => it.getAttribute("aria-checked"))).toEqual(["false", "false", "false", "true", "false"]);
  expect(texts()).toEqual(["How was it?"]);
  order({ conversation: [{ author: "bot", text: "How was it?", scale: 2 }] });
  expect([...document.querySelectorAll("[role=radio]")].map((it) => it.getAttribute("aria-label"))).toEqual(["Bad", "Good"]);
});
