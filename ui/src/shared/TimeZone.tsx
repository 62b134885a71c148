import { useTranslation } from "react-i18next";

import { Combo } from "./Combo";

interface Props {
  label: string;
  /** The id of what describes it. */
  described?: string;
  /** An IANA name; null means that of this computer. */
  value: string | null;
  onPick: (zone: string | null) => void;
  /** This computer's; null when it is not known. */
  here: string | null;
  wrong?: boolean;
}

/** Stands for no zone of its own. */
const THIS_COMPUTER = "here";

const ZONES = Intl.supportedValuesOf("timeZone").map((zone) => ({ value: zone, text: zone }));

/** A time zone, found by a part of its name. */
export function TimeZone({ value, onPick, here, ...rest }: Props) {
  const { t } = useTranslation();
  const computer = { value: THIS_COMPUTER, text: here === null ? t("zone.here") : t("zone.here_named", { zone: here }) };
  // A zone that this window does not know may still be one that the program knows.
  const other = value !== null && !ZONES.some((zone) => zone.value === value) ? [{ value, text: value }] : [];
  return <Combo {...rest} value={value ?? THIS_COMPUTER} onPick={(picked) => onPick(picked === THIS_COMPUTER ? null : picked)} options={[computer, ...other, ...ZONES]} />;
}
