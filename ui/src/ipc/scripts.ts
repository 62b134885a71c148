/** The types of scripts and of their commands, as the program will generate them. */
import type { Language, Messenger, Nothing, ScriptId } from "./generated";

export type BlockId = string;
/** A way out of a block: the number of a branch from 0, or null for its `next`. */
export type Exit = number | null;

export type WordsHow = "exact" | "contains" | "stems";
export type Entity = "number" | "date" | "phone" | "email";
export type Answer =
  | { when: "button"; title: string }
  | { when: "words"; words: string[]; how: WordsHow }
  | { when: "pattern"; pattern: string }
  | { when: "phrases"; phrases: string[]; at_least: number }
  | { when: "entity"; entity: Entity }
  | { when: "file" }
  | { when: "else" }
  | { when: "no_answer"; after_s: number };
export type Comparison = "equal" | "not_equal" | "less" | "at_most" | "more" | "at_least" | "contains" | "not_contains" | "filled" | "empty";
export type Test = { left: string; is: Comparison; right?: string };
export type Known = { when: "all"; tests: Test[] } | { when: "any"; tests: Test[] } | { when: "open" } | { when: "else" };
export type Weight = { weight: number };
export type InTurn = Record<never, never>;
export type Reply = { when: "status"; status: number } | { when: "ok" } | { when: "failed" };
export type Handover = { when: "no_operator" } | { when: "operator_idle" };
export type AiReply = { when: "answered" } | { when: "failed" };
export type Branch<When> = When & { next?: BlockId };
export type Assignment = { name: string; is: "text" | "number"; value: string };
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type Header = { name: string; value: string };
export type Save = { from: string; to: string };

export type BlockKind =
  | { type: "start"; text?: string; next?: BlockId }
  | { type: "message"; text: string; next?: BlockId }
  | { type: "question"; text?: string; save_to?: string; branches: Branch<Answer>[] }
  | { type: "condition"; branches: Branch<Known>[] }
  | { type: "random"; branches: Branch<Weight>[] }
  | { type: "in_order"; after_last: "first" | "last"; branches: Branch<InTurn>[] }
  | { type: "set"; values: Assignment[]; next?: BlockId }
  | { type: "pause"; seconds: number; next?: BlockId }
  | { type: "request"; method: Method; url: string; headers?: Header[]; body?: string; timeout_s: number; save?: Save[]; branches: Branch<Reply>[] }
  | { type: "marker"; marker: string; value?: string; next?: BlockId }
  | { type: "transfer"; group?: string; branches: Branch<Handover>[] }
  | { type: "script"; script: ScriptId; next?: BlockId }
  | { type: "result"; result: string; next?: BlockId }
  | { type: "ai"; service: string; instructions: string; messages: number; timeout_s: number; save_to?: string; branches: Branch<AiReply>[] }
  | { type: "end" };
export type Block = { id: BlockId; title?: string; at?: [number, number] } & BlockKind;

export type ScriptDraft = {
  name: string;
  language: Language;
  settings: { client_silence_s?: number; repeats: number; blocks_per_message: number };
  blocks: Block[];
};

/** What is wrong. Numbers of branches count from 0. */
export type ScriptFault =
  | { code: "empty" | "no_entries" | "no_start" | "second_start" | "id_twice" | "leads_nowhere" | "unreachable" | "loop_without_question" | "may_loop" }
  | { code: "no_answer_leads_on" | "answers_without_else" | "choice_without_else" | "nothing_for_failure" | "nothing_for_success" | "buttons_without_text" }
  | { code: "not_an_address" | "variable_in_host" | "credentials_in_address" | "control_character" | "bad_pointer" }
  | { code: "too_long"; length: number; limit: number }
  | { code: "out_of_range"; least: number; most: number }
  | { code: "leads_to_missing"; to: BlockId }
  | { code: "branch_twice" | "title_twice"; earlier: number }
  | { code: "too_many_buttons"; count: number; limit: number }
  | { code: "unknown_variable" | "bad_variable_name" | "system_variable_set" | "bad_header_name" | "header_of_ours" | "unknown_service"; name: string }
  | { code: "bad_pattern" | "bad_calculation"; reason: string }
  | { code: "unknown_script"; script: ScriptId }
  | { code: "unknown_group"; group: string }
  | { code: "text_over_channel" | "title_over_channel"; messenger: Messenger; length: number; limit: number }
  | { code: "buttons_over_channel"; messenger: Messenger; count: number; limit: number };

/** Something that is not right with a draft, and where to put it right. */
export type ScriptProblem = {
  severity: "error" | "warning";
  /** Null: it is about the script as a whole. */
  block: BlockId | null;
  exit: Exit;
  /** The field within the branch, the block or the script, as in `values[0].name`. */
  field: string | null;
} & ScriptFault;

export type ScriptOpen = {
  id: ScriptId;
  builtin: boolean;
  revision: number;
  draft: ScriptDraft;
  problems: ScriptProblem[];
  published: number | null;
  changed: boolean;
  chats: { id: string; name: string }[];
};

/** The way a dialog went: each block and the exit it was left by. */
export type Passed = { block: BlockId; exit: Exit; score: number | null };

export type MessengerCapabilities = { messenger: Messenger; text_max: number; buttons_max: number; title_max: number };

/** The commands of the editor. */
export type ScriptCommands = {
  script_open: { request: { id: ScriptId }; response: ScriptOpen };
  script_create: { request: { from: { type: "empty" } | { type: "ready"; code: string } | { type: "copy"; id: ScriptId }; name: string | null; language: Language | null }; response: ScriptOpen };
  script_save: { request: { id: ScriptId; revision: number; draft: ScriptDraft }; response: { revision: number; problems: ScriptProblem[] } };
  script_check: { request: { script: ScriptId | null; draft: ScriptDraft }; response: ScriptProblem[] };
  script_publish: { request: { id: ScriptId; revision: number }; response: { version: number } };
  ai_services_list: { request: Nothing; response: { name: string; address: string; model: string; has_key: boolean }[] };
};
