import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi, Outlet, useLocation } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import { Menu, MenuItem, MenuTrigger } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { asApiError, call, type ApiError, type ChatRow, type Shown } from "../../ipc";
import { Button } from "../../shared/Button";
import { Chip, ChipText, Pop } from "../../shared/Chip";
import { menuItem } from "../../shared/Choice";
import { useErrorWords } from "../../shared/errors";
import { Search } from "../../shared/Field";
import { useFormats } from "../../shared/format";
import { Grid } from "../../shared/Grid";
import { Icon } from "../../shared/Icon";
import { Keys } from "../../shared/Keys";
import { statusQuery } from "../../shared/queries";
import { useRoom } from "../../shared/room";
import { SampleButton } from "../../shared/Sample";
import { Empty, Failure, Skeleton } from "../../shared/States";
import { note } from "../../shared/toasts";
import { useColumns } from "./columns";
import { DeleteChat } from "./DeleteChat";
import { ImportRefused } from "./ImportRefused";
import { listQuery, orderOf, sortedBy, useRows, type ListAddress } from "./list";

const route = getRouteApi("/chats");

/** The chats of the company: what runs where, and the way to change it. */
export function ChatsScreen() {
  const { t } = useTranslation();
  const format = useFormats();
  const { q, shown, sort, turned } = route.useSearch();
  const address: ListAddress = useMemo(() => ({ ...(q !== undefined && { q }), ...(shown && { shown }), ...(sort && { sort }), ...(turned && { turned }) }), [q, shown, sort, turned]);
  const navigate = route.useNavigate();
  const room = useRoom();
  // What an editor over the list left as a draft shows as soon as it is closed.
  const place = useLocation({ select: ({ pathname }) => pathname });
  const [current, setCurrent] = useState<string | null>(null);
  const [deleting, setDeleting] = useState<ChatRow | null>(null);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const chats = useQuery(listQuery(address));
  const rows = useRows(chats.data);
  const header = useRef<HTMLElement>(null);
  const deleted = useRef(false);
  useEffect(() => {
    // The row that had the focus went with its chat, or came back without it.
    if (!deleted.current || document.activeElement !== document.body) return;
    const { parentElement: screen } = header.current ?? {};
    (screen?.querySelector<HTMLElement>("[role=grid]") ?? header.current?.querySelector<HTMLElement>("button:last-of-type"))?.focus();
  }, [rows]);
  const { data: status } = useQuery(statusQuery);
  const duplicate = useDuplicate();

  const look = (next: ListAddress) => void navigate({ to: "/chats", search: next, replace: true });
  const create = () => void navigate({ to: "/chats/new", search: address });
  const edit = (id: string) => void navigate({ to: "/chats/$id/edit", params: { id }, search: address });
  const take = useMutation({
    mutationFn: () => call("chat_import", {}),
    onSuccess: (chat) => {
      if (chat === null) return;
      note(t("chats.imported", { chat: chat.name }));
      edit(chat.id);
    },
    onError: (error) => setRefused(asApiError(error)),
  });

  const columns = useColumns({
    order: orderOf(address),
    onSort: (by) => void navigate({ to: "/chats", search: (now) => sortedBy(now, by), replace: true }),
    narrow: room === "narrow",
    roomy: room === "wide",
    // The drafts of the rows are read when they are drawn.
    place,
    edit,
    remove: (chat) => {
      deleted.current = true;
      setDeleting(chat);
    },
    duplicate,
    code: (id) => void navigate({ to: "/chats/$id/code", params: { id }, search: address }),
    dialogs: (id) => void navigate({ to: "/dialogs", search: { chat: id } }),
  });
  const importButton = (
    <Button isDisabled={take.isPending} onPress={() => take.mutate()}>
      {t("chats.import")}
    </Button>
  );

  return (
    <>
      <header ref={header} className="flex h-head flex-none items-center gap-2 border-b border-line px-4">
        <h1>{t("chats.title")}</h1>
        <span className="flex-1" />
        {importButton}
        <Button look="primary" icon="plus" onPress={create}>
          {t("chats.new")}
          <Keys of="mod+KeyN" onAccent />
        </Button>
      </header>
      <div className="flex h-bar flex-none items-center gap-2 border-b border-line-soft px-4">
        <Search
          label={t("chats.search")}
          value={q ?? ""}
          onSearch={(text) => {
            const { q: _former, ...rest } = address;
            look({ ...rest, ...(text !== "" && { q: text }) });
          }}
        />
        <ShownFilter address={address} onLook={look} />
        <span className="ml-auto text-small whitespace-nowrap text-ink-3">{t("chats.today_is", { date: format.dayOfYear(Date.now()) })}</span>
      </div>
      {list()}
      <Outlet />
      {deleting && <DeleteChat chat={deleting} onClose={() => setDeleting(null)} />}
      {refused && <ImportRefused error={refused} onClose={() => setRefused(null)} />}
    </>
  );

  function list() {
    if (chats.isError) return <Failure error={chats.error} onRetry={() => void chats.refetch()} />;
    if (rows === undefined) return <Skeleton rows={8} />;
    if (rows.length > 0) {
      return (
        <>
          <Grid
            label={t("chats.title")}
            columns={columns}
            rows={rows}
            total={rows.length}
            keyOf={(chat) => chat.id}
            height="row"
            current={current}
            onCurrent={setCurrent}
            onOpen={(chat) => edit(chat.id)}
            memory={`chats ${JSON.stringify(address)}`}
          />
          <Totals chats={rows} />
        </>
      );
    }
    if (q !== undefined) {
      return (
        <Empty title={t("chats.none_found", { search: q })} actions={<Button onPress={() => look({})}>{t("chats.clear_search")}</Button>}>
          {t("chats.none_found_hint")}
        </Empty>
      );
    }
    if (shown !== undefined) {
      return (
        <Empty title={t("chats.none_shown")} actions={<Button onPress={() => look({})}>{t("chats.show_all")}</Button>}>
          {t(`chats.none_shown_hint.${shown}`)}
        </Empty>
      );
    }
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
}

const SHOWN: readonly Shown[] = ["all", "on", "off"];

/** Whether chats that are off are listed too. */
function ShownFilter({ address, onLook }: { address: ListAddress; onLook: (address: ListAddress) => void }) {
  const { t } = useTranslation();
  const { shown = "all", ...rest } = address;
  const text = t(`chats.shown.${shown}`);
  return (
    <Chip text={text} set={shown !== "all"} onClear={() => onLook(rest)}>
      <MenuTrigger>
        <ChipText text={text} set={shown !== "all"} />
        <Pop>
          <Menu aria-label={t("chats.shown_label")} className="min-w-36 p-1">
            {SHOWN.map((name) => (
              <MenuItem key={name} onAction={() => onLook(name === "all" ? rest : { ...rest, shown: name })} textValue={t(`chats.shown.${name}`)} className={menuItem}>
                <span className="flex-1">{t(`chats.shown.${name}`)}</span>
                {name === shown && <Icon name="check" className="text-accent-ink" />}
              </MenuItem>
            ))}
          </Menu>
        </Pop>
      </MenuTrigger>
    </Chip>
  );
}

function Totals({ chats }: { chats: readonly ChatRow[] }) {
  const { t } = useTranslation();
  const format = useFormats();
  const sum = (figure: (chat: ChatRow) => number) => chats.reduce((total, chat) => total + figure(chat), 0);
  const today = sum((chat) => chat.dialogs_today);
  const active = sum((chat) => chat.active_now);
  const on = sum((chat) => (chat.on ? 1 : 0));
  return (
    <footer className="figure flex h-foot flex-none items-center gap-4 border-t border-line px-4 text-small text-ink-2">
      <span>{t("chats.count_on", { count: chats.length, n: format.number(chats.length), on: format.number(on) })}</span>
      <span>{t("chats.dialogs_today", { count: today, n: format.number(today) })}</span>
      <span>{t("chats.active_now", { count: active, n: format.number(active) })}</span>
    </footer>
  );
}

/** Makes a chat with the same settings; nothing is asked, since Undo takes it away. */
function useDuplicate(): (id: string) => void {
  const { t } = useTranslation();
  const words = useErrorWords();
  const say = (error: unknown) => note(words(asApiError(error)).what);
  return (id) =>
    void call("chat_duplicate", { id }).then(
      (copy) => note(t("chats.duplicated", { chat: copy.name }), { name: t("common.undo"), run: () => void call("chat_delete", { id: copy.id, dialogs: "keep" }).catch(say) }),
      say,
    );
}
