import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import type { PriceList } from "../../../../ipc";
import { Button, IconButton } from "../../../../shared/Button";
import { useFormats } from "../../../../shared/format";
import { Icon } from "../../../../shared/Icon";
import { Wrong } from "../../../../shared/Field";
import { dayAfter, fromDay, today } from "../days";
import { Group, Said } from "../fields/SettingRow";
import { useEditing, useSetting } from "../setting";
import { isWithin } from "../useChatForm";
import { PriceFields } from "./PriceFields";

/** The price lists by the days they hold from. One is open at a time. */
export function Prices() {
  const { t } = useTranslation();
  const setting = useSetting("prices");
  const lists = setting.value;
  const [open, setOpen] = useState<number | null>(lists.length > 0 ? lists.length - 1 : null);

  const add = () => {
    // Prices rarely change all at once: the next list begins as the last one.
    const last = lists.at(-1);
    const now = today();
    const next = last === undefined ? { ...NEW, from: now } : { ...last, from: last.from < now ? now : dayAfter(last.from) };
    setting.set([...lists, next]);
    setOpen(lists.length);
  };
  const remove = (index: number) => {
    setting.set(lists.toSpliced(index, 1));
    setOpen(null);
  };

  return (
    <Group
      title={setting.label}
      actions={
        <Button small icon="plus" onPress={add}>
          {t("editor.prices.add")}
        </Button>
      }
    >
      <Said setting={setting} />
      <div className="mt-3 max-w-reading">
        {lists.length === 0 && <p className="text-ink-2">{t("editor.prices.none")}</p>}
        {lists.map((list, index) => (
          <List key={index} index={index} list={list} open={index === open} onOpen={() => setOpen(index === open ? null : index)} onRemove={() => remove(index)} />
        ))}
      </div>
    </Group>
  );
}

const NEW: PriceList = { from: "", currency: "EUR", dialog: 0, free_messages: 0, channels: {} };

interface ListProps {
  index: number;
  list: PriceList;
  open: boolean;
  onOpen: () => void;
  onRemove: () => void;
}

function List({ index, list, open, onOpen, onRemove }: ListProps) {
  const { t } = useTranslation();
  const { date, money } = useFormats();
  const { problems, unread } = useEditing();
  const from = t("editor.prices.from", { day: date(fromDay(list.from)) });
  const wrong = useMemo(() => [...problems.map(({ field }) => field), ...Object.keys(unread)].some((path) => isWithin(path, `prices.${index}`)), [problems, unread, index]);
  // Of a wrong amount there is no price to show.
  const fee = `prices.${index}.dialog`;
  const hasPrice = unread[fee] === undefined && !problems.some(({ field }) => field === fee);
  return (
    <section className="border-b border-line-soft" aria-label={from}>
      <div className="flex min-h-row items-center gap-2">
        <button type="button" aria-expanded={open} onClick={onOpen} className="flex min-w-0 flex-1 items-center gap-2 rounded-2 py-1 text-left">
          <Icon name={open ? "down" : "right"} className="text-icon-quiet" />
          <span className="font-medium">{from}</span>
          {hasPrice && <span className="cut text-ink-2">{t("editor.prices.dialog_costs", { price: money(list.dialog, list.currency) })}</span>}
        </button>
        <IconButton name={t("common.remove")} label={t("editor.remove_of", { what: from })} icon="trash" small onPress={onRemove} />
      </div>
      {wrong && !open && <Wrong>{t("editor.something_wrong")}</Wrong>}
      {open && <PriceFields index={index} list={list} />}
    </section>
  );
}
