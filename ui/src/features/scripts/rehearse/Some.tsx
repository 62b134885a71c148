import type { ReactNode } from "react";
import { Button as Pressable, Menu, MenuItem, MenuTrigger, type Selection } from "react-aria-components";

import { menuItem } from "../../../shared/Choice";
import { Pop } from "../../../shared/Chip";
import { Icon } from "../../../shared/Icon";

interface Props<Value extends string> {
  label: string;
  /** What is said when none is chosen, which means all. */
  all: string;
  options: readonly { value: Value; text: string; mark?: ReactNode }[];
  /** Null: all. */
  chosen: readonly Value[] | null;
  onChange: (chosen: Value[] | null) => void;
}

/** Any number out of a list; none means all of them. */
export function Some<Value extends string>({ label, all, options, chosen, onChange }: Props<Value>) {
  const text = chosen === null ? all : options.filter(({ value }) => chosen.includes(value)).map((option) => option.text).join(", ");
  const pick = (keys: Selection) => {
    const next = options.map(({ value }) => value).filter((value) => keys === "all" || keys.has(value));
    onChange(next.length === 0 ? null : next);
  };
  return (
    <div className="grid gap-1">
      <span className="text-small text-ink-2">{label}</span>
      <MenuTrigger>
        <Pressable aria-label={`${label}: ${text}`} className="flex h-control items-center gap-1.5 rounded-2 border border-line-field bg-raised pr-1.5 pl-2 text-left">
          <span className="cut flex-1" title={text}>
            {text}
          </span>
          <Icon name="updown" className="text-icon-quiet" />
        </Pressable>
        <Pop>
          <Menu aria-label={label} selectionMode="multiple" selectedKeys={chosen ?? []} onSelectionChange={pick} className="max-h-96 max-w-field overflow-auto p-1">
            {options.map(({ value, text: name, mark }) => (
              <MenuItem key={value} id={value} textValue={name} className={menuItem}>
                {mark}
                <span className="cut flex-1" title={name}>
                  {name}
                </span>
                {chosen?.includes(value) && <Icon name="check" className="text-accent-ink" />}
              </MenuItem>
            ))}
          </Menu>
        </Pop>
      </MenuTrigger>
    </div>
  );
}
