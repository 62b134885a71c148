/**
 * What stands on the host page while the panel is closed: a round button, and above it the logos
 * of the messengers the chat can be reached in. How it looks only; what the button does is the
 * loader's. The page's rules and policy do not reach it, and it takes no room in the page.
 */

import { drawing } from "./drawing";
import type { LoaderConfig } from "./protocol";
import { messengerLinks } from "./ways";

/** How the panel stands, as the button tells it. */
export interface Standing {
  /** The visitor wants it open. */
  readonly open: boolean;
  /** It has answered, so it can be seen. */
  readonly ready: boolean;
  /** Messages nobody has seen. */
  readonly unread: number;
}

/** The logos stand in columns of at most six, the first nearest to the button, and never higher than the page. */
const STYLE = `
button,iframe,nav{all:initial;position:fixed;box-sizing:border-box;inset-inline-end:20px}
button{inset-block-end:20px;inline-size:56px;block-size:56px;border-radius:50%;display:grid;place-items:center;cursor:pointer;
color:var(--text);background:var(--fill);border:1px solid rgb(0 0 0/.12);box-shadow:0 4px 16px rgb(20 24 33/.24)}
button:hover,a:hover{filter:brightness(.94)}
:focus-visible{outline:3px solid #1e69d0;outline-offset:2px;box-shadow:0 0 0 2px #fff}
button[aria-busy=true]{cursor:progress;opacity:.7}
svg{inline-size:26px;block-size:26px;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
span{position:absolute;inset-block-start:-4px;inset-inline-end:-4px;min-inline-size:20px;padding:0 6px;box-sizing:border-box;border-radius:10px;
background:#bc3231;color:#fff;font:600 12px/20px system-ui,sans-serif;text-align:center}
span:empty{display:none}
nav{inset-block-end:86px;inset-inline-end:32px;block-size:min(232px,100vh - 96px);display:flex;flex-flow:column-reverse wrap-reverse;align-content:flex-start;gap:8px;pointer-events:none}
a{display:grid;place-items:center;inline-size:32px;block-size:32px;border-radius:50%;color:#fff;cursor:pointer;pointer-events:auto;box-shadow:0 2px 8px rgb(20 24 33/.24)}
a svg{inline-size:32px;block-size:32px;stroke-width:1.4}
iframe{inset-block-end:88px;inline-size:376px;max-inline-size:calc(100vw - 40px);block-size:min(640px,100vh - 108px);border-radius:12px;background:#fff;outline:1px solid transparent;
box-shadow:0 16px 48px rgb(20 24 33/.2),0 2px 8px rgb(20 24 33/.1);visibility:hidden;opacity:0;transform:translateY(8px)}
iframe.open{visibility:visible;opacity:1;transform:none}
iframe.open~nav{visibility:hidden}
@media (prefers-reduced-motion:no-preference){iframe.open{transition:opacity .14s,transform .14s}}
@media (max-width:480px),(max-height:420px){
iframe{inset:0;inline-size:100%;max-inline-size:none;block-size:100%;border-radius:0}
iframe.open~button{visibility:hidden}}`;

/** A speech bubble, and the arrow down that closes. */
const ICON_OPEN = "M21 11.5a8.4 8.4 0 0 1-8.5 8.3 8.7 8.7 0 0 1-3.8-.9L3 20.5l1.8-4.8a8 8 0 0 1-.8-4.2 8.4 8.4 0 0 1 8.5-8.3A8.4 8.4 0 0 1 21 11.5z";
const ICON_CLOSE = "m6 9.5 6 6 6-6";

export class Launcher {
  readonly host = document.createElement("parley-widget");
  readonly root = this.host.attachShadow({ mode: "open" });
  readonly button = document.createElement("button");
  readonly #icon = drawing(24, [{ d: ICON_OPEN }]);
  readonly #badge = document.createElement("span");
  readonly #messengers = document.createElement("nav");
  #config: LoaderConfig;
  #standing: Standing = { open: false, ready: false, unread: 0 };

  constructor(config: LoaderConfig) {
    this.#config = config;
    // Through the object model and with priority: neither the page's rules nor its policy reach it.
    this.host.style.cssText = "all:initial!important;position:fixed!important;z-index:2147483000!important;inset:auto 0 0 auto!important";
    style(this.root);
    this.button.type = "button";
    this.#badge.setAttribute("aria-hidden", "true");
    this.button.append(this.#icon, this.#badge);
    this.root.append(this.button);
    this.dress(config);
  }

  /** Puts on the chat's colours, words and links. */
  dress(config: LoaderConfig): void {
    this.#config = config;
    this.host.lang = config.language;
    this.host.style.setProperty("--fill", config.button.fill);
    this.host.style.setProperty("--text", config.button.text);
    const links = messengerLinks(config.links);
    this.#messengers.setAttribute("aria-label", config.texts.messengers_label);
    this.#messengers.replaceChildren(...links);
    if (links.length > 0) this.root.append(this.#messengers);
    else this.#messengers.remove();
    this.show(this.#standing);
  }

  show(standing: Standing): void {
    this.#standing = standing;
    const { open, ready, unread } = standing;
    const { texts } = this.#config;
    const words = open ? texts.close : texts.open;
    const visible = open && ready;
    this.button.setAttribute("aria-label", unread > 0 && !open ? `${words} (${unread})` : words);
    this.button.title = words;
    this.button.setAttribute("aria-expanded", String(visible));
    this.button.setAttribute("aria-busy", String(open && !ready));
    this.#icon.firstElementChild?.setAttribute("d", visible ? ICON_CLOSE : ICON_OPEN);
    this.#badge.textContent = open || unread === 0 ? "" : unread > 9 ? "9+" : String(unread);
  }
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
