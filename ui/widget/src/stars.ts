/** A question for a rating on the screen: two faces, five stars or ten numbers. */

import { icon, label } from "./elements";
import type { Button, Texts } from "./protocol";
import type { Rating } from "./ratings";
import { fill } from "./words";

const STAR = "m10 2.8 2.2 4.6 5 .7-3.6 3.5.9 5-4.5-2.4-4.5 2.4.9-5L2.8 8.1l5-.7z";
const THUMB = "M6.5 9 9.7 2.8c1 0 1.8.8 1.8 1.8v3h4a1.5 1.5 0 0 1 1.5 1.8l-1 5.4a2 2 0 0 1-2 1.7H6.5zM6.5 9H3v7.5h3.5";

/**
 * A group of which one is chosen. The arrows only move, since a choice is sent at once: Enter, the
 * space bar or a press choose.
 */
export class Stars {
  readonly element = document.createElement("div");
  readonly #radios: readonly HTMLButtonElement[];
  #rating: Rating = { chosen: null, by: null, open: false };

  constructor(buttons: readonly Button[], question: string, texts: Texts, press: (button: Button) => void) {
    const scale = buttons.length;
    this.element.dataset.part = "rating";
    this.element.dataset.scale = String(scale);
    this.element.setAttribute("role", "radiogroup");
    this.element.setAttribute("aria-label", question);
    this.#radios = buttons.map((button, index) => {
      const radio = document.createElement("button");
      radio.type = "button";
      radio.setAttribute("role", "radio");
      if (scale === 2) {
        label(radio, index === 0 ? texts.rating_bad : texts.rating_good);
        radio.append(icon(THUMB));
      } else {
        label(radio, fill(texts.rating, { rating: button.title, scale }));
        if (scale === 5) radio.append(icon(STAR));
        else radio.textContent = button.title;
      }
      radio.addEventListener("click", () => {
        if (this.#rating.open) press(button);
      });
      for (const come of ["mouseenter", "focus"]) radio.addEventListener(come, () => this.#light(this.#rating.open ? index : this.#rating.chosen));
      for (const go of ["mouseleave", "blur"]) radio.addEventListener(go, () => this.#light(this.#rating.chosen));
      return radio;
    });
    this.element.addEventListener("keydown", (event) => this.#move(event));
    this.element.append(...this.#radios);
  }

  /** Shows what was chosen, and whether something still can be. */
  show(rating: Rating): void {
    this.#rating = rating;
    this.element.setAttribute("aria-disabled", String(!rating.open));
    this.#radios.forEach((radio, index) => {
      radio.setAttribute("aria-checked", String(index === rating.chosen));
      radio.setAttribute("aria-disabled", String(!rating.open));
      radio.tabIndex = index === (rating.chosen ?? 0) ? 0 : -1;
    });
    this.#light(rating.chosen);
  }

  /** Stars shine up to the one meant, others alone. */
  #light(meant: number | null): void {
    const isStars = this.#radios.length === 5;
    this.#radios.forEach((radio, index) => {
      radio.toggleAttribute("data-lit", meant !== null && (isStars ? index <= meant : index === meant));
    });
  }

  #move(event: KeyboardEvent): void {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    const at = this.#radios.indexOf(document.activeElement as HTMLButtonElement);
    const last = this.#radios.length - 1;
    const step = steps[event.key];
    const to = event.key === "Home" ? 0 : event.key === "End" ? last : step === undefined ? null : (at + step + last + 1) % (last + 1);
    const radio = to === null ? undefined : this.#radios[to];
    if (!radio) return;
    event.preventDefault();
    for (const it of this.#radios) it.tabIndex = it === radio ? 0 : -1;
    radio.focus();
  }
}
