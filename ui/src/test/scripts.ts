/** Scripts for tests. */
import type { Block, ScriptDraft } from "../ipc";

/** Start → question → (order → message → end, else → transfer, which leads nowhere). */
export function sample(): ScriptDraft {
  const blocks: Block[] = [
    { id: "start", type: "start", text: "Hello!", next: "ask", at: [0, 0] },
    { id: "ask", type: "question", text: "How can I help?", branches: [{ when: "button", title: "Order", next: "say" }, { when: "else", next: "desk" }], at: [0, 100] },
    { id: "say", type: "message", text: "It is on its way, {clientName}.", next: "end", at: [-200, 220] },
    { id: "desk", type: "transfer", branches: [{ when: "no_operator" }, { when: "operator_idle", next: "end" }], at: [200, 220] },
    { id: "end", type: "end", at: [0, 340] },
  ];
  return { name: "Orders", language: "en", settings: { repeats: 3, blocks_per_message: 200 }, blocks };
}

/** A script of so many messages in ways that part and meet again. */
export function large(count: number): ScriptDraft {
  const blocks: Block[] = [{ id: "start", type: "start", next: "b1" }];
  for (let index = 1; index < count; index += 1) {
    const next = (by: number) => (index + by < count ? { next: `b${index + by}` } : {});
    blocks.push(
      index % 3 === 1
        ? { id: `b${index}`, type: "question", text: `Question ${index}?`, branches: [{ when: "button", title: "Yes", ...next(1) }, { when: "button", title: "No", ...next(2) }, { when: "else", ...next(3) }] }
        : { id: `b${index}`, type: "message", text: `Message ${index}, and what there is to say about it.`, ...next(1) },
    );
  }
  return { ...sample(), blocks };
}
