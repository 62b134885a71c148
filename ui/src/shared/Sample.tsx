import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { asApiError, call } from "../ipc";
import { Button } from "./Button";
import { useErrorWords } from "./errors";
import { JobProgress } from "./JobProgress";
import { jobsQuery } from "./queries";
import { Banner } from "./States";

/** Enough to fill every screen, few enough to be made in seconds. */
const SAMPLE_DIALOGS = 500;

/** Loads made-up chats and dialogs to look around with; turns into the progress of that. */
export function SampleButton() {
  const { t } = useTranslation();
  const words = useErrorWords();
  const client = useQueryClient();
  const { data: jobs } = useQuery(jobsQuery);
  const load = useMutation({
    mutationFn: () => call("sample_load", { dialogs: SAMPLE_DIALOGS }),
    onSuccess: (job) => client.setQueryData(jobsQuery.queryKey, (now) => [...(now ?? []).filter((other) => other.id !== job.id), job]),
  });
  const job = jobs?.findLast((one) => one.kind === "sample");
  if (job?.state === "running") {
    return (
      <div className="w-pop max-w-full">
        <JobProgress job={job} />
      </div>
    );
  }
  const failure = load.error === null ? (job?.error ?? null) : asApiError(load.error);
  return (
    <>
      <Button onPress={() => load.mutate()} isDisabled={load.isPending}>
        {t("sample.load")}
      </Button>
      {failure && (
        <Banner tone="bad" title={words(failure).what}>
          {words(failure).todo}
        </Banner>
      )}
    </>
  );
}
