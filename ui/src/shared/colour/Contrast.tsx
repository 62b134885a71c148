import { useTranslation } from "react-i18next";

import type { ContrastLevel } from "../../ipc";
import { useFormats } from "../format";
import { Icon } from "../Icon";

/** How well a text reads: the ratio, and the level of WCAG it has or misses. */
export function Contrast({ contrast, level, whole = false }: { contrast: number; level: ContrastLevel; whole?: boolean }) {
  const { t } = useTranslation();
  const format = useFormats();
  const misses = level === "below";
  return (
    <span
      title={t("colour.contrast")}
      className={`figure inline-flex h-5 flex-none items-center gap-1 rounded-1 px-1.5 text-small whitespace-nowrap ${misses ? "bg-danger-soft text-danger-ink" : "bg-fill text-ink-2"}`}
    >
      <Icon name={misses ? "error" : "check"} size="small" />
      {format.ratio(contrast)}
      {misses ? <span className={whole ? "" : "sr-only"}>{t("colour.below")}</span> : <span>{LEVELS[level]}</span>}
    </span>
  );
}

/** The levels' own names, the same in every language. */
const LEVELS = { aa: "AA", aaa: "AAA" } as const;
