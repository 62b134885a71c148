import { useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { call, type Card, type FormerDialog } from "../../../ipc";
import { IconButton, Link } from "../../../shared/Button";
import { ChatMark } from "../../../shared/ChatMark";
import { useFormats } from "../../../shared/format";
import { Icon } from "../../../shared/Icon";
import { MessengerLogo } from "../../../shared/MessengerLogo";
import { Failure, Skeleton } from "../../../shared/States";
import { AddNote } from "../deeds/AddNote";
import { TagChips } from "../deeds/Tags";
import { ClientPortrait } from "../ClientPortrait";
import { minutes } from "../list/sl";
import { NoteBubble } from "../thread/NoteBubble";
import { useClientName } from "../words";
import { AttributeField } from "./AttributeField";
import { InPlace } from "./InPlace";

interface Props {
  card: UseQueryResult<Card>;
  /** Opens another dialog of the client. */
  onDialog: (id: string) => void;
  /** Given where the card lies over the conversation. */
  onClose?: (() => void) | undefined;
}

/** How many are shown before somebody asks for all. */
const FIRST = 4;

/** Who the client is: what is known of them, where they were, what was before, and what was noted. */
export function CardPane({ card, onDialog, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <aside aria-label={t("inbox.card.title")} tabIndex={0} className="w-card flex-none overflow-auto border-l border-line bg-page focus-visible:shadow-inset">
      {card.isError ? <Failure error={card.error} onRetry={() => void card.refetch()} /> : card.data === undefined ? <Skeleton rows={8} /> : <Facts card={card.data} onDialog={onDialog} onClose={onClose} />}
    </aside>
  );
}

function Facts({ card, onDialog, onClose }: { card: Card } & Pick<Props, "onDialog" | "onClose">) {
  const { t } = useTranslation();
  const format = useFormats();
  const client = useQueryClient();
  const name = useClientName()(card.client);
  const { id, phone, email, language, remote_id, since } = card.client;
  const again = () => {
    void client.invalidateQueries({ queryKey: ["card"] });
    void client.invalidateQueries({ queryKey: ["inbox"] });
  };
  const known = { client: id, name: card.client.name, phone, email };
  const save = (change: Partial<typeof known>) => call("client_update", { ...known, ...change }).then(again);
  const messengers = [...new Set(card.joined.map(({ messenger }) => t(`messenger.${messenger}`)))];
  return (
    <>
      <Section>
        <div className="flex items-center gap-3">
          <ClientPortrait name={card.client.name} large />
          <div className="min-w-0 flex-1">
            <h2 className="min-w-0">
              <InPlace label={t("inbox.card.name")} value={card.client.name} onSave={(next) => save({ name: next })} key={id}>
                {name}
              </InPlace>
            </h2>
            <div className="cut text-small text-ink-3" title={messengers.join(", ")}>
              {messengers.length > 0 ? t("inbox.card.joined", { messengers: messengers.join(", ") }) : card.client.name !== null && t("dialogs.visitor", { no: format.number(card.client.no) })}
            </div>
          </div>
          {onClose && <IconButton name={t("common.close")} icon="x" onPress={onClose} />}
        </div>
      </Section>
      {card.tags.length > 0 && (
        <Section>
          <TagChips dialog={card.dialog.id} tags={card.tags} />
        </Section>
      )}
      <Section>
        <dl className="grid grid-cols-[fit-content(40%)_minmax(0,1fr)] gap-x-3 gap-y-1">
          <Fact name={t("inbox.card.phone")}>
            <InPlace label={t("inbox.card.phone")} value={phone} type="tel" onSave={(next) => save({ phone: next })} />
          </Fact>
          <Fact name={t("inbox.card.email")}>
            <InPlace label={t("inbox.card.email")} value={email} type="email" onSave={(next) => save({ email: next })} />
          </Fact>
          {language !== null && <Fact name={t("inbox.card.language")}>{languageName(language, format.locale)}</Fact>}
          {card.attributes.map((field) => (
            <Fact key={field.attribute.id} name={field.attribute.name}>
              <AttributeField field={field} onSave={(value) => call("client_attribute", { client: id, attribute: field.attribute.id, value }).then(again)} />
            </Fact>
          ))}
          <Fact name={t("inbox.card.since")}>{format.date(since)}</Fact>
          {remote_id !== id && (
            <Fact name={t("inbox.card.remote_id")}>
              <Mono text={remote_id} />
            </Fact>
          )}
          <Fact name={t("inbox.card.client_id")}>
            <Mono text={id} />
          </Fact>
          <Fact name={t("inbox.card.session_id")}>
            <Mono text={card.dialog.id} />
          </Fact>
          <Fact name={t("inbox.card.cost")}>{format.money(card.dialog.cost, card.dialog.currency)}</Fact>
        </dl>
      </Section>
      <Pages card={card} />
      <Former card={card} onDialog={onDialog} />
      <Section title={t("inbox.card.notes")} action={<AddNote dialog={card.dialog.id} icon="plus" small />}>
        {card.notes.length === 0 ? <p className="text-ink-3">{t("inbox.card.no_notes")}</p> : <div className="grid gap-2">{card.notes.map((note) => <NoteBubble key={note.id} note={note} />)}</div>}
      </Section>
    </>
  );
}

function Pages({ card: { pages } }: { card: Card }) {
  const { t } = useTranslation();
  const format = useFormats();
  const [all, setAll] = useState(false);
  if (pages.length === 0) return null;
  return (
    <Section title={t("inbox.card.pages")} count={format.number(pages.length)}>
      <ul>
        {(all ? pages : pages.slice(0, FIRST)).map((page, index) => (
          <li key={index} className="figure flex h-6 items-center gap-3" title={`${page.url}\n${format.exact(page.at)}`}>
            <span className="cut flex-1 select-text">{page.title ?? page.url}</span>
            <span className="flex-none text-ink-3">{page.seconds === null ? t("inbox.card.page_now") : minutes(page.seconds)}</span>
          </li>
        ))}
      </ul>
      {!all && pages.length > FIRST && <Link onPress={() => setAll(true)}>{t("inbox.card.all_pages", { count: pages.length, n: format.number(pages.length) })}</Link>}
    </Section>
  );
}

function Former({ card: { former, former_count }, onDialog }: { card: Card; onDialog: (id: string) => void }) {
  const { t } = useTranslation();
  const format = useFormats();
  const [all, setAll] = useState(false);
  if (former.length === 0) return null;
  return (
    <Section title={t("inbox.card.former")} count={format.number(former_count)}>
      <ul>
        {(all ? former : former.slice(0, FIRST)).map((one) => (
          <li key={one.id}>
            <Past dialog={one} onOpen={() => onDialog(one.id)} />
          </li>
        ))}
      </ul>
      {!all && former.length > FIRST && <Link onPress={() => setAll(true)}>{t("inbox.card.all_former", { count: former.length, n: format.number(former.length) })}</Link>}
      {all && former_count > former.length && <p className="text-small text-ink-3">{t("inbox.card.more_former", { count: former_count - former.length, n: format.number(former_count - former.length) })}</p>}
    </Section>
  );
}

function Past({ dialog: { at, chat, messenger, rating, scale, ending }, onOpen }: { dialog: FormerDialog; onOpen: () => void }) {
  const { t } = useTranslation();
  const format = useFormats();
  const date = format.near(at, Date.now());
  const how = ending === null ? null : t(`dialogs.ending.${ending}`);
  return (
    <button
      type="button"
      onClick={onOpen}
      title={[format.exact(at), chat.name, how].filter((part) => part !== null).join("\n")}
      className="figure -mx-1 grid h-6 w-[calc(100%+var(--s-2))] grid-cols-[auto_3.5rem_auto_minmax(0,1fr)_auto] items-center gap-2 rounded-1 px-1 text-left hover:bg-hover"
    >
      <MessengerLogo messenger={messenger} />
      <span className="cut text-ink-3">{date}</span>
      <ChatMark colour={chat.colour} />
      <span className="cut">{chat.name}</span>
      {rating === null || scale === null ? (
        <span className="text-ink-3">–</span>
      ) : (
        <span className="flex items-center gap-1">
          <span aria-hidden="true">{format.number(rating)}</span>
          <span className="sr-only">{t("inbox.happened.rated", { rating: format.number(rating), scale: format.number(scale) })}</span>
          <Icon name="star" size="small" className="fill-current text-icon-quiet" />
        </span>
      )}
    </button>
  );
}

function Section({ title, count, action, children }: { title?: string; count?: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className="border-line px-4 py-3 not-first:border-t first:pt-4">
      {title !== undefined && (
        <div className="mb-2 flex h-5 items-center justify-between">
          <h3>{title}</h3>
          {action ?? <span className="figure text-ink-3">{count}</span>}
        </div>
      )}
      {children}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="cut text-ink-3" title={name}>
        {name}
      </dt>
      <dd className="figure min-w-0 select-text">{children}</dd>
    </>
  );
}

function Mono({ text }: { text: string }) {
  return (
    <span className="cut block font-mono text-small leading-5 text-ink-2" title={text}>
      {text}
    </span>
  );
}

function languageName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: "language" }).of(code) ?? code;
  } catch {
    // A channel may tell something that is no language.
    return code;
  }
}
