/** The types of blocks: how each is drawn, and what a new one has. */
import type { Block, BlockId } from "../../../ipc";
import type { IconName } from "../../../shared/Icon";
import { fold } from "./graph";

export type BlockType = Block["type"];

export const ICONS: Readonly<Record<BlockType, IconName>> = {
  start: "start",
  message: "message",
  question: "question",
  condition: "branch",
  random: "dice",
  in_order: "ordered",
  set: "variable",
  pause: "pause",
  request: "server",
  marker: "flag",
  transfer: "operators",
  script: "scripts",
  result: "done",
  ai: "spark",
  end: "stop",
};

/** The types that can be added, as the palette shows them. */
export const GROUPS = [
  { name: "talk", types: ["message", "question", "pause"] },
  { name: "choose", types: ["condition", "random", "in_order"] },
  { name: "know", types: ["set", "request", "ai"] },
  { name: "record", types: ["marker", "result"] },
  { name: "leave", types: ["transfer", "script", "end"] },
] as const satisfies readonly { name: string; types: readonly BlockType[] }[];

/** A type that can be added; a script has one start, and it is there from the beginning. */
export type AddedType = (typeof GROUPS)[number]["types"][number];

/** The types that a text is found in: those that are called so, that begin so, that have it in their name, then in what they do. */
export function typesWith(text: string, nameOf: (type: AddedType) => string, aboutOf: (type: AddedType) => string): AddedType[] {
  const sought = fold(text.trim());
  const far = (type: AddedType) => {
    const name = fold(nameOf(type));
    if (name === sought) return 0;
    if (name.startsWith(sought)) return 1;
    if (name.includes(sought)) return 2;
    return fold(aboutOf(type)).includes(sought) ? 3 : null;
  };
  const found = GROUPS.flatMap(({ types }) => types).flatMap((type) => {
    const distance = far(type);
    return distance === null ? [] : [{ type, distance }];
  });
  return found.sort((one, other) => one.distance - other.distance).map(({ type }) => type);
}

/** A new block of a type, with what it needs and nothing said yet. */
export function newBlock(type: AddedType, id: BlockId, at: [number, number]): Block {
  const place = { id, at };
  switch (type) {
    case "message":
      return { ...place, type, text: "" };
    case "question":
      return { ...place, type, text: "", branches: [{ when: "else" }] };
    case "condition":
      return { ...place, type, branches: [{ when: "all", tests: [{ left: "", is: "equal", right: "" }] }, { when: "else" }] };
    case "random":
      return { ...place, type, branches: [{ weight: 1 }, { weight: 1 }] };
    case "in_order":
      return { ...place, type, after_last: "first", branches: [{}, {}] };
    case "set":
      return { ...place, type, values: [{ name: "", is: "text", value: "" }] };
    case "pause":
      return { ...place, type, seconds: 5 };
    case "request":
      return { ...place, type, method: "GET", url: "https://", timeout_s: 10, branches: [{ when: "ok" }, { when: "failed" }] };
    case "marker":
      return { ...place, type, marker: "" };
    case "transfer":
      return { ...place, type, branches: [] };
    case "script":
      return { ...place, type, script: "" };
    case "result":
      return { ...place, type, result: "" };
    case "ai":
      return { ...place, type, service: "", instructions: "", messages: 20, timeout_s: 30, branches: [{ when: "answered" }, { when: "failed" }] };
    case "end":
      return { ...place, type };
  }
}
