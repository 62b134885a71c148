/** Which text can be read on a colour that an administrator chose. Pure. */

/** Black or white, whichever has the higher contrast on `fill` (CSS hex) over a white ground; null when it is no hex. */
export function textOn(fill: string): "#000" | "#fff" | null {
  const luminance = relativeLuminance(fill);
  if (luminance === null) return null;
  const onBlack = (luminance + 0.05) / 0.05;
  const onWhite = 1.05 / (luminance + 0.05);
  return onBlack >= onWhite ? "#000" : "#fff";
}

/** Relative luminance (WCAG 2) of a CSS hex colour, 0 to 1, blended over white by its alpha. */
function relativeLuminance(hex: string): number | null {
  if (!/^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(hex)) return null;
  const short = hex.length <= 5;
  const part = (index: number): number => {
    const digits = short ? hex.charAt(1 + index).repeat(2) : hex.slice(1 + 2 * index, 3 + 2 * index);
    return digits === "" ? 1 : parseInt(digits, 16) / 255;
  };
  const alpha = part(3);
  const linear = (index: number): number => {
    const value = part(index) * alpha + (1 - alpha);
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(0) + 0.7152 * linear(1) + 0.0722 * linear(2);
}
