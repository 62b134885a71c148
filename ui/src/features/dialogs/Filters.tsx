import type { CalendarDate } from "@internationalized/date";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog, DialogTrigger, Menu, MenuItem, MenuTrigger, type Selection } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { ChatMark } from "../../shared/ChatMark";
import { Chip, ChipText, Pop } from "../../shared/Chip";
import { Check, menuItem } from "../../shared/Choice";
import { Day } from "../../shared/Day";
import { useFormats } from "../../shared/format";
import { Icon } from "../../shared/Icon";
import { MessengerLogo } from "../../shared/MessengerLogo";
import { chatsQuery, markersQuery, scriptsQuery } from "../../shared/queries";
import { ByName, type FilterProps as Props } from "./ByName";
import { MESSENGERS, PRESETS, presetOf, presetPeriod, startOf, STATUSES, without } from "./filter";

/** What narrows the list. A set filter is tinted and has a cross. */
export function Filters({ filter, onFilter }: Props) {
  const { t } = useTranslation();
  return (
    <div role="group" aria-label={t("dialogs.filters")} className="flex min-h-bar flex-none flex-wrap items-center gap-1.5 border-b border-line px-4 py-2">
      <MessengerFilter filter={filter} onFilter={onFilter} />
      <StatusFilter filter={filter} onFilter={onFilter} />
      <PeriodFilter filter={filter} onFilter={onFilter} />
      <ChatFilter filter={filter} onFilter={onFilter} />
      <ScriptFilter filter={filter} onFilter={onFilter} />
      <MarkerFilter filter={filter} onFilter={onFilter} />
      <span className="flex-1" />
      <span className="text-ink-2">
        <Check value={filter.all === 1} title={t("dialogs.all_hint")} onChange={(all) => onFilter({ ...without(filter, "all"), ...(all && { all: 1 as const }) })}>
          {t("dialogs.all")}
        </Check>
      </span>
    </div>
  );
}

function MessengerFilter({ filter, onFilter }: Props) {
  const { t } = useTranslation();
  const chosen = filter.messenger ?? [];
  const [first] = chosen;
  const text = first === undefined ? t("dialogs.any_messenger") : chosen.length === 1 ? t(`messenger.${first}`) : t("dialogs.messengers", { count: chosen.length });
  const pick = (keys: Selection) => {
    const messenger = MESSENGERS.filter((name) => keys === "all" || keys.has(name));
    onFilter(messenger.length === 0 ? without(filter, "messenger") : { ...filter, messenger });
  };
  return (
    <Chip text={text} set={chosen.length > 0} onClear={() => onFilter(without(filter, "messenger"))}>
      <MenuTrigger>
        <ChipText text={text} set={chosen.length > 0} />
        <Pop>
          <Menu aria-label={t("dialogs.messenger")} selectionMode="multiple" selectedKeys={chosen} onSelectionChange={pick} className="max-h-96 overflow-auto p-1">
            {MESSENGERS.map((name) => (
              <MenuItem key={name} id={name} textValue={t(`messenger.${name}`)} className={menuItem}>
                <MessengerLogo messenger={name} named={false} />
                <span className="flex-1">{t(`messenger.${name}`)}</span>
                {chosen.includes(name) && <Icon name="check" className="text-accent-ink" />}
              </MenuItem>
            ))}
          </Menu>
        </Pop>
      </MenuTrigger>
    </Chip>
  );
}

function StatusFilter({ filter, onFilter }: Props) {
  const { t } = useTranslation();
  const status = filter.status ?? "any";
  return (
    <Chip text={t(`dialogs.status.${status}`)} set={status !== "any"} onClear={() => onFilter(without(filter, "status"))}>
      <MenuTrigger>
        <ChipText text={t(`dialogs.status.${status}`)} set={status !== "any"} />
        <Pop>
          <Menu aria-label={t("dialogs.status_label")} className="p-1">
            {STATUSES.map((name) => (
              <MenuItem key={name} onAction={() => onFilter(name === "any" ? without(filter, "status") : { ...filter, status: name })} textValue={t(`dialogs.status.${name}`)} className={menuItem}>
                <span className="flex-1">{t(`dialogs.status.${name}`)}</span>
                {name === status && <Icon name="check" className="text-accent-ink" />}
              </MenuItem>
            ))}
          </Menu>
        </Pop>
      </MenuTrigger>
    </Chip>
  );
}

function ChatFilter({ filter, onFilter }: Props) {
  const { t } = useTranslation();
  const { data: chats = [] } = useQuery(chatsQuery(""));
  return (
    <ByName
      part="chat"
      filter={filter}
      onFilter={onFilter}
      label={t("dialogs.chat")}
      any={t("dialogs.any_chat")}
      gone={t("dialogs.other_chat")}
      none={t("chats.empty")}
      options={chats.map(({ id, name, colour }) => ({ id, name, mark: <ChatMark colour={colour} /> }))}
    />
  );
}

function ScriptFilter({ filter, onFilter }: Props) {
  const { t } = useTranslation();
  const { data: scripts = [] } = useQuery(scriptsQuery);
  return <ByName part="script" filter={filter} onFilter={onFilter} label={t("dialogs.script")} any={t("dialogs.any_script")} gone={t("dialogs.other_script")} none={t("scripts.empty")} options={scripts} />;
}

function MarkerFilter({ filter, onFilter }: Props) {
  const { t } = useTranslation();
  const { data: markers = [] } = useQuery(markersQuery);
  // Where no script records markers, there is nothing to choose.
  if (markers.length === 0 && filter.marker === undefined) return null;
  return <ByName part="marker" filter={filter} onFilter={onFilter} label={t("dialogs.marker")} any={t("dialogs.any_marker")} gone={filter.marker ?? ""} none={t("common.none_found")} options={markers.map((marker) => ({ id: marker, name: marker }))} />;
}

function PeriodFilter({ filter, onFilter }: Props) {
  const { t } = useTranslation();
  const format = useFormats();
  const [isOpen, setOpen] = useState(false);
  const now = Date.now();
  const preset = presetOf(filter, now);
  const from = filter.from === undefined ? null : startOf(filter.from);
  const to = filter.to === undefined ? null : startOf(filter.to);
  const text = () => {
    if (preset !== null) return t(`dialogs.period.${preset}`);
    if (from !== null && to !== null) return from < to ? format.span(from, to) : format.date(to);
    if (from !== null) return t("dialogs.period.since", { date: format.date(from) });
    if (to !== null) return t("dialogs.period.until", { date: format.date(to) });
    return t("dialogs.period.any");
  };
  const day = (part: "from" | "to") => (date: CalendarDate | null) => onFilter(date === null ? without(filter, part) : { ...filter, [part]: date.toString() });
  return (
    <Chip text={text()} set={from !== null || to !== null} onClear={() => onFilter(without(filter, "from", "to"))}>
      <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
        <ChipText icon="calendar" text={text()} set={from !== null || to !== null} />
        <Pop>
          <Dialog aria-label={t("dialogs.period.label")} className="grid w-pop gap-3 p-2">
            <div className="grid">
              {PRESETS.map((name) => (
                <button
                  key={name}
                  type="button"
                  aria-pressed={name === preset}
                  className={`${menuItem} text-left hover:bg-hover`}
                  onClick={() => {
                    onFilter({ ...filter, ...presetPeriod(name, now) });
                    setOpen(false);
                  }}
                >
                  <span className="flex-1">{t(`dialogs.period.${name}`)}</span>
                  {name === preset && <Icon name="check" className="text-accent-ink" />}
                </button>
              ))}
            </div>
            <div className="grid grid-cols-2 gap-2 border-t border-line px-2 pt-3 pb-1">
              <Day label={t("dialogs.period.from")} value={filter.from} onDay={day("from")} />
              <Day label={t("dialogs.period.to")} value={filter.to} onDay={day("to")} />
            </div>
          </Dialog>
        </Pop>
      </DialogTrigger>
    </Chip>
  );
}
