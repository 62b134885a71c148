import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { asApiError, call } from "../../../ipc";
import type { RehearsalRow } from "../../../ipc";
import { IconButton } from "../../../shared/Button";
import { useErrorWords } from "../../../shared/errors";
import { useFormats } from "../../../shared/format";
import { Icon } from "../../../shared/Icon";
import { useKept } from "../../../shared/kept";
import { Banner, Failure, Skeleton } from "../../../shared/States";
import { note } from "../../../shared/toasts";
import type { Beside } from "../contract";
import { PaneHead } from "../PaneHead";
import { rehearsalsQuery } from "./queries";
import { RehearseForm } from "./RehearseForm";
import { Summary } from "./Summary";
import { useRehearsing } from "./useRehearsing";
import { useRehearsalName } from "./words";

/** Runs versions of the script over dialogs of the archive, and shows what that came to. */
export function RehearsePane(beside: Beside) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [opened, setOpened] = useKept<number | null>(`rehearsal of ${beside.script}`, null);
  const { begin, busy, cancelled, failure } = useRehearsing(beside.script, setOpened);

  if (opened !== null) return <Summary key={opened} no={opened} beside={beside} onBack={() => setOpened(null)} />;
  return (
    <>
      <PaneHead title={t("rehearse.title")} onClose={beside.close} />
      <div className="min-h-0 flex-1 overflow-auto">
        <p className="px-4 pb-3 text-small text-ink-2">{t("rehearse.hint")}</p>
        <div className="grid gap-3 px-4 pb-3 empty:hidden">
          {failure && (
            <Banner tone="bad" title={failure.code === "invalid" ? t("rehearse.invalid") : words(failure).what}>
              {failure.code === "invalid" ? t("rehearse.invalid_hint") : words(failure).todo}
            </Banner>
          )}
          {cancelled && (
            <p role="status" className="text-ink-2">
              {t("rehearse.cancelled")}. {t("rehearse.cancelled_hint")}
            </p>
          )}
        </div>
        <RehearseForm beside={beside} busy={busy} onRehearse={begin} />
        <Earlier script={beside.script} onOpen={setOpened} />
      </div>
    </>
  );
}

/** The rehearsals that are done, the latest first. */
function Earlier({ script, onOpen }: { script: string; onOpen: (no: number) => void }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const client = useQueryClient();
  const done = useQuery(rehearsalsQuery(script));
  const remove = (no: number) =>
    void call("rehearsal_delete", { no }).then(
      () => client.invalidateQueries({ queryKey: rehearsalsQuery(script).queryKey }),
      (error: unknown) => note(words(asApiError(error)).what),
    );
  return (
    <section aria-label={t("rehearse.earlier")} className="border-t border-line">
      <h3 className="px-4 pt-3 pb-1">{t("rehearse.earlier")}</h3>
      {done.isError ? (
        <Failure error={done.error} onRetry={() => void done.refetch()} />
      ) : done.data === undefined ? (
        <Skeleton rows={2} />
      ) : done.data.length === 0 ? (
        <p className="px-4 pb-4 text-small text-ink-3">{t("rehearse.none")}</p>
      ) : (
        <ul className="pb-2">
          {done.data.map((rehearsal) => (
            <Line key={rehearsal.no} rehearsal={rehearsal} onOpen={() => onOpen(rehearsal.no)} onRemove={() => remove(rehearsal.no)} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Line({ rehearsal, onOpen, onRemove }: { rehearsal: RehearsalRow; onOpen: () => void; onRemove: () => void }) {
  const { t } = useTranslation();
  const format = useFormats();
  const name = useRehearsalName()(rehearsal);
  return (
    <li className="flex items-center border-b border-line-soft pr-2">
      <button type="button" onClick={onOpen} className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-2 py-2 pr-1 pl-4 text-left hover:bg-hover focus-visible:shadow-inset">
        <span className="cut" title={name}>
          {name}
        </span>
        <Icon name="right" className="text-icon-quiet" />
        <span className="cut figure text-small text-ink-2" title={format.exact(rehearsal.made_at)}>
          {t("rehearse.made", { at: format.moment(rehearsal.made_at, Date.now()), dialogs: t("dialogs.count", { count: rehearsal.dialogs, n: format.number(rehearsal.dialogs) }) })}
        </span>
      </button>
      <IconButton name={t("rehearse.delete")} label={t("rehearse.delete_of", { name })} icon="trash" small tone="text-icon-quiet" onPress={onRemove} />
    </li>
  );
}
