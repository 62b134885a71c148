/** What stands in the place of a list or a pane that has nothing to show. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { asApiError } from "../ipc";
import { Button } from "./Button";
import { useErrorWords } from "./errors";
import { Icon } from "./Icon";

/** Nothing here yet, or nothing that fits: why, and what to do. */
export function Empty({ title, children, actions, heading: Heading = "h2" }: { title: string; children: ReactNode; actions?: ReactNode; heading?: "h1" | "h2" }) {
  return (
    <div className="grid h-full place-content-center justify-items-center gap-1 p-6 text-center">
      <Heading>{title}</Heading>
      <p className="max-w-72 text-ink-2">{children}</p>
      {actions && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}

/** Grey rows in the place of those to come, once the wait is long enough to be noticed. */
export function Skeleton({ rows, compact = false }: { rows: number; compact?: boolean }) {
  const { t } = useTranslation();
  const widths = ["w-40", "w-28", "w-48", "w-24", "w-32"];
  return (
    <div role="status" aria-label={t("common.loading")} className="late">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={`flex items-center gap-3 border-b border-line-soft px-4 ${compact ? "h-compact" : "h-row"}`}>
          <span className={`h-2.5 rounded-1 bg-skeleton ${widths[index % widths.length]}`} />
          <span className="ml-auto h-2.5 w-16 rounded-1 bg-skeleton" />
          <span className="h-2.5 w-8 rounded-1 bg-skeleton" />
        </div>
      ))}
    </div>
  );
}

/** A reading that failed, in the place of what was to be read. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords()(asApiError(error));
  return (
    <div role="alert" className="h-full">
      <Empty title={words.what} actions={<Button onPress={onRetry}>{t("common.retry")}</Button>}>
        {words.todo}
      </Empty>
    </div>
  );
}

type Tone = "bad" | "warn";

const tones: Record<Tone, { box: string; icon: string }> = {
  bad: { box: "border-danger-line bg-danger-soft", icon: "text-danger-ink" },
  warn: { box: "border-warning-line bg-warning-soft", icon: "text-warning-ink" },
};

interface BannerProps {
  tone: Tone;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}

/** Something is broken, or waits for a decision, until somebody acts. */
export function Banner({ tone, title, children, actions }: BannerProps) {
  return (
    <div role="alert" className={`grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 rounded-2 border px-3 py-2.5 ${tones[tone].box}`}>
      <Icon name={tone === "bad" ? "error" : "warn"} className={`mt-0.5 ${tones[tone].icon}`} />
      <div>
        <p className="font-strong">{title}</p>
        {children && <div className="text-ink-2">{children}</div>}
        {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
