/**
 * The widget as the chat editor shows it beside its fields: the panel's and the launcher's own
 * code over a made-up conversation. It shows what it is told and nothing else: it asks no gateway,
 * keeps nothing, and nobody can press or reach anything in it.
 */

import "./panel.css";
import html from "../panel.html?raw";
import { type Conversation, begin, changeState, receive } from "./conversation";
import type { PreviewNews, PreviewOrder } from "./doorway";
import { Launcher } from "./launcher";
import type { LoaderConfig, Message, WidgetConfig } from "./protocol";
import { type Hands, View } from "./view";

/** Nobody can do anything. */
const IDLE: Hands = {
  write() {},
  press() {},
  retry() {},
  close() {},
  typed() {},
  attach() {},
  giveUp() {},
  sound() {},
  fetch: () => Promise.resolve(null),
};
/** The one dialog there is. */
const DIALOG = "preview";

// What panel.html loads, this page loads itself.
const body = html.slice(html.indexOf("<body"));
const panel = new DOMParser().parseFromString(body, "text/html").querySelector("main");
if (!panel) throw new Error("panel.html has no main");
panel.hidden = true;
document.body.append(panel);

let drawn: { readonly view: View; readonly launcher: Launcher } | null = null;
let told = "";

function draw(order: PreviewOrder): void {
  const { config, view: shown } = order;
  const { view, launcher } = (drawn ??= {
    view: new View(config, "", IDLE),
    launcher: new Launcher(loaderConfig(config)),
  });
  view.dress(config);
  launcher.dress(loaderConfig(config));
  // Each line has its element for as long as it stands; other words are other lines.
  const words = JSON.stringify([config.language, order.conversation]);
  if (words !== told) view.show(begin([]), "online");
  told = words;
  if (panel) panel.hidden = shown === "closed";
  if (shown === "closed") document.body.append(launcher.host);
  else launcher.host.remove();
  view.show(conversationOf(order), "online");
}

function loaderConfig({ key, language, title, colours, texts, links }: WidgetConfig): LoaderConfig {
  const { open, close, messengers_label } = texts;
  const button = { fill: colours.buttons, text: colours.buttons_text };
  return { key, language, button, texts: { open, close, title, messengers_label }, links, sites: [] };
}

function conversationOf({ conversation: lines, operator, queue }: PreviewOrder): Conversation {
  const messages = lines.flatMap((line, index): Message[] => {
    const it = { id: String(index), seq: 2 * index + 1, ts: Number.NaN, dialog: DIALOG };
    const titles = line.scale === undefined ? line.buttons : Array.from({ length: line.scale }, (_, rating) => String(rating + 1));
    const said: Message = {
      ...it,
      author: line.author,
      type: line.scale === undefined ? "text" : "rating_request",
      text: line.text,
      ...(line.name === undefined ? {} : { author_name: line.name }),
      ...(titles === undefined ? {} : { buttons: titles.map((title) => ({ title, payload: title })) }),
    };
    if (line.rating === undefined) return [said];
    const pressed = { author: "client", type: "postback", text: String(line.rating), client_msg_id: `rating-${index}` } as const;
    return [said, { ...it, seq: it.seq + 1, ...pressed }];
  });
  const state = operator ? "operator" : queue ? "queued" : "bot";
  // As after a reload: what was written is there before it is known who holds the dialog.
  return changeState(receive(begin([]), messages), {
    state,
    dialog: DIALOG,
    ...(operator ? { operator } : {}),
    ...(queue ? { queue } : {}),
  });
}

window.addEventListener("message", (event: MessageEvent<PreviewOrder>) => {
  if (event.source !== window.parent || event.origin !== location.origin || event.data?.parley !== "preview") return;
  draw(event.data);
});
const listening: PreviewNews = { parley: "preview-ready" };
if (window.parent !== window) window.parent.postMessage(listening, location.origin);
