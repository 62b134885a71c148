import { useTranslation } from "react-i18next";

import { asApiError, type AttributeValue } from "../../../ipc";
import { Pick } from "../../../shared/Choice";
import { useErrorWords } from "../../../shared/errors";
import { useFormats } from "../../../shared/format";
import { note } from "../../../shared/toasts";
import { InPlace } from "./InPlace";

interface Props {
  field: AttributeValue;
  onSave: (value: string | null) => Promise<unknown>;
}

/** Stands for no value among choices; no choice is empty. */
const NONE = "";

/** A field that this place has set up for its clients. */
export function AttributeField({ field: { attribute, value }, onSave }: Props) {
  const { t } = useTranslation();
  const format = useFormats();
  const words = useErrorWords();
  const pick = (next: string) =>
    void onSave(next === NONE ? null : next).catch((error: unknown) => {
      const { what, todo } = words(asApiError(error));
      note(`${what} ${todo}`);
    });
  switch (attribute.kind) {
    case "flag":
    case "choice": {
      const isFlag = attribute.kind === "flag";
      const choices = isFlag ? ["yes", "no"] : attribute.choices;
      // A value that is no choice any more stays until another is picked.
      const all = value === null || choices.includes(value) ? choices : [...choices, value];
      const textOf = (one: string) => (isFlag && (one === "yes" || one === "no") ? t(`inbox.card.${one}`) : one);
      return <Pick label={attribute.name} width="w-full" value={value ?? NONE} onPick={pick} options={[{ value: NONE, text: "–" }, ...all.map((one) => ({ value: one, text: textOf(one) }))]} />;
    }
    case "date":
      return (
        <InPlace label={attribute.name} value={value} type="date" onSave={onSave}>
          {value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value) && format.date(new Date(`${value}T12:00`).getTime())}
        </InPlace>
      );
    case "number":
      return <InPlace label={attribute.name} value={value} onSave={onSave} />;
    case "link":
      return <InPlace label={attribute.name} value={value} type="url" onSave={onSave} />;
    case "text":
      return <InPlace label={attribute.name} value={value} onSave={onSave} />;
  }
}
