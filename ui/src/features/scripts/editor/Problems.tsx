import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { ScriptProblem } from "../../../ipc";
import { IconButton } from "../../../shared/Button";
import { useFormats } from "../../../shared/format";
import { Icon } from "../../../shared/Icon";
import { blockOf } from "./graph";
import { bySeverity, useScriptProblemWords } from "./problems";
import { useEditing } from "./useEditing";
import { useBlockWords } from "./words";

/** So many are listed; who has more mends these first. */
const LISTED = 100;

interface Props {
  open: boolean;
  onOpen: (open: boolean) => void;
  onGo: (problem: ScriptProblem) => void;
}

/** What is wrong with the script, under the canvas; each leads to where it is put right. */
export function Problems({ open, onOpen, onGo }: Props) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { problems, draft, only } = useEditing();
  const names = useBlockWords();
  const words = useScriptProblemWords();
  const sorted = useMemo(() => bySeverity(problems).slice(0, LISTED), [problems]);
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const warnings = problems.length - errors;
  const counts = [errors > 0 && t("canvas.errors", { count: errors, n: number(errors) }), warnings > 0 && t("canvas.warnings", { count: warnings, n: number(warnings) })].filter(Boolean).join(", ");
  return (
    <section aria-label={t("canvas.problems")} className="flex-none border-t border-line bg-page">
      <header className="flex h-compact items-center gap-2 pr-2 pl-4">
        <h2 className="text-base!">{t("canvas.problems")}</h2>
        <span role="status" className="cut flex-1 text-small text-ink-3">
          {problems.length === 0 ? t("canvas.no_problems") : counts}
        </span>
        {problems.length > 0 && <IconButton name={open ? t("canvas.fold") : t("canvas.unfold")} icon={open ? "down" : "up"} small aria-expanded={open} onPress={() => onOpen(!open)} />}
      </header>
      {open && problems.length > 0 && (
        <ul className="max-h-36 overflow-auto pb-1.5">
          {sorted.map((problem, index) => {
            const block = problem.block === null ? undefined : blockOf(draft, problem.block);
            const where = block === undefined ? t("canvas.whole") : names.name(block);
            const exit = block !== undefined && problem.exit !== null ? `${names.exit(block, problem.exit)}: ` : "";
            return (
              <li key={index}>
                <button
                  type="button"
                  onClick={() => onGo(problem)}
                  className={`grid h-control w-full grid-cols-[auto_minmax(0,1fr)_minmax(0,3fr)] items-center gap-2.5 px-4 text-left hover:bg-hover focus-visible:shadow-inset ${block !== undefined && block === only ? "bg-hover" : ""}`}
                >
                  <span role="img" aria-label={problem.severity === "error" ? t("canvas.error") : t("canvas.warning")} className={problem.severity === "error" ? "text-danger-ink" : "text-warning-ink"}>
                    <Icon name={problem.severity === "error" ? "error" : "warn"} />
                  </span>
                  <span className="cut font-medium" title={where}>
                    {where}
                  </span>
                  <span className="cut" title={exit + words(problem)}>
                    {exit}
                    {words(problem)}
                  </span>
                </button>
              </li>
            );
          })}
          {problems.length > LISTED && <li className="px-4 py-1 text-small text-ink-3">{t("canvas.more_problems", { count: problems.length - LISTED, n: number(problems.length - LISTED) })}</li>}
        </ul>
      )}
    </section>
  );
}
