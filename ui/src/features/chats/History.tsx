import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState, type UIEvent } from "react";
import { useTranslation } from "react-i18next";

import { asApiError, call, type Difference, type Version } from "../../ipc";
import { Button, IconButton } from "../../shared/Button";
import { useErrorWords } from "../../shared/errors";
import { useFormats } from "../../shared/format";
import { Sheet } from "../../shared/Over";
import { Banner, Empty, Failure, Skeleton } from "../../shared/States";
import { note } from "../../shared/toasts";
import { useSaved } from "./editor/useChatForm";
import { useSettingName, useValueWords } from "./names";
import { SettingValue, Unfold } from "./SettingValue";

const route = getRouteApi("/chats/$id/history");

/** How many versions the program gives at once. */
const PAGE = 50;

/** How near the end, in pixels, the older ones are read. */
const AHEAD = 400;

/** Who changed a chat, when and what, newest first; each former state is one press away. */
export function HistoryWindow() {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { id } = route.useParams();
  const navigate = route.useNavigate();
  const { data: saved } = useSaved(id);
  const history = useInfiniteQuery({
    queryKey: ["chat", id, "versions"],
    queryFn: ({ pageParam }) => call("chat_versions", { id, before: pageParam }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => (page.length < PAGE ? null : (page.at(-1)?.revision ?? null)),
  });
  const versions = history.data?.pages.flat() ?? [];
  const goBack = useGoBack(id);
  const close = () => void navigate({ to: "/chats/$id/edit", params: { id }, search: true });
  const near = ({ currentTarget: { scrollHeight, scrollTop, clientHeight } }: UIEvent) => {
    if (scrollHeight - scrollTop - clientHeight < AHEAD && history.hasNextPage && !history.isFetchingNextPage) void history.fetchNextPage();
  };
  const [newest] = versions;
  const failure = goBack.error === null ? null : asApiError(goBack.error);
  const conflict = failure?.code === "conflict";

  return (
    <Sheet label={t("history.title")} onClose={close}>
      <header className="flex h-head flex-none items-center gap-2 border-b border-line pr-2 pl-5">
        <h2 className="flex-none">{t("history.title")}</h2>
        <span className="cut flex-1 text-ink-2" title={saved?.input.name}>
          {saved?.input.name}
        </span>
        <IconButton name={t("common.close")} icon="x" onPress={close} />
      </header>
      <div onScroll={near} className="min-h-0 flex-1 overflow-auto">
        {failure && (
          <div className="p-5 pb-0">
            <Banner tone={conflict ? "warn" : "bad"} title={conflict ? t("history.conflict") : words(failure).what}>
              {conflict ? t("history.conflict_hint") : words(failure).todo}
            </Banner>
          </div>
        )}
        {list()}
      </div>
    </Sheet>
  );

  function list() {
    if (history.isPending) return <Skeleton rows={6} />;
    if (history.isError && versions.length === 0) return <Failure error={history.error} onRetry={() => void history.refetch()} />;
    if (newest === undefined) return <Empty title={t("history.empty")}>{t("history.empty_hint")}</Empty>;
    return (
      <>
        <ol aria-label={t("history.title")}>
          {versions.map((version) => (
            <Entry
              key={version.revision}
              version={version}
              {...(version === newest ? {} : { onGoBack: () => goBack.mutate({ version, newest }) })}
              busy={goBack.isPending}
            />
          ))}
        </ol>
        {history.isFetchNextPageError && <Failure error={history.error} onRetry={() => void history.fetchNextPage()} />}
        {history.isFetchingNextPage && <Skeleton rows={3} />}
      </>
    );
  }
}

/** Makes a chat as it was; Undo makes it as it was before that. */
function useGoBack(id: string) {
  const { t } = useTranslation();
  const format = useFormats();
  const words = useErrorWords();
  const client = useQueryClient();
  const reread = () => client.invalidateQueries({ queryKey: ["chat", id] });
  return useMutation({
    mutationFn: ({ version, newest }: { version: Version; newest: Version }) => call("chat_go_back", { id, revision: newest.revision, to: version.revision }),
    onSuccess: (chat, { version, newest }) => {
      const undo = () =>
        void call("chat_go_back", { id, revision: chat.revision, to: newest.revision }).then(
          () => note(t("history.undone", { chat: chat.name })),
          (error: unknown) => note(words(asApiError(error)).what),
        );
      note(t("history.went_back", { chat: chat.name, date: format.moment(version.at, Date.now()) }), { name: t("common.undo"), run: undo });
    },
    // Also after a conflict: what somebody else did meanwhile must stand in the list.
    onSettled: reread,
  });
}

function Entry({ version, onGoBack, busy }: { version: Version; onGoBack?: () => void; busy: boolean }) {
  const { t } = useTranslation();
  const format = useFormats();
  const nameOf = useSettingName();
  const from = t(`history.from.${version.from}`);
  const exact = format.exact(version.at);
  return (
    <li className="grid grid-cols-[--spacing(36)_minmax(0,1fr)_--spacing(28)] gap-x-4 border-b border-line-soft px-5 py-3">
      <div>
        <time dateTime={new Date(version.at).toISOString()} title={exact} className="figure font-medium">
          {format.moment(version.at, Date.now())}
        </time>
        <p className="cut text-small text-ink-3" title={version.by ?? undefined}>
          {version.by === null ? from : t("history.by", { who: version.by, from })}
        </p>
      </div>
      {version.changes.length === 0 ? (
        <p className="text-ink-2">{version.revision === 1 ? t("history.made") : t("history.nothing")}</p>
      ) : (
        <dl className="grid gap-1">
          {version.changes.map((change) => (
            <Change key={change.path} change={change} name={nameOf(change.path)} />
          ))}
        </dl>
      )}
      <div className="text-right">
        {onGoBack ? (
          <Button small isDisabled={busy} aria-label={t("history.go_back_to", { date: exact })} onPress={onGoBack}>
            {t("history.go_back")}
          </Button>
        ) : (
          <span className="text-small text-ink-3">{t("history.now")}</span>
        )}
      </div>
    </li>
  );
}

/** What is longer than this in characters, both values together, may be cut in the smallest window; then it can be unfolded. */
const LONG = 36;

/** One setting before and after. */
function Change({ change: { path, before, after }, name }: { change: Difference; name: string }) {
  const { t } = useTranslation();
  const words = useValueWords();
  const [whole, setWhole] = useState(false);
  const [former, next] = [words(path, before).length, words(path, after).length];
  // Of a short and a long one, the long one is cut.
  const room = (length: number) => (length > LONG / 2 ? "min-w-0" : "flex-none");
  return (
    <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_var(--control-small)] items-baseline gap-x-3 wide:grid-cols-[minmax(0,2fr)_minmax(0,5fr)_var(--control-small)]">
      <dt className="cut text-ink-2" title={name}>
        {name}
      </dt>
      <dd className={whole ? "grid gap-1" : "flex min-w-0 items-baseline gap-2"}>
        <span className={`text-ink-3 ${room(former)}`}>
          <span className="sr-only">{t("history.before")} </span>
          <SettingValue path={path} value={before} whole={whole} />
        </span>
        <span aria-hidden="true" className="flex-none text-ink-3">
          {whole ? "↓" : "→"}
        </span>
        <span className={room(next)}>
          <span className="sr-only">{t("history.after")} </span>
          <SettingValue path={path} value={after} whole={whole} />
        </span>
      </dd>
      {former + next > LONG && (
        <dd className="-my-0.5 self-start">
          <Unfold name={name} whole={whole} onWhole={setWhole} />
        </dd>
      )}
    </div>
  );
}
