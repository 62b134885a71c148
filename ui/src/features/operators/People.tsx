import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Operator } from "../../ipc";
import { useFormats } from "../../shared/format";
import type { Column } from "../../shared/Grid";
import { useHoursText } from "../../shared/hours/words";
import { Icon } from "../../shared/Icon";
import { Portrait, PresenceDot } from "../../shared/Portrait";
import { groupsQuery, operatorsQuery } from "../../shared/queries";
import { useRoom } from "../../shared/room";
import { useAddress } from "./address";
import { plain } from "./checks";
import { RowDeeds } from "./deeds";
import { DeleteOperator } from "./Delete";
import { Listing } from "./Listing";
import { useEdited } from "./lists";
import { OperatorWindow } from "./OperatorWindow";

/** The operators: who is there, with how many dialogs, and when they work. */
export function People() {
  const address = useAddress();
  const operators = useQuery(operatorsQuery);
  const groups = useQuery(groupsQuery);
  const [deleting, setDeleting] = useState<Operator | null>(null);
  const edited = useEdited(address.edited, operators.data);
  const columns = useColumns(address.edit, setDeleting);
  return (
    <>
      <Listing
        kind="people"
        query={operators}
        columns={columns}
        holds={({ name, groups: of }, search) => [name, ...of.map((group) => group.name)].some((text) => plain(text).includes(plain(search)))}
      />
      {edited && operators.data && groups.data && <OperatorWindow key={address.edited} {...edited} others={operators.data} groups={groups.data} onClose={address.close} onReopen={() => address.edit(edited.thing?.id ?? "new")} />}
      {deleting && <DeleteOperator operator={deleting} onClose={() => setDeleting(null)} />}
    </>
  );
}

function useColumns(edit: (id: string) => void, remove: (operator: Operator) => void): Column<Operator>[] {
  const { t, i18n } = useTranslation();
  const format = useFormats();
  const hours = useHoursText();
  const room = useRoom();
  return useMemo(() => {
    const columns: (Column<Operator> | false)[] = [
      { id: "name", title: t("operators.column.person"), width: "minmax(0, 3fr)", cell: (operator) => <Name operator={operator} /> },
      {
        id: "groups",
        title: t("operators.column.groups"),
        width: "minmax(0, 2fr)",
        cell: ({ groups }) => <Names names={groups.map(({ name }) => name)} />,
      },
      room === "wide" && {
        id: "hours",
        title: t("operators.column.hours"),
        width: "minmax(0, 3fr)",
        cell: ({ working_hours }) => {
          const text = working_hours ? hours(working_hours) : t("operators.whenever_online");
          return (
            <span className={`cut block ${working_hours ? "" : "text-ink-3"}`} title={text}>
              {text}
            </span>
          );
        },
      },
      {
        id: "presence",
        title: t("operators.column.presence"),
        width: "var(--col-client)",
        cell: ({ presence }) => (
          <span className={`flex items-center gap-2 ${presence === "online" ? "" : "text-ink-2"}`}>
            <PresenceDot presence={presence} />
            <span className="cut">{t(`desk.presence.${presence}`)}</span>
          </span>
        ),
      },
      {
        id: "load",
        title: t("operators.column.load"),
        width: "var(--col-figure)",
        end: true,
        cell: ({ load, dialogs_max }) => (
          <span className={load === 0 ? "text-ink-3" : ""} title={dialogs_max === 0 ? t("operators.no_limit") : undefined}>
            {dialogs_max === 0 ? format.number(load) : t("operators.load_of", { load: format.number(load), limit: format.number(dialogs_max) })}
          </span>
        ),
      },
      {
        id: "actions",
        title: t("operators.actions"),
        quietHead: true,
        width: "var(--col-two)",
        cell: (operator, current) => <RowDeeds name={operator.name} current={current} onEdit={() => edit(operator.id)} onDelete={() => remove(operator)} />,
      },
    ];
    return columns.filter((column) => column !== false);
    // The words of hours depend on the language only.
  }, [t, i18n.language, format, room, edit, remove]);
}

function Name({ operator }: { operator: Operator }) {
  const { t } = useTranslation();
  return (
    <span className="flex items-center gap-2.5">
      <Portrait name={operator.name} picture={operator.picture} />
      <span className="cut font-medium" title={operator.name}>
        {operator.name}
      </span>
      {operator.has_pin && (
        <span role="img" aria-label={t("desk.has_pin")} title={t("desk.has_pin")} className="text-icon-quiet">
          <Icon name="lock" size="small" />
        </span>
      )}
    </span>
  );
}

/** Several names in one cell. */
export function Names({ names }: { names: readonly string[] }) {
  const text = names.join(", ");
  return (
    <span className={`cut block ${text === "" ? "text-ink-3" : ""}`} title={text}>
      {text || "–"}
    </span>
  );
}
