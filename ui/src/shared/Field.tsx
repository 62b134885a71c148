import { useState, type ReactNode, type Ref } from "react";
import { FieldError, Input, Label, SearchField, TextField, type TextFieldProps } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { IconButton } from "./Button";
import { Icon } from "./Icon";

/** The box of a one-line field; the ring is drawn on it, not on the input inside. */
export const fieldBox =
  "flex h-control min-w-0 items-center gap-1.5 rounded-2 border border-line-field bg-raised px-2 text-ink focus-within:border-accent focus-within:shadow-focus";
export const fieldBad = "border-danger-dot";
export const fieldInput = "h-full w-full min-w-0 bg-transparent shadow-none!";

interface Props extends Omit<TextFieldProps, "className" | "children" | "style"> {
  label: string;
  /** What is wrong with it, in words; shown while typing. */
  error?: string | undefined;
  /** Explains the field, or says its limit. */
  hint?: string;
}

/** A labelled line of text: label in the left column, field and its error in the right one. */
export function LineField({ label, error, hint, ...rest }: Props) {
  return (
    <TextField {...rest} isInvalid={error !== undefined} className="contents">
      <FormRow label={<Label>{label}</Label>}>
        <div className={`${fieldBox} w-field max-w-full ${error === undefined ? "" : fieldBad}`}>
          <Input className={fieldInput} />
        </div>
        <FieldError>{error !== undefined && <Wrong>{error}</Wrong>}</FieldError>
        {hint !== undefined && error === undefined && <p className="mt-1 text-small text-ink-3">{hint}</p>}
      </FormRow>
    </TextField>
  );
}

/** One row of a form: a label and what it names, beside it or, where there is little room, below. */
export function FormRow({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div className="grid min-h-9 items-start gap-x-3 py-1 middle:grid-cols-[var(--form-label)_minmax(0,1fr)]">
      <div className="leading-7 text-ink-2">{label}</div>
      <div className="min-w-0">{children}</div>
    </div>
  );
}

/** What is wrong, under the field it is about. */
export function Wrong({ children }: { children: ReactNode }) {
  return (
    <span className="mt-1 flex items-center gap-1 text-small text-danger-ink">
      <Icon name="error" size="small" />
      {children}
    </span>
  );
}

/** A field that narrows a list: `onSearch` hears each change, Escape clears it. */
export function Search({ label, value, onSearch, input }: { label: string; value: string; onSearch: (text: string) => void; input?: Ref<HTMLInputElement> }) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const change = (next: string) => {
    setText(next);
    onSearch(next);
  };
  return (
    <SearchField aria-label={label} value={text} onChange={change} className="w-search">
      <div className={fieldBox}>
        <Icon name="search" className="text-icon-quiet" />
        <Input {...(input && { ref: input })} placeholder={label} className={`${fieldInput} [&::-webkit-search-cancel-button]:hidden`} />
        {text !== "" && <IconButton name={t("common.clear")} icon="x" small slot={null} onPress={() => change("")} />}
      </div>
    </SearchField>
  );
}
