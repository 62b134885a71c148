import type { UseQueryResult } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../../shared/Button";
import { Search } from "../../shared/Field";
import { useFormats } from "../../shared/format";
import { Grid, type Column } from "../../shared/Grid";
import { Empty, Failure, Skeleton } from "../../shared/States";
import { useAddress } from "./address";

/** What is listed. */
export type Kind = "people" | "groups" | "replies" | "tags" | "attributes";

interface Props<Row> {
  kind: Kind;
  query: UseQueryResult<Row[]>;
  /** The rows to show; those of the query when it is left out. */
  rows?: readonly Row[];
  /** Whether the row holds what is searched. */
  holds: (row: Row, search: string) => boolean;
  columns: readonly Column<Row>[];
  /** More ways to narrow the list. */
  tools?: ReactNode;
  /** Shown in the place of the rows' table. */
  children?: (rows: readonly Row[]) => ReactNode;
}

/** One of the lists: search, the way to make one more, and its rows. */
export function Listing<Row extends { id: string }>({ kind, query, rows = query.data, holds, columns, tools, children }: Props<Row>) {
  const { t } = useTranslation();
  const format = useFormats();
  const { search, look, edit } = useAddress();
  const [current, setCurrent] = useState<string | null>(null);
  const sought = useDeferredValue(search);
  const found = rows?.filter((row) => sought === "" || holds(row, sought));
  const bar = useRef<HTMLDivElement>(null);
  const count = query.data?.length ?? 0;
  const former = useRef(count);
  useEffect(() => {
    // The row that had the focus went with what it showed.
    const fewer = count < former.current;
    former.current = count;
    if (fewer && document.activeElement === document.body) (bar.current?.parentElement?.querySelector<HTMLElement>("[role=grid]") ?? bar.current?.querySelector("button"))?.focus();
  }, [count]);
  const create = (
    <Button look="primary" icon="plus" onPress={() => edit("new")}>
      {t(`operators.${kind}.new`)}
    </Button>
  );
  return (
    <>
      <div ref={bar} className="flex h-bar flex-none items-center gap-2 border-b border-line-soft px-4">
        <Search key={kind} label={t(`operators.${kind}.search`)} value={search} onSearch={look} />
        {tools}
        <span className="flex-1" />
        {count > 0 && create}
      </div>
      {body()}
    </>
  );

  function body() {
    if (query.isError) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
    if (found === undefined) return <Skeleton rows={8} />;
    if (count === 0) {
      return (
        <Empty title={t(`operators.${kind}.empty`)} actions={create}>
          {t(`operators.${kind}.empty_hint`)}
        </Empty>
      );
    }
    if (found.length === 0) {
      return (
        <Empty title={search === "" ? t("operators.none_shown") : t("operators.none_found", { search })} actions={search !== "" && <Button onPress={() => look("")}>{t("operators.clear_search")}</Button>}>
          {t("operators.none_found_hint")}
        </Empty>
      );
    }
    return (
      <>
        {children ? (
          children(found)
        ) : (
          <Grid
            label={t(`operators.${kind}.title`)}
            columns={columns}
            rows={found}
            total={found.length}
            keyOf={(row) => row.id}
            height="row"
            current={current}
            onCurrent={setCurrent}
            onOpen={(row) => edit(row.id)}
            memory={`operators ${kind} ${search}`}
          />
        )}
        <footer className="figure flex h-foot flex-none items-center border-t border-line px-4 text-small text-ink-2">{t(`operators.${kind}.count`, { count: found.length, n: format.number(found.length) })}</footer>
      </>
    );
  }
}
