import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { call, type AuthorType, type Delivery, type Message } from "../../ipc";
import { Button } from "../../shared/Button";
import { useFormats } from "../../shared/format";
import { Icon, type IconName } from "../../shared/Icon";
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
                <Bubble message={message} named={!sameAuthor} />
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

type Side = Exclude<AuthorType, "system">;

const sides: Record<Side, { bubble: string; meta: string }> = {
  client: { bubble: "self-start rounded-bl-1 bg-client text-on-client", meta: "text-meta-client" },
  bot: { bubble: "self-end rounded-br-1 bg-bot text-on-bot", meta: "text-meta-bot" },
  operator: { bubble: "self-end rounded-br-1 bg-operator text-on-operator", meta: "text-meta-operator" },
};

const marks: Record<Exclude<Delivery, "received">, { icon: IconName; tone: string }> = {
  pending: { icon: "clock", tone: "" },
  delivered: { icon: "ticks", tone: "" },
  read: { icon: "ticks", tone: "text-accent-ink" },
  undelivered: { icon: "error", tone: "text-danger-ink" },
  cancelled: { icon: "ban", tone: "" },
};

function Bubble({ message, named }: { message: Message; named: boolean }) {
  const { t } = useTranslation();
  const format = useFormats();
  const author = message.author_type as Side;
  const { bubble, meta } = sides[author];
  const name = message.author ?? t(`dialogs.author.${author}`);
  const delivery = author === "client" || message.delivery === "received" ? null : message.delivery;
  return (
    <div className={`max-w-5/6 min-w-0 rounded-bubble px-2.5 py-1.5 ${named ? "mt-2" : "mt-1"} ${bubble}`}>
      <div className={`mb-px flex items-center gap-1.5 text-small font-strong ${meta} ${named ? "" : "sr-only"}`}>
        {author === "bot" && <Icon name="bot" size="small" />}
        {name}
      </div>
      <span className="wrap-anywhere whitespace-pre-wrap select-text">{message.text}</span>
      {message.buttons.length > 0 && (
        <span className="mt-1.5 flex flex-wrap gap-1">
          {message.buttons.map((button, index) => (
            <span key={index} className={`rounded-2 border border-current px-2 text-small ${meta}`}>
              {button.title}
            </span>
          ))}
        </span>
      )}
      <span className={`figure relative top-0.5 float-right mt-1 ml-2.5 inline-flex items-center gap-1 text-tiny ${meta}`} title={format.exact(message.at)}>
        <time dateTime={new Date(message.at).toISOString()}>{format.time(message.at)}</time>
        {delivery && (
          <>
            <Icon name={marks[delivery].icon} size="small" className={marks[delivery].tone} />
            <span className="sr-only">{t(`dialogs.delivery.${delivery}`)}</span>
          </>
        )}
      </span>
    </div>
  );
}
