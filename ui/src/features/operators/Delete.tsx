import { useTranslation } from "react-i18next";

import { call, type Group, type Operator } from "../../ipc";
import { Button } from "../../shared/Button";
import { useFormats } from "../../shared/format";
import { Small } from "../../shared/Over";
import { useRemove } from "./deeds";

/** Asks before an operator goes, and says what becomes of their dialogs. */
export function DeleteOperator({ operator, onClose }: { operator: Operator; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormats();
  const { id, name, load } = operator;
  return (
    <Question
      title={t("operators.people.delete_title", { name })}
      confirm={t("operators.people.delete_confirm")}
      onClose={onClose}
      removal={{ name, remove: () => call("operator_delete", { id }), restore: () => call("operator_restore", { id }) }}
    >
      {load > 0 && <p className="mt-2">{t("operators.people.delete_load", { count: load, n: format.number(load) })}</p>}
      <p className="mt-2">{t("operators.people.delete_what")}</p>
    </Question>
  );
}

/** The same for a group, and those who wait for it. */
export function DeleteGroup({ group, onClose }: { group: Group; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormats();
  const { id, name, waiting } = group;
  return (
    <Question
      title={t("operators.groups.delete_title", { name })}
      confirm={t("operators.groups.delete_confirm")}
      onClose={onClose}
      removal={{ name, remove: () => call("group_delete", { id }), restore: () => call("group_restore", { id }) }}
    >
      {waiting > 0 && <p className="mt-2">{t("operators.groups.delete_waiting", { count: waiting, n: format.number(waiting) })}</p>}
      <p className="mt-2">{t("operators.groups.delete_what")}</p>
    </Question>
  );
}

interface Props {
  title: string;
  confirm: string;
  removal: Parameters<ReturnType<typeof useRemove>>[0];
  onClose: () => void;
  children: React.ReactNode;
}

function Question({ title, confirm, removal, onClose, children }: Props) {
  const { t } = useTranslation();
  const remove = useRemove();
  return (
    <Small alert label={title} onClose={onClose}>
      <h2 className="wrap-anywhere">{title}</h2>
      {children}
      <div className="mt-5 flex justify-end gap-2">
        <Button autoFocus onPress={onClose}>
          {t("delete.cancel")}
        </Button>
        <Button look="danger" onPress={() => void remove(removal).then(onClose)}>
          {confirm}
        </Button>
      </div>
    </Small>
  );
}
