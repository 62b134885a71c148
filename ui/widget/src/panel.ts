/** The page inside the widget's frame: brings visit and view together and answers the loader. */

import { Chime } from "./chime";
import { lastSpoken, unreadCount } from "./conversation";
import { type HostNews, type Page, type PanelNews, addressee } from "./doorway";
import { Keep, browserStorage } from "./keep";
import type { WidgetConfig } from "./protocol";
import { View } from "./view";
import { upload } from "./upload";
import { Visit } from "./visit";
import type { Pace } from "./wire";

/** A tab hidden for this long, in milliseconds, gives its connection back; browsers allow few to one host. */
const HIDDEN_LIMIT = 60_000;

const pace: Pace = {
  now: () => Date.now(),
  random: () => Math.random(),
  after: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};

const config = JSON.parse(document.getElementById("config")?.textContent ?? "") as WidgetConfig;
const framed = window.parent !== window;
/** The loader writes the origin of its page behind the `#`; only messages from there count. */
const hostOrigin = decodeURIComponent(location.hash.slice(1));

const keep = new Keep(config.key, browserStorage("localStorage"), browserStorage("sessionStorage"));
const view = new View(config, keep.typed(), {
  write: (text) => visit.write({ type: "text", text }),
  press: (button) => visit.write({ type: "postback", text: button.title, payload: button.payload }),
  retry: () => visit.retry(),
  close: () => tell({ parley: "close" }),
  typed: (text) => {
    keep.setTyped(text);
    if (text !== "") visit.typing();
  },
  attach: (files) => visit.attach(files),
  giveUp: (id) => visit.giveUp(id),
  fetch: (file) => visit.fetch(file),
  sound: (on) => keep.setSound(on),
});
view.sound(keep.sound());
const chime = new Chime(document);
let toldUnread = 0;
const visit = new Visit(new URL("./", location.href).href, config.key, navigator.language, keep, pace, {
  changed: (conversation, connection) => {
    view.show(conversation, connection);
    const seen = open && !document.hidden && document.hasFocus();
    chime.hear(lastSpoken(conversation), connection === "online", keep.sound() && !seen);
    const count = unreadCount(conversation);
    if (count === toldUnread) return;
    toldUnread = count;
    tell({ parley: "unread", count });
  },
  configured: (newest) => view.dress(newest),
}, upload);

let open = false;
let started = false;
let hidden = false;

function attend(byVisitor: boolean, page: Page | null): void {
  visit.attend(hidden ? "away" : open && !document.hidden ? "open" : "closed", byVisitor, page);
}

function setOpen(wanted: boolean, byVisitor: boolean, page: Page | null): void {
  open = wanted;
  started = true;
  attend(wanted && byVisitor, page);
  if (wanted && byVisitor) view.focus();
}

function tell(news: PanelNews): void {
  if (framed) window.parent.postMessage(news, addressee(hostOrigin));
}

let giveBack: () => void = () => {};
document.addEventListener("visibilitychange", () => {
  giveBack();
  hidden = false;
  if (document.hidden) {
    giveBack = pace.after(HIDDEN_LIMIT, () => {
      hidden = true;
      attend(false, null);
    });
  }
  if (started) attend(false, null);
});
window.addEventListener("online", () => visit.networkChanged(true));
window.addEventListener("offline", () => visit.networkChanged(false));

window.addEventListener("message", ({ source, origin, data }: MessageEvent<HostNews>) => {
  if (source !== window.parent || origin !== hostOrigin) return;
  if (data?.parley === "visibility") setOpen(data.open, data.byVisitor, data.page);
  else if (data?.parley === "moved") visit.moved(data.page);
});

if (framed) {
  tell({ parley: "ready" });
} else {
  view.standAlone();
  setOpen(true, true, { url: location.href, title: document.title, referrer: document.referrer });
}
