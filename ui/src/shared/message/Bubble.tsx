import { useTranslation } from "react-i18next";

import type { Delivery, Message } from "../../ipc";
import { useFormats } from "../format";
import { Icon, type IconName } from "../Icon";
import { Attached } from "./Attached";
import { LinkedText } from "./LinkedText";

type Side = "client" | "bot" | "operator" | "colleague" | "system";

const sides: Record<Side, string> = {
  client: "self-start rounded-bl-1 bubble-client",
  bot: "self-end rounded-br-1 bubble-bot",
  operator: "self-end rounded-br-1 bubble-operator",
  colleague: "self-end rounded-br-1 bubble-colleague",
  system: "self-end rounded-br-1 bubble-bot",
};

const marks: Record<Exclude<Delivery, "received">, { icon: IconName; tone: string }> = {
  pending: { icon: "clock", tone: "" },
  delivered: { icon: "ticks", tone: "" },
  read: { icon: "ticks", tone: "text-accent-ink" },
  undelivered: { icon: "error", tone: "text-danger-ink" },
  cancelled: { icon: "ban", tone: "" },
};

interface Props {
  message: Message;
  /** Whether somebody else wrote the one before. */
  first: boolean;
  /** Which of its buttons was pressed. */
  pressed: string | null;
  /** The operator who reads it; null where nobody is spoken to, and everybody is named. */
  me: string | null;
}

/** A message: the client's at the left, what was answered at the right, in the colour of who wrote it. */
export function Bubble({ message, first, pressed, me }: Props) {
  const { t } = useTranslation();
  const format = useFormats();
  const side: Side = me !== null && message.author_type === "operator" && message.operator?.id !== me ? "colleague" : message.author_type;
  const isNotice = message.kind === "notice" || message.kind === "queue_notice";
  const name = side === "operator" && me !== null ? t("inbox.you_author") : side === "bot" || side === "system" ? t("inbox.bot_author") : (message.author ?? t(`dialogs.author.${message.author_type === "client" ? "client" : "operator"}`));
  // The client and the reader are known by their side.
  const isNamed = first && (me === null || (side !== "client" && side !== "operator"));
  const delivery = side === "client" || message.delivery === "received" ? null : message.delivery;
  return (
    <div className={`flex flex-col ${first ? "pt-2" : "pt-1"}`}>
      <div className={`max-w-5/6 min-w-0 rounded-bubble px-2.5 py-1.5 ${sides[side]}`}>
        <div className={`mb-px flex items-center gap-1.5 text-small font-strong ${isNamed ? "" : "sr-only"}`}>
          {(side === "bot" || side === "system") && <Icon name="bot" size="small" />}
          {name}
          {isNotice && <span className="font-normal">{t("inbox.notice")}</span>}
        </div>
        {message.attachment && <Attached message={message.id} attachment={message.attachment} />}
        <span className="wrap-anywhere whitespace-pre-wrap select-text">{message.text !== message.attachment?.name && <LinkedText text={message.text} />}</span>
        {message.buttons.length > 0 && (
          <span className="mt-1.5 flex flex-wrap gap-1">
            {message.buttons.map(({ title }, index) => (
              <span key={index} className={`inline-flex items-center gap-1 rounded-2 border border-current px-2 text-small ${title === pressed ? "font-strong" : ""}`}>
                {title === pressed && <Icon name="check" size="small" />}
                {title}
                {title === pressed && <span className="sr-only">{t("inbox.pressed")}</span>}
              </span>
            ))}
          </span>
        )}
        <span className="figure relative top-0.5 float-right mt-1 ml-2.5 inline-flex items-center gap-1 text-tiny" title={format.exact(message.at)}>
          <time dateTime={new Date(message.at).toISOString()}>{format.time(message.at)}</time>
          {delivery && (
            <>
              <Icon name={marks[delivery].icon} size="small" className={marks[delivery].tone} />
              <span className="sr-only">{t(`inbox.delivery.${delivery}`)}</span>
            </>
          )}
        </span>
      </div>
      {delivery === "undelivered" && (
        <span className="flex items-center gap-1 self-end pt-0.5 text-small text-danger-ink">
          <Icon name="error" size="small" />
          {t("inbox.undelivered")}
        </span>
      )}
    </div>
  );
}
