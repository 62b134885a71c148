/** The made-up program's rehearsals: figures that agree with each other, and dialogs behind them. */
import type { Request, Response } from ".";
import type { Counted, DialogRow, Job, RealEnd, Rehearsal, RehearsalRequest, RehearsedEnd, RehearsedRow, RehearsedVariant, RehearsedVersion, ScriptDraft } from "./generated";

export interface RehearsalScene {
  /** Rehearsals that were made before; one with two versions when it is left out. */
  rehearsals?: number;
}

export type RehearsalCommand = "rehearse" | "rehearsals_list" | "rehearsal_get" | "rehearsal_dialogs" | "rehearsal_delete";
type Answers = { [K in RehearsalCommand]: (request: Request<K>) => Response<K> };

interface Around {
  now: () => number;
  /** Shows a job that runs. */
  begin: (title: string, total: number) => Job;
  draft: (script: string) => ScriptDraft;
  /** Dialogs of the archive, newest first. */
  dialogs: () => readonly DialogRow[];
}

const DAY = 86_400_000;
const DIALOGS = 12_486;

/** Of a thousand dialogs, how many really ended one way and the other way here; by version. */
const ENDS: readonly [RealEnd, RehearsedEnd, number, number][] = [
  ["bot", "bot", 402, 431],
  ["bot", "operator", 31, 12],
  ["bot", "client_left", 22, 12],
  ["operator", "bot", 118, 142],
  ["operator", "operator", 198, 181],
  ["operator", "client_left", 20, 13],
  ["no_operator", "operator", 41, 38],
  ["no_operator", "bot", 12, 15],
  ["client_left", "client_left", 121, 117],
  ["client_left", "bot", 33, 38],
  ["other", "lost", 2, 1],
];

export class FakeRehearsals {
  private kept: Rehearsal[] = [];

  constructor(
    private readonly scene: RehearsalScene,
    private readonly around: Around,
  ) {}

  /** The rehearsal that a job was for is done. */
  finish(request: RehearsalRequest, dialogs = DIALOGS): Rehearsal {
    const no = (this.kept[0]?.no ?? 0) + 1;
    const variants = request.versions.map((version, index) => this.variant(version, index, request.script, dialogs));
    const made: Rehearsal = { no, script: request.script, made_at: this.around.now(), request, dialogs, variants };
    this.kept.unshift(made);
    return made;
  }

  private variant(version: RehearsedVersion, index: number, script: string, dialogs: number): RehearsedVariant {
    const of = (share: number) => Math.round((dialogs * share) / 1_000);
    const figure = index === 0 ? 2 : 3;
    const { blocks } = this.around.draft(script);
    return {
      version,
      ends: ENDS.map((line) => ({ really: line[0], ended: line[1], dialogs: of(line[figure] as number) })),
      elses: { times: of(index === 0 ? 214 : 160), dialogs: of(index === 0 ? 143 : 118) },
      markers: [
        { marker: "asked_return", times: of(131), dialogs: of(128 - index * 4) },
        ...(index === 0 ? [] : [{ marker: "order_found", times: of(322), dialogs: of(310) }]),
      ],
      blocks: blocks.map(({ id, title, type }, at) => ({ block: id, script: null, title: title ?? type, visits: of(1_200 / (at + 1)), dialogs: of(1_000 / (at + 1)), ended: of(at % 3 === 2 ? 90 / (at + 1) : 0), elses: type === "question" ? of(143) : 0 })),
      not_understood: [
        { text: "я уже писал вчера, никто не ответил", times: of(9), dialog: this.dialog(3) },
        { text: "can you just call me", times: of(7), dialog: this.dialog(5) },
        { text: "??", times: of(4), dialog: this.dialog(8) },
      ],
    };
  }

  private dialog(index: number): string {
    return this.around.dialogs()[index]?.id ?? "";
  }

  private get(no: number): Rehearsal {
    const found = this.kept.find((one) => one.no === no);
    if (!found) throw { code: "not_found", message: "this rehearsal no longer exists", details: null };
    return found;
  }

  private begun(script: string): void {
    const { rehearsals = 1 } = this.scene;
    if (this.kept.some((one) => one.script === script)) return;
    for (let index = 0; index < rehearsals; index += 1) {
      const to = this.around.now() - index * DAY;
      const made = this.finish({ script, versions: index % 2 === 0 ? [{ version: 14 }, { draft: true }] : [{ draft: true }], from: to - 30 * DAY, to, chats: null, messengers: null, requests: "answered" });
      made.made_at = to;
    }
  }

  private counts(counted: Counted, row: RehearsedRow): boolean {
    switch (counted.type) {
      case "ended":
        return (counted.really === null || row.really === counted.really) && (counted.ended === null || row.ended === counted.ended);
      case "not_understood":
      case "not_understood_at":
        return row.elses > 0;
      case "differing":
        return row.differs;
      default:
        return true;
    }
  }

  readonly answers: Answers = {
    rehearse: (request) => {
      const job = this.around.begin("Order status", DIALOGS);
      this.waiting.set(job.id, request);
      return job;
    },
    rehearsals_list: ({ script }) => {
      this.begun(script);
      return this.kept.filter((one) => one.script === script).map(({ variants: _variants, ...row }) => row);
    },
    rehearsal_get: ({ no }) => this.get(no),
    rehearsal_dialogs: ({ no, counted, before }) => {
      this.get(no);
      const rows = this.around
        .dialogs()
        .map((dialog, index): RehearsedRow => {
          const [really, ended] = ENDS[index % ENDS.length] as (typeof ENDS)[number];
          return { dialog, really, ended, differs: index % 5 === 0, elses: index % 4 };
        })
        .filter((row) => this.counts(counted, row));
      const start = before === null ? 0 : rows.findIndex((row) => row.dialog.id === before) + 1;
      const page = rows.slice(start, start + 100);
      return { rows: page, next: start + 100 < rows.length ? (page.at(-1)?.dialog.id ?? null) : null };
    },
    rehearsal_delete: ({ no }) => {
      this.kept.splice(this.kept.indexOf(this.get(no)), 1);
      return {};
    },
  };

  /** What the jobs that run are for. */
  private readonly waiting = new Map<string, RehearsalRequest>();

  /** A job of these is done, if it is one of them: its number. */
  done(job: string): number | null {
    const request = this.waiting.get(job);
    if (request === undefined) return null;
    this.waiting.delete(job);
    return this.finish(request).no;
  }
}
