import { memo } from "react";
import { useTranslation } from "react-i18next";

import type { InboxRow } from "../../../ipc";
import { useFormats } from "../../../shared/format";
import { Icon } from "../../../shared/Icon";
import { ClientPortrait } from "../ClientPortrait";
import { useNow } from "../clock";
import { useWriting } from "../typing";
import { useClientName } from "../words";
import { heights } from "./rows";
import { minutes } from "./sl";
import { SlTimer } from "./SlTimer";

interface Props {
  id: string;
  row: InboxRow;
  /** Pixels from the top of the list. */
  start: number;
  /** Where the arrows stand. */
  current: boolean;
  /** Whether it is the dialog that is open. */
  opened: boolean;
  /** The id of the operator who works here. */
  me: string;
  onOpen: (row: InboxRow) => void;
}

/** A dialog in a list: who, through what, what was said last, who has it, and how urgent it is. */
export const Row = memo(function Row({ id, row, start, current, opened, me, onOpen }: Props) {
  const { t } = useTranslation();
  const format = useFormats();
  const name = useClientName()(row.client);
  const isAway = row.section === "taken_from_you";
  return (
    <div
      id={id}
      role="option"
      aria-selected={opened}
      data-current={current || undefined}
      onClick={() => onOpen(row)}
      className="absolute inset-x-0 grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 px-4 hover:bg-hover aria-selected:bg-selected group-focus-visible:data-current:shadow-inset"
      style={{ height: heights.row, transform: `translateY(${start}px)` }}
    >
      <ClientPortrait name={row.client.name} messenger={row.messenger} />
      <div className="min-w-0">
        <div className="flex h-5 items-center justify-between gap-2">
          <span className={`cut flex-1 ${row.unread > 0 ? "font-strong" : "font-medium"} ${isAway ? "text-ink-2" : ""}`} title={name}>
            {name}
          </span>
          {row.section === "queue" && row.queued_at !== null && <Waited since={row.queued_at} />}
          {row.turn && !isAway ? (
            <SlTimer turn={row.turn} />
          ) : row.section === "queue" ? null : (
            <time className="figure flex-none text-small text-ink-3" dateTime={new Date(row.last_at).toISOString()} title={format.exact(row.last_at)}>
              {format.near(row.last_at, Date.now())}
            </time>
          )}
        </div>
        <div className="flex h-5 items-center justify-between gap-2 text-ink-2">
          <Said row={row} opened={opened} me={me} />
          <Standing row={row} />
          {row.unread > 0 && (
            <span className="figure h-4.5 min-w-4.5 flex-none rounded-round bg-count px-1.25 text-center text-small leading-4.5 font-strong text-on-count">
              <span aria-hidden="true">{format.number(row.unread)}</span>
              <span className="sr-only">{t("inbox.unread", { count: row.unread, n: format.number(row.unread) })}</span>
            </span>
          )}
        </div>
      </div>
    </div>
  );
});

/** The second line: that the client is writing, a draft, where a dialog went, or what was said last and by whom. */
function Said({ row, opened, me }: { row: InboxRow; opened: boolean; me: string }) {
  const { t } = useTranslation();
  const isWriting = useWriting(row.id);
  const by = useAuthor(row, me);
  const away = useWhereTo(row);
  if (isWriting) return <span className="cut text-accent-ink">{t("inbox.writing")}</span>;
  const isAway = row.section === "taken_from_you";
  // The draft of the dialog that is open stands in its reply box.
  if (row.draft !== null && !opened) {
    return (
      <span className="cut" title={isAway ? `${away}\n${row.draft}` : row.draft}>
        <span className="text-danger-ink">{t("inbox.draft")}</span> {row.draft}
      </span>
    );
  }
  if (isAway) return <span className="cut">{away}</span>;
  const text = row.last_text === "" && row.last_file ? t("inbox.file") : row.last_text;
  return (
    <span className="cut" title={text}>
      {by !== null && <span className="text-ink-3">{by} </span>}
      {text}
    </span>
  );
}

/** Where a dialog is that was taken from the operator. */
function useWhereTo({ state, operator }: InboxRow): string {
  const { t } = useTranslation();
  if (operator !== null) return t("inbox.went.operator", { operator: operator.name });
  if (state === "queued") return t("inbox.went.queued");
  return state === "bot" ? t("inbox.went.bot") : t("inbox.went.over");
}

/** Before the text: who wrote it where that was not the client. */
function useAuthor({ last_author, last_operator }: InboxRow, me: string): string | null {
  const { t } = useTranslation();
  if (last_author === "bot") return t("inbox.bot");
  if (last_author !== "operator" || last_operator === null) return null;
  return last_operator.id === me ? t("inbox.you") : t("inbox.by", { name: last_operator.name });
}

/** Beside the text: whose dialog it is, for which group and in which place it waits, or what it still waits for. */
function Standing({ row: { state, section, mine, operator, group, position } }: { row: InboxRow }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const parts = () => {
    if (section === "taken_from_you") return [];
    if (state === "feedback") return [t("inbox.rating_wanted")];
    if (state === "ending") return [t("inbox.ending")];
    if (operator !== null) return mine ? [] : [t("inbox.held_by", { name: operator.name })];
    return [group?.name, position === null ? undefined : t("inbox.position", { n: number(position) })].filter((part) => part !== undefined);
  };
  const said = parts().join(" · ");
  if (said === "") return null;
  return (
    <span className="figure cut ml-auto max-w-1/2 flex-none text-small text-ink-3" title={said}>
      {said}
    </span>
  );
}

/** How long a client has waited in the queue. */
function Waited({ since }: { since: number }) {
  const { t } = useTranslation();
  const seconds = Math.max(0, Math.floor((useNow() - since) / 1_000));
  return (
    <span role="timer" aria-live="off" className="figure inline-flex flex-none items-center gap-1 text-small text-ink-2">
      <Icon name="clock" size="small" />
      <span className="sr-only">{t("inbox.waited")}</span>
      {minutes(seconds)}
    </span>
  );
}
