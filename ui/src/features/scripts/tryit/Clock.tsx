import { useTranslation } from "react-i18next";

import { Button, IconButton } from "../../../shared/Button";
import { useFormats } from "../../../shared/format";
import { Icon } from "../../../shared/Icon";
import type { Due } from "./trial";

const STEPS = [
  { name: "plus_10_s", ms: 10_000 },
  { name: "plus_1_min", ms: 60_000 },
  { name: "plus_1_h", ms: 3_600_000 },
  { name: "plus_1_day", ms: 86_400_000 },
] as const;

interface Props {
  now: number;
  due: Due | null;
  busy: boolean;
  onWait: (until: number) => void;
}

/** The trial's clock, which only moves when it is moved. */
export function Clock({ now, due, busy, onWait }: Props) {
  const { t } = useTranslation();
  const format = useFormats();
  return (
    <div role="group" aria-label={t("try.clock")} className="grid flex-none gap-1 border-t border-line py-2 pr-2 pl-4">
      <div className="flex items-center gap-2">
        <Icon name="clock" className="text-icon" />
        <time dateTime={new Date(now).toISOString()} title={format.exact(now)} className="figure cut">
          {t("try.at", { date: format.date(now), time: format.clock(now) })}
        </time>
      </div>
      <div className="flex items-center gap-1">
        {STEPS.map(({ name, ms }) => (
          <Button key={name} small isDisabled={busy} aria-label={t(`try.${name}_hint`)} onPress={() => onWait(now + ms)}>
            {t(`try.${name}`)}
          </Button>
        ))}
        <span className="flex-1" />
        <IconButton name={due === null ? t("try.nothing_due") : t("try.to_due", { time: format.clock(due.at) })} icon="skip" small isDisabled={due === null || busy} onPress={() => due && onWait(due.at)} />
      </div>
    </div>
  );
}
