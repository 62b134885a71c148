import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, type UIEvent } from "react";
import { Form, Input, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { asApiError, call } from "../../../ipc";
import type { ScriptMoment } from "../../../ipc";
import { Button } from "../../../shared/Button";
import { useErrorWords } from "../../../shared/errors";
import { fieldBox, fieldInput } from "../../../shared/Field";
import { useFormats } from "../../../shared/format";
import { Icon, type IconName } from "../../../shared/Icon";
import { Banner, Empty, Failure, Skeleton } from "../../../shared/States";
import { note } from "../../../shared/toasts";
import type { Beside } from "../contract";
import { PaneHead } from "../PaneHead";
import { Moment } from "./Moment";

/** How many moments the program gives at once. */
const PAGE = 50;

/** How near the end, in pixels, the older ones are read. */
const AHEAD = 300;

/** How a script stood at other times, newest first; one of them can be looked at and gone back to. */
export function HistoryPane(beside: Beside) {
  const { t } = useTranslation();
  const [looked, setLooked] = useState<number | null>(null);
  const { moments, history } = useMoments(beside);
  const list = useRef<HTMLOListElement>(null);
  const left = useRef<number | null>(null);
  useEffect(() => {
    // Whoever looked at a moment goes on from it.
    if (looked !== null || left.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-no="${left.current}"]`)?.focus();
    left.current = null;
  }, [looked]);

  const index = moments.findIndex(({ no }) => no === looked);
  const moment = moments[index];
  if (moment) {
    const back = () => {
      left.current = moment.no;
      setLooked(null);
    };
    return <Moment key={moment.no} moment={moment} before={moments[index + 1]} beside={beside} onBack={back} />;
  }
  const near = ({ currentTarget: { scrollHeight, scrollTop, clientHeight } }: UIEvent) => {
    if (scrollHeight - scrollTop - clientHeight < AHEAD && history.hasNextPage && !history.isFetchingNextPage) void history.fetchNextPage();
  };
  return (
    <>
      <PaneHead title={t("scripts.history.title")} onClose={beside.close} />
      {!beside.builtin && <KeepNow beside={beside} />}
      <div onScroll={near} className="min-h-0 flex-1 overflow-auto border-t border-line-soft">
        {content()}
      </div>
    </>
  );

  function content() {
    if (history.isPending) return <Skeleton rows={5} />;
    if (history.isError && moments.length === 0) return <Failure error={history.error} onRetry={() => void history.refetch()} />;
    if (moments.length === 0) return <Empty title={t("scripts.history.empty")}>{t("scripts.history.empty_hint")}</Empty>;
    return (
      <>
        <ol ref={list} aria-label={t("scripts.history.title")}>
          {moments.map((one) => (
            <li key={one.no}>
              <Line moment={one} onLook={() => setLooked(one.no)} />
            </li>
          ))}
        </ol>
        {history.isFetchNextPageError && <Failure error={history.error} onRetry={() => void history.fetchNextPage()} />}
        {history.isFetchingNextPage && <Skeleton rows={2} />}
      </>
    );
  }
}

function useMoments({ script, published }: Beside) {
  const history = useInfiniteQuery({
    queryKey: ["scripts", "history", script, published],
    queryFn: ({ pageParam }) => call("script_history", { id: script, before: pageParam }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => (page.length < PAGE ? null : (page.at(-1)?.no ?? null)),
  });
  return { moments: history.data?.pages.flat() ?? [], history };
}

/** Keeps the script as it is now, under a name. */
function KeepNow({ beside: { script } }: { beside: Beside }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const keep = useMutation({
    mutationFn: () => call("script_snapshot", { id: script, name: name.trim() }),
    onSuccess: () => {
      setName("");
      note(t("scripts.history.kept", { name: name.trim() }));
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["scripts", "history", script] }),
  });
  const failure = keep.error === null ? null : words(asApiError(keep.error));
  return (
    <div className="px-4 pb-3">
      <Form
        className="flex items-center gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "" && !keep.isPending) keep.mutate();
        }}
      >
        <TextField aria-label={t("scripts.history.name")} value={name} onChange={setName} maxLength={100} className="min-w-0 flex-1">
          <div className={fieldBox}>
            <Input placeholder={t("scripts.history.name")} className={fieldInput} />
          </div>
        </TextField>
        <Button type="submit" isDisabled={name.trim() === "" || keep.isPending}>
          {t("scripts.history.keep")}
        </Button>
      </Form>
      {failure && (
        <div className="mt-2">
          <Banner tone="bad" title={failure.what}>
            {failure.todo}
          </Banner>
        </div>
      )}
    </div>
  );
}

const icons: Record<ScriptMoment["what"], IconName> = { published: "done", snapshot: "tag", went_back: "history", saved: "clock", imported: "download" };

/** What happened at a moment, in words. */
export function useMomentWords(): (moment: ScriptMoment) => string {
  const { t } = useTranslation();
  const format = useFormats();
  return ({ what, name, version }) => {
    if (what === "published") return t("scripts.history.what.published", { n: format.number(version ?? 0) });
    return name ?? t(`scripts.history.what.${what}`);
  };
}

function Line({ moment, onLook }: { moment: ScriptMoment; onLook: () => void }) {
  const { t } = useTranslation();
  const format = useFormats();
  const words = useMomentWords();
  const text = words(moment);
  return (
    <button type="button" data-no={moment.no} onClick={onLook} className="grid w-full grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-2.5 border-b border-line-soft px-4 py-2 text-left hover:bg-hover focus-visible:shadow-inset">
      <Icon name={icons[moment.what]} className="text-icon" />
      <span className="cut font-medium" title={text}>
        {text}
      </span>
      <Icon name="right" className="text-icon-quiet" />
      <span className="cut figure col-start-2 text-small text-ink-2" title={format.exact(moment.at)}>
        {moment.by === null ? format.moment(moment.at, Date.now()) : t("scripts.changed_by", { at: format.moment(moment.at, Date.now()), who: moment.by })}
      </span>
    </button>
  );
}
