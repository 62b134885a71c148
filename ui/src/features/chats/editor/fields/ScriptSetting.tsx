import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { ScriptId } from "../../../../ipc";
import { scriptsQuery } from "../../../../shared/queries";
import { Failure, Skeleton } from "../../../../shared/States";
import type { PathTo } from "../paths";
import { useSetting } from "../setting";
import { ChoiceSetting } from "./ChoiceSetting";

/** A script, or what happens without one. */
export function ScriptSetting({ path, none }: { path: PathTo<ScriptId | null>; none: "builtin" | "none" }) {
  const { t } = useTranslation();
  const { value } = useSetting(path);
  const scripts = useQuery(scriptsQuery);
  if (scripts.isError) return <Failure error={scripts.error} onRetry={() => void scripts.refetch()} />;
  if (scripts.data === undefined) return <Skeleton rows={1} />;
  const own = scripts.data.filter((script) => !script.builtin).map(({ id, name }) => ({ value: id, text: name }));
  const gone = value !== null && !own.some((script) => script.value === value) ? [{ value, text: t("editor.script_gone") }] : [];
  return <ChoiceSetting path={path} options={[{ value: "", text: none === "builtin" ? t("editor.builtin_script") : t("editor.no_script") }, ...own, ...gone]} />;
}
