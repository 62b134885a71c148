/** A button that opens a list of deeds, for those that have no room of their own. */
import { Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";

import { IconButton } from "./Button";
import { menuItem } from "./Choice";
import { Icon, type IconName } from "./Icon";

export interface Deed {
  id: string;
  text: string;
  icon?: IconName;
  run: () => void;
}

interface Props {
  /** The button's name and tooltip. */
  name: string;
  /** A longer name when there are many alike, as in the rows of a list. */
  label?: string;
  deeds: readonly Deed[];
  excludeFromTabOrder?: boolean;
  tone?: string;
}

export function MenuButton({ name, label = name, deeds, ...rest }: Props) {
  return (
    <MenuTrigger>
      <IconButton name={name} label={label} icon="more" {...rest} />
      <Popover placement="bottom end" offset={4} className="rounded-3 bg-pop shadow-2 outline-1 outline-line-strong">
        <Menu aria-label={label} items={deeds} className="min-w-44 p-1">
          {(deed) => (
            <MenuItem onAction={deed.run} textValue={deed.text} className={menuItem}>
              {deed.icon && <Icon name={deed.icon} className="text-icon" />}
              <span className="flex-1">{deed.text}</span>
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
