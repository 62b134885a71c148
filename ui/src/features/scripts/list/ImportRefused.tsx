import { useTranslation } from "react-i18next";

import type { ApiError } from "../../../ipc";
import { Button } from "../../../shared/Button";
import { useErrorWords } from "../../../shared/errors";
import { Small } from "../../../shared/Over";

/** Why a file was not taken, and where in it the reason stands. */
export function ImportRefused({ error, onClose }: { error: ApiError; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords()(error);
  const isScript = error.code === "malformed_file" || error.code === "invalid";
  return (
    <Small alert label={t("scripts.import_refused")} onClose={onClose}>
      <h2>{t("scripts.import_refused")}</h2>
      <p className="mt-2">{isScript ? t("scripts.import_refused_hint") : `${words.what} ${words.todo}`}</p>
      {isScript && <p className="mt-3 max-h-60 overflow-auto rounded-2 bg-sunken px-3 py-2 font-mono text-small wrap-anywhere whitespace-pre-wrap select-text">{error.message}</p>}
      <div className="mt-5 flex justify-end">
        <Button autoFocus onPress={onClose}>
          {t("common.close")}
        </Button>
      </div>
    </Small>
  );
}
