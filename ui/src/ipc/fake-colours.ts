/** The made-up program's eye for colours: hex, `rgb()`, `hsl()` and a few names, and how well they read beside each other. */
import type { ColourRead, ColourShown, ContrastLevel } from "./generated";

type Bytes = [red: number, green: number, blue: number, alpha: number];

const BLACK: Bytes = [0, 0, 0, 255];
const WHITE: Bytes = [255, 255, 255, 255];
const NAMES: Record<string, string> = { black: "#000000", white: "#ffffff", red: "#ff0000", teal: "#008080", rebeccapurple: "#663399" };

/** A colour and how it reads; null when what was written is none. */
export function readColour({ text, typed, beside, is_text = false }: ColourRead): ColourShown | null {
  const meant = typed ? fromFields(typed.model, typed.fields) : parse(text);
  if (meant === null) return null;
  const other = (beside === null ? null : parse(beside)) ?? (ratio(BLACK, meant) >= ratio(WHITE, meant) ? BLACK : WHITE);
  const reads = (colour: Bytes) => (is_text ? ratio(colour, other) : ratio(other, colour));
  const fields = (model: "rgba" | "hsla", own: string[]) => (typed?.model === model ? typed.fields : own);
  const [red, green, blue, alpha] = meant;
  const [hue, saturation, lightness] = toHsl(meant);
  const opacity = rounded(alpha / 255, 3);
  const contrast = reads(meant);
  const level: ContrastLevel = contrast >= 7 ? "aaa" : contrast >= 4.5 ? "aa" : "below";
  const nearest = level === "below" ? nearestTo(meant, (colour) => reads(colour) >= 4.5) : null;
  return {
    colour: hexOf(meant),
    rgba: fields("rgba", [red, green, blue, opacity].map(String)),
    hsla: fields("hsla", [...[hue, saturation, lightness].map((value) => String(rounded(value, 1))), String(opacity)]),
    beside: hexOf(other),
    contrast,
    level,
    nearest: nearest && { colour: hexOf(nearest), contrast: reads(nearest) },
  };
}

/** The text as `#rrggbb` or `#rrggbbaa`; null when it is no colour. */
export function normal(text: string): string | null {
  const colour = parse(text);
  return colour && hexOf(colour);
}

function parse(text: string): Bytes | null {
  const written = text.trim().toLowerCase();
  const digits = /^#?([0-9a-f]{3}|(?<=#)[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(NAMES[written] ?? written)?.[1];
  if (digits !== undefined) {
    const long = digits.length < 6 ? [...digits].map((digit) => digit + digit).join("") : digits;
    const [red = 0, green = 0, blue = 0, alpha = 255] = (long.match(/../g) ?? []).map((pair) => parseInt(pair, 16));
    return [red, green, blue, alpha];
  }
  const [, name, inside = ""] = /^(rgb|hsl)a?\(([^()]*)\)$/.exec(written) ?? [];
  const values = inside.split(/[\s,/]+/).filter((part) => part !== "");
  if (name === undefined || values.length < 3) return null;
  const rounded = name === "rgb" ? values.map((value, at) => (at < 3 && value !== "" ? String(Math.round(Number(value))) : value)) : values;
  return fromFields(name === "rgb" ? "rgba" : "hsla", [...rounded, "1"].slice(0, 4));
}

function fromFields(model: "rgba" | "hsla" | "hex", fields: readonly string[]): Bytes | null {
  if (model === "hex") return parse(fields[0] ?? "");
  const limits = model === "rgba" ? [255, 255, 255, 1] : [360, 100, 100, 1];
  const values = limits.map((limit, at) => {
    const text = (fields[at] ?? "").trim().replace(/[%°]$/, "").replace(",", ".");
    const value = text === "" ? NaN : Number(text);
    const whole = limit !== 255 || Number.isInteger(value);
    return whole && value >= 0 && value <= limit ? value : NaN;
  });
  if (values.some(Number.isNaN)) return null;
  const [one = 0, two = 0, three = 0, alpha = 1] = values;
  return model === "rgba" ? [Math.round(one), Math.round(two), Math.round(three), Math.round(alpha * 255)] : fromHsl(one, two, three, alpha);
}

function fromHsl(hue: number, saturation: number, lightness: number, alpha: number): Bytes {
  const [s, l] = [saturation / 100, lightness / 100];
  const part = (offset: number) => {
    const k = (offset + hue / 30) % 12;
    return Math.round(255 * (l - s * Math.min(l, 1 - l) * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [part(0), part(8), part(4), Math.round(alpha * 255)];
}

function toHsl([red, green, blue]: Bytes): [number, number, number] {
  const [r, g, b] = [red / 255, green / 255, blue / 255];
  const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)];
  const spread = most - least;
  const lightness = (most + least) / 2;
  if (spread === 0) return [0, 0, lightness * 100];
  const hue = most === r ? ((g - b) / spread + 6) % 6 : most === g ? (b - r) / spread + 2 : (r - g) / spread + 4;
  return [hue * 60, (spread / (1 - Math.abs(2 * lightness - 1))) * 100, lightness * 100];
}

/** The first colour that passes on the way from it to black or to white. */
function nearestTo(colour: Bytes, passes: (colour: Bytes) => boolean): Bytes | null {
  const [hue, saturation, lightness] = toHsl(colour);
  for (let step = 0; step <= 1_000; step += 1) {
    for (const tried of [lightness - step / 10, lightness + step / 10]) {
      const found = fromHsl(hue, saturation, Math.min(100, Math.max(0, tried)), 1);
      if (passes(found)) return found;
    }
  }
  return null;
}

function hexOf(colour: Bytes): string {
  const pairs = colour.map((byte) => byte.toString(16).padStart(2, "0"));
  return `#${(colour[3] === 255 ? pairs.slice(0, 3) : pairs).join("")}`;
}

/** WCAG contrast of a text on its ground, which lies on white. */
function ratio(text: Bytes, ground: Bytes): number {
  const below = over(ground, WHITE);
  const [one, other] = [luminance(over(text, below)), luminance(below)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

function over([red, green, blue, alpha]: Bytes, below: Bytes): Bytes {
  const share = alpha / 255;
  const mix = (part: number, at: 0 | 1 | 2) => part * share + below[at] * (1 - share);
  return [mix(red, 0), mix(green, 1), mix(blue, 2), 255];
}

function luminance([red, green, blue]: Bytes): number {
  const part = (byte: number) => (byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
