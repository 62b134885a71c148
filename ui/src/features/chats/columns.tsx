/** The columns of the list of chats. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { ChatRow, MeanRating, Sort } from "../../ipc";
import { IconButton } from "../../shared/Button";
import { ChatMark } from "../../shared/ChatMark";
import { useFormats } from "../../shared/format";
import type { Column, Order } from "../../shared/Grid";
import { Icon, type IconName } from "../../shared/Icon";
import { MenuButton } from "../../shared/MenuButton";
import { MessengerLogo } from "../../shared/MessengerLogo";
import { hasDraft } from "./editor/draft";

interface Props {
  order: { sort: Sort; descending: boolean };
  onSort: (by: Sort) => void;
  /** There is room for how its dialogs went. */
  roomy: boolean;
  /** The actions of a row have no room of their own. */
  narrow: boolean;
  place: string;
  edit: (id: string) => void;
  code: (id: string) => void;
  dialogs: (id: string) => void;
  duplicate: (id: string) => void;
  remove: (chat: ChatRow) => void;
}

/** What can be done with a chat. */
interface Deed {
  id: string;
  text: string;
  icon: IconName;
  run: (chat: ChatRow) => void;
}

export function useColumns(props: Props): Column<ChatRow>[] {
  const { t } = useTranslation();
  const format = useFormats();
  const { sort, descending } = props.order;
  const { narrow, roomy, place } = props;
  return useMemo(
    () => {
      const figure = (value: number) => <span className={value === 0 ? "text-ink-3" : ""}>{format.number(value)}</span>;
      const deeds: Deed[] = [
        { id: "code", text: t("chats.frame_code"), icon: "code", run: (chat) => props.code(chat.id) },
        { id: "dialogs", text: t("chats.view_dialogs"), icon: "dialogs", run: (chat) => props.dialogs(chat.id) },
        { id: "edit", text: t("chats.edit"), icon: "edit", run: (chat) => props.edit(chat.id) },
        { id: "duplicate", text: t("chats.duplicate"), icon: "copy", run: (chat) => props.duplicate(chat.id) },
        { id: "delete", text: t("chats.delete"), icon: "trash", run: (chat) => props.remove(chat) },
      ];
      const order = (by: Sort): Order => ({ now: by !== sort ? null : descending ? "descending" : "ascending", turn: () => props.onSort(by) });
      const rating: Column<ChatRow> = { id: "rating", title: t("chats.rating"), width: "var(--col-rate)", end: true, cell: (chat) => <Rating of={chat} /> };
      const sl1: Column<ChatRow> = { id: "sl1", title: t("chats.sl1"), width: "var(--col-rate)", end: true, cell: (chat) => <Level of={chat} /> };
      return [
        { id: "name", title: t("chats.name"), width: "minmax(0, 1fr)", order: order("name"), cell: (chat) => <Name chat={chat} /> },
        {
          id: "channels",
          title: t("chats.channels"),
          width: "var(--col-channels)",
          cell: (chat) => (
            <span className="flex gap-1">
              {chat.channels.map(({ id, messenger, on }) => (
                <MessengerLogo key={id} messenger={messenger} on={on} />
              ))}
            </span>
          ),
        },
        { id: "today", title: t("chats.today"), width: "var(--col-figure)", end: true, order: order("dialogs_today"), cell: (chat) => figure(chat.dialogs_today) },
        { id: "active", title: t("chats.active"), width: "var(--col-figure)", end: true, order: order("active_now"), cell: (chat) => figure(chat.active_now) },
        ...(roomy ? [rating, sl1] : []),
        {
          id: "actions",
          title: t("chats.actions"),
          quietHead: true,
          width: narrow ? "var(--col-more)" : "var(--col-actions)",
          cell: (chat, current) => <Actions chat={chat} current={current} narrow={narrow} deeds={deeds} />,
        },
      ];
    },
    // What a press does depends on nothing else that changes between drawings; drafts change with the place.
    [t, format, sort, descending, narrow, roomy, place],
  );
}

/** What is known of a chat's last 30 days. */
type Rated = ChatRow & { rating?: MeanRating | null; sl1?: number | null };

/** How clients rated its dialogs. */
function Rating({ of: { rating } }: { of: Rated }) {
  const { t } = useTranslation();
  const format = useFormats();
  if (!rating) return <NoFigure />;
  return <span title={t("chats.rating_hint", { scale: format.number(rating.scale) })}>{format.ratio(rating.mean)}</span>;
}

/** The share of first answers in time that is aimed at, in per cent. */
const GOAL = 80;

/** How many first answers came in time; a figure under its goal has a shape beside it. */
function Level({ of: { sl1 } }: { of: Rated }) {
  const { t } = useTranslation();
  const format = useFormats();
  if (sl1 == null) return <NoFigure />;
  if (sl1 >= GOAL) return <span title={t("chats.sl1_hint")}>{format.ratio(sl1)}</span>;
  return (
    <span title={t("chats.sl1_below", { goal: GOAL })} className="flex items-center justify-end gap-1 text-warning-ink">
      <Icon name="below" size="small" />
      {format.ratio(sl1)}
    </span>
  );
}

function NoFigure() {
  const { t } = useTranslation();
  return (
    <span className="text-ink-3" title={t("chats.no_figure")}>
      –
    </span>
  );
}

function Name({ chat }: { chat: ChatRow }) {
  const { t } = useTranslation();
  return (
    <span className="flex items-center gap-2.5">
      <ChatMark colour={chat.colour} />
      <span className={`cut ${chat.on ? "font-medium" : "text-ink-3"}`} title={chat.name}>
        {chat.name}
      </span>
      {!chat.on && <Mark text={t("chats.off")} hint={t("chats.off_hint")} />}
      {hasDraft(chat.id) && <Mark text={t("chats.draft")} hint={t("chats.draft_hint")} />}
    </span>
  );
}

function Mark({ text, hint }: { text: string; hint: string }) {
  return (
    <span title={hint} className="flex-none rounded-1 bg-fill px-1.5 text-small text-ink-2">
      {text}
    </span>
  );
}

/** What can be done with a chat; deleting stands apart. */
function Actions({ chat, deeds, narrow, current }: { chat: ChatRow; deeds: readonly Deed[]; narrow: boolean; current: boolean }) {
  const { t } = useTranslation();
  const named = (action: string) => t("chats.action_on", { action, chat: chat.name });
  const tone = "text-icon-quiet group-hover/row:text-icon";
  return (
    <span className="flex justify-end" onDoubleClick={(event) => event.stopPropagation()}>
      {narrow ? (
        <MenuButton name={t("common.more")} label={named(t("common.more"))} deeds={deeds.map((deed) => ({ ...deed, run: () => deed.run(chat) }))} tone={tone} excludeFromTabOrder={!current} />
      ) : (
        deeds.map(({ id, text, icon, run }) => (
          <span key={id} className={`flex ${id === "delete" ? "ml-2" : ""}`}>
            <IconButton name={text} label={named(text)} icon={icon} tone={tone} excludeFromTabOrder={!current} onPress={() => run(chat)} />
          </span>
        ))
      )}
    </span>
  );
}
