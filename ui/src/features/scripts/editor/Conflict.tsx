import { useState } from "react";
import { useTranslation } from "react-i18next";

import { asApiError, type ScriptId } from "../../../ipc";
import { Button } from "../../../shared/Button";
import { useErrorWords } from "../../../shared/errors";
import { Banner } from "../../../shared/States";
import { note } from "../../../shared/toasts";
import { useEditing } from "./useEditing";

/** Somebody else changed the script meanwhile: what holds is decided here, and neither is lost unasked. */
export function Conflict({ onOpen }: { onOpen: (script: ScriptId) => void }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { draft, saving, takeTheirs, keepAsCopy } = useEditing();
  const [busy, setBusy] = useState(false);
  if (saving.state !== "conflict") return null;
  const run = (deed: () => Promise<unknown>) => {
    setBusy(true);
    void deed()
      .catch((error: unknown) => note(words(asApiError(error)).what))
      .finally(() => setBusy(false));
  };
  const copy = async () => {
    const name = t("canvas.conflict.copy_name", { script: draft.name });
    const id = await keepAsCopy(name);
    note(t("canvas.conflict.copied", { script: name }), { name: t("canvas.conflict.open_copy"), run: () => onOpen(id) });
  };
  return (
    <Banner
      tone="warn"
      title={saving.by === null ? t("canvas.conflict.title") : t("canvas.conflict.title_by", { by: saving.by })}
      actions={
        <>
          <Button small isDisabled={busy} onPress={() => run(copy)}>
            {t("canvas.conflict.mine")}
          </Button>
          <Button small isDisabled={busy} onPress={() => run(takeTheirs)}>
            {t("canvas.conflict.theirs")}
          </Button>
        </>
      }
    >
      {t("canvas.conflict.hint")}
    </Banner>
  );
}
