import { parseDate, type CalendarDate } from "@internationalized/date";
import { DateField, DateInput, DateSegment, Label } from "react-aria-components";

import { fieldBad, fieldBox } from "./Field";

interface Props {
  label: string;
  /** Whether the label is drawn above it, or only read out. */
  labelShown?: boolean;
  /** As in `2026-11-22`. */
  value: string | undefined;
  /** Hears whole days, and null when the day was taken out. */
  onDay: (date: CalendarDate | null) => void;
  wrong?: boolean;
}

/** A day typed part by part; what is not a whole day yet changes nothing. */
export function Day({ label, labelShown = true, value, onDay, wrong = false }: Props) {
  return (
    <DateField aria-label={labelShown ? undefined : label} value={value === undefined ? null : parseDate(value)} onChange={onDay} isInvalid={wrong} className="grid w-full max-w-day gap-1">
      {labelShown && <Label className="text-small text-ink-2">{label}</Label>}
      <DateInput className={`${fieldBox} figure gap-0 ${wrong ? fieldBad : ""}`}>
        {(segment) => <DateSegment segment={segment} className="rounded-1 px-px data-focused:bg-accent data-focused:text-on-accent data-focused:shadow-none data-placeholder:text-ink-3 data-placeholder:data-focused:text-on-accent" />}
      </DateInput>
    </DateField>
  );
}
