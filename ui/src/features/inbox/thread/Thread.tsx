import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type CSSProperties } from "react";
import { useTranslation } from "react-i18next";

import type { AuthorColours, Entry } from "../../../ipc";
import { Button } from "../../../shared/Button";
import { useFormats } from "../../../shared/format";
import { Failure, Skeleton } from "../../../shared/States";
import { useWriting, wrote } from "../typing";
import { itemsOf, type Item } from "./items";
import { ItemView } from "./ItemView";
import { useThread } from "./thread";

interface Props {
  dialog: string;
  /** The name of the client, for those who only hear what comes. */
  client: string;
  me: { id: string; name: string };
  /** In which its authors are shown; none until they are read. */
  colours: AuthorColours | null;
  /** What the client wrote last was seen. */
  onSeen: (message: string) => void;
}

/** In pixels from the top: what came before is read before somebody gets there. */
const AHEAD = 600;
/** In pixels: so near the end counts as there. */
const NEAR_END = 24;

const dayOf = (at: number) => new Date(at).toDateString();

/**
 * Everything that was said, the newest at the bottom. It stays at the end as long as one is there;
 * else what is read keeps its place, whatever comes above or below.
 */
export function Thread({ dialog, client, me, colours, onSeen }: Props) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { entries, hasEarlier, isReadingEarlier, earlierError, error, readEarlier, retry } = useThread(dialog);
  const items = useMemo(() => itemsOf(entries ?? [], dayOf), [entries]);
  const box = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const latest = useMemo(() => latestOf(entries ?? []), [entries]);
  const fresh = useFresh(items, atEnd);
  const isWriting = useWriting(dialog);

  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => (items[index]?.type === "message" ? 44 : 32),
    getItemKey: useCallback((index: number) => items[index]?.key ?? index, [items]),
    anchorTo: "end",
    scrollEndThreshold: NEAR_END,
    paddingStart: 12,
    paddingEnd: 12,
    overscan: 8,
  });
  const toEnd = useCallback(() => virtual.scrollToEnd(), [virtual]);

  const isRead = entries !== undefined;
  const stays = useRef(true);
  // What comes is followed, also where as much went at the top: a reading gives only so many.
  useLayoutEffect(() => {
    if (stays.current) toEnd();
  }, [items, toEnd]);
  useEffect(() => {
    stays.current = atEnd;
  }, [atEnd]);
  // A reply box that grows must not push the newest out of sight.
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() => stays.current && toEnd());
    watch.observe(element);
    return () => watch.disconnect();
  }, [isRead, toEnd]);

  const heard = useRef(latest?.id);
  useEffect(() => {
    if (heard.current !== undefined && heard.current !== latest?.id) wrote(dialog);
    heard.current = latest?.id;
  }, [dialog, latest?.id]);
  useEffect(() => {
    if (latest === null) return;
    const see = () => document.hasFocus() && atEnd && onSeen(latest.id);
    see();
    window.addEventListener("focus", see);
    return () => window.removeEventListener("focus", see);
  }, [dialog, latest, atEnd, onSeen]);

  const look = () => {
    const element = box.current;
    if (!element) return;
    setAtEnd(element.scrollHeight - element.scrollTop - element.clientHeight <= NEAR_END);
    if (element.scrollTop < AHEAD) readEarlier();
  };
  // A short page, or one that was just read, may leave the top in sight.
  useEffect(() => {
    if (hasEarlier && !isReadingEarlier && earlierError === null && (box.current?.scrollTop ?? AHEAD) < AHEAD && !atEnd) readEarlier();
  });

  if (error !== null) return <Failure error={error} onRetry={retry} />;
  if (!isRead) return <Skeleton rows={6} />;
  return (
    <div className="relative flex min-h-0 flex-1 flex-col" style={colours === null ? undefined : tints(colours)}>
      <div ref={box} onScroll={look} tabIndex={0} role="region" aria-label={t("inbox.messages")} className="min-h-0 flex-1 overflow-auto [overflow-anchor:none] focus-visible:shadow-inset">
        <div role="list" aria-label={t("inbox.messages")} className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const item = items[index];
            return (
              item && (
                <div key={key} ref={virtual.measureElement} data-index={index} role="listitem" className="absolute inset-x-0 px-4" style={{ transform: `translateY(${start}px)` }}>
                  <ItemView item={item} me={me} />
                </div>
              )
            );
          })}
        </div>
      </div>
      {(isReadingEarlier || earlierError !== null) && (
        <div role="status" className="absolute inset-x-0 top-2 flex justify-center">
          <span className="flex items-center gap-2 rounded-round bg-pop px-3 py-1 text-small text-ink-2 shadow-2 outline-1 outline-line-strong">
            {earlierError === null ? t("inbox.earlier") : t("inbox.earlier_failed")}
            {earlierError !== null && (
              <Button small onPress={readEarlier}>
                {t("common.retry")}
              </Button>
            )}
          </span>
        </div>
      )}
      {!atEnd && (
        <button type="button" onClick={toEnd} className="absolute bottom-2 left-1/2 z-1 h-small -translate-x-1/2 rounded-round bg-inverse px-3 text-small font-medium text-on-inverse shadow-2">
          {fresh > 0 ? t("inbox.fresh", { count: fresh, n: number(fresh) }) : t("inbox.to_end")}
        </button>
      )}
      <div className="flex h-5 flex-none items-center px-4 text-small text-accent-ink" aria-live="polite">
        {isWriting && t("inbox.client_writing", { name: client })}
      </div>
      <Spoken message={latest} client={client} />
    </div>
  );
}

/** The chat's colours, as its bubbles take them. */
const tints = ({ bot, operator, user }: AuthorColours) => ({ "--chat-bot": bot, "--chat-operator": operator, "--chat-user": user }) as CSSProperties;

/** The client's newest message. */
function latestOf(entries: readonly Entry[]): { id: string; text: string } | null {
  const found = entries.findLast((entry) => entry.type === "message" && entry.message.author_type === "client");
  if (found?.type !== "message") return null;
  const { id, text, attachment } = found.message;
  return { id, text: attachment === null ? text : `${attachment.name} ${text}` };
}

/** Reads out what the client writes while the dialog is open. */
function Spoken({ message, client }: { message: { id: string; text: string } | null; client: string }) {
  const { t } = useTranslation();
  const [first] = useState(message?.id);
  return (
    <div role="log" aria-label={t("inbox.new_messages")} className="sr-only">
      {message !== null && message.id !== first && <p key={message.id}>{t("inbox.says", { name: client, text: message.text })}</p>}
    </div>
  );
}

/** How many messages came since the end was last in sight. */
function useFresh(items: readonly Item[], atEnd: boolean): number {
  const seen = useRef<string | null>(null);
  const last = items.findLast((item) => item.type === "message")?.key ?? null;
  useEffect(() => {
    if (atEnd) seen.current = last;
  }, [atEnd, last]);
  if (atEnd || seen.current === null) return 0;
  const from = items.findIndex((item) => item.key === seen.current);
  return items.slice(from + 1).filter((item) => item.type === "message").length;
}
