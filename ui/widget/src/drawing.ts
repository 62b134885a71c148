/** Small drawings made of paths. An element at a time, since a page's policy may forbid text that becomes markup. */

export interface Stroke {
  readonly d: string;
  /** Filled, and not drawn with a line. */
  readonly filled?: boolean;
}

/** A drawing on a square of `size`, which says nothing to a screen reader. Its colours and widths are its place's. */
export function drawing(size: number, strokes: readonly Stroke[]): SVGElement {
  const it = svg("svg");
  it.setAttribute("viewBox", `0 0 ${size} ${size}`);
  it.setAttribute("aria-hidden", "true");
  for (const { d, filled } of strokes) {
    const path = svg("path");
    path.setAttribute("d", d);
    if (filled) {
      path.setAttribute("fill", "currentColor");
      path.setAttribute("stroke", "none");
    }
    it.append(path);
  }
  return it;
}

function svg(name: string): SVGElement {
  return document.createElementNS("http://www.w3.org/2000/svg", name) as SVGElement;
}
