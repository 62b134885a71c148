import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";

import { call, type Group, type Operator, type OperatorInput } from "../../ipc";
import { AvatarField } from "../../shared/avatar/AvatarField";
import { Segmented } from "../../shared/Choice";
import { FormRow } from "../../shared/Field";
import { WEEK } from "../../shared/hours/hours";
import { Week } from "../../shared/hours/Week";
import { TimeZone } from "../../shared/TimeZone";
import { note } from "../../shared/toasts";
import { checkOperator } from "./checks";
import { Edit } from "./Edit";
import { Count, Line, Said } from "./fields";
import { useForm, type Form } from "./form";
import type { Edited } from "./lists";
import { Pin } from "./Pin";
import { Several } from "./Several";

/** How many dialogs a new operator is given, unless somebody says otherwise. */
const LIMIT = 5;

const NEW: OperatorInput = { name: "", picture: null, dialogs_max: LIMIT, groups: [], working_hours: null, time_zone: null };

/** What somebody would write to get this operator. */
function inputOf({ name, picture, dialogs_max, groups, working_hours, time_zone }: Operator): OperatorInput {
  return { name, picture, dialogs_max, groups: groups.map(({ id }) => id), working_hours, time_zone };
}

interface Props extends Edited<Operator> {
  others: readonly Operator[];
  groups: readonly Group[];
  onClose: () => void;
  onReopen: () => void;
}

export function OperatorWindow({ thing, gone, others, groups, onClose, onReopen }: Props) {
  const { t } = useTranslation();
  const isNew = thing === null;
  const form = useForm<OperatorInput, Operator>({
    name: `operator ${thing?.id ?? "new"}`,
    isNew,
    saved: thing ? { revision: thing.revision, input: inputOf(thing) } : { revision: null, input: NEW },
    check: (input) => checkOperator(input, others.filter(({ id }) => id !== thing?.id)),
    save: (input, revision) => (thing === null || gone ? call("operator_create", { input }) : call("operator_update", { id: thing.id, revision, input })),
    onSaved: ({ name }) => {
      onClose();
      note(t(isNew || gone ? "operators.made" : "operators.saved", { name }));
    },
    lists: ["operators", "groups"],
  });
  const { typed, set, wrong } = form;
  const join = useCallback((chosen: string[]) => set("groups", chosen), [set]);
  return (
    <Edit label={thing?.name ?? t("operators.people.new")} form={form} isNew={isNew} gone={gone} nameOf={(field) => (field === "name" ? t("operators.column.person") : t(`operators.field.${field}`))} onReopen={onReopen} onClose={onClose}>
      <Line label={t("operators.column.person")} value={typed.name} onChange={(name) => set("name", name)} error={wrong("name")} hint={t("operators.people.name_hint")} autoFocus />
      <div className="py-2">
        <AvatarField who="operator" value={typed.picture} onChange={(picture) => set("picture", picture)} help={t("operators.people.picture_hint")} />
      </div>
      <Count
        label={t("operators.field.dialogs_max")}
        path="dialogs_max"
        form={form}
        value={typed.dialogs_max}
        onChange={(dialogs_max) => set("dialogs_max", dialogs_max)}
        empty={LIMIT}
        placeholder={String(LIMIT)}
        unit={t("operators.at_most")}
        hint={t("operators.people.dialogs_max_hint")}
      />
      <FormRow label={t("operators.field.groups")}>
        {groups.length === 0 ? (
          <p className="leading-7 text-ink-3">{t("operators.people.no_groups")}</p>
        ) : (
          <Several label={t("operators.field.groups")} options={groups} chosen={typed.groups} onChange={join} />
        )}
        <Said error={wrong("groups")} />
      </FormRow>
      <Hours form={form} />
      <FormRow label={t("desk.pin")}>{thing && !gone ? <Pin operator={thing} /> : <p className="leading-7 text-ink-3">{t("operators.pin.later")}</p>}</FormRow>
    </Edit>
  );
}

/** Whenever they are online, or a week with its hours and their zone. */
function Hours({ form }: { form: Form<OperatorInput> }) {
  const { t } = useTranslation();
  const { working_hours: hours, time_zone: zone } = form.typed;
  // Who looks at "whenever online" for a moment gets the same week back.
  const [week, setWeek] = useState(hours ?? WEEK);
  const label = t("operators.field.working_hours");
  const pick = (kind: "always" | "week") => {
    if (hours !== null) setWeek(hours);
    form.set("working_hours", kind === "always" ? null : week);
  };
  const setTime = (path: string, time: string) => {
    const [day, index, end] = path.split(".") as [keyof typeof week, string, "from" | "to"];
    if (hours === null) return;
    const spans = hours[day].map((span, at) => (at === Number(index) ? { ...span, [end]: time } : span));
    form.set("working_hours", { ...hours, [day]: spans }, `working_hours.${path}`);
  };
  return (
    <>
      <FormRow label={label}>
        <Segmented
          label={label}
          value={hours === null ? "always" : "week"}
          onPick={pick}
          options={[
            { value: "always", text: t("operators.whenever_online") },
            { value: "week", text: t("hours.week") },
          ]}
        />
        {hours && (
          <Week
            week={hours}
            onWeek={(next) => form.set("working_hours", next)}
            onTime={setTime}
            wrong={(path) => form.wrong(`working_hours.${path}`)}
            unread={(path) => form.unread(`working_hours.${path}`)}
            onUnread={(path, text) => form.leave(`working_hours.${path}`, text)}
          />
        )}
        <Said error={form.wrong("working_hours")} hint={t("operators.people.hours_hint")} />
      </FormRow>
      {hours && (
        <FormRow label={t("operators.field.time_zone")}>
          <TimeZone label={t("operators.field.time_zone")} value={zone} onPick={(picked) => form.set("time_zone", picked)} none={t("operators.the_chats")} wrong={form.wrong("time_zone") !== undefined} />
          <Said error={form.wrong("time_zone")} />
        </FormRow>
      )}
    </>
  );
}
