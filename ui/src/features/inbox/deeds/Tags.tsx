import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField, useFilter } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { call, type Card, type TagMark } from "../../../ipc";
import { IconButton } from "../../../shared/Button";
import { menuItem } from "../../../shared/Choice";
import { fieldBox, fieldInput } from "../../../shared/Field";
import { Icon } from "../../../shared/Icon";
import { useShortcut } from "../../../shared/Keys";
import { tagsQuery } from "../../../shared/queries";
import { note } from "../../../shared/toasts";
import { DeedPop } from "./Pop";
import { useDeed } from "./useDeed";

/** Puts tags on a dialog and takes them off. */
export function useTagging(dialog: string): (tags: readonly TagMark[]) => Promise<boolean> {
  const client = useQueryClient();
  const { run } = useDeed(dialog);
  return (tags) => {
    // Shown at once; the card is read again when the program has answered.
    client.setQueryData<Card>(["card", dialog], (card) => card && { ...card, tags: [...tags] });
    return run(() => call("dialog_tags", { dialog, tags: tags.map(({ id }) => id) }));
  };
}

/** The button with the tags to choose from. */
export function Tags({ dialog, tags }: { dialog: string; tags: readonly TagMark[] }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  useShortcut("mod+shift+KeyG", () => setOpen(true));
  return (
    <DeedPop label={t("inbox.tags")} isOpen={isOpen} onOpen={setOpen} trigger={<IconButton name={t("inbox.tags")} icon="tag" keys="mod+shift+KeyG" />}>
      <Choices dialog={dialog} tags={tags} />
    </DeedPop>
  );
}

function Choices({ dialog, tags }: { dialog: string; tags: readonly TagMark[] }) {
  const { t } = useTranslation();
  const { contains } = useFilter({ sensitivity: "base" });
  const { data: all = [] } = useQuery(tagsQuery);
  const tag = useTagging(dialog);
  const on = new Set(tags.map(({ id }) => id));
  return (
    <Autocomplete filter={contains}>
      <SearchField aria-label={t("inbox.tags_find")} autoFocus className="p-2 pb-1">
        <div className={fieldBox}>
          <Icon name="search" className="text-icon-quiet" />
          <Input placeholder={t("inbox.tags_find")} className={`${fieldInput} [&::-webkit-search-cancel-button]:hidden`} />
        </div>
      </SearchField>
      <div tabIndex={0} role="group" aria-label={t("inbox.tags")} className="max-h-80 overflow-auto focus-visible:shadow-inset">
        <ListBox
          aria-label={t("inbox.tags")}
          items={all}
          dependencies={[tags]}
          selectionMode="multiple"
          // Escape closes the list; it must not take every tag off.
          escapeKeyBehavior="none"
          selectedKeys={on}
          onSelectionChange={(keys) => void tag(all.filter(({ id }) => keys === "all" || keys.has(id)))}
          className="p-1"
          renderEmptyState={() => <p className="px-2 py-1 text-ink-3">{all.length === 0 ? t("inbox.no_tags") : t("common.none_found")}</p>}
        >
          {(one) => (
            <ListBoxItem id={one.id} textValue={one.name} className={menuItem}>
              <TagDot colour={one.colour} />
              <span className="cut flex-1" title={one.name}>
                {one.name}
              </span>
              {on.has(one.id) && <Icon name="check" className="text-accent-ink" />}
            </ListBoxItem>
          )}
        </ListBox>
      </div>
    </Autocomplete>
  );
}

function TagDot({ colour }: { colour: string }) {
  return <span className="edged size-2.5 flex-none rounded-round" style={{ backgroundColor: colour }} />;
}

/** The tags a dialog has; each can be taken off, and put back by Undo. */
export function TagChips({ dialog, tags }: { dialog: string; tags: readonly TagMark[] }) {
  const { t } = useTranslation();
  const tag = useTagging(dialog);
  const takeOff = (gone: TagMark) =>
    void tag(tags.filter(({ id }) => id !== gone.id)).then((done) => done && note(t("inbox.tag_off", { tag: gone.name }), { name: t("common.undo"), run: () => void tag(tags) }));
  return (
    <ul aria-label={t("inbox.tags")} className="flex flex-wrap gap-1">
      {tags.map((one) => (
        <li key={one.id} className="flex h-small max-w-full items-center gap-1.5 rounded-2 border border-line-strong pl-2 text-small">
          <TagDot colour={one.colour} />
          <span className="cut" title={one.name}>
            {one.name}
          </span>
          <IconButton name={t("inbox.tag_take_off", { tag: one.name })} icon="x" small onPress={() => takeOff(one)} />
        </li>
      ))}
    </ul>
  );
}
