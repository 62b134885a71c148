import type { ReactNode } from "react";
import {
  Button as Pressable,
  Checkbox,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Radio,
  RadioGroup,
  Select,
  SelectValue,
  Switch as Toggle,
} from "react-aria-components";

import { Icon } from "./Icon";

export interface Option<Value extends string> {
  value: Value;
  text: string;
  /** Drawn before the words. */
  mark?: ReactNode;
  /** The words only name the mark, where marks say enough to those who see them. */
  markOnly?: boolean;
}

interface PickProps<Value extends string> {
  label: string;
  /** Whether the label is drawn before the box, or only read out. */
  labelShown?: boolean;
  /** The id of what describes it. */
  described?: string;
  options: readonly Option<Value>[];
  value: Value;
  onPick: (value: Value) => void;
  width?: string;
}

/** One of more than three values. */
export function Pick<Value extends string>({ label, labelShown = false, described, options, value, onPick, width = "w-select" }: PickProps<Value>) {
  return (
    <Select
      aria-label={labelShown ? undefined : label}
      aria-describedby={described}
      value={value}
      onChange={(key) => key !== null && onPick(key as Value)}
      className="flex items-center gap-2"
    >
      {labelShown && <Label className="text-ink-2">{label}</Label>}
      <Pressable className={`flex h-control items-center justify-between gap-1.5 rounded-2 border border-line-field bg-raised pr-1.5 pl-2 ${width}`}>
        <SelectValue className="cut text-left">{({ selectedText }) => selectedText}</SelectValue>
        <Icon name="updown" className="text-icon-quiet" />
      </Pressable>
      <Popover className="min-w-(--trigger-width) rounded-3 bg-pop shadow-2 outline-1 outline-line-strong">
        <ListBox items={options} className="max-h-80 overflow-auto p-1">
          {(option) => (
            <ListBoxItem id={option.value} textValue={option.text} className={menuItem}>
              {option.mark}
              <span className="cut flex-1">{option.text}</span>
              {option.value === value && <Icon name="check" className="text-accent-ink" />}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}

/** One line of a menu or a list of choices. */
export const menuItem = "flex h-control items-center gap-2 rounded-1 px-2 data-focused:bg-selected data-hovered:bg-hover data-focus-visible:shadow-none";

/** One of two or three values, all in sight. */
export function Segmented<Value extends string>({ label, described, options, value, onPick }: Omit<PickProps<Value>, "labelShown" | "width">) {
  return (
    <RadioGroup
      aria-label={label}
      aria-describedby={described}
      orientation="horizontal"
      value={value}
      onChange={(next) => onPick(next as Value)}
      className="inline-flex h-control flex-none gap-px rounded-2 bg-fill p-0.5"
    >
      {options.map((option) => (
        <Radio
          key={option.value}
          value={option.value}
          aria-label={option.markOnly ? option.text : undefined}
          className="relative inline-flex h-6 items-center gap-1.5 rounded-1 px-2.5 text-small font-medium whitespace-nowrap text-ink-2 data-selected:bg-raised data-selected:text-ink data-selected:shadow-1 data-selected:outline-1 data-selected:outline-line"
        >
          {option.mark}
          {!option.markOnly && option.text}
        </Radio>
      ))}
    </RadioGroup>
  );
}

/** A box to tick, with its words. */
export function Check({ children, value, onChange, title }: { children: ReactNode; value: boolean; onChange: (value: boolean) => void; title?: string }) {
  return (
    <Checkbox isSelected={value} onChange={onChange} className="group relative inline-flex flex-none items-center gap-2 whitespace-nowrap data-focus-visible:shadow-none">
      <span
        title={title}
        className="grid size-4 place-items-center rounded-1 border border-line-control bg-raised text-transparent group-data-focus-visible:shadow-focus group-data-selected:border-accent group-data-selected:bg-accent group-data-selected:text-on-accent"
      >
        <Icon name="check" size="small" />
      </span>
      <span title={title}>{children}</span>
    </Checkbox>
  );
}

interface SwitchProps {
  /** What it switches, for those who do not see the label beside it. */
  name: string;
  /** The id of what describes it. */
  described?: string;
  value: boolean;
  onChange: (value: boolean) => void;
  /** How it stands, in a word. */
  children: ReactNode;
}

/** Something that is on or off, at once. */
export function Switch({ name, described, value, onChange, children }: SwitchProps) {
  return (
    <Toggle aria-label={name} aria-describedby={described} isSelected={value} onChange={onChange} className="group relative inline-flex flex-none items-center gap-2 data-focus-visible:shadow-none">
      <span className="flex h-4 w-7 items-center rounded-round bg-line-control p-0.5 group-data-focus-visible:shadow-focus group-data-selected:bg-accent">
        <span className="size-3 rounded-round bg-raised shadow-1 transition-transform duration-(--t-fast) group-data-selected:translate-x-3" />
      </span>
      <span aria-hidden="true" className="text-ink-2">
        {children}
      </span>
    </Toggle>
  );
}

interface RadiosProps<Value extends string> {
  label: string;
  options: readonly { value: Value; text: string; hint: string }[];
  value: Value;
  onPick: (value: Value) => void;
}

/** One of a few values that need a sentence each. */
export function Radios<Value extends string>({ label, options, value, onPick }: RadiosProps<Value>) {
  return (
    <RadioGroup aria-label={label} value={value} onChange={(next) => onPick(next as Value)} className="grid gap-2">
      {options.map((option) => (
        <Radio key={option.value} value={option.value} className="group relative grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 data-focus-visible:shadow-none">
          <RadioMark />
          <span>{option.text}</span>
          <span className="col-start-2 text-small text-ink-2">{option.hint}</span>
        </Radio>
      ))}
    </RadioGroup>
  );
}

/** The round mark of a radio, which is a `group`. */
export function RadioMark() {
  return (
    <span className="mt-0.5 grid size-4 place-items-center rounded-round border border-line-control bg-raised group-data-focus-visible:shadow-focus group-data-selected:border-accent group-data-selected:bg-accent">
      <span className="size-1.5 rounded-round group-data-selected:bg-on-accent" />
    </span>
  );
}
