import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { asApiError, call } from "../../../ipc";
import type { ScriptDraft, ScriptMoment } from "../../../ipc";
import { Button } from "../../../shared/Button";
import { Segmented } from "../../../shared/Choice";
import { useErrorWords } from "../../../shared/errors";
import { useFormats } from "../../../shared/format";
import { Banner, Failure, Skeleton } from "../../../shared/States";
import { note } from "../../../shared/toasts";
import type { Beside } from "../contract";
import { PaneHead } from "../PaneHead";
import { Differences } from "./Differences";
import { useMomentWords } from "./HistoryPane";
import { Outline } from "./Outline";

/** `then`: what changed at that moment. `since`: what changed from it until now. */
type View = "then" | "since" | "whole";

interface Props {
  moment: ScriptMoment;
  /** The moment before it; undefined for the first of all. */
  before: ScriptMoment | undefined;
  beside: Beside;
  onBack: () => void;
}

/** How a script stood at one moment: what changed, or the whole of it. */
export function Moment({ moment, before, beside, onBack }: Props) {
  const { t } = useTranslation();
  const format = useFormats();
  const words = useMomentWords();
  const errorWords = useErrorWords();
  const [view, setView] = useState<View>(before ? "then" : "since");
  const then = useDraftAt(beside.script, moment.no);
  const former = useDraftAt(beside.script, before?.no);
  const goBack = useGoBack(beside, moment);
  const pane = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The line that was pressed is not there any more.
    pane.current?.focus();
  }, []);
  const failure = goBack.error === null ? null : asApiError(goBack.error);
  const conflict = failure?.code === "conflict";
  const views: readonly View[] = before ? ["then", "since", "whole"] : ["since", "whole"];

  return (
    <>
      <PaneHead title={words(moment)} onClose={beside.close} onBack={onBack} />
      <div className="grid gap-3 px-4 pb-3">
        <p className="figure text-small text-ink-2">{moment.by === null ? format.exact(moment.at) : t("scripts.changed_by", { at: format.exact(moment.at), who: moment.by })}</p>
        <Segmented label={t("scripts.history.view")} value={view} onPick={setView} options={views.map((value) => ({ value, text: t(`scripts.history.views.${value}`) }))} />
        {failure && (
          <Banner tone={conflict ? "warn" : "bad"} title={conflict ? t("scripts.history.conflict") : errorWords(failure).what}>
            {conflict ? t("scripts.history.conflict_hint") : errorWords(failure).todo}
          </Banner>
        )}
      </div>
      <div ref={pane} tabIndex={0} role="region" aria-label={t(`scripts.history.views.${view}`)} className="min-h-0 flex-1 overflow-auto border-t border-line-soft focus-visible:shadow-inset">
        {content()}
      </div>
      {!beside.builtin && (
        <footer className="flex h-bar flex-none items-center border-t border-line px-4">
          <Button isDisabled={goBack.isPending} onPress={() => goBack.mutate()}>
            {t("scripts.history.go_back")}
          </Button>
        </footer>
      )}
    </>
  );

  function content() {
    const needed = view === "then" ? [then, former] : [then];
    const failed = needed.find((query) => query.isError);
    if (failed) return <Failure error={failed.error} onRetry={() => void failed.refetch()} />;
    if (then.data === undefined || (view === "then" && former.data === undefined)) return <Skeleton rows={4} />;
    if (view === "whole") return <Outline draft={then.data} />;
    const [one, other]: [ScriptDraft, ScriptDraft] = view === "then" && former.data ? [former.data, then.data] : [then.data, beside.draft];
    return <Differences before={one} after={other} now={beside.draft} onSelect={beside.select} />;
  }
}

/** How the script stood at a moment, which never changes. */
function useDraftAt(script: string, no: number | undefined) {
  return useQuery({
    queryKey: ["script-at", script, no],
    queryFn: () => call("script_at", { id: script, no: no ?? 0 }).then(({ draft }) => draft),
    enabled: no !== undefined,
    staleTime: Infinity,
  });
}

/** Makes the draft what it was; Undo makes it what it was before that. */
function useGoBack({ script, revision, draft, replace }: Beside, { no, at }: ScriptMoment) {
  const { t } = useTranslation();
  const format = useFormats();
  const words = useErrorWords();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call("script_go_back", { id: script, no, revision }),
    onSuccess: (opened) => {
      replace(opened);
      const undo = () =>
        void call("script_save", { id: script, revision: opened.revision, draft })
          .then(() => call("script_open", { id: script }))
          .then(
            (again) => {
              replace(again);
              note(t("scripts.history.undone"));
            },
            (error: unknown) => note(words(asApiError(error)).what),
          );
      note(t("scripts.history.went_back", { date: format.moment(at, Date.now()) }), { name: t("common.undo"), run: undo }, 15_000);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["scripts"] }),
  });
}
