import { useState } from "react";
import { Autocomplete, Dialog, DialogTrigger, Input, ListBox, ListBoxItem, Popover, SearchField } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { IconButton } from "../../../shared/Button";
import { fieldBox, fieldInput } from "../../../shared/Field";
import { Icon } from "../../../shared/Icon";
import { EMOJI } from "./emoji";

/** A choice of emoji, found by a word. */
export function EmojiPicker({ onPick }: { onPick: (sign: string) => void }) {
  const { t, i18n } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const wordsOf = ({ en, ru }: { en: string; ru: string }) => (i18n.language === "ru" ? ru : en);
  // A word of either language finds it.
  const fits = (_: string, sought: string, node: { key: unknown }) => {
    const one = EMOJI.find(({ sign }) => sign === node.key);
    return one !== undefined && `${one.en} ${one.ru}`.includes(sought.trim().toLocaleLowerCase());
  };
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <IconButton name={t("inbox.emoji")} icon="smile" />
      <Popover placement="top start" offset={8} className="w-pop rounded-3 bg-pop shadow-2 outline-1 outline-line-strong">
        <Dialog aria-label={t("inbox.emoji")}>
          <Autocomplete filter={fits}>
            <SearchField aria-label={t("inbox.emoji_find")} autoFocus className="p-2 pb-1">
              <div className={fieldBox}>
                <Icon name="search" className="text-icon-quiet" />
                <Input placeholder={t("inbox.emoji_find")} className={`${fieldInput} [&::-webkit-search-cancel-button]:hidden`} />
              </div>
            </SearchField>
            <ListBox
              aria-label={t("inbox.emoji")}
              items={EMOJI}
              layout="grid"
              onAction={(sign) => {
                setOpen(false);
                onPick(String(sign));
              }}
              className="grid grid-cols-10 content-start p-2 pt-1"
              renderEmptyState={() => <p className="col-span-10 px-1 text-ink-3">{t("common.none_found")}</p>}
            >
              {(one) => (
                <ListBoxItem id={one.sign} textValue={wordsOf(one)} aria-label={wordsOf(one)} className="grid size-7 place-items-center rounded-1 text-title data-focused:bg-selected data-hovered:bg-hover data-focus-visible:shadow-none">
                  <span title={wordsOf(one)}>{one.sign}</span>
                </ListBoxItem>
              )}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
