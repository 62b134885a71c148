import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { IconButton } from "../../../shared/Button";
import { useFormats } from "../../../shared/format";
import { inboxCountsQuery } from "../../../shared/queries";
import { TABS, type InboxAddress, type Tab } from "../address";

/** More than this many are only said to be more: the names of the lists must stay readable. */
const MOST = 99;

/** The lists of the inbox with how many dialogs each has, and the search beside them. */
export function Tabs({ address, operator, onTab }: { address: InboxAddress; operator: string; onTab: (address: InboxAddress) => void }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { data: counts } = useQuery(inboxCountsQuery(operator));
  const at = address.tab ?? "my";
  // What was taken from somebody is no work of theirs.
  const countOf = (tab: Tab) => (counts === undefined ? 0 : tab === "my" ? counts.my - counts.taken : counts[tab]);
  const look = "relative inline-flex h-full min-w-0 items-center gap-1 text-ink-2 hover:text-ink aria-[current=true]:text-ink aria-[current=true]:after:absolute aria-[current=true]:after:inset-x-0 aria-[current=true]:after:-bottom-px aria-[current=true]:after:h-0.5 aria-[current=true]:after:rounded-t-mark aria-[current=true]:after:bg-accent";
  return (
    <nav aria-label={t("inbox.lists")} className="flex h-row flex-none items-stretch gap-2.5 border-b border-line pr-2 pl-4">
      {TABS.map((tab) => (
        <button key={tab} type="button" onClick={() => onTab(tab === "my" ? {} : { tab })} aria-current={at === tab} title={countOf(tab) > 0 ? t("inbox.tab_count", { tab: t(`inbox.tab.${tab}`), n: number(countOf(tab)) }) : t(`inbox.tab.${tab}`)} className={`${look} font-medium`}>
          <span className="cut">{t(`inbox.tab.${tab}`)}</span>
          {countOf(tab) > 0 && <span className={`figure flex-none text-small ${tab === "help" ? "font-strong text-warning-ink" : "font-normal text-ink-3"}`}>{countOf(tab) > MOST ? `${number(MOST)}+` : number(countOf(tab))}</span>}
        </button>
      ))}
      <span className="flex-1" />
      <span className={`grid self-center rounded-2 ${at === "search" ? "bg-selected" : ""}`} aria-current={at === "search"}>
        <IconButton name={t("inbox.tab.search")} icon="search" small tone={at === "search" ? "text-accent-ink" : "text-icon"} onPress={() => onTab({ tab: "search" })} />
      </span>
    </nav>
  );
}
