import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Outlet } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import type { ChatRow } from "../../ipc";
import { Button, IconButton } from "../../shared/Button";
import { Search } from "../../shared/Field";
import { useFormats } from "../../shared/format";
import { Grid, type Column } from "../../shared/Grid";
import { Keys } from "../../shared/Keys";
import { MessengerLogo } from "../../shared/MessengerLogo";
import { chatsQuery, statusQuery } from "../../shared/queries";
import { SampleButton } from "../../shared/Sample";
import { Empty, Failure, Skeleton } from "../../shared/States";
import { DeleteChat } from "./DeleteChat";

const route = getRouteApi("/chats");

/** The chats of the company: what runs where, and the way to change it. */
export function ChatsScreen() {
  const { t } = useTranslation();
  const { q = "" } = route.useSearch();
  const navigate = route.useNavigate();
  const [current, setCurrent] = useState<string | null>(null);
  const [deleting, setDeleting] = useState<ChatRow | null>(null);
  const chats = useQuery(chatsQuery(q));
  const { data: status } = useQuery(statusQuery);

  const create = () => void navigate({ to: "/chats/new", search: true });
  const edit = (id: string) => void navigate({ to: "/chats/$id/edit", params: { id }, search: true });

  const columns = useColumns({
    edit,
    remove: setDeleting,
    code: (id) => void navigate({ to: "/chats/$id/code", params: { id }, search: true }),
    dialogs: (id) => void navigate({ to: "/dialogs", search: { chat: id } }),
  });

  return (
    <>
      <header className="flex h-head flex-none items-center gap-2 border-b border-line px-4">
        <h1>{t("chats.title")}</h1>
        <span className="flex-1" />
        <Button look="primary" icon="plus" onPress={create}>
          {t("chats.new")}
          <Keys of="mod+KeyN" onAccent />
        </Button>
      </header>
      <div className="flex h-bar flex-none items-center border-b border-line-soft px-4">
        <Search
          label={t("chats.search")}
          value={q}
          onSearch={(text) => void navigate({ to: "/chats", search: text === "" ? {} : { q: text }, replace: true })}
        />
      </div>
      {list()}
      <Outlet />
      {deleting && <DeleteChat chat={deleting} onClose={() => setDeleting(null)} />}
    </>
  );

  function list() {
    if (chats.isPending) return <Skeleton rows={8} />;
    if (chats.isError) return <Failure error={chats.error} onRetry={() => void chats.refetch()} />;
    if (chats.data.length === 0 && q !== "") {
      return (
        <Empty title={t("chats.none_found", { search: q })} actions={<Button onPress={() => void navigate({ to: "/chats", search: {}, replace: true })}>{t("chats.clear_search")}</Button>}>
          {t("chats.none_found_hint")}
        </Empty>
      );
    }
    if (chats.data.length === 0) {
      return (
        <Empty
          title={t("chats.empty")}
          actions={
            <>
              <Button look="primary" icon="plus" onPress={create}>
                {t("chats.new")}
              </Button>
              {status?.welcome && <SampleButton />}
            </>
          }
        >
          {t("chats.empty_hint")}
        </Empty>
      );
    }
    return (
      <>
        <Grid
          label={t("chats.title")}
          columns={columns}
          rows={chats.data}
          total={chats.data.length}
          keyOf={(chat) => chat.id}
          height="row"
          current={current}
          onCurrent={setCurrent}
          onOpen={(chat) => edit(chat.id)}
          memory={`chats ${q}`}
        />
        <Totals chats={chats.data} />
      </>
    );
  }
}

function Totals({ chats }: { chats: readonly ChatRow[] }) {
  const { t } = useTranslation();
  const format = useFormats();
  const sum = (figure: (chat: ChatRow) => number) => chats.reduce((total, chat) => total + figure(chat), 0);
  const today = sum((chat) => chat.dialogs_today);
  const active = sum((chat) => chat.active_now);
  return (
    <footer className="figure flex h-foot flex-none items-center gap-4 border-t border-line px-4 text-small text-ink-2">
      <span>{t("chats.count", { count: chats.length, n: format.number(chats.length) })}</span>
      <span>{t("chats.dialogs_today", { count: today, n: format.number(today) })}</span>
      <span>{t("chats.active_now", { count: active, n: format.number(active) })}</span>
    </footer>
  );
}

interface Actions {
  edit: (id: string) => void;
  code: (id: string) => void;
  dialogs: (id: string) => void;
  remove: (chat: ChatRow) => void;
}

function useColumns(actions: Actions): Column<ChatRow>[] {
  const { t } = useTranslation();
  const format = useFormats();
  const figure = (value: number) => <span className={value === 0 ? "text-ink-3" : ""}>{format.number(value)}</span>;
  return useMemo(
    () => [
      {
        id: "name",
        title: t("chats.name"),
        width: "minmax(0, 1fr)",
        cell: (chat) => (
          <span className="flex items-center gap-2.5" title={chat.name}>
            <ChatMark colour={chat.colour} />
            <span className="cut font-medium">{chat.name}</span>
          </span>
        ),
      },
      {
        id: "channels",
        title: t("chats.channels"),
        width: "var(--col-channels)",
        cell: (chat) => (
          <span className="flex gap-1">
            {chat.channels.map((channel) => (
              <MessengerLogo key={channel.messenger} {...channel} />
            ))}
          </span>
        ),
      },
      { id: "today", title: t("chats.today"), width: "var(--col-figure)", end: true, cell: (chat) => figure(chat.dialogs_today) },
      { id: "active", title: t("chats.active"), width: "var(--col-figure)", end: true, cell: (chat) => figure(chat.active_now) },
      {
        id: "actions",
        title: t("chats.actions"),
        quietHead: true,
        width: "var(--col-actions)",
        cell: (chat, isCurrent) => {
          const action = (name: string, icon: React.ComponentProps<typeof IconButton>["icon"], run: () => void) => (
            <IconButton
              name={name}
              label={t("chats.action_on", { action: name, chat: chat.name })}
              icon={icon}
              tone="text-icon-quiet group-hover/row:text-icon"
              excludeFromTabOrder={!isCurrent}
              onPress={run}
            />
          );
          return (
            <span className="flex justify-end" onDoubleClick={(event) => event.stopPropagation()}>
              {action(t("chats.frame_code"), "code", () => actions.code(chat.id))}
              {action(t("chats.view_dialogs"), "dialogs", () => actions.dialogs(chat.id))}
              {action(t("chats.edit"), "edit", () => actions.edit(chat.id))}
              <span className="w-2" />
              {action(t("chats.delete"), "trash", () => actions.remove(chat))}
            </span>
          );
        },
      },
    ],
    // The actions only navigate; what they do does not change between drawings.
    [t, format],
  );
}

/** The square in a chat's own colour. */
function ChatMark({ colour }: { colour: string }) {
  return <span className="edged size-2 flex-none rounded-1" style={{ backgroundColor: colour }} />;
}
