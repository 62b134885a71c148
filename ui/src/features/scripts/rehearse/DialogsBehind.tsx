import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { call } from "../../../ipc";
import type { Rehearsal, RehearsedRow } from "../../../ipc";
import { IconButton } from "../../../shared/Button";
import { useFormats } from "../../../shared/format";
import { Grid, type Column } from "../../../shared/Grid";
import { MessengerLogo } from "../../../shared/MessengerLogo";
import { Empty, Failure, Skeleton } from "../../../shared/States";
import type { Behind } from "./Result";
import { useCountedWords, useVersionName } from "./words";

interface Props {
  rehearsal: Rehearsal;
  behind: Behind;
  titleOf: (block: string) => string;
  /** It has the room of the figures too. */
  whole: boolean;
  onClose: () => void;
}

/** The dialogs that a figure counts, each one press away from the archive. */
export function DialogsBehind({ rehearsal, behind: { variant, counted }, titleOf, whole, onClose }: Props) {
  const { t } = useTranslation();
  const words = useCountedWords(titleOf)(counted);
  const versionName = useVersionName();
  const navigate = useNavigate();
  const [current, setCurrent] = useState<string | null>(null);
  const { no } = rehearsal;
  const pages = useInfiniteQuery({
    queryKey: ["rehearsal", no, "dialogs", variant, counted],
    queryFn: ({ pageParam }) => call("rehearsal_dialogs", { no, variant, counted, before: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows), [pages.data]);
  const columns = useColumns();
  const version = rehearsal.variants[variant]?.version;
  return (
    <section aria-label={words} className={`flex flex-col ${whole ? "min-w-0 flex-1" : "w-behind flex-none border-l border-line"}`}>
      <header className="flex h-bar flex-none items-center gap-2 pr-2 pl-4">
        <h3 className="cut flex-1" title={words}>
          {words}
        </h3>
        {version && <span className="flex-none text-small text-ink-2">{versionName(version)}</span>}
        <IconButton name={whole ? t("rehearse.to_figures") : t("common.close")} icon={whole ? "left" : "x"} small onPress={onClose} />
      </header>
      {list()}
    </section>
  );

  function list() {
    if (pages.isError && rows === undefined) return <Failure error={pages.error} onRetry={() => void pages.refetch()} />;
    if (rows === undefined) return <Skeleton rows={10} compact />;
    if (rows.length === 0) return <Empty title={t("rehearse.dialogs_gone")}>{t("rehearse.dialogs_gone_hint")}</Empty>;
    return (
      <Grid
        label={words}
        columns={columns}
        rows={rows}
        total={pages.hasNextPage ? null : rows.length}
        keyOf={({ dialog }) => dialog.id}
        height="compact"
        current={current}
        onCurrent={setCurrent}
        onOpen={({ dialog }) => void navigate({ to: "/dialogs/$id", params: { id: dialog.id } })}
        onNearEnd={() => pages.hasNextPage && !pages.isFetchingNextPage && void pages.fetchNextPage()}
        memory={`rehearsal ${no} ${variant} ${JSON.stringify(counted)}`}
      />
    );
  }
}

function useColumns(): Column<RehearsedRow>[] {
  const { t } = useTranslation();
  const format = useFormats();
  const navigate = useNavigate();
  return useMemo(
    () => [
      {
        id: "date",
        title: t("dialogs.column.date"),
        width: "var(--col-rate)",
        cell: ({ dialog: { created_at } }) => (
          <time className="figure text-ink-2" dateTime={new Date(created_at).toISOString()} title={format.exact(created_at)}>
            {format.near(created_at, Date.now())}
          </time>
        ),
      },
      { id: "messenger", title: t("dialogs.messenger"), quietHead: true, width: "var(--s-8)", cell: ({ dialog }) => <MessengerLogo messenger={dialog.messenger} /> },
      {
        id: "client",
        title: t("dialogs.column.client"),
        width: "minmax(0, 3fr)",
        cell: ({ dialog: { client, client_no } }) => {
          const name = client ?? t("dialogs.visitor", { no: format.number(client_no) });
          return (
            <span className="font-medium" title={name}>
              {name}
            </span>
          );
        },
      },
      { id: "really", title: t("rehearse.really"), width: "minmax(0, 4fr)", cell: ({ really }) => <span title={t(`rehearse.real.${really}`)}>{t(`rehearse.real.${really}`)}</span> },
      {
        id: "here",
        title: t("rehearse.here"),
        width: "minmax(0, 4fr)",
        cell: ({ ended, differs }) => (
          <span className={differs ? "font-medium" : "text-ink-2"} title={differs ? t("rehearse.differs") : t(`rehearse.ended.${ended}`)}>
            {t(`rehearse.ended.${ended}`)}
          </span>
        ),
      },
      {
        id: "open",
        title: t("dialogs.show"),
        quietHead: true,
        width: "var(--col-more)",
        cell: ({ dialog: { id, client, client_no } }, current) => (
          <IconButton
            name={t("dialogs.show")}
            label={t("rehearse.show_of", { client: client ?? t("dialogs.visitor", { no: format.number(client_no) }) })}
            icon="dialogs"
            small
            tone="text-icon-quiet"
            excludeFromTabOrder={!current}
            onPress={() => void navigate({ to: "/dialogs/$id", params: { id } })}
          />
        ),
      },
    ],
    // What a press does depends on nothing that changes between drawings.
    [t, format],
  );
}
