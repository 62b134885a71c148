import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { ScriptId } from "../../../../ipc";
import { Link } from "../../../../shared/Button";
import { scriptsQuery } from "../../../../shared/queries";
import { Failure, Skeleton } from "../../../../shared/States";
import type { PathTo } from "../paths";
import { useSetting } from "../setting";
import { ChoiceSetting } from "./ChoiceSetting";

/** A script, or what happens without one. */
export function ScriptSetting({ path, none }: { path: PathTo<ScriptId | null>; none: "builtin" | "none" }) {
  const { t } = useTranslation();
  const { value } = useSetting(path);
  const navigate = useNavigate();
  const scripts = useQuery(scriptsQuery);
  if (scripts.isError) return <Failure error={scripts.error} onRetry={() => void scripts.refetch()} />;
  if (scripts.data === undefined) return <Skeleton rows={1} />;
  const own = scripts.data
    .filter((script) => !script.builtin)
    .map(({ id, name, published }) => ({ value: id, text: published === null ? t("editor.script_unpublished", { script: name }) : name }));
  const gone = value !== null && !own.some((script) => script.value === value) ? [{ value, text: t("editor.script_gone") }] : [];
  const open = value !== null && gone.length === 0 && <Link onPress={() => void navigate({ to: "/scripts/$id", params: { id: value } })}>{t("editor.open_script")}</Link>;
  return (
    <ChoiceSetting
      path={path}
      options={[{ value: "", text: none === "builtin" ? t("editor.builtin_script") : t("editor.no_script") }, ...own, ...gone]}
      note={open && <p className="mt-1 text-small">{open}</p>}
    />
  );
}
