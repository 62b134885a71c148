import { useQueryClient, type InfiniteData } from "@tanstack/react-query";
import { useCallback, useState, type DragEvent } from "react";
import { TooltipTrigger } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { asApiError, call, type Card, type DeskOperator, type InboxPage } from "../../ipc";
import { Button, IconButton, Tip } from "../../shared/Button";
import { ChatMark } from "../../shared/ChatMark";
import { carriesFiles } from "../../shared/drops";
import { Icon } from "../../shared/Icon";
import { Keys, useShortcut } from "../../shared/Keys";
import { useRoom } from "../../shared/room";
import { Empty, Failure, Skeleton } from "../../shared/States";
import { CardPane } from "./card/CardPane";
import { useCard } from "./card/useCard";
import { AddNote } from "./deeds/AddNote";
import { Close, Spam } from "./deeds/Close";
import { Tags } from "./deeds/Tags";
import { Transfer } from "./deeds/Transfer";
import { useDeed } from "./deeds/useDeed";
import { draftOf } from "./reply/drafts";
import { addFiles } from "./reply/files";
import { Reply } from "./reply/Reply";
import { Thread } from "./thread/Thread";
import { useClientName } from "./words";

interface Props {
  dialog: string;
  me: DeskOperator;
  /** Found by searching: read, and gone to on purpose. */
  readOnly: boolean;
  onGoToClient: (client: { id: string; no: number }) => void;
  onDialog: (id: string) => void;
  onBack: () => void;
}

/** One dialog: who it is with, what was said, where it is answered, and the client's card. */
export function Conversation({ dialog, me, readOnly, onGoToClient, onDialog, onBack }: Props) {
  const { t } = useTranslation();
  const room = useRoom();
  const card = useCard(dialog);
  const client = useQueryClient();
  const clientName = useClientName();
  const [showsCard, setShowsCard] = useState(false);
  const [dropping, setDropping] = useState(false);
  const isOver = room !== "wide" && showsCard;
  useShortcut("Escape", () => setShowsCard(false), isOver);

  const isMine = card.data?.dialog.operator?.id === me.id;
  const seen = useCallback(
    (_message: string) => {
      if (isMine && !readOnly) call("dialog_read", { id: dialog }).catch(() => undefined);
    },
    [dialog, isMine, readOnly],
  );
  const lost = useCallback(() => void client.invalidateQueries({ queryKey: ["card", dialog] }), [client, dialog]);

  if (card.isError && ["not_found", "gone"].includes(asApiError(card.error).code)) {
    return (
      <section aria-label={t("inbox.conversation")} className="min-w-0 flex-1">
        <Empty title={t("dialogs.gone")} actions={<Button onPress={onBack}>{t("inbox.to_list")}</Button>}>
          {t("dialogs.gone_hint")}
        </Empty>
      </section>
    );
  }
  const { data } = card;
  const canReply = data !== undefined && isMine && !readOnly && data.dialog.state === "operator";
  const drop = (event: DragEvent) => {
    if (!canReply || !carriesFiles(event.dataTransfer)) return;
    event.preventDefault();
    setDropping(event.type === "dragover");
    if (event.type === "drop") addFiles(dialog, [...event.dataTransfer.files]);
  };
  const name = data ? clientName(data.client) : "";
  return (
    <>
      <section aria-label={data ? t("inbox.conversation_with", { name }) : t("inbox.conversation")} onDragOver={drop} onDragLeave={() => setDropping(false)} onDrop={drop} className="relative flex min-w-0 flex-1 flex-col">
        <header className="flex h-row flex-none items-center gap-1 border-b border-line pr-4 pl-4">
          {room === "narrow" && (
            <span className="-ml-2">
              <IconButton name={t("inbox.back")} icon="left" onPress={onBack} />
            </span>
          )}
          {data && (
            <>
              <h2 className="cut text-base font-strong" title={name}>
                {name}
              </h2>
              <span className="ml-1 flex min-w-16 flex-1 basis-16 items-center gap-1.5 text-ink-3">
                <ChatMark colour={data.dialog.chat.colour} />
                <span className="cut" title={data.dialog.chat.name}>
                  {data.dialog.chat.name}
                </span>
              </span>
              {!readOnly && (
                <>
                  <Transfer dialog={dialog} me={me.id} isDisabled={!canReply} />
                  <Tags dialog={dialog} tags={data.tags} />
                  <AddNote dialog={dialog} hasShortcut />
                  <Spam dialog={dialog} client={name} isDisabled={!canReply} />
                </>
              )}
              {room !== "wide" && <IconButton name={t("inbox.card.title")} icon="user" onPress={() => setShowsCard(!showsCard)} />}
              {!readOnly && <Close dialog={data.dialog} isDisabled={!canReply} />}
            </>
          )}
        </header>
        <Thread dialog={dialog} client={name} me={me} colours={data?.dialog.colours ?? null} onSeen={seen} />
        {card.isError ? (
          // Where the card is in sight, it says so itself.
          room !== "wide" && (
            <div className="h-40 flex-none border-t border-line">
              <Failure error={card.error} onRetry={() => void card.refetch()} />
            </div>
          )
        ) : data === undefined ? (
          <div className="h-24 flex-none border-t border-line">
            <Skeleton rows={1} />
          </div>
        ) : canReply ? (
          <Reply
            dialog={dialog}
            operator={me.id}
            operatorName={me.name}
            clientName={data.client.name}
            chat={data.dialog.chat.name}
            draft={keptDraft(client.getQueriesData<InfiniteData<InboxPage>>({ queryKey: ["inbox", me.id] }), dialog)}
            waits={data.dialog.can_write === "waits"}
            onLost={lost}
          />
        ) : (
          <Standing card={data} me={me} readOnly={readOnly} onGoToClient={() => onGoToClient(data.client)} />
        )}
        {dropping && <div className="pointer-events-none absolute inset-2 z-5 grid place-items-center rounded-3 border-2 border-dashed border-accent bg-selected font-medium text-accent-ink">{t("inbox.drop")}</div>}
      </section>
      {room === "wide" && <CardPane card={card} onDialog={onDialog} />}
      {isOver && (
        <div className="absolute inset-y-0 right-0 z-4 flex shadow-3">
          <CardPane card={card} onDialog={onDialog} onClose={() => setShowsCard(false)} />
        </div>
      )}
    </>
  );
}

/** In the place of the reply box: why there is none, and what can be done. */
function Standing({ card, me, readOnly, onGoToClient }: { card: Card; me: DeskOperator; readOnly: boolean; onGoToClient: () => void }) {
  const { t } = useTranslation();
  const { id, state, operator } = card.dialog;
  const { busy, run } = useDeed(id);
  const canTake = !readOnly && (state === "bot" || state === "queued" || (state === "operator" && operator?.id !== me.id));
  const take = () => void run(() => call("dialog_take", { id, over: operator?.id ?? null }));
  useShortcut("mod+shift+KeyA", take, canTake);
  const draft = draftOf(me.id, id);
  const words = () => {
    if (readOnly) return t("inbox.standing.read_only");
    if (state === "operator") return t("inbox.standing.operator", { operator: operator?.name ?? "" });
    return t(`inbox.standing.${state}`);
  };
  return (
    <div role="group" aria-label={t("inbox.reply")} className="flex flex-none flex-wrap items-center gap-x-3 gap-y-2 border-t border-line px-4 py-3">
      <Icon name={state === "closed" ? "done" : state === "bot" ? "bot" : state === "operator" ? "user" : "clock"} className="text-icon-quiet" />
      <span className="min-w-40 flex-1">
        {words()}
        {draft !== null && (
          <span className="block text-small text-ink-2 select-text">
            <span className="text-danger-ink">{t("inbox.draft")}</span> {draft}
          </span>
        )}
      </span>
      {readOnly && (
        <Button look="primary" onPress={onGoToClient}>
          {t("inbox.go_to_client")}
        </Button>
      )}
      {canTake && (
        <TooltipTrigger delay={500}>
          <Button look={operator === null ? "primary" : "plain"} isDisabled={busy} onPress={take}>
            {operator === null ? t("inbox.take") : t("inbox.take_over")}
          </Button>
          <Tip>
            {t("inbox.take_hint")}
            <Keys of="mod+shift+KeyA" onTip />
          </Tip>
        </TooltipTrigger>
      )}
    </div>
  );
}

/** What the lists say was begun in a dialog. */
function keptDraft(lists: readonly (readonly [unknown, InfiniteData<InboxPage> | undefined])[], dialog: string): string | null {
  for (const [, list] of lists) {
    const row = list?.pages.flatMap((page) => page.rows).find(({ id }) => id === dialog);
    if (row) return row.draft;
  }
  return null;
}
