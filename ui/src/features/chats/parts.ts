/** The sections of the editor as parts of a chat that can be taken from one into another. A chat keeps its own name. */
import type { ChatInput } from "../../ipc";
import { SECTIONS, type Section } from "./editor/sections";

const ROOTS = {
  general: "general",
  script: "script",
  feedback: "feedback",
  queue: "queue",
  service_level: "service_level",
  appearance: "appearance",
  links: "links",
  prices: "prices",
  code: "widget",
} as const satisfies Partial<Record<Section, keyof ChatInput>>;

export type Part = keyof typeof ROOTS;

/** In the order of the editor. */
export const PARTS: readonly Part[] = SECTIONS.map(({ id }) => id).filter((id): id is Part => id in ROOTS);

/** What the part is of a chat. */
export function partOf(input: ChatInput, part: Part): Partial<ChatInput> {
  return { [ROOTS[part]]: input[ROOTS[part]] };
}

/** Whether the setting at the path is in the part. */
export function within(path: string, part: Part): boolean {
  return path === ROOTS[part] || path.startsWith(`${ROOTS[part]}.`);
}
