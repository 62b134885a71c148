/**
 * The one script a site includes. It draws a round button, makes the panel's frame when it is
 * wanted, and passes word between the two. It is a guest: it throws nothing, reads nothing of the
 * page but its address and title, and its looks and the page's do not mix.
 */

import type { Page, PanelNews, Visibility } from "./doorway";
import type { LoaderConfig } from "./protocol";

/** Written into the script by the gateway. */
declare const __PARLEY_CONFIG__: LoaderConfig;

/** How long after the frame has loaded, in milliseconds, the panel may take to say that it is there. */
const READY_LIMIT = 2000;

const STYLE = `
button,iframe{all:initial;position:fixed;box-sizing:border-box;inset-inline-end:20px}
button{inset-block-end:20px;inline-size:56px;block-size:56px;border-radius:50%;display:grid;place-items:center;cursor:pointer;
color:var(--text);background:var(--fill);border:1px solid rgb(0 0 0/.12);box-shadow:0 4px 16px rgb(20 24 33/.24)}
button:hover{filter:brightness(.94)}
button:focus-visible{outline:3px solid #1e69d0;outline-offset:2px;box-shadow:0 0 0 2px #fff}
button[aria-busy=true]{cursor:progress;opacity:.7}
svg{inline-size:26px;block-size:26px;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
span{position:absolute;inset-block-start:-4px;inset-inline-end:-4px;min-inline-size:20px;padding:0 6px;box-sizing:border-box;border-radius:10px;
background:#bc3231;color:#fff;font:600 12px/20px system-ui,sans-serif;text-align:center}
span:empty{display:none}
iframe{inset-block-end:88px;inline-size:376px;max-inline-size:calc(100vw - 40px);block-size:min(640px,100vh - 108px);border-radius:12px;background:#fff;outline:1px solid transparent;
box-shadow:0 16px 48px rgb(20 24 33/.2),0 2px 8px rgb(20 24 33/.1);visibility:hidden;opacity:0;transform:translateY(8px)}
iframe.open{visibility:visible;opacity:1;transform:none}
@media (prefers-reduced-motion:no-preference){iframe.open{transition:opacity .14s,transform .14s}}
@media (max-width:480px),(max-height:420px){
iframe{inset:0;inline-size:100%;max-inline-size:none;block-size:100%;border-radius:0}
iframe.open~button{visibility:hidden}}`;

/** A speech bubble, and the arrow down that closes. */
const ICON_OPEN = "M21 11.500a8.400 8.400 0 0 1-8.500 8.300 8.700 8.700 0 0 1-3.800-.9L3 20.500l1.800-4.800a8 8 0 0 1-.8-4.200 8.400 8.400 0 0 1 8.500-8.300A8.400 8.400 0 0 1 21 11.500z";
const ICON_CLOSE = "m6 9.500 6 6 6-6";

function start(config: LoaderConfig, base: string): void {
  const host = document.createElement("parley-widget");
  // Through the object model and with priority: neither the page's rules nor its policy reach it.
  host.style.cssText = "all:initial!important;position:fixed!important;z-index:2147483000!important;inset:auto 0 0 auto!important";
  host.style.setProperty("--fill", config.button.fill);
  host.style.setProperty("--text", config.button.text);
  const root = host.attachShadow({ mode: "open" });
  style(root);
  const button = document.createElement("button");
  button.type = "button";
  const path = svg("path");
  const icon = svg("svg");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  icon.append(path);
  const badge = document.createElement("span");
  badge.setAttribute("aria-hidden", "true");
  button.append(icon, badge);
  root.append(button);

  let frame: HTMLIFrameElement | null = null;
  let ready = false;
  let open = false;
  let byVisitor = false;
  let unread = 0;

  const show = (): void => {
    const words = open ? config.texts.close : config.texts.open;
    const visible = open && ready;
    button.setAttribute("aria-label", unread > 0 && !open ? `${words} (${unread})` : words);
    button.title = words;
    button.setAttribute("aria-expanded", String(visible));
    button.setAttribute("aria-busy", String(open && !ready));
    path.setAttribute("d", visible ? ICON_CLOSE : ICON_OPEN);
    badge.textContent = open || unread === 0 ? "" : unread > 9 ? "9+" : String(unread);
    if (frame) frame.className = visible ? "open" : "";
  };

  const tellPanel = (): void => {
    if (!frame || !ready) return;
    const page: Page = { url: location.href, title: document.title, referrer: document.referrer };
    const news: Visibility = { parley: "visibility", open, byVisitor, page };
    frame.contentWindow?.postMessage(news, new URL(base).origin);
  };

  const makeFrame = (): void => {
    const made = document.createElement("iframe");
    made.title = config.texts.title;
    made.setAttribute("sandbox", "allow-scripts allow-same-origin");
    made.src = `${base}panel?k=${encodeURIComponent(config.key)}#${encodeURIComponent(location.origin)}`;
    // A browser's error page loads too, but says nothing: it is not shown, and the next click tries again.
    made.addEventListener("load", () => {
      setTimeout(() => {
        if (ready || frame !== made) return;
        made.remove();
        frame = null;
        open = false;
        show();
      }, READY_LIMIT);
    });
    frame = made;
    root.insertBefore(made, button);
  };

  const setOpen = (wanted: boolean, visitor: boolean): void => {
    open = wanted;
    byVisitor = visitor;
    remember(config.key, open ? "open" : "closed");
    if (!frame) makeFrame();
    show();
    tellPanel();
    if (!visitor) return;
    if (open) frame?.focus();
    else button.focus();
  };

  button.addEventListener("click", () => setOpen(!open, true));
  root.addEventListener("keydown", (event) => {
    if ((event as KeyboardEvent).key === "Escape" && open) setOpen(false, true);
  });
  window.addEventListener("message", (event: MessageEvent<PanelNews>) => {
    if (!frame || event.source !== frame.contentWindow || event.origin !== new URL(base).origin) return;
    const news = event.data;
    if (news?.parley === "ready") {
      ready = true;
      show();
      tellPanel();
      if (open && byVisitor) frame.focus();
    } else if (news?.parley === "close") {
      setOpen(false, true);
    } else if (news?.parley === "unread") {
      unread = Number(news.count) || 0;
      show();
    }
  });

  show();
  document.body.append(host);
  // Who talks with us and goes to the next page finds the panel as it was; over a phone's whole screen it does not open by itself.
  const last = recall(config.key);
  if (last !== null) setOpen(last === "open" && matchMedia("(min-width:481px)").matches, false);
}

/** A constructed sheet passes a strict policy of the page; a style element is for browsers without. */
function style(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const element = document.createElement("style");
    element.textContent = STYLE;
    root.append(element);
  }
}

function svg(name: string): SVGElement {
  return document.createElementNS("http://www.w3.org/2000/svg", name) as SVGElement;
}

function remember(key: string, state: "open" | "closed"): void {
  try {
    sessionStorage.setItem(`parley:${key}`, state);
  } catch {
    // The page's storage is denied; then each page starts closed.
  }
}

function recall(key: string): string | null {
  try {
    return sessionStorage.getItem(`parley:${key}`);
  } catch {
    return null;
  }
}

try {
  const script = document.currentScript as HTMLScriptElement;
  const base = new URL("./", script.src).href;
  const config = __PARLEY_CONFIG__;
  const mark = Symbol.for("parley.widget");
  if (!(mark in window)) {
    Reflect.set(window, mark, true);
    const guarded = (): void => {
      try {
        start(config, base);
      } catch (error) {
        console.warn("Parley could not start:", error);
      }
    };
    if (document.body) guarded();
    else document.addEventListener("DOMContentLoaded", guarded);
  }
} catch (error) {
  console.warn("Parley could not start:", error);
}
