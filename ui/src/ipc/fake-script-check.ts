/** What the made-up program finds wrong with a script: those rules that tests and pictures need. */
import type { Block, Exit, ScriptDraft, ScriptProblem } from "./generated";

export function checkDraft(draft: ScriptDraft): ScriptProblem[] {
  const known = new Set(draft.blocks.map(({ id }) => id));
  const reached = new Set<string>();
  const walk = (id: string | undefined) => {
    const block = draft.blocks.find((one) => one.id === id);
    if (!block || reached.has(block.id)) return;
    reached.add(block.id);
    for (const [, next] of exits(block)) walk(next);
  };
  walk(draft.blocks.find(({ type }) => type === "start")?.id);
  return draft.blocks.flatMap((block): ScriptProblem[] => {
    const found: ScriptProblem[] = [];
    if (!reached.has(block.id)) found.push({ code: "unreachable", severity: "error", block: block.id, exit: null, field: null });
    for (const [exit, next] of exits(block)) {
      if (next === undefined || !known.has(next)) found.push({ code: "leads_nowhere", severity: "error", block: block.id, exit, field: "next" });
    }
    if ((block.type === "message" || block.type === "question") && block.text === "") found.push({ code: "empty", severity: "error", block: block.id, exit: null, field: "text" });
    if (block.type === "question" && !block.branches.some(({ when }) => when === "else")) found.push({ code: "answers_without_else", severity: "warning", block: block.id, exit: null, field: null });
    return found;
  });
}

function exits(block: Block): [Exit, string | undefined][] {
  if ("branches" in block) return block.branches.map((branch, index) => [index, branch.next]);
  return block.type === "end" ? [] : [[null, block.next]];
}
