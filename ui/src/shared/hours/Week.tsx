import { Input, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";

import type { Span, WorkingHours } from "../../ipc";
import { Button, IconButton } from "../Button";
import { Switch } from "../Choice";
import { fieldBad, fieldBox, fieldInput, Wrong } from "../Field";
import { useFormats } from "../format";
import { useWritten } from "../written";
import { DAY_OF_WORK, DAYS, MOST_SPANS, readTime, withBreak, withMondayOnWorkdays, type Day } from "./hours";

/** What a week's fields know of each other. A path leads to a day, a stretch of its work, or one of the stretch's ends: `monday`, `monday.0`, `monday.0.from`. */
interface Fields {
  /** Changes one end of a stretch. */
  onTime: (path: string, time: string) => void;
  /** What is wrong at the path, in words. */
  wrong: (path: string) => string | undefined;
  /** What was typed at the path and means no time. */
  unread: (path: string) => string | undefined;
  onUnread: (path: string, text: string) => void;
}

interface Props extends Fields {
  week: WorkingHours;
  /** Changes more than one time; what was unread in it goes. */
  onWeek: (week: WorkingHours) => void;
}

/** The hours of work on each day of a week. */
export function Week({ week, onWeek, ...fields }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <div className="mt-2 mb-1 grid max-w-dialog border-y border-line-soft">
        {DAYS.map((day) => (
          <DayRow key={day} day={day} spans={week[day]} onSpans={(spans) => onWeek({ ...week, [day]: spans })} fields={fields} />
        ))}
      </div>
      <Button small icon="copy" onPress={() => onWeek(withMondayOnWorkdays(week))}>
        {t("hours.copy_monday")}
      </Button>
    </>
  );
}

function DayRow({ day, spans, onSpans, fields }: { day: Day; spans: readonly Span[]; onSpans: (spans: Span[]) => void; fields: Fields }) {
  const { t } = useTranslation();
  const { weekday } = useFormats();
  const wrong = fields.wrong(day);
  const name = weekday(DAYS.indexOf(day));
  const parted = withBreak(spans);
  return (
    <div role="group" aria-label={name} className="flex items-start gap-x-3 border-b border-line-soft py-1 last:border-0">
      <div className="flex h-control w-weekday flex-none items-center">
        <Switch name={t("hours.work_on", { day: name })} value={spans.length > 0} onChange={(on) => onSpans(on ? [...DAY_OF_WORK] : [])}>
          <span className="inline-block first-letter:uppercase">{name}</span>
        </Switch>
      </div>
      <div className="grid flex-1 gap-1">
        {spans.length === 0 && <span className="leading-7 text-ink-3">{t("hours.free")}</span>}
        {spans.map((span, index) => (
          <SpanRow key={index} path={`${day}.${index}`} day={name} span={span} onRemove={() => onSpans(spans.toSpliced(index, 1))} only={spans.length === 1} fields={fields} />
        ))}
        {wrong !== undefined && <Wrong>{wrong}</Wrong>}
        {spans.length > 1 && parted === null && <p className="text-small text-ink-3">{spans.length < MOST_SPANS ? t("hours.no_break") : t("hours.most_breaks", { limit: MOST_SPANS - 1 })}</p>}
      </div>
      {parted && <IconButton name={t("hours.add_break")} label={`${t("hours.add_break")}: ${name}`} icon="plus" onPress={() => onSpans(parted)} />}
    </div>
  );
}

function SpanRow({ path, day, span, onRemove, only, fields }: { path: string; day: string; span: Span; onRemove: () => void; only: boolean; fields: Fields }) {
  const { t } = useTranslation();
  const wrong = fields.wrong(path);
  return (
    <div>
      <div className="flex items-center gap-1.5">
        <Time path={`${path}.from`} label={t("hours.from", { day })} value={span.from} wrong={wrong !== undefined} fields={fields} />
        <span className="text-ink-3">–</span>
        <Time path={`${path}.to`} label={t("hours.to", { day })} value={span.to} wrong={wrong !== undefined} fields={fields} />
        {!only && <IconButton name={t("common.remove")} label={t("hours.remove", { day, from: span.from, to: span.to })} icon="x" small onPress={onRemove} />}
      </div>
      {wrong !== undefined && <Wrong>{wrong}</Wrong>}
    </div>
  );
}

/** A time of day, typed in any usual way. */
function Time({ path, label, value, wrong, fields }: { path: string; label: string; value: string; wrong: boolean; fields: Fields }) {
  const { t } = useTranslation();
  const { text, unread, type, tidy } = useWritten({
    value,
    set: (time) => fields.onTime(path, time),
    unread: fields.unread(path),
    leave: (typed) => fields.onUnread(path, typed),
    read: readTime,
    write: String,
  });
  return (
    <TextField aria-label={label} value={text} onChange={type} onBlur={tidy} isInvalid={wrong || unread}>
      <div className={`${fieldBox} w-time ${wrong || unread ? fieldBad : ""}`}>
        <Input className={`${fieldInput} figure text-center`} />
      </div>
      {unread && <Wrong>{t("hours.unread")}</Wrong>}
    </TextField>
  );
}
