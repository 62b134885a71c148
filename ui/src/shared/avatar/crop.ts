/** Where a square is cut from a picture. Pure; all figures are whole pixels of the picture. */
import type { Crop } from "../../ipc";

export interface Size {
  width: number;
  height: number;
}

/** The smallest square that is offered: the size at which the widget shows it. */
const LEAST = 64;

const widestSide = ({ width, height }: Size) => Math.min(width, height);
const leastSide = (size: Size) => Math.min(LEAST, widestSide(size));
const within = (value: number, most: number) => Math.min(Math.max(0, Math.round(value)), most);

/** The largest square, in the middle. */
export function widest(size: Size): Crop {
  const side = widestSide(size);
  return { x: Math.floor((size.width - side) / 2), y: Math.floor((size.height - side) / 2), side };
}

/** How many times larger than with the widest square the picture is seen. */
export function zoomOf(crop: Crop, size: Size): number {
  return widestSide(size) / crop.side;
}

export function mostZoom(size: Size): number {
  return widestSide(size) / leastSide(size);
}

/** The square for another zoom, around the same middle as far as the edges let it. */
export function zoomed(crop: Crop, size: Size, zoom: number): Crop {
  const side = Math.min(widestSide(size), Math.max(leastSide(size), Math.round(widestSide(size) / zoom)));
  const shift = (crop.side - side) / 2;
  return moved({ ...crop, side }, size, shift, shift);
}

/** The square moved, as far as the edges let it. */
export function moved({ x, y, side }: Crop, size: Size, right: number, down: number): Crop {
  return { x: within(x + right, size.width - side), y: within(y + down, size.height - side), side };
}
