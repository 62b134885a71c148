import type { ReactNode } from "react";
import { Menu, MenuItem, MenuTrigger } from "react-aria-components";

import { Chip, ChipText, Pop } from "../../shared/Chip";
import { menuItem } from "../../shared/Choice";
import { Icon } from "../../shared/Icon";
import { without, type FilterAddress } from "./filter";

export interface FilterProps {
  filter: FilterAddress;
  onFilter: (filter: FilterAddress) => void;
}

interface One {
  id: string;
  name: string;
  /** Drawn before the name. */
  mark?: ReactNode;
}

interface Props extends FilterProps {
  /** The part of the filter that is chosen here. */
  part: "chat" | "script" | "marker";
  label: string;
  /** What is said when it does not narrow. */
  any: string;
  /** What is said when what it narrows to is not in the list. */
  gone: string;
  /** What is said of an empty list. */
  none: string;
  options: readonly One[];
}

/** A filter by one of the things that people gave a name. */
export function ByName({ part, filter, onFilter, label, any, gone, none, options }: Props) {
  const { [part]: value } = filter;
  const text = value === undefined ? any : (options.find(({ id }) => id === value)?.name ?? gone);
  return (
    <Chip text={text} set={value !== undefined} onClear={() => onFilter(without(filter, part))}>
      <MenuTrigger>
        <ChipText text={text} set={value !== undefined} />
        <Pop>
          <Menu aria-label={label} items={options} className="max-h-96 max-w-field overflow-auto p-1" renderEmptyState={() => <span className="p-2 text-ink-3">{none}</span>}>
            {({ id, name, mark }) => (
              <MenuItem id={id} onAction={() => onFilter({ ...filter, [part]: id })} textValue={name} className={menuItem}>
                {mark}
                <span className="cut flex-1" title={name}>
                  {name}
                </span>
                {id === value && <Icon name="check" className="text-accent-ink" />}
              </MenuItem>
            )}
          </Menu>
        </Pop>
      </MenuTrigger>
    </Chip>
  );
}
