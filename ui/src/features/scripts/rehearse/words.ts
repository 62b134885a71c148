/** Words for what is rehearsed. */
import { useTranslation } from "react-i18next";

import type { Counted, RehearsalRow, RehearsedVersion } from "../../../ipc";
import { useFormats } from "../../../shared/format";

/** What a version is called. */
export function useVersionName(): (version: RehearsedVersion) => string {
  const { t } = useTranslation();
  const format = useFormats();
  return (version) => ("draft" in version ? t("rehearse.draft") : t("rehearse.version", { n: format.number(version.version) }));
}

/** The same where there is little room. */
export function useShortVersionName(): (version: RehearsedVersion) => string {
  const { t } = useTranslation();
  const format = useFormats();
  return (version) => ("draft" in version ? t("rehearse.draft_short") : t("rehearse.version_short", { n: format.number(version.version) }));
}

/** What a rehearsal is called: its period and its versions. */
export function useRehearsalName(): (rehearsal: RehearsalRow) => string {
  const format = useFormats();
  const versionName = useVersionName();
  return ({ request: { from, to, versions } }) => `${format.span(from, to - 1)}: ${versions.map(versionName).join(", ")}`;
}

/** What the dialogs behind a figure have in common. */
export function useCountedWords(titleOf: (block: string) => string): (counted: Counted) => string {
  const { t } = useTranslation();
  return (counted) => {
    switch (counted.type) {
      case "ended": {
        const { really, ended } = counted;
        const parts = [...(really === null ? [] : [t("rehearse.really_was", { end: t(`rehearse.real.${really}`) })]), ...(ended === null ? [] : [t("rehearse.here_was", { end: t(`rehearse.ended.${ended}`) })])];
        return parts.join(" → ");
      }
      case "marked":
        return t("rehearse.counted.marked", { marker: counted.marker });
      case "came_by":
      case "ended_at":
      case "not_understood_at":
        return t(`rehearse.counted.${counted.type}`, { block: titleOf(counted.block) });
      default:
        return t(`rehearse.counted.${counted.type}`);
    }
  };
}
