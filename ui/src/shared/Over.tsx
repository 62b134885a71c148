/** What lies over the window: a window for a whole thing, and a question. */
import type { ReactNode } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";

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
