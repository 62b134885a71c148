import { useState } from "react";
import { Input, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";

import type { Span, WorkingHours } from "../../../../ipc";
import { Button, IconButton } from "../../../../shared/Button";
import { Segmented, Switch } from "../../../../shared/Choice";
import { fieldBad, fieldBox, fieldInput, Wrong } from "../../../../shared/Field";
import { useFormats } from "../../../../shared/format";
import { SettingRow } from "../fields/SettingRow";
import { DAY_OF_WORK, DAYS, MOST_SPANS, readTime, WEEK, withBreak, withMondayOnWorkdays, type Day } from "../../../../shared/hours/hours";
import { useEditing, useSetting, useWritten, useWrong } from "../setting";

/** Around the clock, or a week with its hours. */
export function Hours() {
  const { t } = useTranslation();
  const setting = useSetting("general.working_hours");
  // Who looks at "around the clock" for a moment gets the same week back.
  const [week, setWeek] = useState(setting.value ?? WEEK);
  const pick = (kind: "always" | "week") => {
    if (setting.value !== null) setWeek(setting.value);
    setting.set(kind === "always" ? null : week);
  };
  return (
    <SettingRow label={setting.label} setting={setting}>
      <Segmented
        label={setting.label}
        described={setting.said}
        value={setting.value === null ? "always" : "week"}
        onPick={pick}
        options={[
          { value: "always", text: t("editor.hours.always") },
          { value: "week", text: t("editor.hours.week") },
        ]}
      />
      {setting.value && <Week week={setting.value} onWeek={setting.set} />}
    </SettingRow>
  );
}

function Week({ week, onWeek }: { week: WorkingHours; onWeek: (week: WorkingHours) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <div className="mt-2 mb-1 grid max-w-dialog border-y border-line-soft">
        {DAYS.map((day) => (
          <DayRow key={day} day={day} spans={week[day]} onSpans={(spans) => onWeek({ ...week, [day]: spans })} />
        ))}
      </div>
      <Button small icon="copy" onPress={() => onWeek(withMondayOnWorkdays(week))}>
        {t("editor.hours.copy_monday")}
      </Button>
    </>
  );
}

function DayRow({ day, spans, onSpans }: { day: Day; spans: readonly Span[]; onSpans: (spans: Span[]) => void }) {
  const { t } = useTranslation();
  const { weekday } = useFormats();
  const wrong = useWrong()(`general.working_hours.${day}`);
  const name = weekday(DAYS.indexOf(day));
  const parted = withBreak(spans);
  return (
    <div role="group" aria-label={name} className="flex items-start gap-x-3 border-b border-line-soft py-1 last:border-0">
      <div className="flex h-control w-weekday flex-none items-center">
        <Switch name={t("editor.hours.work_on", { day: name })} value={spans.length > 0} onChange={(on) => onSpans(on ? [...DAY_OF_WORK] : [])}>
          <span className="inline-block first-letter:uppercase">{name}</span>
        </Switch>
      </div>
      <div className="grid flex-1 gap-1">
        {spans.length === 0 && <span className="leading-7 text-ink-3">{t("editor.hours.free")}</span>}
        {spans.map((span, index) => (
          <SpanRow key={index} path={`general.working_hours.${day}.${index}`} day={name} span={span} onRemove={() => onSpans(spans.toSpliced(index, 1))} only={spans.length === 1} />
        ))}
        {wrong !== undefined && <Wrong>{wrong}</Wrong>}
        {spans.length > 1 && parted === null && <p className="text-small text-ink-3">{spans.length < MOST_SPANS ? t("editor.hours.no_break") : t("editor.hours.most_breaks", { limit: MOST_SPANS - 1 })}</p>}
      </div>
      {parted && <IconButton name={t("editor.hours.add_break")} label={`${t("editor.hours.add_break")}: ${name}`} icon="plus" onPress={() => onSpans(parted)} />}
    </div>
  );
}

function SpanRow({ path, day, span, onRemove, only }: { path: string; day: string; span: Span; onRemove: () => void; only: boolean }) {
  const { t } = useTranslation();
  const wrong = useWrong()(path);
  return (
    <div>
      <div className="flex items-center gap-1.5">
        <Time path={`${path}.from`} label={t("editor.hours.from", { day })} value={span.from} wrong={wrong !== undefined} />
        <span className="text-ink-3">–</span>
        <Time path={`${path}.to`} label={t("editor.hours.to", { day })} value={span.to} wrong={wrong !== undefined} />
        {!only && <IconButton name={t("editor.remove")} label={t("editor.hours.remove", { day, from: span.from, to: span.to })} icon="x" small onPress={onRemove} />}
      </div>
      {wrong !== undefined && <Wrong>{wrong}</Wrong>}
    </div>
  );
}

/** A time of day, typed in any usual way. */
function Time({ path, label, value, wrong }: { path: string; label: string; value: string; wrong: boolean }) {
  const { t } = useTranslation();
  const { set } = useEditing();
  const { text, unread, type, tidy } = useWritten(path, value, (time) => set(path, time), { read: readTime, write: String });
  return (
    <TextField aria-label={label} value={text} onChange={type} onBlur={tidy} isInvalid={wrong || unread}>
      <div className={`${fieldBox} w-time ${wrong || unread ? fieldBad : ""}`}>
        <Input className={`${fieldInput} figure text-center`} />
      </div>
      {unread && <Wrong>{t("editor.unread.time")}</Wrong>}
    </TextField>
  );
}
