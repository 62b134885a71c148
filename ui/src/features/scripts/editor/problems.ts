/** Words for what is wrong with a script. */
import { useTranslation } from "react-i18next";

import type { ScriptProblem } from "../../../ipc";
import { useFormats } from "../../../shared/format";

/** What is wrong, in words. */
export function useScriptProblemWords(): (problem: ScriptProblem) => string {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (problem) => {
    switch (problem.code) {
      case "empty":
        return problem.field === "service" ? t("script_problem.no_service") : t("script_problem.empty");
      case "too_long":
        return t("script_problem.too_long", { length: number(problem.length), limit: number(problem.limit) });
      case "out_of_range":
        return t("script_problem.out_of_range", { least: number(problem.least), most: number(problem.most) });
      case "leads_to_missing":
        return t("script_problem.leads_to_missing", { to: problem.to });
      case "branch_twice":
      case "title_twice":
        return t(`script_problem.${problem.code}`, { earlier: number(problem.earlier + 1) });
      case "too_many_buttons":
        return t("script_problem.too_many_buttons", { n: number(problem.count), limit: number(problem.limit) });
      case "unknown_variable":
        return t("script_problem.unknown_variable", { name: `{${problem.name}}` });
      case "bad_variable_name":
      case "system_variable_set":
      case "bad_header_name":
      case "header_of_ours":
      case "unknown_service":
        return t(`script_problem.${problem.code}`, { name: problem.name });
      case "bad_pattern":
      case "bad_calculation":
        return t(`script_problem.${problem.code}`, { reason: problem.reason });
      case "text_over_channel":
      case "title_over_channel":
        return t(`script_problem.${problem.code}`, { messenger: t(`messenger.${problem.messenger}`), length: number(problem.length), limit: number(problem.limit) });
      case "buttons_over_channel":
        return t("script_problem.buttons_over_channel", { messenger: t(`messenger.${problem.messenger}`), n: number(problem.count), limit: number(problem.limit) });
      default:
        return t(`script_problem.${problem.code}`);
    }
  };
}

/** The names of fields, by the last part of where problems place them. */
const FIELDS = {
  after_s: "canvas.after",
  at_least: "canvas.at_least",
  blocks_per_message: "canvas.blocks",
  body: "canvas.body",
  client_silence_s: "canvas.silence",
  from: "canvas.pointer",
  group: "canvas.group",
  headers: "canvas.headers",
  instructions: "canvas.instructions",
  left: "canvas.left",
  marker: "canvas.marker",
  messages: "canvas.messages",
  pattern: "canvas.pattern",
  phrases: "canvas.phrases",
  repeats: "canvas.repeats",
  result: "canvas.result",
  right: "canvas.right",
  save: "canvas.kept_of_answer",
  save_to: "canvas.save_to",
  script: "canvas.script",
  seconds: "canvas.pause",
  service: "canvas.service",
  status: "canvas.status",
  takes: "canvas.takes",
  text: "canvas.text",
  timeout_s: "canvas.timeout",
  title: "canvas.title",
  to: "canvas.variable",
  url: "canvas.address",
  value: "canvas.value",
  weight: "canvas.weight",
  words: "canvas.words",
} as const;

/** What is wrong, in words, with the name of the field that it is wrong with. */
export function useNamedProblemWords(): (problem: ScriptProblem) => string {
  const { t } = useTranslation();
  const words = useScriptProblemWords();
  return (problem) => {
    const last = problem.field?.replaceAll(/\[\d+\]/g, "").split(".").at(-1) ?? "";
    if (!isNamed(last)) return words(problem);
    return t("canvas.problem_at", { field: t(FIELDS[last]), problem: words(problem) });
  };
}

const isNamed = (field: string): field is keyof typeof FIELDS => Object.hasOwn(FIELDS, field);

/** Errors first, in the order of the script otherwise. */
export function bySeverity(problems: readonly ScriptProblem[]): ScriptProblem[] {
  return [...problems].sort((one, other) => Number(one.severity === "warning") - Number(other.severity === "warning"));
}
