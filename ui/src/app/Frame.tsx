import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Outlet, useLocation, useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { I18nProvider } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { call } from "../ipc";
import { listAddress } from "../features/chats/list";
import { hearAttention } from "../features/inbox/attention";
import { useOperator, useSetPresence } from "../shared/desk/desk";
import { refuseDrops } from "../shared/drops";
import { isMac, useShortcut } from "../shared/Keys";
import { pickLocale } from "../shared/format";
import { GatewayTrouble } from "../shared/GatewayState";
import { statusQuery } from "../shared/queries";
import { useRoom } from "../shared/room";
import { Failure } from "../shared/States";
import { Notes } from "../shared/toasts";
import { screenAt } from "./addresses";
import { useDeletedWhileWorking } from "./desk/deleted";
import { useLease } from "./desk/lease";
import { PinWindow } from "./desk/PinWindow";
import { JobTray } from "./JobTray";
import { followNews } from "./news";
import { Palette } from "./Palette";
import { Rail } from "./Rail";

const FOLDED = "parley.rail.folded";

/** What stands around every screen. */
export function Frame() {
  const { i18n } = useTranslation();
  const client = useQueryClient();
  const router = useRouter();
  const room = useRoom();
  const status = useQuery(statusQuery);
  const [finding, setFinding] = useState(false);
  const [folded, setFolded] = useState(() => localStorage.getItem(FOLDED) === "1");

  const [hushed, setHushed] = useState(false);

  // The settings show the gateway themselves.
  const atSettings = useLocation({ select: ({ pathname }) => pathname === "/settings" });
  const trouble = status.data?.gateway.state === "failed" && !atSettings ? status.data.gateway : null;
  const operator = useOperator();
  const inInbox = useLocation({ select: ({ pathname }) => pathname.startsWith("/inbox") });
  const narrowRail = folded || room !== "wide";
  // The reply box is never covered.
  const notesPlace = !inInbox ? "middle" : room === "narrow" ? "top" : narrowRail ? "list_narrow" : "list";
  useDeletedWhileWorking();
  const online = operator?.presence === "online";
  useLease(operator !== undefined && operator !== null);
  const language = status.data?.language;
  const theme = status.data?.settings.theme;
  useEffect(() => {
    if (language === undefined) return;
    void i18n.changeLanguage(language);
    document.documentElement.lang = language;
  }, [i18n, language]);
  useEffect(() => {
    if (theme === undefined || theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
  }, [theme]);

  useEffect(() => {
    const follow = () =>
      void call("place_wanted", {}).then(({ path }) => {
        const screen = path === null ? null : screenAt(path);
        if (screen !== null) void router.navigate({ to: screen });
      });
    // A link may have started the program.
    follow();
    return followNews(client, follow);
  }, [client, router]);

  useEffect(() => hearAttention(() => /^\/inbox\/([^/]+)$/.exec(router.state.location.pathname)?.[1] ?? null), [router]);

  useEffect(refuseDrops, []);

  useShortcut("mod+KeyK", () => setFinding(true));
  // The list beneath stays as it is narrowed and sorted.
  useShortcut("mod+KeyN", () => void router.navigate({ to: "/chats/new", search: router.state.location.pathname.startsWith("/chats") ? listAddress(router.state.location.search) : {} }));
  const setPresence = useSetPresence();
  useShortcut("mod+Period", () => setPresence(online ? "pause" : "online"), operator != null);
  useShortcut("mod+Comma", () => void router.navigate({ to: "/settings" }));
  useEffect(() => {
    const walk = (event: KeyboardEvent) => {
      const back = isMac ? event.metaKey && event.code === "BracketLeft" : event.altKey && event.code === "ArrowLeft";
      const forward = isMac ? event.metaKey && event.code === "BracketRight" : event.altKey && event.code === "ArrowRight";
      if (!back && !forward) return;
      event.preventDefault();
      if (back) router.history.back();
      else router.history.forward();
    };
    document.addEventListener("keydown", walk);
    return () => document.removeEventListener("keydown", walk);
  }, [router]);

  const fold = () => {
    localStorage.setItem(FOLDED, folded ? "0" : "1");
    setFolded(!folded);
  };
  return (
    <I18nProvider locale={pickLocale(i18n.language, navigator.languages)}>
      <div className="flex h-full">
        <Rail narrow={narrowRail} onFold={room === "wide" ? fold : undefined} onFind={() => setFinding(true)} />
        <main className="flex min-w-0 flex-1 flex-col">
          {trouble && !hushed && (
            <div className="flex-none border-b border-line px-4 py-2">
              <GatewayTrouble gateway={trouble} onHide={() => setHushed(true)} />
            </div>
          )}
          {status.isError ? <Failure error={status.error} onRetry={() => void status.refetch()} /> : status.data && <Outlet />}
        </main>
      </div>
      {finding && <Palette onClose={() => setFinding(false)} />}
      <PinWindow />
      <JobTray />
      <Notes place={notesPlace} />
    </I18nProvider>
  );
}
