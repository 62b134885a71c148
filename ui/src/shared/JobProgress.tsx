import { Label, ProgressBar } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { call, type Job } from "../ipc";
import { Button } from "./Button";
import { useFormats } from "./format";

/** Long work: what is done, how much there is, and its end before time. */
export function JobProgress({ job }: { job: Job }) {
  const { t } = useTranslation();
  const format = useFormats();
  const share = job.total === null || job.total === 0 ? null : (100 * job.done) / job.total;
  const what = job.kind === "rehearsal" ? "dialogs" : "done";
  const done = format.number(job.done);
  return (
    <div className="flex w-full items-start gap-3 text-left">
      <ProgressBar value={share ?? 0} isIndeterminate={share === null} className="grid min-w-0 flex-1 gap-1.5">
        <Label className="cut font-medium">{job.title}</Label>
        <span className="h-1 overflow-hidden rounded-round bg-skeleton">
          <span className="block h-full rounded-round bg-accent" style={{ width: `${share ?? 0}%` }} />
        </span>
        <span className="figure text-small text-ink-2">
          {job.total === null ? t(`job.${what}`, { count: job.done, done }) : t(`job.${what}_of`, { count: job.total, done, total: format.number(job.total) })}
        </span>
      </ProgressBar>
      <Button small onPress={() => void call("job_cancel", { id: job.id })}>
        {t("common.cancel")}
      </Button>
    </div>
  );
}
