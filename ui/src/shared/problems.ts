/** Words for what is wrong with a field. */
import { useTranslation } from "react-i18next";

import type { Problem } from "../ipc";
import { useFormats } from "./format";

/** What is wrong with a field, in words. */
export function useProblemWords(): (problem: Problem) => string {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (problem) => {
    switch (problem.code) {
      case "too_long":
        return t("problem.too_long", { length: number(problem.length), limit: number(problem.limit) });
      case "too_many":
        return t("problem.over_count", { count: number(problem.count), limit: number(problem.limit) });
      case "out_of_range":
        return t("problem.out_of_range", { least: number(problem.least), most: number(problem.most) });
      case "wrong_form":
        return t("problem.wrong_form", { examples: problem.examples.join(", ") });
      case "control_character":
        return t("problem.control_character", { character: problem.character });
      case "unknown_variable":
        if (problem.known.length === 0) return t("problem.no_variable", { name: `{${problem.name}}` });
        return t("problem.unknown_variable", { name: `{${problem.name}}`, known: problem.known.map((name) => `{${name}}`).join(", ") });
      case "not_a_price":
        return t("problem.not_a_price", { limit: number(problem.limit) });
      default:
        return t(`problem.${problem.code}`);
    }
  };
}
