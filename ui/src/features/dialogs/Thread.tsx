import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { call } from "../../ipc";
import { Button } from "../../shared/Button";
import { useFormats } from "../../shared/format";
import { Bubble } from "../../shared/message/Bubble";
import { Failure, Skeleton } from "../../shared/States";

/** How many messages one reading asks for. */
const PAGE = 200;

/** The messages of one dialog, oldest first; a long one is read on at its end. */
export function Thread({ dialog }: { dialog: string }) {
  const { t } = useTranslation();
  const format = useFormats();
  const thread = useInfiniteQuery({
    queryKey: ["messages", dialog],
    queryFn: ({ pageParam }) => call("dialog_messages", { id: dialog, after: pageParam, limit: PAGE }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => (page.more ? (page.messages.at(-1)?.seq ?? null) : null),
  });
  if (thread.isPending) return <Skeleton rows={4} />;
  if (thread.isError) return <Failure error={thread.error} onRetry={() => void thread.refetch()} />;

  const messages = thread.data.pages.flatMap((page) => page.messages);
  if (messages.length === 0) return <p className="p-4 text-center text-ink-3">{t("dialogs.no_messages")}</p>;
  return (
    <div className="flex flex-col px-4 py-3">
      <ol aria-label={t("dialogs.messages")} className="flex flex-col">
        {messages.map((message, index) => {
          const former = messages[index - 1];
          const newDay = former === undefined || format.date(former.at) !== format.date(message.at);
          const sameAuthor = !newDay && former.author_type === message.author_type && former.author === message.author && former.kind !== "notice";
          return (
            <li key={message.id} className="contents">
              {newDay && (
                <div className="mt-3 mb-2 flex items-center gap-3 text-small text-ink-3 first:mt-0 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
                  {format.day(message.at)}
                </div>
              )}
              {message.kind === "notice" || message.author_type === "system" ? (
                <div className="my-1.5 text-center text-small text-ink-3 select-text" title={format.exact(message.at)}>
                  {message.text}
                </div>
              ) : (
                <Bubble message={message} first={!sameAuthor} pressed={null} me={null} />
              )}
            </li>
          );
        })}
      </ol>
      {thread.hasNextPage && (
        <div className="mt-3 self-center">
          <Button isDisabled={thread.isFetchingNextPage} onPress={() => void thread.fetchNextPage()}>
            {t("dialogs.more_messages")}
          </Button>
        </div>
      )}
    </div>
  );
}
