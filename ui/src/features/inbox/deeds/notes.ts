/** Notes: small things, taken away without a question and put back by Undo. */
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { asApiError, call, type Note } from "../../../ipc";
import { useErrorWords } from "../../../shared/errors";
import { note as tell } from "../../../shared/toasts";

/** As long as what was deleted can be put back. */
const UNDO = 30_000;

export function useDeleteNote(): (note: Note) => void {
  const { t } = useTranslation();
  const words = useErrorWords();
  const client = useQueryClient();
  const again = () => {
    void client.invalidateQueries({ queryKey: ["card"] });
    void client.invalidateQueries({ queryKey: ["thread"] });
  };
  const fail = (error: unknown) => {
    const { what, todo } = words(asApiError(error));
    tell(`${what} ${todo}`);
  };
  return ({ id, dialog, text }) => {
    const putBack = () => void (dialog !== null && call("note_add", { dialog, text }).then(again, fail));
    call("note_delete", { id }).then(() => {
      again();
      tell(t("inbox.note_deleted"), dialog === null ? undefined : { name: t("common.undo"), run: putBack }, UNDO);
    }, fail);
  };
}
