import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { call, type Count, type DialogFilter, type DialogRow } from "../../ipc";
import { Button } from "../../shared/Button";
import { useFormats } from "../../shared/format";
import { Grid, type Column } from "../../shared/Grid";
import { Icon } from "../../shared/Icon";
import { Keys, useShortcut } from "../../shared/Keys";
import { useKept } from "../../shared/kept";
import { MessengerLogo } from "../../shared/MessengerLogo";
import { useRoom } from "../../shared/room";
import { Empty, Failure, Skeleton } from "../../shared/States";
import { Export } from "./Export";
import { dialogFilter, narrows } from "./filter";
import { Filters } from "./Filters";
import { useDialogList } from "./list";
import { Preview } from "./Preview";
import { useClientName, useStanding } from "./words";

const route = getRouteApi("/dialogs");

/** The archive: every dialog, newest first and live. */
export function DialogsScreen() {
  const { t } = useTranslation();
  const format = useFormats();
  const navigate = route.useNavigate();
  const address = route.useSearch();
  const where = JSON.stringify(address);
  // The same address is the same filter: what is read by it must not be read again.
  const filter = useMemo(() => dialogFilter(address), [where]);
  const room = useRoom();
  const [current, setCurrent] = useKept<string | null>(`dialogs ${where}`, null);
  const [peeking, setPeeking] = useState(false);
  const list = useDialogList(filter);
  const count = useCount(filter);
  const columns = useColumns();

  const isRead = list.rows !== undefined;
  useEffect(() => {
    // `cargo xtask bench` asks when a start had its first list on the screen.
    if (isRead) requestAnimationFrame(() => performance.mark("dialogs-painted"));
  }, [isRead]);

  const open = (id: string) => void navigate({ to: "/dialogs/$id", params: { id } });
  const isOver = room === "middle" && peeking && current !== null;
  useShortcut("Escape", () => setPeeking(false), isOver);

  const rows = () => {
    if (list.error !== null) return <Failure error={list.error} onRetry={list.retry} />;
    if (list.rows === undefined) return <Skeleton rows={16} compact />;
    if (list.rows.length === 0 && narrows(address)) {
      return (
        <Empty title={t("dialogs.none_found")} actions={<Button onPress={() => void navigate({ to: "/dialogs", search: {} })}>{t("dialogs.clear_filters")}</Button>}>
          {t("dialogs.none_found_hint")}
        </Empty>
      );
    }
    if (list.rows.length === 0) return <Empty title={t("dialogs.empty")}>{t("dialogs.empty_hint")}</Empty>;
    return (
      <>
        <Grid
          label={t("dialogs.title")}
          columns={columns}
          rows={list.rows}
          total={list.whole ? list.rows.length : null}
          keyOf={(row) => row.id}
          height="compact"
          current={current}
          onCurrent={setCurrent}
          onOpen={(row) => open(row.id)}
          onPress={(row) => (room === "narrow" ? open(row.id) : setPeeking(true))}
          onNearEnd={list.readMore}
          memory={`dialogs ${where}`}
          freshLabel={(fresh) => t("dialogs.fresh", { count: fresh, n: format.number(fresh) })}
        />
        <footer className="flex h-foot flex-none items-center gap-4 border-t border-line px-4 text-small text-ink-2">
          <span className="figure flex-1" aria-live="polite">
            {count && (count.exact ? t("dialogs.count", { count: count.n, n: format.number(count.n) }) : t("dialogs.count_over", { count: count.n, n: format.number(count.n) }))}
          </span>
          {list.moreError !== null && (
            <span className="flex items-center gap-2 text-danger-ink" role="alert">
              {t("dialogs.more_failed")}
              <Button small onPress={list.readMore}>
                {t("common.retry")}
              </Button>
            </span>
          )}
          <span className="flex items-center gap-1">
            <Keys of="ArrowUp" />
            <Keys of="ArrowDown" />
            {t("dialogs.hint_preview")}
          </span>
          <span className="flex items-center gap-1">
            <Keys of="Enter" />
            {t("dialogs.hint_open")}
          </span>
        </footer>
      </>
    );
  };

  const hasRows = list.rows !== undefined && list.rows.length > 0;
  return (
    <>
      <header className="flex h-head flex-none items-center border-b border-line px-4">
        <h1>{t("dialogs.title")}</h1>
        <span className="flex-1" />
        <Export filter={filter} />
      </header>
      <Filters filter={address} onFilter={(search) => void navigate({ to: "/dialogs", search })} />
      <div className="relative flex min-h-0 flex-1">
        <div className="flex min-w-0 flex-1 flex-col">{rows()}</div>
        {room === "wide" && hasRows && <Preview dialog={current} onOpen={open} />}
        {isOver && (
          <div className="absolute inset-y-0 right-0 z-2 flex shadow-3">
            <Preview dialog={current} onOpen={open} onClose={() => setPeeking(false)} />
          </div>
        )}
      </div>
    </>
  );
}

/** How many dialogs fit, counted again as they come; the former number stays while it is. */
function useCount(filter: DialogFilter): Count | undefined {
  return useQuery({ queryKey: ["dialogs-count", filter], queryFn: () => call("dialogs_count", { filter }), placeholderData: (former) => former }).data;
}

function useColumns(): Column<DialogRow>[] {
  const { t } = useTranslation();
  const format = useFormats();
  const clientName = useClientName();
  const standing = useStanding();
  return useMemo(
    () => [
      {
        id: "date",
        title: t("dialogs.column.date"),
        width: "var(--col-date)",
        cell: (row) => (
          <time className="figure text-ink-2" dateTime={new Date(row.created_at).toISOString()} title={format.exact(row.created_at)}>
            {format.moment(row.created_at, Date.now())}
          </time>
        ),
      },
      {
        id: "client",
        title: t("dialogs.column.client"),
        width: "var(--col-client)",
        cell: (row) => (
          <span className="font-medium" title={clientName(row)}>
            {clientName(row)}
          </span>
        ),
      },
      { id: "messenger", title: t("dialogs.messenger"), quietHead: true, width: "var(--s-8)", cell: (row) => <MessengerLogo messenger={row.messenger} /> },
      { id: "text", title: t("dialogs.column.text"), width: "minmax(0, 1fr)", cell: (row) => <span title={row.last_text}>{row.last_text}</span> },
      {
        id: "chat",
        title: t("dialogs.column.chat"),
        width: "var(--col-chat)",
        cell: (row) => (
          <span className="text-ink-2" title={row.chat.name}>
            {row.chat.name}
          </span>
        ),
      },
      { id: "messages", title: t("dialogs.column.messages"), width: "var(--col-count)", end: true, cell: (row) => format.number(row.messages) },
      {
        id: "state",
        title: t("dialogs.column.state"),
        quietHead: true,
        width: "var(--col-state)",
        cell: (row) => {
          const { icon, tone, words } = standing(row);
          return (
            <span className={tone} title={words}>
              <Icon name={icon} />
              <span className="sr-only">{words}</span>
            </span>
          );
        },
      },
    ],
    // The words and formats change with the language, and the rest of these with them.
    [t, format],
  );
}
