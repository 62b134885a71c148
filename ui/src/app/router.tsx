/** The address of every screen. */
import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, createRouter, redirect, type RouterHistory } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { ChatsScreen } from "../features/chats/ChatsScreen";
import { CompareWindow } from "../features/chats/Compare";
import { EditChat, NewChat } from "../features/chats/editor/ChatEditor";
import { sectionIn } from "../features/chats/editor/sections";
import { FrameCodeWindow } from "../features/chats/FrameCode";
import { HistoryWindow } from "../features/chats/History";
import { listAddress } from "../features/chats/list";
import { DialogScreen } from "../features/dialogs/DialogScreen";
import { DialogsScreen } from "../features/dialogs/DialogsScreen";
import { filterAddress } from "../features/dialogs/filter";
import { operatorsAddress } from "../features/operators/address";
import { Attributes } from "../features/operators/Attributes";
import { Groups } from "../features/operators/Groups";
import { OperatorsScreen } from "../features/operators/OperatorsScreen";
import { People } from "../features/operators/People";
import { Replies } from "../features/operators/Replies";
import { Tags } from "../features/operators/Tags";
import { scriptsAddress } from "../features/scripts/list/list";
import { ScriptScreen, paneIn } from "../features/scripts/ScriptScreen";
import { ScriptsScreen } from "../features/scripts/ScriptsScreen";
import { inboxAddress } from "../features/inbox/address";
import { InboxScreen } from "../features/inbox/InboxScreen";
import { SettingsScreen } from "../features/settings/SettingsScreen";
import { WelcomeScreen } from "../features/welcome/WelcomeScreen";
import { Button } from "../shared/Button";
import { deskQuery, statusQuery } from "../shared/queries";
import { Empty } from "../shared/States";
import { Frame } from "./Frame";

interface Context {
  client: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ component: Frame, notFoundComponent: NoSuchScreen });

const start = createRoute({
  getParentRoute: () => root,
  path: "/",
  loader: async ({ context }) => {
    const status = await context.client.ensureQueryData(statusQuery).catch(() => null);
    if (status?.welcome) throw redirect({ to: "/welcome" });
    const desk = await context.client.ensureQueryData(deskQuery).catch(() => null);
    throw redirect({ to: desk?.operator ? "/inbox" : "/dialogs" });
  },
});

const welcome = createRoute({ getParentRoute: () => root, path: "/welcome", component: WelcomeScreen });
const settings = createRoute({ getParentRoute: () => root, path: "/settings", component: SettingsScreen });

const chats = createRoute({
  getParentRoute: () => root,
  path: "/chats",
  component: ChatsScreen,
  validateSearch: listAddress,
});
const withSection = (search: Record<string, unknown>) => {
  const section = sectionIn(search);
  return section === undefined ? {} : { section };
};
const newChat = createRoute({ getParentRoute: () => chats, path: "/new", component: NewChat, validateSearch: withSection });
const editChat = createRoute({ getParentRoute: () => chats, path: "/$id/edit", component: EditChat, validateSearch: withSection });
// The section is that of the editor it was opened from, if it was.
const frameCode = createRoute({ getParentRoute: () => chats, path: "/$id/code", component: FrameCodeWindow, validateSearch: withSection });
const history = createRoute({ getParentRoute: () => chats, path: "/$id/history", component: HistoryWindow });
const compare = createRoute({
  getParentRoute: () => chats,
  path: "/$id/compare",
  component: CompareWindow,
  validateSearch: ({ with: other }: Record<string, unknown>): { with?: string } => (typeof other === "string" ? { with: other } : {}),
});

const inbox = createRoute({ getParentRoute: () => root, path: "/inbox", component: InboxScreen, validateSearch: inboxAddress });
// The screen shows the dialog itself: the list beside it must stay as it is.
const inboxDialog = createRoute({ getParentRoute: () => inbox, path: "/$dialog" });

const dialogs = createRoute({ getParentRoute: () => root, path: "/dialogs", component: DialogsScreen, validateSearch: filterAddress });
const dialog = createRoute({ getParentRoute: () => root, path: "/dialogs/$id", component: DialogScreen });

const scripts = createRoute({ getParentRoute: () => root, path: "/scripts", component: ScriptsScreen, validateSearch: scriptsAddress });
const script = createRoute({ getParentRoute: () => root, path: "/scripts/$id", component: ScriptScreen, validateSearch: paneIn });

const operators = createRoute({ getParentRoute: () => root, path: "/operators", component: OperatorsScreen, validateSearch: operatorsAddress });
const people = createRoute({ getParentRoute: () => operators, path: "/", component: People });
const groups = createRoute({ getParentRoute: () => operators, path: "/groups", component: Groups });
const replies = createRoute({ getParentRoute: () => operators, path: "/replies", component: Replies });
const tags = createRoute({ getParentRoute: () => operators, path: "/tags", component: Tags });
const attributes = createRoute({ getParentRoute: () => operators, path: "/attributes", component: Attributes });

const tree = root.addChildren([start, welcome, inbox.addChildren([inboxDialog]), chats.addChildren([newChat, editChat, frameCode, history, compare]), dialogs, dialog, scripts, script, operators.addChildren([people, groups, replies, tags, attributes]), settings]);

/** The window's router; `history` only in tests. */
export function windowRouter(client: QueryClient, history?: RouterHistory) {
  return createRouter({ routeTree: tree, context: { client }, ...(history && { history }), defaultNotFoundComponent: NoSuchScreen });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof windowRouter>;
  }
}

function NoSuchScreen() {
  const { t } = useTranslation();
  const go = () => void window.history.back();
  return (
    <Empty heading="h1" title={t("frame.no_screen")} actions={<Button onPress={go}>{t("frame.back")}</Button>}>
      {t("frame.no_screen_hint")}
    </Empty>
  );
}
