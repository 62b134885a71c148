/** What can be done with a row of a list: change it, and take it away with a way back. */
import { useTranslation } from "react-i18next";

import { asApiError } from "../../ipc";
import { IconButton } from "../../shared/Button";
import { useErrorWords } from "../../shared/errors";
import { note } from "../../shared/toasts";

/** How long a deletion can be taken back, in milliseconds. */
export const UNDO = 30_000;

interface Removal {
  /** What is taken away, as people call it. */
  name: string;
  remove: () => Promise<unknown>;
  restore: () => Promise<unknown>;
}

/** Takes something away at once, and offers to bring it back. Resolves when it is gone; what went wrong was said. */
export function useRemove(): (removal: Removal) => Promise<void> {
  const { t } = useTranslation();
  const words = useErrorWords();
  const say = (error: unknown) => note(words(asApiError(error)).what);
  return ({ name, remove, restore }) =>
    remove().then(() => {
      const back = () => void restore().then(() => note(t("operators.restored", { name })), say);
      note(t("operators.deleted", { name }), { name: t("common.undo"), run: back }, UNDO);
    }, say);
}

/** The buttons at the end of a row. */
export function RowDeeds({ name, current, onEdit, onDelete }: { name: string; current: boolean; onEdit: () => void; onDelete: () => void }) {
  const { t } = useTranslation();
  const named = (action: string) => t("operators.action_on", { action, name });
  const rest = { tone: "text-icon-quiet group-hover/row:text-icon", excludeFromTabOrder: !current };
  return (
    <span className="flex justify-end gap-2" onDoubleClick={(event) => event.stopPropagation()}>
      <IconButton name={t("operators.edit")} label={named(t("operators.edit"))} icon="edit" {...rest} onPress={onEdit} />
      <IconButton name={t("operators.delete")} label={named(t("operators.delete"))} icon="trash" {...rest} onPress={onDelete} />
    </span>
  );
}
