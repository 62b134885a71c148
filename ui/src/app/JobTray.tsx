import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { asApiError, call, type Job, type JobState } from "../ipc";
import { Button } from "../shared/Button";
import { useErrorWords } from "../shared/errors";
import { JobProgress } from "../shared/JobProgress";
import { jobsQuery } from "../shared/queries";
import { Banner } from "../shared/States";
import { note } from "../shared/toasts";

/** Long work in a corner over every screen: running, or failed until somebody read why. */
export function JobTray() {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { data: jobs } = useQuery(jobsQuery);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const states = useRef<Map<string, JobState> | null>(null);

  useEffect(() => {
    if (jobs === undefined) return;
    const former = states.current;
    states.current = new Map(jobs.map((job) => [job.id, job.state]));
    if (former === null) {
      // What ended before this window opened is nothing new.
      return setHidden(new Set(jobs.filter((job) => job.state !== "running").map((job) => job.id)));
    }
    for (const job of jobs) {
      if (job.kind === "export" && job.state === "done" && former.get(job.id) !== "done") {
        const reveal = () => void call("job_reveal", { id: job.id }).catch((error: unknown) => note(words(asApiError(error)).what));
        note(t("job.exported", { file: job.result ?? job.title }), { name: t("job.reveal"), run: reveal }, 15_000);
      }
    }
  }, [jobs, t, words]);

  // Sample data shows its progress where it was asked for.
  const shown = (jobs ?? []).filter((job) => job.kind !== "sample" && (job.state === "running" || (job.state === "failed" && !hidden.has(job.id))));
  if (shown.length === 0) return null;
  return (
    <section aria-label={t("job.tray")} className="fixed right-4 bottom-10 z-5 grid w-(--tray) gap-3 rounded-3 bg-pop p-3 shadow-2 outline-1 outline-line-strong">
      {shown.map((job) => (job.state === "running" ? <JobProgress key={job.id} job={job} /> : <Failed key={job.id} job={job} onHide={() => setHidden(new Set([...hidden, job.id]))} />))}
    </section>
  );
}

function Failed({ job, onHide }: { job: Job; onHide: () => void }) {
  const { t } = useTranslation();
  const { what, todo } = useErrorWords()(job.error ?? asApiError(null));
  return (
    <Banner
      tone="bad"
      title={job.title}
      actions={
        <Button small onPress={onHide}>
          {t("common.hide")}
        </Button>
      }
    >
      <p>{what}</p>
      <p>{todo}</p>
    </Banner>
  );
}
