import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { ScriptProblem } from "../../../ipc";
import { IconButton } from "../../../shared/Button";
import { useFormats } from "../../../shared/format";
import { Icon } from "../../../shared/Icon";
import { blockOf } from "./graph";
import { bySeverity, useNamedProblemWords } from "./problems";
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
  const words = useNamedProblemWords();
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
            const name = block === undefined ? t("canvas.whole") : names.name(block);
            const where = block !== undefined && problem.exit !== null ? t("canvas.branch_of", { kind: name, branch: names.exit(block, problem.exit) }) : name;
            return (
              <li key={index}>
                <button
                  type="button"
                  onClick={() => onGo(problem)}
                  className={`grid h-control w-full grid-cols-[auto_minmax(0,3fr)_minmax(0,2fr)] items-center gap-2.5 px-4 text-left hover:bg-hover focus-visible:shadow-inset ${block !== undefined && block === only ? "bg-hover" : ""}`}
                >
                  <span role="img" aria-label={problem.severity === "error" ? t("canvas.error") : t("canvas.warning")} className={problem.severity === "error" ? "text-danger-ink" : "text-warning-ink"}>
                    <Icon name={problem.severity === "error" ? "error" : "warn"} />
                  </span>
                  <span className="cut font-medium" title={words(problem)}>
                    {words(problem)}
                  </span>
                  <span className="cut text-ink-2" title={where}>
                    {where}
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
