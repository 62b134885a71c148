/** A filter above a list: its words open its choices; when it narrows, it is tinted and has a cross. */
import type { ReactNode } from "react";
import { Button as Pressable, Popover } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { IconButton } from "./Button";
import { Icon, type IconName } from "./Icon";

/** The choices of a filter, under its words. */
export function Pop({ children }: { children: ReactNode }) {
  return (
    <Popover placement="bottom start" offset={4} className="rounded-3 bg-pop shadow-2 outline-1 outline-line-strong">
      {children}
    </Popover>
  );
}

/** A filter: its choices open from its words; when set, a cross takes it away. */
export function Chip({ text, set, onClear, children }: { text: string; set: boolean; onClear: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <span className={`inline-flex h-control max-w-field min-w-0 items-center rounded-2 border ${set ? "border-accent-line bg-selected text-accent-ink" : "border-line-strong"}`}>
      {children}
      {set && (
        <span className="-ml-1.5 flex">
          <IconButton name={t("common.clear_filter", { filter: text })} icon="x" small tone="text-accent-ink" onPress={onClear} />
        </span>
      )}
    </span>
  );
}

/** The words of a filter. The cross stands outside its trigger, which would take a press on it for its own. */
export function ChipText({ text, icon, set }: { text: string; icon?: IconName; set: boolean }) {
  return (
    <Pressable className="flex h-full min-w-0 items-center gap-1.5 rounded-2 px-2.5">
      {icon && <Icon name={icon} className={set ? "" : "text-icon-quiet"} />}
      <span className="cut" title={text}>
        {text}
      </span>
      {!set && <Icon name="down" className="-mr-0.5 text-icon-quiet" />}
    </Pressable>
  );
}
