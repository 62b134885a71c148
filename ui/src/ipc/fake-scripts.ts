/** The made-up program's scripts: drafts, what was published of them, and their history. */
import type { DialogRow, Job, Language, ScriptDraft, ScriptMoment, ScriptMomentKind, ScriptOpen, ScriptProblem, ScriptRow } from "./generated";
import type { CommandName, Request, Response } from ".";
import { builtin, empty, menu, orderStatus } from "./fake-script-drafts";
import { FakeRehearsals, type RehearsalScene } from "./fake-rehearsals";
import { checkDraft } from "./fake-script-check";
import { tryScript } from "./fake-script-run";

export interface ScriptScene extends RehearsalScene {
  /** Scripts beside the named ones. */
  more?: number;
  /** Blocks of the first script beside its own, in a chain. */
  blocks?: number;
}

export type ScriptCommand = Extract<CommandName, `script_${string}` | `rehears${string}` | "scripts_list" | "ready_scripts" | "capabilities" | "markers_list">;
type ScriptAnswers = { [K in ScriptCommand]: (request: Request<K>) => Response<K> };

interface Kept {
  id: string;
  builtin: boolean;
  revision: number;
  draft: ScriptDraft;
  /** The published versions, from 1. */
  versions: ScriptDraft[];
  moments: (ScriptMoment & { draft: ScriptDraft })[];
  chats: ScriptRow["chats"];
  updated_at: number;
  updated_by: string | null;
}

interface Around {
  now: () => number;
  /** The chats, in their order. */
  chats: () => { id: string; name: string }[];
  /** Shows a job that runs. */
  begin: (title: string, total: number) => Job;
  dialogs: () => readonly DialogRow[];
}

const HOUR = 3_600_000;
const id = (index: number) => `0199aaaa-0000-7000-8000-${index.toString(16).padStart(12, "0")}`;

export const ORDER_STATUS = id(1);

export class FakeScripts {
  private kept: Kept[] = [];
  private readonly gone = new Map<string, Kept>();
  readonly rehearsals: FakeRehearsals;

  constructor(
    scene: ScriptScene & { empty?: boolean },
    private readonly around: Around,
  ) {
    this.kept.push(this.made(id(0), builtin("en"), { builtin: true, published: 1 }), this.made(id(2), builtin("ru"), { builtin: true, published: 1 }));
    this.rehearsals = new FakeRehearsals(scene, { ...around, draft: (script) => this.get(script).draft });
    if (scene.empty) return;
    const orders = orderStatus(scene.blocks ?? 0);
    const former: ScriptDraft = { ...orders, blocks: orders.blocks.filter(({ id: block }) => block !== "ai").map((block) => (block.id === "greet" && block.type === "question" ? { ...block, text: "Hello! How can I help?" } : block)) };
    const first = this.made(ORDER_STATUS, orders, { published: 14, chats: [0, 1], by: "Anna Lindqvist" });
    first.versions[13] = former;
    first.moments = [
      this.moment(4, "published", former, 26 * HOUR, 14),
      this.moment(3, "snapshot", former, 50 * HOUR, null, "Before the returns desk"),
      this.moment(2, "went_back", menu("en"), 75 * HOUR),
      this.moment(1, "imported", menu("en"), 26 * 24 * HOUR),
    ];
    this.kept.push(first);
    this.kept.push(this.made(id(3), menu("ru"), { published: 3, chats: [2] }));
    this.kept.push(this.made(id(4), { ...empty("en"), name: "After the dialog: a question about how it went and what the client would change if only they could" }, {}));
    for (let index = 0; index < (scene.more ?? 0); index += 1) this.kept.push(this.made(id(100 + index), { ...menu("en"), name: `Campaign ${index + 1}` }, { published: 1 }));
  }

  /** Somebody else, at the command line, changes the script. */
  overtake(script: string, change: (draft: ScriptDraft) => ScriptDraft): void {
    this.save(this.get(script), change(this.get(script).draft), "kai");
  }

  private made(script: string, draft: ScriptDraft, { builtin: isBuiltin = false, published = 0, chats = [], by = null }: { builtin?: boolean; published?: number; chats?: number[]; by?: string | null }): Kept {
    const all = this.around.chats();
    return {
      id: script,
      builtin: isBuiltin,
      revision: 1,
      draft,
      versions: Array.from({ length: published }, () => draft),
      moments: [],
      chats: chats.flatMap((index) => all[index] ?? []),
      updated_at: this.around.now() - 3 * HOUR,
      updated_by: by,
    };
  }

  private moment(no: number, what: ScriptMomentKind, draft: ScriptDraft, ago: number, version: number | null = null, name: string | null = null) {
    return { no, what, name, at: this.around.now() - ago, by: no % 2 === 0 ? "Anna Lindqvist" : null, version, draft };
  }

  private get(script: string): Kept {
    const found = this.kept.find((one) => one.id === script);
    if (!found) throw failed("not_found", "this script no longer exists");
    return found;
  }

  private problems(kept: Kept): ScriptProblem[] {
    return checkDraft(kept.draft);
  }

  private changed({ draft, versions }: Kept): boolean {
    return versions.length > 0 && JSON.stringify(versions.at(-1)) !== JSON.stringify(draft);
  }

  private row(kept: Kept): ScriptRow {
    const problems = this.problems(kept);
    return {
      id: kept.id,
      name: kept.draft.name,
      language: kept.draft.language,
      builtin: kept.builtin,
      published: kept.versions.length || null,
      changed: this.changed(kept),
      errors: problems.filter(({ severity }) => severity === "error").length,
      warnings: problems.filter(({ severity }) => severity === "warning").length,
      chats: kept.chats,
      updated_at: kept.updated_at,
      updated_by: kept.updated_by,
    };
  }

  private open(kept: Kept): ScriptOpen {
    const { id: script, builtin: isBuiltin, revision, draft, versions, chats } = kept;
    return { id: script, builtin: isBuiltin, revision, draft, problems: this.problems(kept), published: versions.length || null, changed: this.changed(kept), chats };
  }

  private save(kept: Kept, draft: ScriptDraft, by: string | null = null): Kept {
    Object.assign(kept, { draft, revision: kept.revision + 1, updated_at: this.around.now(), updated_by: by });
    return kept;
  }

  private current(script: string, revision: number): Kept {
    const kept = this.get(script);
    if (kept.builtin) throw failed("builtin", "this script comes with the program and is not changed");
    if (kept.revision !== revision) throw failed("conflict", "somebody else changed this meanwhile", { revision: kept.revision, by: kept.updated_by, at: kept.updated_at });
    return kept;
  }

  private keep(kept: Kept, what: ScriptMomentKind, name: string | null = null, version: number | null = null): ScriptMoment {
    const no = (kept.moments[0]?.no ?? 0) + 1;
    kept.moments.unshift({ no, what, name, at: this.around.now(), by: null, version, draft: kept.draft });
    return { no, what, name, at: this.around.now(), by: null, version };
  }

  get answers(): ScriptAnswers {
    return {
      ...this.rehearsals.answers,
      scripts_list: ({ search }) =>
        this.kept
          .map((kept) => this.row(kept))
          .filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()))
          .sort((one, other) => Number(one.builtin) - Number(other.builtin) || one.name.localeCompare(other.name, undefined, { numeric: true })),
      script_open: ({ id: script }) => this.open(this.get(script)),
      script_create: ({ from, name, language }) => {
        const draft = from.type === "copy" ? this.get(from.id).draft : from.type === "ready" ? menu(language ?? "en") : empty(language ?? "en");
        const kept = this.made(crypto.randomUUID(), { ...draft, name: name ?? `${draft.name} 2`, language: language ?? draft.language }, {});
        this.kept.push(kept);
        return this.open(kept);
      },
      script_save: ({ id: script, revision, draft }) => {
        const kept = this.save(this.current(script, revision), draft);
        return { revision: kept.revision, problems: this.problems(kept) };
      },
      script_check: ({ draft }) => checkDraft(draft),
      script_publish: ({ id: script, revision }) => {
        const kept = this.current(script, revision);
        const problems = this.problems(kept).filter(({ severity }) => severity === "error");
        if (problems.length > 0) throw failed("invalid", "this script has errors", { problems });
        kept.versions.push(kept.draft);
        this.keep(kept, "published", null, kept.versions.length);
        return { version: kept.versions.length };
      },
      script_delete: ({ id: script }) => {
        const kept = this.get(script);
        if (kept.chats.length > 0) throw failed("in_use", "chats use this script", { chats: kept.chats });
        this.kept.splice(this.kept.indexOf(kept), 1);
        this.gone.set(script, kept);
        return {};
      },
      script_restore: ({ id: script }) => {
        const kept = this.gone.get(script);
        if (!kept) throw failed("not_found", "this script no longer exists");
        this.gone.delete(script);
        this.kept.push(kept);
        return {};
      },
      script_export: ({ id: script }) => `${this.get(script).draft.name}.json`,
      script_import: () => {
        const kept = this.made(crypto.randomUUID(), { ...menu("en"), name: "Imported" }, {});
        this.kept.push(kept);
        return this.open(kept);
      },
      ready_scripts: () =>
        (["en", "ru"] as const).flatMap((language) =>
          READY[language].map(([code, name, text]) => ({ code, name, text, language })),
        ),
      script_history: ({ id: script, before }) =>
        this.get(script)
          .moments.filter(({ no }) => before === null || no < before)
          .slice(0, 50)
          .map(({ draft: _draft, ...moment }) => moment),
      script_snapshot: ({ id: script, name }) => this.keep(this.get(script), "snapshot", name),
      script_at: ({ id: script, no }) => {
        const found = this.get(script).moments.find((moment) => moment.no === no);
        if (!found) throw failed("not_found", "there is no such moment");
        return { draft: found.draft };
      },
      script_go_back: ({ id: script, no, revision }) => {
        const kept = this.current(script, revision);
        const found = kept.moments.find((moment) => moment.no === no);
        if (!found) throw failed("not_found", "there is no such moment");
        this.save(kept, found.draft);
        this.keep(kept, "went_back");
        return this.open(kept);
      },
      script_try: tryScript,
      capabilities: () => [
        { messenger: "web", text_max: 4_096, text_unit: "chars", buttons_max: 20, title_max: 64 },
        { messenger: "whatsapp", text_max: 4_096, text_unit: "chars", buttons_max: 3, title_max: 20 },
        { messenger: "alice", text_max: 1_024, text_unit: "chars", buttons_max: 0, title_max: 64 },
      ],
      markers_list: () => ["asked_return", "order_found"],
    };
  }
}

const READY: Record<Language, readonly [code: string, name: string, text: string][]> = {
  en: [
    ["menu", "Greeting and menu", "Greets, offers a few topics with buttons and hands over to an operator when asked."],
    ["call_form", "Working hours and call-back form", "Outside working hours it takes the client’s name, phone and a convenient time."],
    ["order_status", "Order status", "Asks for the order’s number and looks it up on your server."],
  ],
  ru: [
    ["menu", "Приветствие и меню", "Здоровается, предлагает темы кнопками и зовёт оператора, когда просят."],
    ["call_form", "Рабочее время и заявка на звонок", "В нерабочее время берёт имя, телефон и удобное время."],
    ["order_status", "Статус заказа", "Спрашивает номер заказа и узнаёт о нём у вашего сервера."],
  ],
};

function failed(code: string, message: string, details: unknown = null) {
  return { code, message, details };
}
