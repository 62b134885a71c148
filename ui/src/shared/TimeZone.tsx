import { Combo } from "./Combo";

interface Props {
  label: string;
  /** The id of what describes it. */
  described?: string;
  /** An IANA name; null means that there is none of its own. */
  value: string | null;
  onPick: (zone: string | null) => void;
  /** Which one holds where there is none of its own, in words. */
  none: string;
  wrong?: boolean;
}

/** Stands for no zone of its own. */
const NONE = "none";

const ZONES = Intl.supportedValuesOf("timeZone").map((zone) => ({ value: zone, text: zone }));

/** A time zone, found by a part of its name. */
export function TimeZone({ value, onPick, none, ...rest }: Props) {
  // A zone that this window does not know may still be one that the program knows.
  const other = value !== null && !ZONES.some((zone) => zone.value === value) ? [{ value, text: value }] : [];
  return <Combo {...rest} value={value ?? NONE} onPick={(picked) => onPick(picked === NONE ? null : picked)} options={[{ value: NONE, text: none }, ...other, ...ZONES]} />;
}
