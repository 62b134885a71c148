import { memo, useDeferredValue, useId, useMemo, useState, type ReactNode } from "react";
import { Input, ListBox, ListBoxItem, ListLayout, SearchField, Virtualizer } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { menuItem } from "../../shared/Choice";
import { fieldInput } from "../../shared/Field";
import { useFormats } from "../../shared/format";
import { Icon } from "../../shared/Icon";
import { plain } from "./checks";

interface One {
  id: string;
  name: string;
  /** Drawn before the name. */
  mark?: ReactNode;
}

interface Props {
  label: string;
  options: readonly One[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** So many are found by looking. */
const IN_SIGHT = 7;

/** In pixels, the same as the tokens `--control` and `--s-1`. */
const ROWS = { rowHeight: 28, padding: 4 };

/** Any number out of a list, which can be searched when it is long. Drawn again only when one of these changes. */
export const Several = memo(function Several({ label, options, chosen, onChange }: Props) {
  const { t } = useTranslation();
  const format = useFormats();
  const counted = useId();
  const [search, setSearch] = useState("");
  const sought = useDeferredValue(plain(search));
  const found = useMemo(() => options.filter(({ name }) => plain(name).includes(sought)), [options, sought]);
  const isChosen = new Set(chosen);
  const change = (next: ReadonlySet<React.Key>) => {
    // Those that the search hides stay as they were.
    const inSight = new Set(found.map(({ id }) => id));
    onChange([...chosen.filter((id) => !inSight.has(id) || next.has(id)), ...found.map(({ id }) => id).filter((id) => next.has(id) && !isChosen.has(id))]);
  };
  return (
    <div className="w-field max-w-full overflow-clip rounded-2 border border-line-field bg-raised">
      {options.length > IN_SIGHT && (
        <SearchField aria-label={t("operators.find_in", { label })} value={search} onChange={setSearch} className="flex h-control items-center gap-1.5 border-b border-line-soft px-2 focus-within:bg-selected">
          <Icon name="search" className="text-icon-quiet" />
          <Input placeholder={t("operators.find")} className={`${fieldInput} [&::-webkit-search-cancel-button]:hidden`} />
          <span id={counted} className="figure flex-none text-small text-ink-3">
            {t("operators.chosen", { count: chosen.length, n: format.number(chosen.length) })}
          </span>
        </SearchField>
      )}
      <Virtualizer layout={ListLayout} layoutOptions={ROWS}>
        <ListBox
          aria-label={label}
          selectionMode="multiple"
          items={found}
          selectedKeys={isChosen}
          onSelectionChange={(keys) => change(keys === "all" ? new Set(found.map(({ id }) => id)) : keys)}
          escapeKeyBehavior="none"
          renderEmptyState={() => <p className="px-2 py-1 text-ink-3">{t("common.none_found")}</p>}
          className="overflow-auto"
          style={{ height: `calc(var(--control) * ${Math.min(IN_SIGHT, Math.max(1, found.length))} + var(--s-2))` }}
        >
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.name} className={`${menuItem} group data-focus-visible:bg-selected data-focused:bg-transparent`}>
              <span className="grid size-4 flex-none place-items-center rounded-1 border border-line-control bg-raised text-transparent group-data-selected:border-accent group-data-selected:bg-accent group-data-selected:text-on-accent">
                <Icon name="check" size="small" />
              </span>
              {option.mark}
              <span className="cut flex-1" title={option.name}>
                {option.name}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Virtualizer>
    </div>
  );
});
