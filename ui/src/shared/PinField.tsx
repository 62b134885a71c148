import { useId } from "react";
import { Input, Label, TextField } from "react-aria-components";

import { fieldBad, fieldBox, fieldInput, Wrong } from "./Field";

interface Props {
  label: string;
  value: string;
  onChange: (pin: string) => void;
  error?: string | undefined;
  hint?: string;
  autoFocus?: boolean;
}

/** A PIN being typed: digits that nobody beside sees. */
export function PinField({ label, value, onChange, error, hint, autoFocus = false }: Props) {
  const said = useId();
  return (
    // The form around it is sent all the same: what was wrong was the former PIN.
    <TextField
      value={value}
      onChange={onChange}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      aria-describedby={said}
      autoFocus={autoFocus}
      type="password"
      inputMode="numeric"
      autoComplete="off"
      className="grid gap-1"
    >
      <Label className="text-ink-2">{label}</Label>
      <div className={`${fieldBox} w-select ${error === undefined ? "" : fieldBad}`}>
        <Input className={`${fieldInput} figure`} />
      </div>
      <div id={said} aria-live="polite">
        {error !== undefined ? <Wrong>{error}</Wrong> : hint !== undefined && <p className="text-small text-ink-3">{hint}</p>}
      </div>
    </TextField>
  );
}
