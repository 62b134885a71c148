/** Who speaks, as a small round picture: the chat's own, or a drawing where it has none or it cannot be loaded. */

import { drawing } from "./drawing";
import type { Avatars } from "./protocol";

const PERSON = "M12 12.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM6.5 18.2c.6-2.5 2.8-3.9 5.5-3.9s4.9 1.4 5.5 3.9";
const BOT = "M12 6v2.5M8.5 8.5h7a2 2 0 0 1 2 2V15a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2v-4.5a2 2 0 0 1 2-2ZM10 12v1.5M14 12v1.5";

/** Puts into `place` the picture of whom its `data-of` names, or the one in its `data-own`; touches nothing when it is there already. */
export function portray(place: HTMLElement, avatars: Avatars): void {
  const of = place.dataset.of as keyof Avatars;
  const address = place.dataset.own ?? avatars[of];
  const wanted = address !== null && isPicture(address) ? address : null;
  const there = place.firstElementChild;
  if (there && there.getAttribute("src") === wanted) return;
  const drawn = drawing(24, [{ d: of === "bot" ? BOT : PERSON }]);
  if (wanted === null) {
    place.replaceChildren(drawn);
    return;
  }
  const picture = document.createElement("img");
  picture.alt = "";
  picture.draggable = false;
  picture.addEventListener("error", () => picture.replaceWith(drawn));
  picture.src = wanted;
  place.replaceChildren(picture);
}

/** Beside the panel, or, in the chat editor, wherever the window keeps a picture that is not saved yet. */
function isPicture(address: string): boolean {
  return /^(?:pictures\/[0-9a-f]{64}\/(?:64|256)$|https?:\/\/|media:\/\/|data:image\/)/.test(address);
}
