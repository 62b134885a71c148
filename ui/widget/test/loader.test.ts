// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://shop.example/page", "settings": { "enableIframePageLoading": true, "navigation": { "disableChildFrameNavigation": true } } }
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LoaderConfig } from "../src/protocol";
import { LINKS } from "./config";

const config: LoaderConfig = {
  key: "site 1",
  language: "en",
  button: { fill: "#0b5d4b", text: "#ffffff" },
  texts: { open: "Open chat", close: "Close chat", title: "Fjell orders", messengers_label: "Write to us in a messenger" },
  links: [],
  sites: [],
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
  // The made-up browser's windows have no origin of their own.
  vi.stubGlobal("origin", "https://shop.example");
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
const logos = (): HTMLAnchorElement[] => [...root().querySelectorAll<HTMLAnchorElement>("nav a")];
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

it("finds itself when it is included as a module, which nobody tells where it stands", async () => {
  const element = (src: string): HTMLScriptElement => Object.assign(document.createElement("script"), { type: "text/plain", src });
  const others = ["https://other.example/loader.js", "https://other.example/loader.js?k=other", "/shop.js?k=site%201"];
  document.body.append(...[...others, `${ORIGIN}/widget/v1/loader.js?k=site%201`].map(element));
  await include(null);
  button().click();
  expect(frame()?.src).toContain(`${ORIGIN}/widget/v1/panel?k=site%201#`);
});

it("tells the panel that a page opened from a file has no origin, whatever its address says", async () => {
  vi.stubGlobal("origin", "null");
  await include();
  button().click();
  expect(frame()?.src).toBe(`${ORIGIN}/widget/v1/panel?k=site%201#null`);
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
  expect(frame()?.getAttribute("sandbox")).toBe("allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads");
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

it("tells the panel of pages that came without being loaded, when they rest, each once", async () => {
  vi.useFakeTimers();
  await include();
  history.pushState(null, "", "/before");
  button().click();
  panelSays({ parley: "ready" });
  const post = vi.mocked(frame()?.contentWindow as Window).postMessage as unknown as ReturnType<typeof vi.fn>;
  expect(post.mock.lastCall?.[0]).toMatchObject({ page: { url: "https://shop.example/before" } });
  post.mockClear();
  const state = { scroll: 1 };
  history.pushState(state, "", "/shoes");
  history.pushState(null, "", "/boots");
  document.title = "Boots";
  vi.advanceTimersByTime(400);
  expect(post).not.toHaveBeenCalled();
  vi.advanceTimersByTime(200);
  const page = { url: "https://shop.example/boots", title: "Boots", referrer: "https://shop.example/before" };
  expect(post).toHaveBeenCalledExactlyOnceWith({ parley: "moved", page }, ORIGIN);
  history.replaceState(null, "", "/boots");
  vi.runAllTimers();
  expect(post, "the same page is no other").toHaveBeenCalledOnce();
  history.replaceState(null, "", "/boots?size=42");
  vi.runAllTimers();
  window.dispatchEvent(new PopStateEvent("popstate"));
  vi.runAllTimers();
  expect(post).toHaveBeenCalledTimes(2);
  document.title = "";
  history.replaceState(null, "", "/page");
  vi.useRealTimers();
});

it("leaves the page's history alone until the chat is opened", async () => {
  const { pushState } = history;
  await include();
  expect(history.pushState).toBe(pushState);
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

it("gives up on a gateway that never answers", async () => {
  vi.useFakeTimers();
  await include();
  button().click();
  vi.advanceTimersByTime(14_000);
  expect(button().getAttribute("aria-busy"), "a slow one has its time").toBe("true");
  vi.advanceTimersByTime(2_000);
  vi.useRealTimers();
  expect(frame()).toBeNull();
  expect(button().getAttribute("aria-busy")).toBe("false");
});

describe("the logos of messengers", () => {
  it("stand beside the button from the first, each a named link of its own", async () => {
    vi.stubGlobal("__PARLEY_CONFIG__", { ...config, links: LINKS });
    await include();
    expect(frame(), "nobody has opened anything").toBeNull();
    expect(logos().map((it) => [it.getAttribute("aria-label"), it.getAttribute("href"), it.target, it.rel])).toEqual([
      ["Write to us in Telegram", "https://t.me/fjell", "_blank", "noopener noreferrer"],
      ["Write to us in WhatsApp", "https://wa.me/4790000000", "_blank", "noopener noreferrer"],
      ["Write to us in Viber", "viber://pa?chatURI=fjell", "_blank", "noopener noreferrer"],
    ]);
    expect(logos()[0]?.parentElement?.getAttribute("aria-label")).toBe("Write to us in a messenger");
    expect(logos()[0]?.querySelector("svg path")).not.toBeNull();
  });

  it("are not there when the chat has none", async () => {
    await include();
    expect(root().querySelector("nav")).toBeNull();
  });

  it("lead nowhere but to messengers", async () => {
    const urls = ["javascript:alert(1)", " java\nscript:alert(1)", "data:text/html,x", "http://t.me/x", "file:///etc/passwd", "t.me/x", "//t.me/x", ""];
    const bad = urls.map((url) => ({ messenger: "telegram", name: "x", url }));
    const unknown = ["constructor", "__proto__", "myspace"].map((messenger) => ({ messenger, name: "x", url: "https://x.example" }));
    vi.stubGlobal("__PARLEY_CONFIG__", { ...config, links: [...bad, ...unknown, ...LINKS.slice(0, 1)] });
    await include();
    expect(logos().map((it) => it.getAttribute("href"))).toEqual(["https://t.me/fjell"]);
  });
});

describe("on a chat with a list of sites", () => {
  const stands = async (...sites: string[]): Promise<boolean> => {
    vi.stubGlobal("__PARLEY_CONFIG__", { ...config, sites });
    await include();
    return hosts().length > 0;
  };

  it.each(["https://shop.example", "https://*.example"])("stands on pages of %s", async (site) => {
    expect(await stands("https://other.example", site)).toBe(true);
  });

  it.each(["http://shop.example", "https://shop.example:444", "https://*.shop.example", "https://hop.example", "https://*.hop.example", "*", "null", "rubbish"])(
    "does nothing, and says nothing, where only %s is listed",
    async (site) => {
      expect(await stands(site)).toBe(false);
      expect(console.warn).not.toHaveBeenCalled();
    },
  );

  it("stands on the gateway's own pages all the same", async () => {
    vi.stubGlobal("__PARLEY_CONFIG__", { ...config, sites: ["https://other.example"] });
    await include("https://shop.example/widget/v1/loader.js?k=site%201");
    expect(hosts().length).toBe(1);
  });
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
