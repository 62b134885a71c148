/** What is known of one dialog beside its messages. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { asApiError, call, type DialogDetails, type ParameterValue } from "../../ipc";
import { IconButton } from "../../shared/Button";
import { useErrorWords } from "../../shared/errors";
import { useFormats, type Formats } from "../../shared/format";
import { note } from "../../shared/toasts";

export const dialogQuery = (id: string) =>
  queryOptions({
    queryKey: ["dialog", id],
    queryFn: () => call("dialog_get", { id }),
  });

/** The report whose columns are the parameters of a dialog. */
const REPORT = "sessions";
/** Columns that the facts above already show. */
const SHOWN = new Set(["session_id", "chat_date", "chat_name", "ending", "dialog_cost", "client_id"]);

/** The facts that name a dialog: always shown, in this order. `whole` breaks a long id instead of cutting it. */
export function MainFacts({ details, whole = false }: { details: DialogDetails; whole?: boolean }) {
  const { t } = useTranslation();
  const format = useFormats();
  return (
    <Facts>
      <Fact name={t("dialogs.fact.session_id")} title={details.id} mono whole={whole}>
        {details.id}
      </Fact>
      <Fact name={t("dialogs.fact.chat_date")} title={format.exact(details.created_at)}>
        {format.exact(details.created_at)}
      </Fact>
      <Fact name={t("dialogs.fact.cost")}>{format.money(details.cost, details.currency)}</Fact>
      <Fact name={t("dialogs.fact.client_id")} title={details.client_id} mono whole={whole}>
        {details.client_id}
      </Fact>
      <Fact name={t("dialogs.fact.chat")} title={details.chat.name}>
        {details.chat.name}
      </Fact>
      <Fact name={t("dialogs.fact.ending")}>{details.ending === null ? t(`dialogs.state.${details.state}`) : t(`dialogs.ending.${details.ending}`)}</Fact>
    </Facts>
  );
}

/** Every other column of the report, with the report's own titles. */
export function OtherFacts({ details }: { details: DialogDetails }) {
  const format = useFormats();
  const { data: columns } = useQuery({ queryKey: ["columns", REPORT], queryFn: () => call("report_columns", { report: REPORT }), staleTime: Infinity });
  const titles = new Map(columns?.map((column) => [column.id, column.title]));
  return (
    <Facts>
      {details.parameters
        .filter((parameter) => !SHOWN.has(parameter.column))
        .map(({ column, value }) => {
          const text = valueText(value, format);
          return (
            <Fact key={column} name={titles.get(column) ?? column} title={text ?? undefined}>
              {text ?? <span className="text-ink-3">–</span>}
            </Fact>
          );
        })}
    </Facts>
  );
}

/** A value as the language in force writes it; null when there is none. */
export function valueText(value: ParameterValue, format: Formats): string | null {
  switch (value.type) {
    case "text":
      return value.text === "" ? null : value.text;
    case "time":
      return format.exact(value.at);
    case "seconds":
      return format.duration(value.seconds);
    case "number":
      return format.number(value.number);
    case "money":
      return format.money(value.millionths, value.currency);
    case "none":
      return null;
  }
}

/** Copies the address that opens this dialog in the program. */
export function CopyLink({ link }: { link: string }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const copy = () =>
    void call("copy_text", { text: link }).then(
      () => note(t("dialogs.link_copied")),
      (error: unknown) => note(words(asApiError(error)).what),
    );
  return <IconButton name={t("dialogs.copy_link")} icon="link" onPress={copy} />;
}

function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-[fit-content(45%)_minmax(0,1fr)] gap-x-3 gap-y-1">{children}</dl>;
}

function Fact({ name, title, mono = false, whole = false, children }: { name: string; title?: string | undefined; mono?: boolean; whole?: boolean; children: ReactNode }) {
  return (
    <>
      <dt className="cut text-ink-3" title={name}>
        {name}
      </dt>
      <dd className={`figure min-w-0 select-text ${whole ? "break-all" : "cut"} ${mono ? "font-mono text-small leading-5" : ""}`} title={title}>
        {children}
      </dd>
    </>
  );
}
