/** Elements the panel is made of. */

import { type Stroke, drawing } from "./drawing";

/** An element of the log, found by its part and not by its looks. */
export function part(name: string, text = ""): HTMLElement {
  const it = document.createElement(name === "spoken" ? "span" : "div");
  it.dataset.part = name;
  it.textContent = text;
  return it;
}

export function button(words: string, press: () => void): HTMLButtonElement {
  const it = document.createElement("button");
  it.type = "button";
  it.textContent = words;
  it.addEventListener("click", press);
  return it;
}

/** Names a button that shows a drawing. */
export function label(it: HTMLElement, words: string): void {
  it.setAttribute("aria-label", words);
  it.title = words;
}

/** A drawing of one line on a square of 20. */
export function icon(d: string, filled = false): SVGElement {
  const stroke: Stroke = filled ? { d, filled } : { d };
  return drawing(20, [stroke]);
}

/** Changes what is read aloud only when it says something else. */
export function say(it: HTMLElement, words: string): void {
  if (it.textContent !== words) it.textContent = words;
}

/** The page is ours: what panel.html declares is there. */
export function element<T extends HTMLElement = HTMLElement>(id: string): T {
  const it = document.getElementById(id);
  if (!it) throw new Error(`panel.html has no #${id}`);
  return it as T;
}
