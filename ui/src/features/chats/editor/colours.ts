/** What the program says about colours: whether a text is one, and what can be read on it. */
import { useQueries, useQuery } from "@tanstack/react-query";

import { call, type ChatColours, type ColourChecked } from "../../../ipc";

export const COLOURS = ["bot", "operator", "user", "buttons", "buttons_text"] as const satisfies readonly (keyof ChatColours)[];
export type ColourName = (typeof COLOURS)[number];

const BLACK = "#000000";
const WHITE = "#ffffff";

const colourQuery = (text: string, on: string) => ({
  queryKey: ["colour", text, on],
  queryFn: () => call("colour_check", { text, on }),
  staleTime: Infinity,
  placeholderData: (former: ColourChecked | undefined) => former,
});

export interface Legible {
  /** The colour as the program writes it; null when the text is none. */
  colour: string | null;
  /** The text colour that reads better on it: black or white. */
  textOn: string;
  /** WCAG contrast of that text on it, 1 to 21; null until known. */
  contrast: number | null;
}

/** A colour with black or white text on it, whichever reads better. */
export function useLegible(text: string): Legible {
  const [black, white] = useQueries({ queries: [colourQuery(text, BLACK), colourQuery(text, WHITE)] });
  const onBlack = black.data?.contrast ?? null;
  const onWhite = white.data?.contrast ?? null;
  const dark = (onBlack ?? 0) >= (onWhite ?? 0);
  return { colour: black.data?.colour ?? null, textOn: dark ? BLACK : WHITE, contrast: dark ? onBlack : onWhite };
}

/** Contrast of two colours, 1 to 21; null while one of them is none. */
export function useContrast(text: string, on: string): number | null {
  return useQuery(colourQuery(text, on)).data?.contrast ?? null;
}

export type Level = "AAA" | "AA" | "fail";

/** WCAG 2 for normal text. */
export function levelOf(contrast: number): Level {
  return contrast >= 7 ? "AAA" : contrast >= 4.5 ? "AA" : "fail";
}
