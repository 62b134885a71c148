import { memo } from "react";
import { useTranslation } from "react-i18next";

import { ChatMark } from "../../../shared/ChatMark";
import { useFormats } from "../../../shared/format";
import { Icon } from "../../../shared/Icon";
import { MessengerLogo } from "../../../shared/MessengerLogo";
import { iconOf, useHappeningWords } from "../words";
import { Bubble } from "../../../shared/message/Bubble";
import type { Item } from "./items";
import { NoteBubble } from "./NoteBubble";

interface Props {
  item: Item;
  me: { id: string; name: string };
}

/** One item of a thread. */
export const ItemView = memo(
  function ItemView({ item, me }: Props) {
    switch (item.type) {
      case "day":
        return <Day at={item.at} />;
      case "dialog":
        return <Begins entry={item.entry} />;
      case "happenings":
        return <Happened item={item} me={me.name} />;
      case "note":
        return (
          <div className="py-1 pl-[16%]">
            <NoteBubble note={item.note} />
          </div>
        );
      case "message":
        return <Bubble message={item.message} first={item.first} pressed={item.pressed} me={me.id} />;
    }
  },
  // Items are made anew with every reading; what they hold is not.
  (former, now) => former.me.id === now.me.id && isSame(former.item, now.item),
);

function isSame(one: Item, other: Item): boolean {
  if (one.type === "message" && other.type === "message") return one.message === other.message && one.first === other.first && one.pressed === other.pressed;
  if (one.type === "note" && other.type === "note") return one.note === other.note;
  if (one.type === "happenings" && other.type === "happenings") return one.key === other.key && one.what.length === other.what.length;
  if (one.type === "dialog" && other.type === "dialog") return one.entry === other.entry;
  return one.type === other.type && one.key === other.key;
}

const ruled = "flex items-center gap-3 text-small text-ink-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line";

function Day({ at }: { at: number }) {
  const { t } = useTranslation();
  const format = useFormats();
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  return <div className={`${ruled} pt-3 pb-2`}>{isToday ? t("inbox.today", { day: format.dayOfYear(at) }) : format.day(at)}</div>;
}

/** Where one dialog ends and another begins. */
function Begins({ entry: { chat, messenger, at, rating, scale } }: { entry: Extract<Item, { type: "dialog" }>["entry"] }) {
  const { t } = useTranslation();
  const format = useFormats();
  return (
    <div className="flex items-center justify-center gap-1.5 py-2 text-small text-ink-2" title={format.exact(at)}>
      <MessengerLogo messenger={messenger} />
      <ChatMark colour={chat.colour} />
      <span className="cut">{chat.name}</span>
      {rating !== null && scale !== null && <span className="figure flex-none text-ink-3">{t("inbox.happened.rated", { rating: format.number(rating), scale: format.number(scale) })}</span>}
    </div>
  );
}

function Happened({ item, me }: { item: Extract<Item, { type: "happenings" }>; me: string }) {
  const format = useFormats();
  const words = useHappeningWords(me);
  const [first] = item.what;
  return (
    <div className="flex items-center justify-center gap-1.5 py-1.5 text-center text-small text-ink-3 select-text" title={format.exact(item.at)}>
      {first && <Icon name={iconOf(first)} size="small" />}
      <span className="min-w-0 wrap-anywhere">
        {item.what.map((what, index) => (
          <span key={index}>
            {index > 0 && <span aria-hidden="true">{" · "}</span>}
            {words(what)}
          </span>
        ))}
      </span>
      <time className="figure flex-none" dateTime={new Date(item.at).toISOString()}>
        {format.time(item.at)}
      </time>
    </div>
  );
}
