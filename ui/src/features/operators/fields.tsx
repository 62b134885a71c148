/** Fields of a form: each with its label at the left, its unit beside it, and what is wrong under it. */
import { useId, type ReactNode } from "react";
import { Input, Label, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { fieldBad, fieldBox, fieldInput, FormRow, Wrong } from "../../shared/Field";
import { useFormats } from "../../shared/format";
import { readNumber } from "../../shared/numbers";
import { useWritten } from "../../shared/written";
import type { Form } from "./form";

interface LineProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  error: string | undefined;
  hint?: string;
  /** Stands before what is typed and is no part of it. */
  before?: string;
  placeholder?: string;
  autoFocus?: boolean;
}

/** A line of text. */
export function Line({ label, value, onChange, error, hint, before, placeholder, autoFocus = false }: LineProps) {
  const said = useId();
  return (
    <TextField value={value} onChange={onChange} isInvalid={error !== undefined} aria-describedby={said} autoFocus={autoFocus} className="contents">
      <FormRow label={<Label>{label}</Label>}>
        <div className={`${fieldBox} w-field max-w-full ${error === undefined ? "" : fieldBad}`}>
          {before !== undefined && (
            <span aria-hidden="true" className="-mr-1 text-ink-3">
              {before}
            </span>
          )}
          <Input className={fieldInput} placeholder={placeholder} />
        </div>
        <Said id={said} error={error} hint={hint} />
      </FormRow>
    </TextField>
  );
}

interface NumberProps<Value extends number | null> {
  label: string;
  /** The field's path in the form. */
  path: string;
  form: Pick<Form<unknown>, "unread" | "leave" | "wrong">;
  value: Value;
  onChange: (value: Value) => void;
  /** What an empty field means. */
  empty: Value;
  /** What stands in an empty field. */
  placeholder: string;
  unit: string;
  hint: string;
}

/** From here on, seconds are also said in greater units. */
const LONG = 120;

/** A whole number of units. */
export function Count<Value extends number | null>({ label, path, form, value, onChange, empty, placeholder, unit, hint }: NumberProps<Value>) {
  const { t } = useTranslation();
  const said = useId();
  const { text, unread, type, tidy } = useWritten<number | null>({
    value,
    set: (next) => onChange((next ?? empty) as Value),
    unread: form.unread(path),
    leave: (typed) => form.leave(path, typed),
    read: (typed) => (typed.trim() === "" ? null : readNumber(typed)),
    write: (number) => (number === null ? "" : String(number)),
  });
  const error = unread ? t("operators.not_whole") : form.wrong(path);
  return (
    <TextField value={text} onChange={type} onBlur={tidy} isInvalid={error !== undefined} aria-describedby={said} className="contents">
      <FormRow label={<Label>{label}</Label>}>
        <div className="flex items-center gap-2">
          <div className={`${fieldBox} w-number ${error === undefined ? "" : fieldBad}`}>
            <Input inputMode="numeric" placeholder={placeholder} className={`${fieldInput} figure text-right`} />
          </div>
          <span className="text-ink-2">{unit}</span>
        </div>
        <Said id={said} error={error} hint={hint} />
      </FormRow>
    </TextField>
  );
}

/** Seconds, with what they come to in greater units. */
export function useSecondsUnit(): (seconds: number | null) => string {
  const { t } = useTranslation();
  const { duration } = useFormats();
  return (seconds) => (seconds !== null && seconds >= LONG ? t("operators.seconds_are", { duration: duration(seconds) }) : t("operators.seconds"));
}

/** What is wrong under a control, else what explains it. */
export function Said({ id, error, hint }: { id?: string; error: string | undefined; hint?: ReactNode }) {
  return (
    <div id={id}>
      {error !== undefined && <Wrong>{error}</Wrong>}
      {hint !== undefined && <p className="mt-1 text-small text-ink-3">{hint}</p>}
    </div>
  );
}
