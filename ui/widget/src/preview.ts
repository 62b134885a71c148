/**
 * The widget as the chat editor shows it beside its fields: the panel's and the launcher's own
 * code over a made-up conversation. It shows what it is told and nothing else: it asks no gateway,
 * keeps nothing, and nobody can press or reach anything in it.
 */

import "./panel.css";
import html from "../panel.html?raw";
import { type Conversation, begin, changeState, receive } from "./conversation";
import type { PreviewLine, PreviewNews, PreviewOrder } from "./doorway";
import { Launcher } from "./launcher";
import type { LoaderConfig, Message, WidgetConfig } from "./protocol";
import { View } from "./view";

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

function draw({ config, view: shown, conversation }: PreviewOrder): void {
  const { view, launcher } = (drawn ??= {
    view: new View(config, "", { write() {}, press() {}, retry() {}, close() {}, typed() {} }),
    launcher: new Launcher(loaderConfig(config)),
  });
  view.dress(config);
  launcher.dress(loaderConfig(config));
  // Each line has its element for as long as it stands; other words are other lines.
  const words = JSON.stringify([config.language, conversation]);
  if (words !== told) view.show(begin([]), "online");
  told = words;
  if (panel) panel.hidden = shown === "closed";
  if (shown === "closed") document.body.append(launcher.host);
  else launcher.host.remove();
  view.show(conversationOf(conversation), "online");
}

function loaderConfig({ key, language, title, colours, texts, links }: WidgetConfig): LoaderConfig {
  const { open, close, messengers_label } = texts;
  const button = { fill: colours.buttons, text: colours.buttons_text };
  return { key, language, button, texts: { open, close, title, messengers_label }, links, sites: [] };
}

function conversationOf(lines: readonly PreviewLine[]): Conversation {
  const messages = lines.map(({ author, name, text, buttons }, index): Message => ({
    id: String(index),
    seq: index + 1,
    ts: Number.NaN,
    dialog: DIALOG,
    author,
    type: "text",
    text,
    ...(name === undefined ? {} : { author_name: name }),
    ...(buttons === undefined ? {} : { buttons: buttons.map((title) => ({ title, payload: title })) }),
  }));
  return receive(changeState(begin([]), { state: "bot", dialog: DIALOG }), messages);
}

window.addEventListener("message", (event: MessageEvent<PreviewOrder>) => {
  if (event.source !== window.parent || event.origin !== location.origin || event.data?.parley !== "preview") return;
  draw(event.data);
});
const listening: PreviewNews = { parley: "preview-ready" };
if (window.parent !== window) window.parent.postMessage(listening, location.origin);
