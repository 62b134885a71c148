import type { ReactNode } from "react";
import { Button as Pressable, Tooltip, TooltipTrigger, type ButtonProps } from "react-aria-components";

import { Icon, type IconName } from "./Icon";
import { Keys } from "./Keys";

type Look = "plain" | "primary" | "quiet" | "danger";

const looks: Record<Look, string> = {
  plain: "border-line-field bg-raised text-ink data-hovered:bg-sunken",
  primary: "border-transparent bg-accent text-on-accent data-hovered:bg-accent-hover",
  quiet: "border-transparent text-ink-2 data-hovered:bg-hover",
  danger: "border-transparent bg-danger text-on-danger",
};

interface Props extends Omit<ButtonProps, "className" | "children" | "style"> {
  look?: Look;
  icon?: IconName;
  small?: boolean;
  children: ReactNode;
}

/** A button with words. At most one `primary` in a pane. */
export function Button({ look = "plain", icon, small = false, children, ...rest }: Props) {
  const size = small ? "h-small px-2 text-small" : look === "quiet" ? "h-control px-2" : "h-control px-3";
  return (
    <Pressable
      {...rest}
      className={`inline-flex flex-none items-center justify-center gap-1.5 rounded-2 border font-medium whitespace-nowrap data-disabled:border-transparent data-disabled:bg-fill data-disabled:text-ink-off ${size} ${looks[look]}`}
    >
      {icon && <Icon name={icon} className={`-ml-0.5 ${look === "plain" ? "text-icon" : ""}`} />}
      {children}
    </Pressable>
  );
}

interface IconButtonProps extends Omit<ButtonProps, "className" | "children" | "style" | "aria-label"> {
  /** Its name, for those who do not see it and, beside the pointer, for those who do. */
  name: string;
  /** A longer name when there are many alike, as in the rows of a list. */
  label?: string;
  icon: IconName;
  small?: boolean;
  tone?: string;
  /** The keys that do the same from anywhere on the screen, shown in the tooltip. */
  keys?: string;
}

/** A button that is only a picture: it has a name and a tooltip. */
export function IconButton({ name, label = name, icon, small = false, tone = "text-icon", keys, ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <Pressable
        {...rest}
        aria-label={label}
        className={`inline-grid flex-none place-items-center rounded-2 ${tone} data-hovered:bg-press data-hovered:text-ink data-disabled:text-ink-off ${small ? "size-small" : "size-control"}`}
      >
        <Icon name={icon} />
      </Pressable>
      <Tip>
        {name}
        {keys && <Keys of={keys} onTip />}
      </Tip>
    </TooltipTrigger>
  );
}

/** A deed that stands among words, as a link does. `label` names it where its words alone would not. */
export function Link({ label, onPress, children }: { label?: string; onPress: () => void; children: ReactNode }) {
  return (
    <Pressable aria-label={label} onPress={onPress} className="rounded-1 text-accent-ink underline-offset-2 data-hovered:underline">
      {children}
    </Pressable>
  );
}

/** The words beside the pointer. */
export function Tip({ children }: { children: ReactNode }) {
  return (
    <Tooltip offset={4} className="rounded-1 bg-inverse px-2 py-1 text-small text-on-inverse shadow-2">
      {children}
    </Tooltip>
  );
}
