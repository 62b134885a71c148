/** A small runner for the made-up program: enough of each block to try a script. */
import type { Block, Exit, Passed, ScriptDraft, ScriptTry, Tried, TryInput, TrySaid, TryWaits } from "./generated";

interface State {
  block: string | null;
  waits: TryWaits;
  variables: Record<string, string>;
}

export function tryScript({ draft, state, input, facts }: ScriptTry): Tried {
  const run = new Run(draft, structuredClone((state as State | null) ?? { block: null, waits: { for: "start" }, variables: {} }), facts.client_name ?? "", facts.is_open);
  run.take(input);
  const { block, waits, variables } = run.state;
  return { state: run.state, said: run.said, path: run.path, block, waits, variables: Object.entries(variables).map(([name, value]) => ({ name, value })), recognised: run.recognised };
}

class Run {
  said: TrySaid[] = [];
  path: Passed[] = [];
  recognised: Tried["recognised"] = null;

  constructor(
    private readonly draft: ScriptDraft,
    readonly state: State,
    private readonly client: string,
    private readonly isOpen: boolean,
  ) {}

  take(input: TryInput): void {
    const at = this.draft.blocks.find(({ id }) => id === this.state.block);
    if (input.type === "start") return this.enter(this.draft.blocks.find(({ type }) => type === "start")?.id);
    if (!at) return;
    if (at.type === "pause" && input.type === "pause_over") return this.leave(at, null);
    if (at.type === "question") return this.answer(at, input);
    if (at.type === "request") {
      if (input.type === "failed") return this.leaveBy(at, "failed");
      if (input.type !== "replied") return;
      const body = parsed(input.body);
      for (const { from, to } of at.save ?? []) this.state.variables[to] = String(from.split("/").slice(1).reduce<unknown>((value, key) => Object(value)[key], body) ?? "");
      return this.leaveBy(at, input.status < 300 ? "ok" : "failed");
    }
    if (at.type === "ai") {
      if (input.type === "said") {
        this.said.push({ type: "text", text: input.text, buttons: [] });
        return this.leaveBy(at, "answered");
      }
      if (input.type === "failed") return this.leaveBy(at, "failed");
    }
    if (at.type === "transfer" && (input.type === "no_operator" || input.type === "operator_idle")) this.leaveBy(at, input.type);
  }

  private answer(at: Block & { type: "question" }, input: TryInput): void {
    const buttons = at.branches.map((branch, index) => [branch, index] as const).filter(([{ when }]) => when === "button");
    const text = input.type === "text" ? input.text : input.type === "button" ? String(Object(buttons[input.index]?.[0])["title"]) : "";
    const fits = (branch: (typeof at.branches)[number]) => {
      if (input.type === "no_answer" || input.type === "file") return branch.when === input.type;
      if (branch.when === "button") return branch.title.toLowerCase() === text.toLowerCase();
      return branch.when === "words" && branch.words.some((word) => text.toLowerCase().includes(word));
    };
    const found = at.branches.findIndex(fits);
    const exit = found < 0 ? at.branches.findIndex(({ when }) => when === "else") : found;
    const branch = at.branches[exit];
    if (input.type === "text" || input.type === "button") {
      if (at.save_to !== undefined) this.state.variables[at.save_to] = /\d{3,}/.exec(text)?.[0] ?? text;
      const named = branch?.when === "button" ? branch.title : branch?.when === "words" ? branch.words.join(", ") : "else";
      this.recognised = { block: at.id, branch: named, score: found < 0 ? 41 : branch?.when === "words" ? 100 : 100 };
    }
    if (exit < 0) this.said.push({ type: "no_branch" });
    else this.leave(at, exit);
  }

  private leaveBy(at: Block & { branches: { when: string }[] }, when: string): void {
    const exit = at.branches.findIndex((branch) => branch.when === when);
    if (exit < 0) this.said.push({ type: "no_branch" });
    else this.leave(at, exit);
  }

  private leave(at: Block, exit: Exit): void {
    this.path.push({ block: at.id, exit, score: this.recognised?.block === at.id ? this.recognised.score : null });
    this.enter("branches" in at ? at.branches[exit ?? 0]?.next : "next" in at ? at.next : undefined);
  }

  private enter(id: string | undefined): void {
    const block = this.draft.blocks.find((one) => one.id === id);
    this.state.block = block?.id ?? null;
    this.state.waits = { for: "nothing" };
    if (!block || this.path.length > 100) return void this.said.push({ type: "log", text: "The way leads nowhere" });
    switch (block.type) {
      case "start":
      case "message":
        if (block.text) this.say(block.text);
        return this.leave(block, null);
      case "question": {
        const buttons = block.branches.flatMap((branch) => (branch.when === "button" ? [branch.title] : []));
        if (block.text) this.say(block.text, buttons);
        const silence = block.branches.find((branch) => branch.when === "no_answer");
        this.state.waits = { for: "answer", seconds: silence?.when === "no_answer" ? silence.after_s : null };
        return;
      }
      case "condition": {
        const holds = (branch: (typeof block.branches)[number]) =>
          branch.when === "open" ? this.isOpen : branch.when === "else" || ("tests" in branch && branch.tests.every(({ left, right }) => this.fill(left).toLowerCase() === (right ?? "").toLowerCase()));
        return this.leave(block, Math.max(0, block.branches.findIndex(holds)));
      }
      case "set":
        for (const { name, value } of block.values) this.state.variables[name] = this.fill(value);
        return this.leave(block, null);
      case "pause":
        this.said.push({ type: "wait", seconds: block.seconds });
        this.state.waits = { for: "pause", seconds: block.seconds };
        return;
      case "request":
        this.said.push({ type: "request", method: block.method, url: this.fill(block.url), body: block.body ?? null });
        this.state.waits = { for: "request", timeout_s: block.timeout_s };
        return;
      case "ai":
        this.said.push({ type: "ai", service: block.service, instructions: block.instructions });
        this.state.waits = { for: "ai", timeout_s: block.timeout_s };
        return;
      case "marker":
        this.said.push({ type: "mark", marker: block.marker, value: block.value ?? null });
        return this.leave(block, null);
      case "result":
        this.said.push({ type: "result", result: block.result });
        return this.leave(block, null);
      case "transfer":
        this.said.push({ type: "transfer", group: block.group ?? null });
        this.state.waits = { for: "operators" };
        return;
      case "script":
        this.said.push({ type: "script", script: block.script });
        return;
      case "end":
        this.said.push({ type: "end" });
        return;
      case "random":
      case "in_order":
        return this.leave(block, 0);
    }
  }

  private say(text: string, buttons: string[] = []): void {
    this.said.push({ type: "text", text: this.fill(text), buttons });
  }

  private fill(text: string): string {
    return text.replace(/{([\w.]+)}/g, (_, name: string) => (name === "clientName" ? this.client : (this.state.variables[name] ?? "")));
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
