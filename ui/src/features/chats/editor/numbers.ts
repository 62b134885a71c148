/** Numbers and money as people write them, read exactly. Pure. */

/** The most a whole number of the program may be. */
const MOST = 4_294_967_295;

/** The millionths of a unit. */
const DECIMALS = 6;

/** A whole number from 0, with spaces between its digits if need be; undefined when the text is none. */
export function readNumber(text: string): number | undefined {
  const digits = text.replace(/[\s\u00a0\u202f]/g, "");
  if (!/^\d{1,10}$/.test(digits)) return undefined;
  const number = Number(digits);
  return number <= MOST ? number : undefined;
}

/**
 * An amount of money in millionths, from a text with a decimal comma or point and at most six
 * decimals; undefined when the text is none. No floating point: what is typed is what is kept.
 */
export function readMoney(text: string): number | undefined {
  const [, whole = "", decimals = ""] = /^(\d{0,9})(?:[.,](\d{0,6}))?$/.exec(text.replace(/[\s\u00a0\u202f]/g, "")) ?? [];
  if (whole === "" && decimals === "") return undefined;
  return Number(whole + decimals.padEnd(DECIMALS, "0"));
}

/** Millionths as a decimal number with the given separator, without zeros at its end. */
export function writeMoney(millionths: number, separator: string): string {
  const digits = String(Math.abs(millionths)).padStart(DECIMALS + 1, "0");
  const decimals = digits.slice(-DECIMALS).replace(/0+$/, "");
  return `${millionths < 0 ? "-" : ""}${digits.slice(0, -DECIMALS)}${decimals === "" ? "" : separator + decimals}`;
}
