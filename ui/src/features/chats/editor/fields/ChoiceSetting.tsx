import type { ReactNode } from "react";

import { Pick, Segmented, type Option } from "../../../../shared/Choice";
import type { SettingPath } from "../paths";
import { useSetting } from "../setting";
import { SettingRow } from "./SettingRow";

interface Props {
  path: SettingPath;
  /** The values with their words; an empty value stands for none. */
  options: readonly Option<string>[];
  /** All in sight, for two or three. */
  segmented?: boolean;
  /** Under the control. */
  note?: ReactNode;
}

/** One of a few values. */
export function ChoiceSetting({ path, options, segmented = false, note }: Props) {
  const setting = useSetting(path);
  const choice = {
    label: setting.label,
    described: setting.said,
    options,
    value: typeof setting.value === "string" ? setting.value : "",
    // The options are the words of this setting's own values.
    onPick: (value: string) => setting.set((value === "" ? null : value) as never),
  };
  return (
    <SettingRow label={setting.label} setting={setting} note={note}>
      {segmented ? <Segmented {...choice} /> : <Pick {...choice} width="w-field max-w-full" />}
    </SettingRow>
  );
}
