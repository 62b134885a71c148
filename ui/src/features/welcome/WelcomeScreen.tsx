import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../../shared/Button";
import { jobsQuery } from "../../shared/queries";
import { SampleButton } from "../../shared/Sample";

/** The first start: two ways to begin. */
export function WelcomeScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: jobs } = useQuery(jobsQuery);
  const sample = jobs?.findLast((job) => job.kind === "sample")?.state;

  const former = useRef(sample);
  useEffect(() => {
    if (sample === "done" && former.current === "running") void navigate({ to: "/dialogs" });
    former.current = sample;
  }, [sample, navigate]);

  return (
    <div className="grid h-full place-content-center justify-items-center gap-6 p-6">
      <h1>{t("welcome.title")}</h1>
      <div className="grid max-w-reading grid-cols-2 gap-6">
        <section className="grid content-start justify-items-start gap-2">
          <h2>{t("welcome.create")}</h2>
          <p className="text-ink-2">{t("welcome.create_hint")}</p>
          <Button look="primary" icon="plus" onPress={() => void navigate({ to: "/chats/new" })}>
            {t("welcome.create_action")}
          </Button>
        </section>
        <section className="grid content-start justify-items-start gap-2 border-l border-line pl-6">
          <h2>{t("welcome.look")}</h2>
          <p className="text-ink-2">{t("welcome.look_hint")}</p>
          <SampleButton />
        </section>
      </div>
    </div>
  );
}
