import { useMemo } from "react";
import { Input, Menu, MenuItem, MenuTrigger, Popover, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";

import type { Messenger, Price, PriceList } from "../../../../ipc";
import { Button, IconButton } from "../../../../shared/Button";
import { menuItem } from "../../../../shared/Choice";
import { Combo } from "../../../../shared/Combo";
import { Day } from "../../../../shared/Day";
import { fieldBad, fieldBox, fieldInput, FormRow, Wrong } from "../../../../shared/Field";
import { useFormats } from "../../../../shared/format";
import { MessengerLogo } from "../../../../shared/MessengerLogo";
import { readMoney, readNumber, writeMoney } from "../numbers";
import { useEditing, useWritten, useWrong } from "../setting";

const AUTHORS = ["bot", "operator", "client"] as const satisfies readonly (keyof Price)[];
const FREE: Price = { bot: 0, operator: 0, client: 0 };

/** One price list: since when, in what, and what each message costs. */
export function PriceFields({ index, list }: { index: number; list: PriceList }) {
  const { t, i18n } = useTranslation();
  const { set } = useEditing();
  const wrong = useWrong();
  const path = `prices.${index}`;
  const currencies = useMemo(() => currenciesIn(i18n.language), [i18n.language]);
  const wrongDay = wrong(`${path}.from`);
  return (
    <div className="pb-3 pl-6">
      <FormRow label={t("editor.prices.since")}>
        <Day label={t("editor.prices.since")} labelShown={false} value={list.from} onDay={(day) => day && set(`${path}.from`, day.toString())} wrong={wrongDay !== undefined} />
        {wrongDay !== undefined && <Wrong>{wrongDay}</Wrong>}
      </FormRow>
      <FormRow label={t("editor.prices.currency")}>
        <Combo label={t("editor.prices.currency")} options={currencies} value={list.currency} onPick={(currency) => set(`${path}.currency`, currency)} />
      </FormRow>
      <FormRow label={t("editor.prices.dialog")}>
        <span className="flex items-center gap-2">
          <MoneyField path={`${path}.dialog`} label={t("editor.prices.dialog")} value={list.dialog} />
          <span className="text-ink-2">{list.currency}</span>
        </span>
      </FormRow>
      <FormRow label={t("editor.prices.free_messages")}>
        <span className="flex items-center gap-2">
          <CountField path={`${path}.free_messages`} label={t("editor.prices.free_messages")} value={list.free_messages} />
          <span className="text-ink-2">{t("editor.prices.a_month")}</span>
        </span>
      </FormRow>
      <Messages path={path} list={list} />
    </div>
  );
}

function Messages({ path, list }: { path: string; list: PriceList }) {
  const { t } = useTranslation();
  const { set, known } = useEditing();
  const all: Messenger[] = ["web", ...known.link_examples.map(([messenger]) => messenger)];
  const priced = all.filter((messenger) => messenger in list.channels);
  const others = all.filter((messenger) => !(messenger in list.channels)).map((id) => ({ id, text: t(`messenger.${id}`) }));
  return (
    <>
      {priced.length > 0 && (
        <table className="mt-1 mb-2 text-left">
          <caption className="text-left text-ink-2">{t("editor.prices.messages")}</caption>
          <thead>
            <tr className="text-small text-ink-2">
              <th scope="col" className="pr-6 font-normal">
                {t("editor.prices.channel")}
              </th>
              {AUTHORS.map((author) => (
                <th key={author} scope="col" className="pr-2 text-right font-normal">
                  {t(`editor.prices.author.${author}`)}
                </th>
              ))}
              <th scope="col">
                <span className="sr-only">{t("editor.remove")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {priced.map((messenger) => (
              <tr key={messenger}>
                <th scope="row" className="py-0.5 pr-3 font-normal">
                  <span className="flex items-center gap-2 whitespace-nowrap">
                    <MessengerLogo messenger={messenger} named={false} />
                    {t(`messenger.${messenger}`)}
                  </span>
                </th>
                {AUTHORS.map((author) => (
                  <td key={author} className="py-0.5 pr-2">
                    <MoneyField path={`${path}.channels.${messenger}.${author}`} label={`${t(`messenger.${messenger}`)}: ${t(`editor.prices.author.${author}`)}`} value={list.channels[messenger]?.[author] ?? 0} />
                  </td>
                ))}
                <td>
                  <IconButton name={t("editor.remove")} label={t("editor.remove_of", { what: t(`messenger.${messenger}`) })} icon="x" small onPress={() => set(`${path}.channels.${messenger}`, undefined)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {others.length > 0 && (
        <MenuTrigger>
          <Button small icon="plus">
            {t("editor.prices.add_channel")}
          </Button>
          <Popover placement="bottom start" className="rounded-3 bg-pop shadow-2 outline-1 outline-line-strong">
            <Menu aria-label={t("editor.prices.add_channel")} items={others} className="max-h-80 min-w-44 overflow-auto p-1">
              {({ id, text }) => (
                <MenuItem onAction={() => set(`${path}.channels.${id}`, FREE)} textValue={text} className={menuItem}>
                  <MessengerLogo messenger={id} named={false} />
                  <span className="flex-1">{text}</span>
                </MenuItem>
              )}
            </Menu>
          </Popover>
        </MenuTrigger>
      )}
    </>
  );
}

interface AmountProps {
  path: string;
  label: string;
  value: number;
}

/** An amount in millionths, typed as a decimal number. Empty is nothing. */
function MoneyField({ path, label, value }: AmountProps) {
  const { t } = useTranslation();
  const { decimal } = useFormats();
  const { set } = useEditing();
  const { text, unread, type, tidy } = useWritten(path, value, (amount) => set(path, amount), {
    read: (typed) => (typed.trim() === "" ? 0 : readMoney(typed)),
    write: (amount) => writeMoney(amount, decimal),
  });
  const wrong = useWrong()(path);
  return <Amount label={label} text={text} onType={type} onTidy={tidy} wrong={unread ? t("editor.unread.money") : wrong} />;
}

/** A whole number of messages. Empty is none. */
function CountField({ path, label, value }: AmountProps) {
  const { t } = useTranslation();
  const { set } = useEditing();
  const { text, unread, type, tidy } = useWritten(path, value, (count) => set(path, count), {
    read: (typed) => (typed.trim() === "" ? 0 : readNumber(typed)),
    write: String,
  });
  const wrong = useWrong()(path);
  return <Amount label={label} text={text} onType={type} onTidy={tidy} wrong={unread ? t("editor.unread.number") : wrong} />;
}

function Amount({ label, text, onType, onTidy, wrong }: { label: string; text: string; onType: (text: string) => void; onTidy: () => void; wrong: string | undefined }) {
  return (
    <TextField aria-label={label} value={text} onChange={onType} onBlur={onTidy} isInvalid={wrong !== undefined}>
      <div className={`${fieldBox} w-number ${wrong === undefined ? "" : fieldBad}`}>
        <Input inputMode="decimal" className={`${fieldInput} figure text-right`} />
      </div>
      {wrong !== undefined && <Wrong>{wrong}</Wrong>}
    </TextField>
  );
}

/** Every currency with its name in the language, by code. */
function currenciesIn(language: string): { value: string; text: string }[] {
  const names = new Intl.DisplayNames(language, { type: "currency" });
  return Intl.supportedValuesOf("currency").map((code) => ({ value: code, text: `${code} · ${names.of(code) ?? code}` }));
}
