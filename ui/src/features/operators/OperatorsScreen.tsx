import { useQuery } from "@tanstack/react-query";
import { Link, Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useFormats } from "../../shared/format";
import { groupsQuery, operatorsQuery, tagsQuery } from "../../shared/queries";
import { attributesQuery, useReplies } from "./lists";

/** Who answers clients, and what they answer with: five lists, each at its address. */
export function OperatorsScreen() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const operators = useQuery(operatorsQuery);
  const groups = useQuery(groupsQuery);
  const replies = useReplies();
  const tags = useQuery(tagsQuery);
  const attributes = useQuery(attributesQuery);
  const tabs = [
    { to: "/operators", kind: "people", count: operators.data?.length },
    { to: "/operators/groups", kind: "groups", count: groups.data?.length },
    { to: "/operators/replies", kind: "replies", count: replies.data?.length },
    { to: "/operators/tags", kind: "tags", count: tags.data?.length },
    { to: "/operators/attributes", kind: "attributes", count: attributes.data?.length },
  ] as const;
  return (
    <>
      <header className="flex h-head flex-none items-stretch gap-6 border-b border-line px-4">
        <h1 className="flex items-center">{t("operators.title")}</h1>
        <nav aria-label={t("operators.parts")} className="flex min-w-0 items-stretch gap-4 overflow-x-auto overflow-y-hidden">
          {tabs.map(({ to, kind, count }) => (
            <Link
              key={kind}
              to={to}
              activeOptions={{ exact: true, includeSearch: false }}
              className="relative flex items-center gap-1.5 rounded-1 whitespace-nowrap text-ink-2 hover:text-ink aria-[current=page]:font-medium aria-[current=page]:text-ink aria-[current=page]:after:absolute aria-[current=page]:after:inset-x-0 aria-[current=page]:after:bottom-0 aria-[current=page]:after:h-0.5 aria-[current=page]:after:bg-accent"
            >
              {t(`operators.${kind}.tab`)}
              {count !== undefined && <span className="figure text-small font-normal text-ink-3">{number(count)}</span>}
            </Link>
          ))}
        </nav>
      </header>
      <Outlet />
    </>
  );
}
