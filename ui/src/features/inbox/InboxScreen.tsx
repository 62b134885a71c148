import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useParams } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { call, type DeskOperator, type InboxRow } from "../../ipc";
import { Button } from "../../shared/Button";
import { useSetPresence } from "../../shared/desk/desk";
import { useShortcut } from "../../shared/Keys";
import { deskQuery } from "../../shared/queries";
import { useRoom } from "../../shared/room";
import { Banner, Empty, Failure, Skeleton } from "../../shared/States";
import type { InboxAddress } from "./address";
import { ChooseOperator } from "./ChooseOperator";
import { Conversation } from "./Conversation";
import { Counters } from "./Counters";
import { ListPane } from "./list/ListPane";
import { useFocusKept } from "./focus";
import { neighbour } from "./list/shown";
import { Tabs } from "./list/Tabs";

const route = getRouteApi("/inbox");

/** Where operators work: the lists, the dialog that is open, and who its client is. */
export function InboxScreen() {
  const { t } = useTranslation();
  const desk = useQuery(deskQuery);
  const operator = desk.data?.operator ?? null;
  const body = () => {
    if (desk.isError) return <Failure error={desk.error} onRetry={() => void desk.refetch()} />;
    if (desk.data === undefined) return <Skeleton rows={10} />;
    if (operator === null) return <ChooseOperator operators={desk.data.operators} />;
    return <Work me={operator} />;
  };
  const home = useRef<HTMLDivElement>(null);
  useFocusKept(home);
  return (
    <div ref={home} className="flex min-h-0 flex-1 flex-col">
      <header className="flex h-head flex-none items-center gap-4 border-b border-line px-4">
        <h1>{t("inbox.title")}</h1>
        <span className="flex-1" />
        {operator !== null && <Counters operator={operator.id} />}
      </header>
      {body()}
    </div>
  );
}

function Work({ me }: { me: DeskOperator }) {
  const { t } = useTranslation();
  const room = useRoom();
  const address = route.useSearch();
  const navigate = route.useNavigate();
  const dialog = useParams({ strict: false, select: (params) => (params as { dialog?: string }).dialog ?? null });

  const [asked, setAsked] = useState(0);
  const { read: _read, ...list } = address;
  const isSearch = address.tab === "search";

  const go = (id: string | null, search: InboxAddress = address, replace = false) =>
    void (id === null ? navigate({ to: "/inbox", search, replace }) : navigate({ to: "/inbox/$dialog", params: { dialog: id }, search, replace }));
  const step = (by: 1 | -1) => {
    const next = neighbour(dialog, by);
    if (next !== null) go(next, { ...list, ...(isSearch && { read: 1 as const }) }, true);
  };
  useShortcut("alt+ArrowDown", () => step(1));
  useShortcut("alt+ArrowUp", () => step(-1));

  /** From a found dialog to the one in which the client is now. */
  const goToClient = async ({ id, no }: { id: string; no: number }, found: string) => {
    const rows = await call("inbox_search", { text: String(no), limit: 20 }).catch((): InboxRow[] => []);
    const theirs = rows.filter((row) => row.client.id === id);
    const open = theirs.find(({ state }) => state !== "closed");
    go(open?.id ?? found, { tab: "all" });
  };
  const showsList = room !== "narrow" || dialog === null;
  return (
    <>
      {me.presence === "pause" && <Paused />}
      <div className="relative flex min-h-0 flex-1">
        {showsList && (
          <div className={`flex flex-none flex-col border-line ${room === "narrow" ? "w-full" : "w-list border-r"}`}>
            <Tabs
              address={address}
              operator={me.id}
              onTab={(search) => {
                // What is sought already stays; only the focus goes there.
                if (search.tab === "search") setAsked(asked + 1);
                if (search.tab !== "search" || !isSearch) go(dialog, { ...search, ...(address.read && { read: 1 as const }) });
              }}
            />
            <ListPane address={address} operator={me.id} opened={dialog} asked={asked} onOpen={(row) => go(row.id, { ...list, ...(isSearch && { read: 1 as const }) })} onSearch={(q) => go(dialog, { tab: "search", ...(q !== "" && { q }), ...(address.read && { read: 1 as const }) }, true)} />
          </div>
        )}
        {dialog !== null ? (
          <Conversation
            key={dialog}
            dialog={dialog}
            me={me}
            readOnly={address.read === 1}
            onGoToClient={(client) => void goToClient(client, dialog)}
            onDialog={(id) => go(id, { ...address, read: 1 })}
            onBack={() => go(null, list)}
          />
        ) : (
          room !== "narrow" && (
            <section aria-label={t("inbox.conversation")} className="min-w-0 flex-1">
              <Empty title={t("inbox.choose")}>{t("inbox.choose_hint")}</Empty>
            </section>
          )
        )}
      </div>
    </>
  );
}

/** Nothing new comes while somebody pauses; they must not wonder why. */
function Paused() {
  const { t } = useTranslation();
  const setPresence = useSetPresence();
  return (
    <div className="flex-none border-b border-line px-4 py-2">
      <Banner
        tone="warn"
        title={t("inbox.paused")}
        actions={
          <Button small onPress={() => setPresence("online")}>
            {t("desk.go_online")}
          </Button>
        }
      >
        {t("inbox.paused_hint")}
      </Banner>
    </div>
  );
}
