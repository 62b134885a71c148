import { useId, useState, type KeyboardEvent } from "react";
import { Button as Pressable, ComboBox, Input, ListBox, ListBoxItem, Popover, useFilter } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { menuItem } from "./Choice";
import { fieldBad, fieldBox, fieldInput, Wrong } from "./Field";
import { Icon } from "./Icon";

interface One {
  value: string;
  text: string;
}

interface Props {
  label: string;
  /** The id of what describes it. */
  described?: string;
  options: readonly One[];
  value: string;
  onPick: (value: string) => void;
  wrong?: boolean;
  width?: string;
}

/** What was typed and taken for none of the values. */
interface Missed {
  text: string;
  why: "not_in_list" | "fits_several";
}

/**
 * One of many values, found by typing a part of it. When the field is left, what was typed is taken
 * where it means one value alone; otherwise the one that is chosen stands again, and it is said why.
 */
export function Combo({ label, described, options, value, onPick, wrong = false, width = "w-field max-w-full" }: Props) {
  const { t } = useTranslation();
  const { contains } = useFilter({ sensitivity: "base" });
  const id = useId();
  // Null while what stands there is the value that is chosen.
  const [typed, setTyped] = useState<string | null>(null);
  const [missed, setMissed] = useState<Missed | null>(null);
  const bad = wrong || missed !== null;

  const pick = (picked: string) => {
    setTyped(null);
    setMissed(null);
    onPick(picked);
  };
  const settle = () => {
    if (typed === null) return;
    const text = typed.trim();
    const found = meant(text, options, contains);
    const [only] = found;
    if (only !== undefined && found.length === 1) return pick(only.value);
    setTyped(null);
    setMissed(text === "" ? null : { text, why: found.length === 0 ? "not_in_list" : "fits_several" });
  };
  const press = ({ key, currentTarget }: KeyboardEvent<HTMLInputElement>) => {
    if (key === "Escape") setTyped(null);
    // With the arrows, somebody is already at one of the list.
    if ((key === "Enter" || key === "Tab") && !currentTarget.hasAttribute("aria-activedescendant")) settle();
  };

  return (
    <ComboBox
      aria-label={label}
      aria-describedby={[missed && id, described].filter((said) => said != null).join(" ")}
      isInvalid={bad}
      defaultItems={options}
      selectedKey={value}
      onSelectionChange={(key) => key !== null && pick(String(key))}
      menuTrigger="input"
      allowsEmptyCollection
    >
      <div className={`${fieldBox} pr-0.5 ${width} ${bad ? fieldBad : ""}`}>
        <Input
          className={fieldInput}
          onClick={(event) => event.currentTarget.select()}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setMissed(null);
          }}
          onKeyDownCapture={press}
          onBlurCapture={settle}
        />
        <Pressable aria-label={t("common.open_list")} className="grid size-small flex-none place-items-center rounded-1 text-icon-quiet">
          <Icon name="updown" />
        </Pressable>
      </div>
      {missed && (
        <div id={id} role="status">
          <Wrong>{t(`common.${missed.why}`, { text: missed.text, value: options.find((option) => option.value === value)?.text ?? value })}</Wrong>
        </div>
      )}
      <Popover className="w-(--trigger-width) min-w-44 rounded-3 bg-pop shadow-2 outline-1 outline-line-strong">
        <ListBox<One> className="max-h-80 overflow-auto p-1" renderEmptyState={() => <p className="px-2 py-1 text-ink-3">{t("common.none_found")}</p>}>
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

/** The options that a text may mean: the one that is written so, else all that hold it. */
function meant(text: string, options: readonly One[], contains: (whole: string, part: string) => boolean): readonly One[] {
  if (text === "") return [];
  const plain = text.toLowerCase();
  const exact = options.find((option) => option.text.toLowerCase() === plain || option.value.toLowerCase() === plain);
  return exact ? [exact] : options.filter((option) => contains(option.text, text));
}
