import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { Focusable, TooltipTrigger } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { call } from "../../ipc";
import { hearInbox } from "../../shared/changes";
import { Tip } from "../../shared/Button";
import { useFormats } from "../../shared/format";
import { paced } from "./pace";

/** In milliseconds between two readings: these figures change slowly and cost a count of a month. */
const REST = 5_000;

/** How the operator does, in five figures. What was not counted yet is a dash. */
export function Counters({ operator }: { operator: string }) {
  const { t } = useTranslation();
  const format = useFormats();
  const { data, refetch } = useQuery({ queryKey: ["inbox-counters", operator], queryFn: () => call("inbox_counters", {}), refetchOnMount: "always" });
  useEffect(() => {
    const reading = paced(refetch, REST);
    const silence = hearInbox(reading.ask);
    return () => {
      silence();
      reading.stop();
    };
  }, [refetch]);

  const percent = (share: number | null | undefined) => (share == null ? null : format.number(Math.floor(share)));
  const rating = data?.rating ?? null;
  const figures = [
    { id: "rating", value: rating && format.ratio(rating.mean), hint: rating === null ? t("inbox.counter_hint.rating_none") : t("inbox.counter_hint.rating", { scale: format.number(rating.scale) }) },
    { id: "sl1", value: percent(data?.sl1), unit: "%", hint: t("inbox.counter_hint.sl1") },
    { id: "sl2", value: percent(data?.sl2), unit: "%", hint: t("inbox.counter_hint.sl2") },
    { id: "csi", value: percent(data?.csi), unit: "%", hint: t("inbox.counter_hint.csi") },
    { id: "closed_today", value: data ? format.number(data.closed_today) : null, hint: t("inbox.counter_hint.closed_today") },
  ] as const;
  return (
    <div role="group" aria-label={t("inbox.counters")} className="flex items-center">
      {figures.map(({ id, value, hint, ...rest }) => (
        <TooltipTrigger key={id} delay={300}>
          <Focusable>
            <div role="note" tabIndex={0} className="flex h-5 items-baseline gap-1.5 rounded-1 border-l border-line px-4 leading-5 first:border-0 last:pr-0">
              <span className="text-small whitespace-nowrap text-ink-2">{t(`inbox.counter.${id}`)}</span>
              <b className="figure text-title font-strong whitespace-nowrap">
                {value ?? <span className="text-ink-3">–</span>}
                {value !== null && "unit" in rest && <span className="text-ink-3"> {rest.unit}</span>}
              </b>
            </div>
          </Focusable>
          <Tip>{hint}</Tip>
        </TooltipTrigger>
      ))}
    </div>
  );
}
