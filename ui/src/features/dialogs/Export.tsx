import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { asApiError, call, type DialogFilter } from "../../ipc";
import { Button } from "../../shared/Button";
import { Check, Pick } from "../../shared/Choice";
import { useErrorWords } from "../../shared/errors";
import { useKept } from "../../shared/kept";
import { jobsQuery } from "../../shared/queries";
import { note } from "../../shared/toasts";

/** Writes what the filter lets through into a file that the person chooses. */
export function Export({ filter }: { filter: DialogFilter }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const client = useQueryClient();
  const reports = useQuery({ queryKey: ["reports"], queryFn: () => call("reports_list", {}) });
  const [picked, setPicked] = useKept<string | null>("export report", null);
  const [withTime, setWithTime] = useKept("export with time", false);
  const report = reports.data?.find((row) => row.id === picked)?.id ?? reports.data?.[0]?.id;

  const run = useMutation({
    mutationFn: (id: string) => call("report_export", { report: id, filter, with_time: withTime, time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone }),
    onSuccess: (job) => {
      if (job === null) return;
      client.setQueryData(jobsQuery.queryKey, (jobs = []) => (jobs.some((other) => other.id === job.id) ? jobs : [...jobs, job]));
    },
    onError: (error) => {
      const { what, todo } = words(asApiError(error));
      note(`${what} ${todo}`);
    },
  });

  return (
    <>
      <Pick
        label={t("export.report")}
        labelShown
        value={report ?? ""}
        onPick={setPicked}
        options={(reports.data ?? []).map(({ id, title }) => ({ value: id, text: title }))}
      />
      <span className="mx-2">
        <Check value={withTime} onChange={setWithTime} title={t("export.with_time_hint")}>
          {t("export.with_time")}
        </Check>
      </span>
      <Button look="primary" icon="download" isDisabled={report === undefined || run.isPending} onPress={() => report !== undefined && run.mutate(report)}>
        {t("export.run")}
      </Button>
    </>
  );
}
