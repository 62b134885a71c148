import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button as Pressable, ComboBox, Input, ListBox, ListBoxItem, Popover } from "react-aria-components";
import { useTranslation } from "react-i18next";

import type { ChatRow } from "../../ipc";
import { ChatMark } from "../../shared/ChatMark";
import { menuItem } from "../../shared/Choice";
import { fieldBox, fieldInput } from "../../shared/Field";
import { Icon } from "../../shared/Icon";
import { chatsQuery } from "../../shared/queries";

interface Props {
  label: string;
  /** The chat that is chosen already. */
  chosen: { id: string; name: string } | null;
  /** The chat that is not offered. */
  but: string | null;
  onPick: (id: string) => void;
  autoFocus?: boolean;
}

/** How many chats are offered at once; typing finds the others. */
const OFFERED = 50;

/** One of the chats, found by a part of its name. */
export function ChatPicker({ label, chosen, but, onPick, autoFocus = false }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const sought = typed === null || typed === chosen?.name ? "" : typed;
  const { data: found = [] } = useQuery(chatsQuery(sought.trim()));
  const offered = found.filter(({ id }) => id !== but).slice(0, OFFERED);
  return (
    <ComboBox<ChatRow>
      aria-label={label}
      items={offered}
      inputValue={typed ?? chosen?.name ?? ""}
      onInputChange={setTyped}
      selectedKey={chosen?.id ?? null}
      onSelectionChange={(key) => {
        if (key === null) return;
        onPick(String(key));
        setTyped(null);
      }}
      onBlur={() => setTyped(null)}
      menuTrigger="focus"
      allowsEmptyCollection
      autoFocus={autoFocus}
      className="min-w-0"
    >
      <div className={`${fieldBox} w-field max-w-full pr-0.5`}>
        <Input placeholder={label} className={fieldInput} onFocus={(event) => event.currentTarget.select()} />
        <Pressable aria-label={label} className="grid size-small flex-none place-items-center rounded-1 text-icon-quiet">
          <Icon name="updown" />
        </Pressable>
      </div>
      <Popover className="w-(--trigger-width) min-w-44 rounded-3 bg-pop shadow-2 outline-1 outline-line-strong">
        <ListBox<ChatRow> className="max-h-80 overflow-auto p-1" renderEmptyState={() => <p className="px-2 py-1 text-ink-3">{t("chats.none_found", { search: sought })}</p>}>
          {(chat) => (
            <ListBoxItem id={chat.id} textValue={chat.name} className={menuItem}>
              <ChatMark colour={chat.colour} />
              <span className="cut flex-1" title={chat.name}>
                {chat.name}
              </span>
              {chat.id === chosen?.id && <Icon name="check" className="text-accent-ink" />}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
