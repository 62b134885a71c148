/** The made-up program's pictures: any JPEG or PNG becomes the same landscape. */
import type { ApiError, Crop, Picture, PictureTaken } from "./generated";

const LIMIT = 5_242_880;
const SOURCE = "a".repeat(64);
const SIZE = { width: 640, height: 480 };

/** What was dropped, pasted or chosen, judged by its first bytes. */
export function takePicture(bytes: ArrayBuffer, called: string): PictureTaken {
  if (bytes.byteLength > LIMIT) throw refused("picture_too_big", { bytes: bytes.byteLength, limit: LIMIT });
  const [first, second] = new Uint8Array(bytes);
  const isPicture = (first === 0xff && second === 0xd8) || (first === 0x89 && second === 0x50);
  if (!isPicture) throw refused("picture_not_an_image", { called: /\.(png|jpe?g)$/.exec(called)?.[1] ?? null, found: first === 0x47 && second === 0x49 ? "gif" : null });
  return chosenPicture();
}

export function chosenPicture(): PictureTaken {
  return { source: SOURCE, ...SIZE };
}

export function cropPicture(source: string, crop: Crop): Picture {
  if (crop.x + crop.side > SIZE.width || crop.y + crop.side > SIZE.height) throw refused("picture_cropped_outside", null);
  const id = [crop.x, crop.y, crop.side].map((value) => value.toString(16).padStart(8, "0")).join("");
  return { id: id.padStart(64, "b"), source, crop };
}

/** The landscape, or the square of it that the id names. */
export function landscape(id: string): string {
  const cut = /b([0-9a-f]{8})([0-9a-f]{8})([0-9a-f]{8})$/.exec(id)?.slice(1).map((hex) => parseInt(hex, 16));
  const [x = 0, y = 0, side] = cut ?? [];
  const [width, height] = side === undefined ? [SIZE.width, SIZE.height] : [side, side];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${x} ${y} ${width} ${height}"><rect width="640" height="480" fill="#0b5d4b"/><path d="M40 440 240 160l110 150 70-90 180 220Z" fill="#dcebe3"/><circle cx="470" cy="120" r="44" fill="#dcebe3"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

function refused(code: string, details: unknown): ApiError {
  return { code, message: code, details };
}
