import { useId, useMemo, type ReactNode } from "react";
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
import { HIGHEST_PRICE, MOST, readMoney, readNumber, whyNoMoney, whyNoNumber, writeMoney } from "../../../../shared/numbers";
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
  const wrongCurrency = wrong(`${path}.currency`);
  const described = useId();
  const dialog = useMoney(`${path}.dialog`, list.dialog);
  const free = useCount(`${path}.free_messages`, list.free_messages);
  return (
    <div className="pb-3 pl-6">
      <PriceRow label={t("editor.prices.since")} help={t("editor.prices.since_help")} id={`${described}-since`} wrong={wrongDay}>
        <Day label={t("editor.prices.since")} labelShown={false} value={list.from} onDay={(day) => day && set(`${path}.from`, day.toString())} wrong={wrongDay !== undefined} />
      </PriceRow>
      <PriceRow label={t("editor.prices.currency")} help={t("editor.prices.currency_help")} id={`${described}-currency`} wrong={wrongCurrency}>
        <Combo label={t("editor.prices.currency")} described={`${described}-currency`} options={currencies} value={list.currency} onPick={(currency) => set(`${path}.currency`, currency)} wrong={wrongCurrency !== undefined} />
      </PriceRow>
      <PriceRow label={t("editor.prices.dialog")} help={t("editor.prices.dialog_help")} id={`${described}-dialog`} wrong={dialog.wrong}>
        <AmountField amount={dialog} label={t("editor.prices.dialog")} described={`${described}-dialog`} />
        <span className="text-ink-2">{list.currency}</span>
      </PriceRow>
      <PriceRow label={t("editor.prices.free_messages")} help={t("editor.prices.free_help")} id={`${described}-free`} wrong={free.wrong}>
        <AmountField amount={free} label={t("editor.prices.free_messages")} described={`${described}-free`} />
        <span className="text-ink-2">{t("editor.prices.a_month")}</span>
      </PriceRow>
      <Messages path={path} list={list} />
    </div>
  );
}

interface RowProps {
  label: string;
  help: string;
  /** The id of what is said under it. */
  id: string;
  wrong: string | undefined;
  children: ReactNode;
}

/** A field with its unit, and under both what is wrong with it and what it means. */
function PriceRow({ label, help, id, wrong, children }: RowProps) {
  return (
    <FormRow label={label}>
      <div className="flex items-center gap-2">{children}</div>
      <div id={id}>
        {wrong !== undefined && <Wrong>{wrong}</Wrong>}
        <p className="mt-1 text-small text-ink-3">{help}</p>
      </div>
    </FormRow>
  );
}

function Messages({ path, list }: { path: string; list: PriceList }) {
  const { t } = useTranslation();
  const { set, known } = useEditing();
  const help = useId();
  const all: Messenger[] = ["web", ...known.link_examples.map(([messenger]) => messenger)];
  const priced = all.filter((messenger) => messenger in list.channels);
  const others = all.filter((messenger) => !(messenger in list.channels)).map((id) => ({ id, text: t(`messenger.${id}`) }));
  return (
    <>
      <p id={help} className="mt-1 mb-2 text-ink-2">
        {t("editor.prices.messages")}
        <span className="block text-small text-ink-3">{t("editor.prices.messages_help")}</span>
      </p>
      {priced.length > 0 && (
        <table aria-labelledby={help} className="mb-2 text-left">
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
                <span className="sr-only">{t("common.remove")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {priced.map((messenger) => (
              <Channel key={messenger} path={`${path}.channels.${messenger}`} messenger={messenger} price={list.channels[messenger] ?? FREE} />
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

/** What a message in one channel costs by who writes it; what is wrong stands in a line of its own, so that no column moves. */
function Channel({ path, messenger, price }: { path: string; messenger: Messenger; price: Price }) {
  const { t } = useTranslation();
  const { set } = useEditing();
  const described = useId();
  const amounts: Record<keyof Price, Amount> = {
    bot: useMoney(`${path}.bot`, price.bot),
    operator: useMoney(`${path}.operator`, price.operator),
    client: useMoney(`${path}.client`, price.client),
  };
  const name = t(`messenger.${messenger}`);
  const wrong = AUTHORS.filter((author) => amounts[author].wrong !== undefined);
  return (
    <>
      <tr>
        <th scope="row" className="py-0.5 pr-3 font-normal">
          <span className="flex items-center gap-2 whitespace-nowrap">
            <MessengerLogo messenger={messenger} named={false} />
            {name}
          </span>
        </th>
        {AUTHORS.map((author) => (
          <td key={author} className="py-0.5 pr-2">
            <AmountField amount={amounts[author]} label={`${name}: ${t(`editor.prices.author.${author}`)}`} described={`${described}-${author}`} />
          </td>
        ))}
        <td>
          <IconButton name={t("common.remove")} label={t("editor.remove_of", { what: name })} icon="x" small onPress={() => set(path, undefined)} />
        </td>
      </tr>
      {wrong.length > 0 && (
        <tr>
          <td colSpan={AUTHORS.length + 2} className="pb-1">
            {/* It takes no part in how wide the columns are. */}
            <div className="contain-inline-size">
              {wrong.map((author) => (
                <span key={author} id={`${described}-${author}`}>
                  <Wrong>{`${t(`editor.prices.author.${author}`)}: ${amounts[author].wrong}`}</Wrong>
                </span>
              ))}
            </div>
          </td>
        </tr>
      )}
    </>
  );
}

interface Amount {
  text: string;
  type: (text: string) => void;
  tidy: () => void;
  wrong: string | undefined;
}

/** An amount in millionths, typed as a decimal number. Empty is nothing. */
function useMoney(path: string, value: number): Amount {
  const { t } = useTranslation();
  const { decimal, number } = useFormats();
  const { set } = useEditing();
  const { text, unread, type, tidy } = useWritten(path, value, (amount) => set(path, amount), {
    read: (typed) => (typed.trim() === "" ? 0 : readMoney(typed)),
    write: (amount) => writeMoney(amount, decimal),
  });
  const wrong = useWrong()(path);
  const unreadable = () => {
    switch (whyNoMoney(text)) {
      case "out_of_range":
        return t("problem.not_a_price", { limit: number(HIGHEST_PRICE) });
      case "too_fine":
        return t("editor.unread.too_fine");
      case "not_money":
        return t("editor.unread.money");
    }
  };
  return { text, type, tidy, wrong: unread ? unreadable() : wrong };
}

/** A whole number of messages. Empty is none. */
function useCount(path: string, value: number): Amount {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { set } = useEditing();
  const { text, unread, type, tidy } = useWritten(path, value, (count) => set(path, count), {
    read: (typed) => (typed.trim() === "" ? 0 : readNumber(typed)),
    write: String,
  });
  const wrong = useWrong()(path);
  const unreadable = () => (whyNoNumber(text) === "out_of_range" ? t("problem.out_of_range", { least: number(0), most: number(MOST) }) : t("editor.unread.number"));
  return { text, type, tidy, wrong: unread ? unreadable() : wrong };
}

function AmountField({ amount, label, described }: { amount: Amount; label: string; described: string }) {
  const isWrong = amount.wrong !== undefined;
  return (
    <TextField aria-label={label} aria-describedby={described} value={amount.text} onChange={amount.type} onBlur={amount.tidy} isInvalid={isWrong}>
      <div className={`${fieldBox} w-number ${isWrong ? fieldBad : ""}`}>
        <Input inputMode="decimal" className={`${fieldInput} figure text-right`} />
      </div>
    </TextField>
  );
}

/** Every currency with its name in the language, by code. */
function currenciesIn(language: string): { value: string; text: string }[] {
  const names = new Intl.DisplayNames(language, { type: "currency" });
  return Intl.supportedValuesOf("currency").map((code) => ({ value: code, text: `${code} · ${names.of(code) ?? code}` }));
}
