import { useState } from "react";
import { Label } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { call, type Attribute, type AttributeInput, type AttributeKind } from "../../ipc";
import { Pick } from "../../shared/Choice";
import { FormRow } from "../../shared/Field";
import { linesIn } from "../../shared/lists";
import { TextBox } from "../../shared/TextBox";
import { note } from "../../shared/toasts";
import { checkAttribute } from "./checks";
import { Edit } from "./Edit";
import { Line, Said } from "./fields";
import { useForm, type Form } from "./form";
import type { Edited } from "./lists";

const KINDS: readonly AttributeKind[] = ["text", "number", "date", "choice", "flag", "link"];

const NEW: AttributeInput = { name: "", kind: "text", choices: [] };

interface Props extends Edited<Attribute> {
  others: readonly Attribute[];
  onClose: () => void;
  onReopen: () => void;
}

export function AttributeWindow({ thing, gone, others, onClose, onReopen }: Props) {
  const { t } = useTranslation();
  const isNew = thing === null;
  const form = useForm<AttributeInput, Attribute>({
    name: `attribute ${thing?.id ?? "new"}`,
    isNew,
    saved: { revision: null, input: thing ? { name: thing.name, kind: thing.kind, choices: thing.choices } : NEW },
    check: (input) => checkAttribute(input, others.filter(({ id }) => id !== thing?.id)),
    save: (input) => (thing === null || gone ? call("attribute_create", { input }) : call("attribute_update", { id: thing.id, input })),
    onSaved: ({ name }) => {
      onClose();
      note(t(isNew || gone ? "operators.made" : "operators.saved", { name }));
    },
    lists: ["attributes"],
  });
  const { typed, set, wrong } = form;
  return (
    <Edit label={thing?.name ?? t("operators.attributes.new")} form={form} isNew={isNew} gone={gone} nameOf={(field) => t(`operators.field.${field}`)} onReopen={onReopen} onClose={onClose}>
      <Line label={t("operators.field.name")} value={typed.name} onChange={(name) => set("name", name)} error={wrong("name")} autoFocus />
      <FormRow label={t("operators.field.kind")}>
        <Pick label={t("operators.field.kind")} value={typed.kind} onPick={(kind) => set("kind", kind)} options={KINDS.map((kind) => ({ value: kind, text: t(`operators.attributes.kind.${kind}`) }))} />
        <Said error={undefined} hint={t(`operators.attributes.kind_hint.${typed.kind}`)} />
      </FormRow>
      {typed.kind === "choice" && <Choices form={form} />}
    </Edit>
  );
}

/** What can be chosen, one a line. */
function Choices({ form }: { form: Form<AttributeInput> }) {
  const { t } = useTranslation();
  // Empty lines are no choices, but they are how the next one begins.
  const [text, setText] = useState(form.typed.choices.join("\n"));
  const type = (next: string) => {
    setText(next);
    form.set("choices", linesIn(next));
  };
  const lines = form.typed.choices.map((_, index) => ({ number: index + 1, why: form.wrong(`choices.${index}`) }));
  const first = lines.find(({ why }) => why !== undefined);
  const error = form.wrong("choices") ?? (first && t("operators.attributes.line", { number: first.number, why: first.why }));
  return (
    <TextBox
      value={text}
      onChange={type}
      most={Infinity}
      wrong={error !== undefined}
      row={(box) => (
        <FormRow label={<Label>{t("operators.field.choices")}</Label>}>
          {box}
          <Said error={error} hint={t("operators.attributes.choices_hint")} />
        </FormRow>
      )}
    />
  );
}
