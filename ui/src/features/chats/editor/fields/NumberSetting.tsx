import { useId } from "react";
import { Input, Label, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { fieldBad, fieldBox, fieldInput, Wrong } from "../../../../shared/Field";
import { useFormats } from "../../../../shared/format";
import { readNumber, whyNoNumber } from "../../../../shared/numbers";
import type { PathTo } from "../paths";
import { useSetting, useWritten, type Setting } from "../setting";
import { ChangedDot, Reset, SettingRow } from "./SettingRow";

/** From here on, seconds are also said in greater units. */
const LONG = 120;

/** A whole number of units. Empty means the default, which stands in its place. */
export function NumberSetting({ path }: { path: PathTo<number> }) {
  const setting = useSetting(path);
  const { field, box, wrong } = useNumber(setting);
  return (
    <TextField {...field} className="contents">
      <SettingRow label={<Label>{setting.label}</Label>} setting={{ ...setting, wrong }}>
        {box}
      </SettingRow>
    </TextField>
  );
}

type Pair = PathTo<number> extends infer Path ? (Path extends `${infer Stem}.web` ? Stem : never) : never;

/** The same number for the widget and for messengers, side by side. */
export function NumberPair({ of }: { of: Pair }) {
  const { t } = useTranslation();
  const web = useSetting(`${of}.web`);
  const messengers = useSetting(`${of}.messengers`);
  return (
    <SettingRow label={t(`setting.${of}.label`)} setting={{ ...web, help: t(`setting.${of}.help`), changed: false, wrong: undefined, warnings: [...web.warnings, ...messengers.warnings] }}>
      <div className="grid max-w-palette grid-cols-2 gap-x-4">
        <Half setting={web} described={web.said} of={t("editor.in_widget")} />
        <Half setting={messengers} described={web.said} of={t("editor.in_messengers")} />
      </div>
    </SettingRow>
  );
}

function Half({ setting, described, of }: { setting: Setting<number>; described: string; of: string }) {
  const { field, box, limits, wrong } = useNumber(setting);
  const describedBy = [wrong !== undefined && `${setting.said}-wrong`, limits, described].filter(Boolean).join(" ");
  return (
    <TextField {...field} aria-label={setting.label} aria-describedby={describedBy}>
      <span className="flex items-center gap-1.5 text-small text-ink-2" aria-hidden="true">
        {of}
        {setting.changed && <ChangedDot />}
      </span>
      {box}
      {wrong !== undefined && <span id={`${setting.said}-wrong`}><Wrong>{wrong}</Wrong></span>}
    </TextField>
  );
}

function useNumber({ path, said, value, set, initial, known, wrong }: Setting<number>) {
  const { t } = useTranslation();
  const { duration, number } = useFormats();
  const limits = useId();
  const { text, unread, type } = useWritten(path, value, set, {
    read: (typed) => (typed.trim() === "" ? initial : readNumber(typed)),
    write: String,
  });
  if (known.kind !== "number") throw new Error(`${path} is no number`);
  const seconds = known.unit === "seconds";
  const unit = seconds ? t("editor.unit.seconds") : t("editor.unit.minutes");
  const differs = value !== initial || unread;
  const range = { least: number(known.least), most: number(known.most), unit };
  const unreadable = () => (whyNoNumber(text) === "out_of_range" ? t("problem.out_of_range", range) : t("editor.unread.number"));
  const problem = unread ? unreadable() : wrong;
  const box = (
    <div className="flex min-h-7 flex-wrap items-center gap-x-2">
      <div className={`${fieldBox} w-number ${problem === undefined ? "" : fieldBad}`}>
        <Input inputMode="numeric" placeholder={String(initial)} className={`${fieldInput} figure text-right`} />
      </div>
      <span className="text-ink-2">{unit}</span>
      {seconds && value >= LONG && problem === undefined && <span className="figure text-ink-3">{t("editor.as_long_as", { duration: duration(value) })}</span>}
      <span id={limits} className="figure text-small text-ink-3">
        {differs ? t("editor.range", range) : t("editor.range_default", { ...range, initial: number(initial) })}
      </span>
      {differs && <Reset to={`${initial} ${unit}`} onReset={() => set(initial)} />}
    </div>
  );
  return { field: { value: text, onChange: type, isInvalid: problem !== undefined, "aria-describedby": `${limits} ${said}` }, box, limits, wrong: problem };
}
