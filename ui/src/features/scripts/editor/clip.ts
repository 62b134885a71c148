/**
 * Blocks as a text on the clipboard: a script file that holds them alone, so that they can be pasted
 * into another script, into a file, or from one. What somebody pastes may be anything. Pure.
 */
import type { Block, BlockId, ScriptDraft } from "../../../ipc";
import type { BlockType } from "./kinds";

/** The version of the format, as the program writes it. */
const FORMAT = 1;

/** The chosen blocks as a text; empty when there is nothing but the start among them. */
export function clipOf(draft: ScriptDraft, ids: ReadonlySet<BlockId>): string {
  const blocks = draft.blocks.filter(({ id, type }) => ids.has(id) && type !== "start");
  if (blocks.length === 0) return "";
  return `${JSON.stringify({ format: FORMAT, name: draft.name, language: draft.language, blocks }, null, 2)}\n`;
}

/** The blocks in a text, or null when it holds none that this program knows. */
export function blocksIn(text: string): Block[] | null {
  const script = parsed(text);
  if (typeof script !== "object" || script === null || !("format" in script) || script.format !== FORMAT || !("blocks" in script)) return null;
  const { blocks } = script;
  if (!Array.isArray(blocks) || blocks.length === 0 || !blocks.every(isBlock)) return null;
  const ids = new Set(blocks.map(({ id }) => id));
  return ids.size === blocks.length ? blocks : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whatever else was copied.
    return null;
  }
}

type Is = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Is>>;

const text: Is = (value) => typeof value === "string";
const id: Is = (value) => typeof value === "string" && /^[\p{L}\p{N}_.-]{1,64}$/u.test(value);
const whole: Is = (value) => typeof value === "number" && Number.isInteger(value);
const oneOf = (...values: readonly string[]): Is => (value) => typeof value === "string" && values.includes(value);
const optional = (is: Is): Is => (value) => value === undefined || is(value);
const list = (is: Is): Is => (value) => Array.isArray(value) && value.every(is);
const shaped = (shape: Shape): Is => (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).every((name) => name in shape) && Object.entries(shape).every(([name, is]) => is((value as Record<string, unknown>)[name]));
const next = { next: optional(id) };
/** Branches that say when they are taken, each by the shape of its own. */
const branches = (shapes: Readonly<Record<string, Shape>>): Is =>
  list((value) => {
    const when = typeof value === "object" && value !== null && "when" in value ? value.when : undefined;
    const shape = typeof when === "string" && Object.hasOwn(shapes, when) ? shapes[when] : undefined;
    return shape !== undefined && shaped({ when: text, ...shape, ...next })(value);
  });

const tests = { tests: list(shaped({ left: text, is: oneOf("equal", "not_equal", "less", "at_most", "more", "at_least", "contains", "not_contains", "filled", "empty"), right: optional(text) })) };

const SHAPES: Readonly<Record<BlockType, Shape>> = {
  start: { text: optional(text), takes: optional(list(text)), ...next },
  message: { text, ...next },
  question: {
    text: optional(text),
    save_to: optional(text),
    branches: branches({
      button: { title: text },
      words: { words: list(text), how: optional(oneOf("exact", "contains", "stems")) },
      pattern: { pattern: text },
      phrases: { phrases: list(text), at_least: optional(whole) },
      entity: { entity: oneOf("number", "date", "phone", "email") },
      file: {},
      else: {},
      no_answer: { after_s: whole },
    }),
  },
  condition: { branches: branches({ all: tests, any: tests, open: {}, else: {} }) },
  random: { branches: list(shaped({ weight: optional(whole), ...next })) },
  in_order: { after_last: optional(oneOf("first", "last")), branches: list(shaped(next)) },
  set: { values: list(shaped({ name: text, is: optional(oneOf("text", "number")), value: text })), ...next },
  pause: { seconds: whole, ...next },
  request: {
    method: optional(oneOf("GET", "POST", "PUT", "PATCH", "DELETE")),
    url: text,
    headers: optional(list(shaped({ name: text, value: text }))),
    body: optional(text),
    timeout_s: optional(whole),
    save: optional(list(shaped({ from: text, to: text }))),
    branches: branches({ status: { status: whole }, ok: {}, failed: {} }),
  },
  marker: { marker: text, value: optional(text), ...next },
  transfer: { group: optional(text), branches: branches({ no_operator: {}, operator_idle: {} }) },
  script: { script: text, ...next },
  result: { result: text, ...next },
  ai: {
    service: text,
    instructions: text,
    messages: optional(whole),
    timeout_s: optional(whole),
    save_to: optional(text),
    branches: branches({ answered: {}, failed: {} }),
  },
  end: {},
};

const point: Is = (value) => Array.isArray(value) && value.length === 2 && value.every(whole);

function isBlock(value: unknown): value is Block {
  if (typeof value !== "object" || value === null || !("type" in value) || typeof value.type !== "string" || !Object.hasOwn(SHAPES, value.type)) return false;
  return shaped({ id, type: text, title: optional(text), at: optional(point), ...SHAPES[value.type as BlockType] })(value);
}
