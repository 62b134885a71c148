/** Numbers and money as people write them, read exactly. Pure. */

/** The most a whole number of the program may be. */
export const MOST = 4_294_967_295;

/** The millionths of a unit. */
const DECIMALS = 6;

/** The most digits before the decimals that are kept exactly with them. */
const WHOLE_DIGITS = 9;

/** The highest price the program takes, in whole units. */
export const HIGHEST_PRICE = 1_000_000;

/** A whole number from 0, with spaces between its digits if need be; undefined when the text is none. */
export function readNumber(text: string): number | undefined {
  const digits = tight(text);
  if (!/^\d{1,10}$/.test(digits)) return undefined;
  const number = Number(digits);
  return number <= MOST ? number : undefined;
}

/**
 * An amount of money in millionths, from a text with a decimal comma or point and at most six
 * decimals; undefined when the text is none. No floating point: what is typed is what is kept.
 */
export function readMoney(text: string): number | undefined {
  const [, whole = "", decimals = ""] = /^(\d{0,9})(?:[.,](\d{0,6}))?$/.exec(tight(text)) ?? [];
  if (whole === "" && decimals === "") return undefined;
  return Number(whole + decimals.padEnd(DECIMALS, "0"));
}

/** Why a text is no whole number that can be kept. */
export function whyNoNumber(text: string): "out_of_range" | "not_whole" {
  return /^[-−]?\d+$/.test(tight(text)) ? "out_of_range" : "not_whole";
}

/** Why a text is no amount that can be kept. */
export function whyNoMoney(text: string): "out_of_range" | "too_fine" | "not_money" {
  const [, sign, whole, decimals = ""] = /^([-−]?)(\d*)(?:[.,](\d*))?$/.exec(tight(text)) ?? [];
  if (whole === undefined || whole + decimals === "") return "not_money";
  return sign === "" && decimals.length > DECIMALS && whole.length <= WHOLE_DIGITS ? "too_fine" : "out_of_range";
}

/** Without the spaces that part its digits. */
function tight(text: string): string {
  return text.replace(/[\s\u00a0\u202f]/g, "");
}

/** Millionths as a decimal number with the given separator, without zeros at its end. */
export function writeMoney(millionths: number, separator: string): string {
  const digits = String(Math.abs(millionths)).padStart(DECIMALS + 1, "0");
  const decimals = digits.slice(-DECIMALS).replace(/0+$/, "");
  return `${millionths < 0 ? "-" : ""}${digits.slice(0, -DECIMALS)}${decimals === "" ? "" : separator + decimals}`;
}
