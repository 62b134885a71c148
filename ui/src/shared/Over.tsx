/** What lies over the window: a window for a whole thing, and a question. */
import type { ReactNode } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { IconButton } from "./Button";

const scrim = "fixed inset-0 z-10 bg-scrim";

interface SheetProps {
  label: string;
  onClose: () => void;
  children: ReactNode;
}

/** A window over the list: editing a whole thing. Escape and a press beside it close it. */
export function Sheet({ label, onClose, children }: SheetProps) {
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className={scrim}>
      <Modal className="fixed inset-x-sheet-x inset-y-sheet-y overflow-clip rounded-4 bg-raised shadow-3 outline-1 outline-line-strong">
        <Dialog aria-label={label} className="flex h-full flex-col">
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** A window over the list for one thing of a few fields: what it is, its fields, and at the foot what is done with it. */
export function FormWindow({ label, onClose, foot, children }: SheetProps & { foot: ReactNode }) {
  const { t } = useTranslation();
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className={`${scrim} flex items-center justify-center p-6`}>
      <Modal className="flex max-h-full w-full max-w-form flex-col overflow-clip rounded-4 bg-raised shadow-3 outline-1 outline-line-strong">
        <Dialog aria-label={label} className="flex min-h-0 flex-col">
          <header className="flex h-head flex-none items-center gap-2 border-b border-line pr-2 pl-5">
            <h2 className="cut flex-1" title={label}>
              {label}
            </h2>
            <IconButton name={t("common.close")} icon="x" onPress={onClose} />
          </header>
          <div className="min-h-0 overflow-auto px-5 py-4">{children}</div>
          <footer className="flex h-head flex-none items-center justify-end gap-2 border-t border-line px-4">{foot}</footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** A smaller window: one thing to read or decide. An `alert` asks before something goes. */
export function Small({ label, onClose, children, alert = false }: SheetProps & { alert?: boolean }) {
  return (
    <ModalOverlay isOpen isDismissable={!alert} onOpenChange={(open) => !open && onClose()} className={`${scrim} grid place-items-center p-6`}>
      <Modal className={`flex max-h-full w-full ${alert ? "max-w-dialog" : "max-w-palette"} overflow-auto rounded-4 bg-raised shadow-3 outline-1 outline-line-strong`}>
        <Dialog role={alert ? "alertdialog" : "dialog"} aria-label={label} className="min-w-0 flex-1 p-5">
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
