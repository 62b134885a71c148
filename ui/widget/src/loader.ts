/**
 * The one script a site includes. It draws a round button, makes the panel's frame when it is
 * wanted, and passes word between the two. It is a guest: it throws nothing, reads nothing of the
 * page but its address and title, and its looks and the page's do not mix. On a site that is not
 * the chat's it does nothing, and says nothing.
 */

import type { HostNews, Page, PanelNews } from "./doorway";
import { Launcher } from "./launcher";
import type { LoaderConfig } from "./protocol";

/** Written into the script by the gateway. */
declare const __PARLEY_CONFIG__: LoaderConfig;

/** How long after the frame has loaded, in milliseconds, the panel may take to say that it is there. */
const READY_LIMIT = 2000;
/** How long all of that may take, in milliseconds, when nobody answers at all. */
const LOAD_LIMIT = 15_000;

/**
 * `allow-popups` lets the links to messengers open, and `…-to-escape-sandbox` lets what they open
 * be a page like any other; `allow-downloads` lets a visitor save the files they were sent. The host page stays out of reach: nothing here may lead it away.
 */
const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads";
/** How long after the last change of the address, in milliseconds, its page has its title. */
const MOVE_REST = 500;

function start(config: LoaderConfig, base: string): void {
  const launcher = new Launcher(config);
  const { root, button } = launcher;
  const origin = new URL(base).origin;
  let frame: HTMLIFrameElement | null = null;
  let ready = false;
  let open = false;
  let byVisitor = false;
  let unread = 0;

  const show = (): void => {
    launcher.show({ open, ready, unread });
    if (frame) frame.className = open && ready ? "open" : "";
  };

  let from = document.referrer;
  let at = location.href;
  const page = (): Page => {
    const here = location.href;
    if (here !== at) [from, at] = [at, here];
    return { url: at, title: document.title, referrer: from };
  };
  const post = (news: HostNews): void => {
    if (ready) frame?.contentWindow?.postMessage(news, origin);
  };
  const tellPanel = (): void => post({ parley: "visibility", open, byVisitor, page: page() });

  /** Notices that the page makes itself another one without being loaded. */
  let watch = (): void => {
    watch = () => {};
    let rest: ReturnType<typeof setTimeout> | undefined;
    const moved = (): void => {
      clearTimeout(rest);
      rest = setTimeout(() => {
        if (location.href !== at) post({ parley: "moved", page: page() });
      }, MOVE_REST);
    };
    // Only these two say nothing by themselves.
    for (const name of ["pushState", "replaceState"] as const) {
      const change = history[name];
      history[name] = function (...state) {
        change.apply(this, state);
        moved();
      };
    }
    for (const event of ["popstate", "hashchange"]) window.addEventListener(event, moved);
  };

  const makeFrame = (): void => {
    // Not the origin of its address: that of a page opened from a file, or shut in a sandbox, is not what its messages bear.
    const page = encodeURIComponent(self.origin);
    const made = document.createElement("iframe");
    made.title = config.texts.title;
    made.setAttribute("sandbox", SANDBOX);
    made.src = `${base}panel?k=${encodeURIComponent(config.key)}#${page}`;
    const giveUp = (): void => {
      if (ready || frame !== made) return;
      made.remove();
      frame = null;
      open = false;
      show();
    };
    // A browser's error page loads too, but says nothing: it is not shown, and the next click tries again.
    made.addEventListener("load", () => setTimeout(giveUp, READY_LIMIT));
    setTimeout(giveUp, LOAD_LIMIT);
    frame = made;
    root.insertBefore(made, button);
    watch();
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
    if (!frame || event.source !== frame.contentWindow || event.origin !== origin) return;
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

  document.body.append(launcher.host);
  // Who talks with us and goes to the next page finds the panel as it was; over a phone's whole screen it does not open by itself.
  const last = recall(config.key);
  if (last !== null) setOpen(last === "open" && matchMedia("(min-width:481px)").matches, false);
}

/**
 * Whether the chat may be shown on pages of `origin`: on those of a listed site, on all when none
 * is listed, and always on the gateway's own. The gateway and the browser hold to the list anyway;
 * this spares a visitor a button that could only fail.
 */
function isWelcome(origin: string, sites: readonly string[], base: string): boolean {
  return sites.length === 0 || origin === new URL(base).origin || sites.some((site) => covers(site, origin));
}

/** Whether `site`, perhaps written `https://*.example.com`, is `origin` or above it. */
function covers(site: string, origin: string): boolean {
  const [scheme, above] = site.split("://*.");
  return above === undefined ? site === origin : origin.startsWith(`${scheme}://`) && origin.endsWith(`.${above}`);
}

/** The element that includes this script. A module is not told, and looks for the one with its key. */
function ownElement(key: string): HTMLScriptElement {
  const isOwn = ({ src }: HTMLScriptElement): boolean => src.includes("/loader.js?") && new URL(src).searchParams.get("k") === key;
  return (document.currentScript ?? [...document.scripts].find(isOwn)) as HTMLScriptElement;
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
  const config = __PARLEY_CONFIG__;
  const base = new URL("./", ownElement(config.key).src).href;
  const mark = Symbol.for("parley.widget");
  if (!(mark in window) && isWelcome(self.origin, config.sites, base)) {
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
