import { useTranslation } from "react-i18next";

import type { ApiError, Problem } from "../../ipc";
import { Button } from "../../shared/Button";
import { useErrorWords } from "../../shared/errors";
import { Small } from "../../shared/Over";
import { useProblemWords } from "./editor/setting";
import { useSettingName } from "./names";

/** Why a chat's file was not taken in: what is wrong with it, setting by setting. */
export function ImportRefused({ error, onClose }: { error: ApiError; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords()(error);
  const nameOf = useSettingName();
  const problemWords = useProblemWords();
  const problems = error.code === "invalid" && Array.isArray(error.details) ? (error.details as Problem[]) : [];
  return (
    <Small alert label={t("chats.import_refused")} onClose={onClose}>
      <h2>{t("chats.import_refused")}</h2>
      {problems.length === 0 ? (
        <>
          <p className="mt-2">{words.what}</p>
          <p className="mt-1 text-ink-2">{words.todo}</p>
        </>
      ) : (
        <>
          <p className="mt-2">{t("chats.import_refused_hint")}</p>
          <dl className="mt-3 grid max-h-80 grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 overflow-auto">
            {problems.map((problem) => (
              <div key={problem.field} className="contents">
                <dt className="text-ink-2">{nameOf(problem.field)}</dt>
                <dd className="wrap-anywhere">{problemWords(problem)}</dd>
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
