import { Button as Pressable, ComboBox, Input, ListBox, ListBoxItem, Popover } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { menuItem } from "./Choice";
import { fieldBad, fieldBox, fieldInput } from "./Field";
import { Icon } from "./Icon";

interface Props {
  label: string;
  /** The id of what describes it. */
  described?: string;
  options: readonly { value: string; text: string }[];
  value: string;
  onPick: (value: string) => void;
  wrong?: boolean;
  width?: string;
}

/** One of many values, found by typing a part of it. What is typed and is none of them goes back to the one that is chosen. */
export function Combo({ label, described, options, value, onPick, wrong = false, width = "w-field max-w-full" }: Props) {
  const { t } = useTranslation();
  return (
    <ComboBox aria-label={label} aria-describedby={described} isInvalid={wrong} defaultItems={options} selectedKey={value} onSelectionChange={(key) => key !== null && onPick(String(key))} menuTrigger="input" allowsEmptyCollection>
      <div className={`${fieldBox} pr-0.5 ${width} ${wrong ? fieldBad : ""}`}>
        <Input className={fieldInput} onClick={(event) => event.currentTarget.select()} />
        <Pressable aria-label={t("common.open_list")} className="grid size-small flex-none place-items-center rounded-1 text-icon-quiet">
          <Icon name="updown" />
        </Pressable>
      </div>
      <Popover className="w-(--trigger-width) min-w-44 rounded-3 bg-pop shadow-2 outline-1 outline-line-strong">
        <ListBox<{ value: string; text: string }> className="max-h-80 overflow-auto p-1" renderEmptyState={() => <p className="px-2 py-1 text-ink-3">{t("common.none_found")}</p>}>
          {(option) => (
            <ListBoxItem id={option.value} textValue={option.text} className={menuItem}>
              <span className="cut flex-1">{option.text}</span>
              {option.value === value && <Icon name="check" className="text-accent-ink" />}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
