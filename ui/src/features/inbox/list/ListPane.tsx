import { useDeferredValue, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { InboxRow } from "../../../ipc";
import { Button } from "../../../shared/Button";
import { Search } from "../../../shared/Field";
import { Keys } from "../../../shared/Keys";
import { Empty, Failure, Skeleton } from "../../../shared/States";
import type { InboxAddress } from "../address";
import { List } from "./List";
import { useInboxList, useSearch } from "./list";
import { nowShown } from "./shown";

interface Props {
  address: InboxAddress;
  operator: string;
  opened: string | null;
  /** How often somebody asked to search: each time they are about to type. */
  asked: number;
  onOpen: (row: InboxRow) => void;
  onSearch: (text: string) => void;
}

/** The list that the address names, or what stands in its place. */
export function ListPane({ address, operator, opened, asked, onOpen, onSearch }: Props) {
  const { t } = useTranslation();
  const isSearch = address.tab === "search";
  const tab = address.tab === "search" || address.tab === undefined ? "my" : address.tab;
  const text = address.q ?? "";
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isSearch && asked > 0) field.current?.focus();
  }, [isSearch, asked]);
  const listed = useInboxList(tab, operator, !isSearch);
  const found = useSearch(text, isSearch);
  const { rows, error, moreError, readMore, retry } = isSearch ? found : listed;
  useEffect(() => nowShown(rows ?? []), [rows]);
  // The list may be drawn a moment later, in pieces, so that a key that is pressed meanwhile does not wait for it.
  const memory = isSearch ? `search ${text}` : `${operator} ${tab}`;
  const deferred = useDeferredValue(useMemo(() => ({ rows, memory }), [rows, memory]));
  const drawn = deferred.memory === memory ? deferred.rows : rows;

  const body = () => {
    if (error !== null) return <Failure error={error} onRetry={retry} />;
    if (isSearch && text.trim() === "") return <Empty title={t("inbox.search")}>{t("inbox.search_hint")}</Empty>;
    if (rows === undefined) return <Skeleton rows={10} />;
    if (rows.length === 0 && isSearch) return <Empty title={t("inbox.not_found")}>{t("inbox.not_found_hint")}</Empty>;
    if (rows.length === 0) return <Empty title={t(`inbox.empty.${tab}`)}>{t(`inbox.empty_hint.${tab}`)}</Empty>;
    return (
      <>
        <List key={memory} label={t(`inbox.tab.${address.tab ?? "my"}`)} rows={drawn ?? rows} sectioned={!isSearch && tab === "my"} opened={opened} me={operator} onOpen={onOpen} onNearEnd={readMore} memory={memory} />
        <footer className="flex h-foot flex-none items-center gap-4 border-t border-line px-4 text-small text-ink-2">
          <span className="flex items-center gap-1">
            <Keys of="Enter" />
            {t("inbox.hint_open")}
          </span>
          <span className="flex items-center gap-1">
            <Keys of="alt+ArrowDown" />
            {t("inbox.hint_next")}
          </span>
        </footer>
        {moreError !== null && (
          <div role="alert" className="flex flex-none items-center gap-2 border-t border-line px-4 py-2 text-danger-ink">
            <span className="flex-1">{t("dialogs.more_failed")}</span>
            <Button small onPress={readMore}>
              {t("common.retry")}
            </Button>
          </div>
        )}
      </>
    );
  };
  return (
    <>
      {isSearch && (
        <div className="flex-none border-b border-line px-4 py-2 [&>*]:w-full">
          <Search label={t("inbox.search")} value={text} onSearch={onSearch} input={field} />
        </div>
      )}
      {body()}
    </>
  );
}
