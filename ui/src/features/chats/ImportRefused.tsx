import { useTranslation } from "react-i18next";

import type { ApiError, Problem } from "../../ipc";
import { Button } from "../../shared/Button";
import { useErrorWords } from "../../shared/errors";
import { Small } from "../../shared/Over";
import { useProblemWords } from "../../shared/problems";
import { useSettingName } from "./names";

/** Why a chat's file was not taken in: what is wrong with it, setting by setting. */
export function ImportRefused({ error, onClose }: { error: ApiError; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords()(error);
  const nameOf = useSettingName();
  const problemWords = useProblemWords();
  const problems = error.code === "invalid" && Array.isArray(error.details) ? (error.details as Problem[]) : [];
  const unlike = unlikeIn(error);
  const wrong = unlike === null ? problems.map((problem) => ({ path: problem.field, why: problemWords(problem) })) : [{ path: unlike.path, why: t("chats.import_refused_at", { why: unlike.why }) }];
  return (
    <Small alert label={t("chats.import_refused")} onClose={onClose}>
      <h2>{t("chats.import_refused")}</h2>
      {wrong.length === 0 ? (
        <>
          <p className="mt-2">{words.what}</p>
          <p className="mt-1 text-ink-2">{words.todo}</p>
        </>
      ) : (
        <>
          {unlike && <p className="mt-2 wrap-anywhere text-ink-2">{unlike.file}</p>}
          <p className="mt-2">{t("chats.import_refused_hint")}</p>
          <dl className="mt-3 grid max-h-80 grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 overflow-auto">
            {wrong.map(({ path, why }) => (
              <div key={path} className="contents">
                <dt className="text-ink-2" title={path}>
                  {nameOf(path)}
                </dt>
                <dd className="wrap-anywhere">{why}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <div className="mt-5 flex justify-end">
        <Button autoFocus onPress={onClose}>
          {t("common.close")}
        </Button>
      </div>
    </Small>
  );
}

/** Where in which file something stands that no chat has there, and what; null when that is not known. */
function unlikeIn({ code, details }: ApiError): { file: string; path: string; why: string } | null {
  if (code !== "malformed_file" || typeof details !== "object" || details === null || !("file" in details && "why" in details)) return null;
  const [file, told] = [String(details.file), String(details.why)];
  const [, path, why] = /^([a-z_]+(?:\.\w+|\[\d+\])*): (.+)$/s.exec(told) ?? [];
  return path === undefined || why === undefined ? null : { file, path: path.replace(/\[(\d+)\]/g, ".$1"), why };
}
