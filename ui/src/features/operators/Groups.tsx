import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { call, type Group, type GroupInput, type Operator } from "../../ipc";
import { FormRow } from "../../shared/Field";
import { useFormats } from "../../shared/format";
import type { Column } from "../../shared/Grid";
import { Portrait } from "../../shared/Portrait";
import { groupsQuery, operatorsQuery } from "../../shared/queries";
import { note } from "../../shared/toasts";
import { useAddress } from "./address";
import { checkGroup, plain } from "./checks";
import { RowDeeds } from "./deeds";
import { DeleteGroup } from "./Delete";
import { Edit } from "./Edit";
import { Count, Line, Said, useSecondsUnit } from "./fields";
import { useForm } from "./form";
import { Listing } from "./Listing";
import { useEdited, type Edited } from "./lists";
import { Names } from "./People";
import { Several } from "./Several";

/** The groups: who is in each, who waits for them, and how soon they should answer. */
export function Groups() {
  const address = useAddress();
  const groups = useQuery(groupsQuery);
  const operators = useQuery(operatorsQuery);
  const [deleting, setDeleting] = useState<Group | null>(null);
  const edited = useEdited(address.edited, groups.data);
  const columns = useColumns(operators.data ?? NOBODY, address.edit, setDeleting);
  return (
    <>
      <Listing kind="groups" query={groups} columns={columns} holds={({ name }, search) => plain(name).includes(plain(search))} />
      {edited && groups.data && operators.data && <GroupWindow key={address.edited} {...edited} others={groups.data} operators={operators.data} onClose={address.close} onReopen={() => address.edit(edited.thing?.id ?? "new")} />}
      {deleting && <DeleteGroup group={deleting} onClose={() => setDeleting(null)} />}
    </>
  );
}

const NOBODY: readonly Operator[] = [];

function useColumns(operators: readonly Operator[], edit: (id: string) => void, remove: (group: Group) => void): Column<Group>[] {
  const { t } = useTranslation();
  const format = useFormats();
  return useMemo(() => {
    const names = new Map(operators.map(({ id, name }) => [id, name]));
    const figure = (value: number) => <span className={value === 0 ? "text-ink-3" : ""}>{format.number(value)}</span>;
    const goal = (seconds: number | null) => (seconds === null ? <span className="text-ink-3">{t("operators.the_chats")}</span> : format.duration(seconds));
    return [
      {
        id: "name",
        title: t("operators.column.name"),
        width: "minmax(0, 2fr)",
        cell: ({ name }) => (
          <span className="cut block font-medium" title={name}>
            {name}
          </span>
        ),
      },
      { id: "members", title: t("operators.column.members"), width: "minmax(0, 3fr)", cell: ({ members }) => <Names names={members.flatMap((member) => names.get(member) ?? [])} /> },
      { id: "online", title: t("operators.column.online"), width: "var(--col-rate)", end: true, cell: ({ online }) => figure(online) },
      { id: "waiting", title: t("operators.column.waiting"), width: "var(--col-rate)", end: true, cell: ({ waiting }) => figure(waiting) },
      { id: "first", title: t("operators.column.first"), width: "var(--col-figure)", end: true, cell: ({ sl_first_s }) => goal(sl_first_s) },
      { id: "next", title: t("operators.column.next"), width: "var(--col-figure)", end: true, cell: ({ sl_next_s }) => goal(sl_next_s) },
      {
        id: "actions",
        title: t("operators.actions"),
        quietHead: true,
        width: "var(--col-two)",
        cell: (group, current) => <RowDeeds name={group.name} current={current} onEdit={() => edit(group.id)} onDelete={() => remove(group)} />,
      },
    ];
  }, [t, format, operators, edit, remove]);
}

interface Props extends Edited<Group> {
  others: readonly Group[];
  operators: readonly Operator[];
  onClose: () => void;
  onReopen: () => void;
}

const NEW: GroupInput = { name: "", sl_first_s: null, sl_next_s: null, members: [] };

function GroupWindow({ thing, gone, others, operators, onClose, onReopen }: Props) {
  const { t } = useTranslation();
  const seconds = useSecondsUnit();
  const isNew = thing === null;
  const form = useForm<GroupInput, Group>({
    name: `group ${thing?.id ?? "new"}`,
    isNew,
    saved: thing ? { revision: thing.revision, input: { name: thing.name, sl_first_s: thing.sl_first_s, sl_next_s: thing.sl_next_s, members: thing.members } } : { revision: null, input: NEW },
    check: (input) => checkGroup(input, others.filter(({ id }) => id !== thing?.id)),
    save: (input, revision) => (thing === null || gone ? call("group_create", { input }) : call("group_update", { id: thing.id, revision, input })),
    onSaved: ({ name }) => {
      onClose();
      note(t(isNew || gone ? "operators.made" : "operators.saved", { name }));
    },
    lists: ["groups", "operators"],
  });
  const { typed, set, wrong } = form;
  const members = useMemo(() => operators.map(({ id, name, picture, presence }) => ({ id, name, mark: <Portrait name={name} picture={picture} presence={presence} /> })), [operators]);
  const choose = useCallback((chosen: string[]) => set("members", chosen), [set]);
  const goal = (field: "sl_first_s" | "sl_next_s", hint: string) => (
    <Count
      label={t(`operators.field.${field}`)}
      path={field}
      form={form}
      value={typed[field]}
      onChange={(value) => set(field, value)}
      empty={null}
      placeholder={t("operators.the_chats")}
      unit={seconds(typed[field])}
      hint={hint}
    />
  );
  return (
    <Edit label={thing?.name ?? t("operators.groups.new")} form={form} isNew={isNew} gone={gone} nameOf={(field) => t(`operators.field.${field}`)} onReopen={onReopen} onClose={onClose}>
      <Line label={t("operators.field.name")} value={typed.name} onChange={(name) => set("name", name)} error={wrong("name")} hint={t("operators.groups.name_hint")} autoFocus />
      <FormRow label={t("operators.field.members")}>
        {operators.length === 0 ? (
          <p className="leading-7 text-ink-3">{t("operators.groups.no_operators")}</p>
        ) : (
          <Several label={t("operators.field.members")} options={members} chosen={typed.members} onChange={choose} />
        )}
        <Said error={wrong("members")} />
      </FormRow>
      {goal("sl_first_s", t("operators.groups.first_hint"))}
      {goal("sl_next_s", t("operators.groups.next_hint"))}
    </Edit>
  );
}
