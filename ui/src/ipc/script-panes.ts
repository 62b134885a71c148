/** The types of the list of scripts and of the panes beside the canvas, as the program will generate them. */
import type { ChatId, DialogId, DialogRow, GroupId, Job, Language, Messenger, Nothing, ScriptId, Timestamp } from "./generated";
import type { BlockId, MessengerCapabilities, Method, Passed, ScriptDraft, ScriptOpen } from "./scripts";

export type ScriptRow = {
  id: ScriptId;
  name: string;
  language: Language;
  /** It comes with the program. */
  builtin: boolean;
  /** The newest published version; null: none yet. */
  published: number | null;
  /** The draft is not what was published. */
  changed: boolean;
  errors: number;
  warnings: number;
  /** The chats that use it. */
  chats: { id: ChatId; name: string }[];
  updated_at: Timestamp;
  updated_by: string | null;
};

export type ReadyScript = { code: string; name: string; text: string; language: Language };

export type ScriptMomentKind = "published" | "snapshot" | "went_back" | "saved" | "imported";
export type ScriptMoment = { no: number; what: ScriptMomentKind; name: string | null; at: Timestamp; by: string | null; version: number | null };

/** Where a trial stands; only the program reads it. */
export type TryState = unknown;

export type TryInput =
  | { type: "start" }
  | { type: "text"; text: string }
  | { type: "button"; index: number }
  | { type: "file"; text: string }
  | { type: "no_answer" }
  | { type: "pause_over" }
  | { type: "replied"; status: number; body: string }
  | { type: "said"; text: string }
  | { type: "failed" }
  | { type: "no_operator" }
  | { type: "operator_idle" };

export type TryFacts = { channel: Messenger; is_open: boolean; now: Timestamp; client_name: string | null; phone: string | null; page: string | null };

export type TrySaid =
  | { type: "text"; text: string; buttons: string[] }
  | { type: "wait"; seconds: number }
  | { type: "request"; method: Method; url: string; body: string | null }
  | { type: "ai"; service: string; instructions: string }
  | { type: "mark"; marker: string; value: string | null }
  | { type: "result"; result: string }
  | { type: "transfer"; group: GroupId | null }
  | { type: "script"; script: ScriptId }
  | { type: "end" }
  | { type: "no_branch" }
  | { type: "log"; text: string };

export type TryWaits =
  | { for: "start" }
  /** `seconds`: after so many without an answer the script goes on by itself; null: it waits on. */
  | { for: "answer"; seconds: number | null }
  | { for: "pause"; seconds: number }
  | { for: "request"; timeout_s: number }
  | { for: "ai"; timeout_s: number }
  | { for: "operators" }
  | { for: "nothing" };

export type Recognised = { block: BlockId; branch: string; score: number };

export type Tried = {
  state: TryState;
  said: TrySaid[];
  path: Passed[];
  /** The block it stands at. */
  block: BlockId | null;
  variables: { name: string; value: string }[];
  waits: TryWaits;
  recognised: Recognised | null;
};

export type RehearsedVersion = { draft: true } | { version: number };
export type RehearsalRequest = {
  script: ScriptId;
  versions: RehearsedVersion[];
  from: Timestamp;
  to: Timestamp;
  chats: ChatId[] | null;
  messengers: Messenger[] | null;
  /** What a script's requests and language models come to: nothing is sent. */
  requests: "answered" | "failed";
};

/** How a dialog ended really. */
export type RealEnd = "bot" | "operator" | "no_operator" | "client_left" | "other";
/** How its rehearsal ended. `lost`: it broke the script's guards or found no way out. */
export type RehearsedEnd = "bot" | "operator" | "client_left" | "lost";

export type RehearsedVariant = {
  version: RehearsedVersion;
  /** How many of the dialogs that ended one way really ended which way here. */
  ends: { really: RealEnd; ended: RehearsedEnd; dialogs: number }[];
  /** Times that the client was not understood, and in how many dialogs. */
  elses: { times: number; dialogs: number };
  markers: { marker: string; times: number; dialogs: number }[];
  /** Each block that a dialog came by, of the rehearsed script or of another one: visits, dialogs, those that ended there, and those that it did not understand. */
  blocks: { block: BlockId; script: ScriptId | null; title: string; visits: number; dialogs: number; ended: number; elses: number }[];
  /** What was not understood most often. */
  not_understood: { text: string; times: number; dialog: DialogId }[];
};

export type RehearsalRow = { no: number; script: ScriptId; made_at: Timestamp; request: RehearsalRequest; dialogs: number };
export type Rehearsal = RehearsalRow & { variants: RehearsedVariant[] };

/** The dialogs that a figure counts. */
export type Counted =
  | { type: "all" }
  | { type: "ended"; really: RealEnd | null; ended: RehearsedEnd | null }
  | { type: "not_understood" }
  | { type: "differing" }
  | { type: "marked"; marker: string }
  /** `script`: another one that the rehearsed script leads to. */
  | { type: "came_by" | "ended_at" | "not_understood_at"; block: BlockId; script?: ScriptId };
export type RehearsedRow = { dialog: DialogRow; really: RealEnd; ended: RehearsedEnd; differs: boolean; elses: number };
export type RehearsedPage = { rows: RehearsedRow[]; next: DialogId | null };

/** By what of its script a dialog is found. */
export type ByScript = { script: ScriptId | null; marker: string | null };
/** A marker that a dialog passed. */
export type MarkRow = { marker: string; value: string | null; at: Timestamp; block: BlockId };

/** The commands of the list and of the panes. */
export type PaneCommands = {
  scripts_list: { request: { search: string }; response: ScriptRow[] };
  ready_scripts: { request: Nothing; response: ReadyScript[] };
  script_delete: { request: { id: ScriptId }; response: Nothing };
  script_restore: { request: { id: ScriptId }; response: Nothing };
  script_export: { request: { id: ScriptId }; response: string | null };
  script_import: { request: Nothing; response: ScriptOpen | null };
  script_history: { request: { id: ScriptId; before: number | null }; response: ScriptMoment[] };
  script_snapshot: { request: { id: ScriptId; name: string }; response: ScriptMoment };
  script_at: { request: { id: ScriptId; no: number }; response: { draft: ScriptDraft } };
  script_go_back: { request: { id: ScriptId; no: number; revision: number }; response: ScriptOpen };
  script_try: { request: { draft: ScriptDraft; state: TryState | null; input: TryInput; facts: TryFacts }; response: Tried };
  capabilities: { request: Nothing; response: MessengerCapabilities[] };
  rehearse: { request: RehearsalRequest; response: Job };
  rehearsals_list: { request: { script: ScriptId }; response: RehearsalRow[] };
  rehearsal_get: { request: { no: number }; response: Rehearsal };
  rehearsal_dialogs: { request: { no: number; variant: number; counted: Counted; before: DialogId | null }; response: RehearsedPage };
  rehearsal_delete: { request: { no: number }; response: Nothing };
  markers_list: { request: Nothing; response: string[] };
};
