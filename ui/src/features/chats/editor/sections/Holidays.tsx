import { memo, useEffect, useRef, useState } from "react";
import { Input, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";

import type { Holiday } from "../../../../ipc";
import { Button, IconButton } from "../../../../shared/Button";
import { Day } from "../../../../shared/Day";
import { fieldBad, fieldBox, fieldInput, Wrong } from "../../../../shared/Field";
import { useFormats } from "../../../../shared/format";
import { Icon } from "../../../../shared/Icon";
import { SettingRow } from "../fields/SettingRow";
import { dayAfter, fromDay, today } from "../days";
import { useSetting, useWrong } from "../setting";

/** Days on which nobody works. One is open for change at a time, so that hundreds of them stay light. */
export function Holidays() {
  const { t } = useTranslation();
  const setting = useSetting("general.holidays");
  const wrong = useWrong();
  const [open, setOpen] = useState<number | null>(null);
  const holidays = setting.value;

  const add = () => {
    const last = holidays.at(-1);
    const day = last === undefined ? today() : dayAfter(last.last);
    setting.set([...holidays, { first: day, last: day, name: "" }]);
    setOpen(holidays.length);
  };
  const change = (index: number, part: Partial<Holiday>) => setting.set(holidays.map((holiday, place) => (place === index ? { ...holiday, ...part } : holiday)));
  const remove = (index: number) => {
    setting.set(holidays.toSpliced(index, 1));
    setOpen(null);
  };

  return (
    <SettingRow label={setting.label} setting={setting}>
      {holidays.length > 0 && (
        <ul className="mb-2 max-h-80 max-w-palette overflow-auto border-y border-line-soft">
          {holidays.map((holiday, index) => {
            const field = `general.holidays.${index}`;
            const problem = wrong(`${field}.last`) ?? wrong(`${field}.first`) ?? wrong(`${field}.name`);
            return (
              <li key={index} className="border-b border-line-soft py-1 last:border-0">
                {index === open ? (
                  <Fields holiday={holiday} wrong={problem !== undefined} onChange={(part) => change(index, part)} onDone={() => setOpen(null)} onRemove={() => remove(index)} />
                ) : (
                  <Line holiday={holiday} index={index} onOpen={setOpen} />
                )}
                {problem !== undefined && <Wrong>{problem}</Wrong>}
              </li>
            );
          })}
        </ul>
      )}
      <Button small icon="plus" onPress={add} aria-describedby={setting.said}>
        {t("editor.holidays.add")}
      </Button>
    </SettingRow>
  );
}

const Line = memo(function Line({ holiday, index, onOpen }: { holiday: Holiday; index: number; onOpen: (index: number) => void }) {
  const { t } = useTranslation();
  const { date, span } = useFormats();
  const [first, last] = [fromDay(holiday.first), fromDay(holiday.last)];
  const days = first < last ? span(first, last) : date(first);
  return (
    <button
      type="button"
      aria-label={t("editor.change_of", { what: `${days} ${holiday.name}` })}
      onClick={() => onOpen(index)}
      className="flex min-h-small w-full items-center gap-2 rounded-1 px-1 text-left hover:bg-hover"
    >
      <span className="figure w-days flex-none">{days}</span>
      <span className="cut flex-1 text-ink-2" title={holiday.name}>
        {holiday.name}
      </span>
      <Icon name="edit" className="text-icon-quiet" />
    </button>
  );
});

interface FieldsProps {
  holiday: Holiday;
  wrong: boolean;
  onChange: (part: Partial<Holiday>) => void;
  onDone: () => void;
  onRemove: () => void;
}

function Fields({ holiday, wrong, onChange, onDone, onRemove }: FieldsProps) {
  const { t } = useTranslation();
  const { first, last, name } = holiday;
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    row.current?.scrollIntoView({ block: "nearest" });
    row.current?.querySelector<HTMLElement>("[role=spinbutton]")?.focus();
  }, []);
  // A holiday of one day stays one of one day when it moves.
  const begin = (day: string) => onChange(first === last || last < day ? { first: day, last: day } : { first: day });
  return (
    <div ref={row} className="grid scroll-my-2 grid-cols-2 gap-2 py-1 middle:max-w-dialog">
      <Day label={t("editor.holidays.first")} value={first} onDay={(day) => day && begin(day.toString())} />
      <Day label={t("editor.holidays.last")} value={last} onDay={(day) => day && onChange({ last: day.toString() })} wrong={wrong} />
      <div className="col-span-2 flex items-center gap-2">
        <TextField aria-label={t("editor.holidays.name")} value={name} onChange={(text) => onChange({ name: text })} className="min-w-32 flex-1">
          <div className={`${fieldBox} ${wrong ? fieldBad : ""}`}>
            <Input className={fieldInput} placeholder={t("editor.holidays.name")} onKeyDown={(event) => event.key === "Enter" && onDone()} />
          </div>
        </TextField>
        <Button small onPress={onDone}>
          {t("editor.done")}
        </Button>
        <IconButton name={t("common.remove")} icon="x" small onPress={onRemove} />
      </div>
    </div>
  );
}
