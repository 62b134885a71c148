import type { ReactNode } from "react";
import { Dialog, DialogTrigger, Popover } from "react-aria-components";

interface Props {
  label: string;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  /** The button it hangs from. */
  trigger: ReactNode;
  children: ReactNode;
}

/** What a button of the conversation asks before it does its deed. */
export function DeedPop({ label, isOpen, onOpen, trigger, children }: Props) {
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpen}>
      {trigger}
      <Popover placement="bottom end" offset={4} className="w-pop rounded-3 bg-pop shadow-2 outline-1 outline-line-strong">
        <Dialog aria-label={label}>{children}</Dialog>
      </Popover>
    </DialogTrigger>
  );
}
