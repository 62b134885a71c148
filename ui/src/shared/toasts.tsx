/** Short notes at the foot of the window: what was done, and its Undo. Read out when they come. */
import { useSyncExternalStore } from "react";
import { Text, UNSTABLE_Toast as Toast, UNSTABLE_ToastContent as ToastContent, UNSTABLE_ToastQueue as ToastQueue, UNSTABLE_ToastRegion as ToastRegion } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Button, IconButton } from "./Button";

interface Note {
  text: string;
  action?: { name: string; run: () => void };
}

const queue = new ToastQueue<Note>({ maxVisibleToasts: 3 });

/** Long enough to read a sentence. */
const SHOWN = 6_000;

/** Shows a note for `shown` milliseconds (at least 5,000, so that everybody can read it). */
export function note(text: string, action?: Note["action"], shown = SHOWN): void {
  queue.add({ text, ...(action && { action }) }, { timeout: Math.max(shown, 5_000) });
}

/** Says that what was just done is done: a glance is enough, and nothing is lost when it is missed. */
export function confirm(text: string): void {
  queue.add({ text }, { timeout: 3_000 });
}

/** Takes all notes away. */
export function clearNotes(): void {
  queue.clear();
}

/** Where they lie: in the middle of the foot, over the foot of the list beside the rail, or under the heads of a narrow screen. */
const places = {
  middle: "bottom-10 left-1/2 -translate-x-1/2",
  list: "bottom-10 left-rail ml-2 w-note",
  list_narrow: "bottom-10 left-rail-narrow ml-2 w-note",
  top: "top-24 left-1/2 -translate-x-1/2",
} as const;
export type Place = keyof typeof places;

/** The notes that are to be read now; F6 leads to them from anywhere, also from within a window over the list. */
export function Notes({ place = "middle" }: { place?: Place }) {
  // The region has to stand in the page when it makes itself known as a place that F6 leads to.
  const isAny = useSyncExternalStore(
    (hear) => queue.subscribe(hear),
    () => queue.visibleToasts.length > 0,
  );
  return isAny ? <Region place={place} /> : null;
}

function Region({ place }: { place: Place }) {
  const { t } = useTranslation();
  return (
    <ToastRegion queue={queue} aria-label={t("frame.notes")} className={`fixed z-20 grid gap-2 ${places[place]}`}>
      {({ toast }) => (
        <Toast toast={toast} className="flex min-h-10 items-center gap-3 rounded-3 bg-inverse py-1 pr-1.5 pl-3 text-on-inverse shadow-2">
          <ToastContent className="max-w-dialog flex-1">
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          {toast.content.action && (
            <span className="contents [&_button]:border-0 [&_button]:bg-transparent [&_button]:text-on-inverse [&_button]:underline [&_button]:underline-offset-2">
              <Button
                slot={null}
                onPress={() => {
                  toast.content.action?.run();
                  queue.close(toast.key);
                }}
              >
                {toast.content.action.name}
              </Button>
            </span>
          )}
          <IconButton name={t("common.hide")} icon="x" small tone="text-on-inverse" slot="close" />
        </Toast>
      )}
    </ToastRegion>
  );
}
