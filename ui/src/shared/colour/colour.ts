/** What the program says of a colour, and what this person last did in the palette. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { call, type ColourShown } from "../../ipc";

export const MODELS = ["rgba", "hsla", "hex"] as const;
export type Model = (typeof MODELS)[number];

/** What each field of a model holds, in the order the program gives and takes them. */
export const PARTS = {
  rgba: ["red", "green", "blue", "alpha"],
  hsla: ["hue", "saturation", "lightness", "alpha"],
  hex: ["hex"],
} as const satisfies Record<Model, readonly string[]>;
export type Part = (typeof PARTS)[Model][number];

/** The greatest number each field takes; the least is 0. */
export const LIMITS = { red: 255, green: 255, blue: 255, hue: 360, saturation: 100, lightness: 100, alpha: 1 } as const satisfies Record<Exclude<Part, "hex">, number>;

/** How a colour is read: the other one of its pair, and which of the two is the text. */
export interface Pair {
  /** None asks for black or white, whichever reads better. */
  beside: string | null;
  /** Whether the colour is that of a text, the other one its ground. */
  isText: boolean;
}

export const colourQuery = (text: string, { beside, isText }: Pair) =>
  queryOptions({
    queryKey: ["colour", text, beside, isText],
    queryFn: () => call("colour_read", { text, beside, is_text: isText }),
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });

/** What the fields of a model show for a colour that was not typed into them. */
export function fieldsOf(shown: ColourShown, model: Model): readonly string[] {
  return model === "hex" ? [shown.colour] : shown[model];
}

export interface Read {
  /** None when what was typed means no colour. */
  shown: ColourShown | null;
  /** The field just typed into holds a whole colour, and not its own part of one. */
  whole: boolean;
  /** The fields that hold no value of their own. */
  wrong: readonly number[];
}

/** The colour that the typed fields mean; when they mean none, that of any CSS text in the one just typed. */
export async function readTyped(model: Model, fields: readonly string[], at: number, { beside, isText }: Pair): Promise<Read> {
  const text = fields[at] ?? "";
  const pair = { beside, is_text: isText };
  const shown = await call("colour_read", { text: "", typed: { model, fields: [...fields] }, ...pair });
  if (shown) return { shown, whole: false, wrong: [] };
  // A number is a slip in this field, not the hex digits of another colour.
  const meant = mayBeWhole(text) ? await call("colour_read", { text, ...pair }) : null;
  return { shown: meant, whole: mayBeWhole(text), wrong: meant ? [] : await wrongFields(model, fields) };
}

/** The fields that alone are enough to mean no colour: what a field takes, only the program says. */
export async function wrongFields(model: Model, fields: readonly string[]): Promise<number[]> {
  const alone = (at: number) => fields.map((field, index) => (index === at ? field : "0"));
  const read = await Promise.all(fields.map((_, at) => call("colour_read", { text: "", typed: { model, fields: alone(at) }, beside: null, is_text: false })));
  return read.flatMap((shown, at) => (shown === null ? [at] : []));
}

/** Fields that mean no colour, as one text to be kept, and back. */
export const asUnread = (model: Model, fields: readonly string[]) => [model, ...fields].join("\n");
export function fromUnread(text: string): { model: Model; fields: readonly string[] } | null {
  const [name, ...fields] = text.split("\n");
  const model = MODELS.find((known) => known === name);
  return model !== undefined && fields.length === PARTS[model].length ? { model, fields } : null;
}

/** Whether a text may be more than a number. */
export function mayBeWhole(text: string): boolean {
  return /[a-z#(]/i.test(text);
}

const RECENT = "parley.colours";
const MODEL = "parley.colour-model";

/** How many colours are remembered. */
export const REMEMBERED = 8;

/** The colours last chosen on this computer, newest first. */
export function recentColours(): string[] {
  const stored = localStorage.getItem(RECENT) ?? "";
  return stored === "" ? [] : stored.split(" ").slice(0, REMEMBERED);
}

export function rememberColour(colour: string): void {
  const rest = recentColours().filter((other) => other !== colour);
  localStorage.setItem(RECENT, [colour, ...rest].slice(0, REMEMBERED).join(" "));
}

export function keptModel(): Model {
  const stored = localStorage.getItem(MODEL);
  return MODELS.find((model) => model === stored) ?? "rgba";
}

export function keepModel(model: Model): void {
  localStorage.setItem(MODEL, model);
}
