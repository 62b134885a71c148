// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://shop.example/page", "settings": { "enableIframePageLoading": true, "navigation": { "disableChildFrameNavigation": true } } }
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { LoaderConfig } from "../src/protocol";

const config: LoaderConfig = {
  key: "site 1",
  language: "en",
  button: { fill: "#0b5d4b", text: "#ffffff" },
  texts: { open: "Open chat", close: "Close chat", title: "Fjell orders" },
};
const ORIGIN = "https://chat.example";

afterEach(() => {
  vi.restoreAllMocks();
});

beforeEach(() => {
  document.body.replaceChildren();
  sessionStorage.clear();
  Reflect.deleteProperty(window, Symbol.for("parley.widget"));
  vi.stubGlobal("__PARLEY_CONFIG__", config);
  const windows = new WeakMap<object, object>();
  vi.spyOn(HTMLIFrameElement.prototype, "contentWindow", "get").mockImplementation(function (this: HTMLIFrameElement) {
    if (!windows.has(this)) windows.set(this, { postMessage: vi.fn() });
    return windows.get(this) as Window;
  });
  vi.spyOn(console, "warn").mockImplementation(() => {});
});

async function include(src: string | null = `${ORIGIN}/widget/v1/loader.js?k=site%201`): Promise<void> {
  const script = src === null ? null : Object.assign(document.createElement("script"), { type: "text/plain", src });
  Object.defineProperty(document, "currentScript", { configurable: true, value: script });
  vi.resetModules();
  await import("../src/loader");
}

const hosts = (): NodeListOf<Element> => document.querySelectorAll("parley-widget");
const root = (): ShadowRoot => hosts()[0]?.shadowRoot as ShadowRoot;
const button = (): HTMLButtonElement => root().querySelector("button") as HTMLButtonElement;
const frame = (): HTMLIFrameElement | null => root().querySelector("iframe");
const badge = (): string | null | undefined => button().querySelector("span")?.textContent;

function panelSays(data: unknown, origin = ORIGIN, source: unknown = frame()?.contentWindow): void {
  window.dispatchEvent(new MessageEvent("message", { data, origin, source: source as Window }));
}

it("draws a named button and asks the gateway for nothing before it is pressed", async () => {
  await include();
  expect(hosts().length).toBe(1);
  expect(button().getAttribute("aria-label")).toBe("Open chat");
  expect(button().getAttribute("aria-expanded")).toBe("false");
  expect(frame()).toBeNull();
});

it("runs once however often it is included", async () => {
  await include();
  await include();
  expect(hosts().length).toBe(1);
});

it("waits for the body when it stands in the head", async () => {
  const body = document.body;
  body.remove();
  await include();
  expect(hosts().length).toBe(0);
  document.documentElement.append(body);
  document.dispatchEvent(new Event("DOMContentLoaded"));
  expect(hosts().length).toBe(1);
});

it("throws nothing where it cannot work", async () => {
  await expect(include(null)).resolves.toBeUndefined();
  expect(hosts().length).toBe(0);
  expect(console.warn).toHaveBeenCalledOnce();
});

it("makes the frame at the first click and shows it when the panel is there", async () => {
  await include();
  button().click();
  expect(frame()?.src).toBe(`${ORIGIN}/widget/v1/panel?k=site%201#https%3A%2F%2Fshop.example`);
  expect(frame()?.getAttribute("sandbox")).toBe("allow-scripts allow-same-origin");
  expect(frame()?.title).toBe("Fjell orders");
  expect(frame()?.className).toBe("");
  expect(button().getAttribute("aria-busy")).toBe("true");
  panelSays({ parley: "ready" });
  expect(frame()?.className).toBe("open");
  expect(button().getAttribute("aria-expanded")).toBe("true");
  expect(frame()?.contentWindow?.postMessage).toHaveBeenCalledExactlyOnceWith(
    { parley: "visibility", open: true, byVisitor: true, page: { url: "https://shop.example/page", title: "", referrer: "" } },
    ORIGIN,
  );
});

it("listens to its own frame only", async () => {
  await include();
  button().click();
  panelSays({ parley: "ready" }, "https://evil.example");
  panelSays({ parley: "ready" }, ORIGIN, window);
  expect(frame()?.className).toBe("");
  for (const odd of [null, 1, "ready", {}, { parley: "?" }]) panelSays(odd);
  expect(frame()?.className).toBe("");
});

it("closes when the panel asks, and the focus comes back to the button", async () => {
  await include();
  button().click();
  panelSays({ parley: "ready" });
  panelSays({ parley: "close" });
  expect(frame()?.className).toBe("");
  expect(frame(), "it stays, for what comes while it is closed").not.toBeNull();
  expect(root().activeElement).toBe(button());
});

it("counts what is unread on the button, while the panel is closed", async () => {
  await include();
  button().click();
  panelSays({ parley: "ready" });
  panelSays({ parley: "close" });
  panelSays({ parley: "unread", count: 3 });
  expect(badge()).toBe("3");
  expect(button().getAttribute("aria-label")).toBe("Open chat (3)");
  panelSays({ parley: "unread", count: 12 });
  expect(badge()).toBe("9+");
  button().click();
  expect(badge()).toBe("");
});

it("does not show a browser's error page, and the next click tries again", async () => {
  vi.useFakeTimers();
  await include();
  button().click();
  frame()?.dispatchEvent(new Event("load"));
  vi.runAllTimers();
  vi.useRealTimers();
  expect(frame()).toBeNull();
  expect(button().getAttribute("aria-busy")).toBe("false");
  button().click();
  expect(frame()).not.toBeNull();
});

it("finds the panel on the next page as it was left", async () => {
  sessionStorage.setItem("parley:site 1", "closed");
  await include();
  expect(frame(), "there may be unread messages").not.toBeNull();
  panelSays({ parley: "ready" });
  expect(frame()?.className).toBe("");
});

it("works where the page's storage is denied", async () => {
  vi.spyOn(Storage.prototype, "getItem").mockImplementation(() => {
    throw new DOMException("denied", "SecurityError");
  });
  await include();
  expect(hosts().length).toBe(1);
});
