import { useState } from "react";
import { Button as Pressable, Radio, RadioGroup, TooltipTrigger } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { call, type CardDialog } from "../../../ipc";
import { Button, IconButton, Tip } from "../../../shared/Button";
import { RadioMark } from "../../../shared/Choice";
import { Icon } from "../../../shared/Icon";
import { Keys, useShortcut } from "../../../shared/Keys";
import { Small } from "../../../shared/Over";
import { confirm } from "../../../shared/toasts";
import { DeedPop } from "./Pop";
import { useDeed } from "./useDeed";

interface Props {
  dialog: CardDialog;
  isDisabled: boolean;
}

/** Closes a dialog, with how it went where the chat wants to know. */
export function Close({ dialog, isDisabled }: Props) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [result, setResult] = useState<string | null>(null);
  const { busy, run } = useDeed(dialog.id);
  useShortcut("mod+shift+KeyD", () => setOpen(true), !isDisabled);
  const needs = dialog.ask_result && dialog.results.length > 0;
  const close = () =>
    void run(() => call("dialog_close", { id: dialog.id, result, spam: false })).then((done) => {
      if (!done) return;
      setOpen(false);
      confirm(t("inbox.closed"));
    });
  const trigger = (
    <TooltipTrigger delay={500}>
      <Pressable
        isDisabled={isDisabled}
        className="ml-2 inline-flex h-control flex-none items-center gap-1.5 rounded-2 border border-line-field bg-raised px-3 font-medium whitespace-nowrap data-disabled:border-transparent data-disabled:bg-fill data-disabled:text-ink-off data-hovered:bg-sunken"
      >
        <Icon name="done" className="-ml-0.5" />
        {t("inbox.close")}
      </Pressable>
      <Tip>
        {t("inbox.close_hint")}
        <Keys of="mod+shift+KeyD" onTip />
      </Tip>
    </TooltipTrigger>
  );
  return (
    <DeedPop label={t("inbox.close_title")} isOpen={isOpen} onOpen={setOpen} trigger={trigger}>
      <div
        className="grid gap-3 p-4"
        onKeyDownCapture={({ key, target }) => {
          // On a chosen result; the buttons do their own deed.
          if (key === "Enter" && result !== null && target instanceof HTMLInputElement) close();
        }}
      >
        <h2 className="text-base">{t("inbox.close_title")}</h2>
        {dialog.results.length > 0 ? (
          <RadioGroup aria-label={t("inbox.result")} isRequired={needs} value={result} onChange={setResult} className="grid max-h-80 gap-2 overflow-auto p-0.5">
            {dialog.results.map((one, index) => (
              <Radio key={one} value={one} autoFocus={index === 0} className="group relative grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 data-focus-visible:shadow-none">
                <RadioMark />
                <span className="wrap-anywhere">{one}</span>
              </Radio>
            ))}
          </RadioGroup>
        ) : (
          <p className="text-ink-2">{t("inbox.close_what")}</p>
        )}
        {needs && result === null && <p className="text-small text-ink-2">{t("inbox.result_needed")}</p>}
        <div className="flex justify-end gap-2">
          <Button onPress={() => setOpen(false)}>{t("common.cancel")}</Button>
          <Button look="primary" autoFocus={dialog.results.length === 0} isDisabled={busy || (needs && result === null)} onPress={close}>
            {t("inbox.close_do")}
          </Button>
        </div>
      </div>
    </DeedPop>
  );
}

/** Closes a dialog as spam. It cannot be undone, so it asks. */
export function Spam({ dialog, client, isDisabled }: { dialog: string; client: string; isDisabled: boolean }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const { busy, run } = useDeed(dialog);
  const close = () =>
    void run(() => call("dialog_close", { id: dialog, result: null, spam: true })).then((done) => {
      setAsking(false);
      if (done) confirm(t("inbox.spam_closed"));
    });
  return (
    <>
      <IconButton name={t("inbox.spam")} icon="ban" isDisabled={isDisabled} onPress={() => setAsking(true)} />
      {asking && (
        <Small alert label={t("inbox.spam_title", { client })} onClose={() => setAsking(false)}>
          <h2 className="wrap-anywhere">{t("inbox.spam_title", { client })}</h2>
          <p className="mt-2">{t("inbox.spam_what")}</p>
          <div className="mt-5 flex justify-end gap-2">
            <Button autoFocus onPress={() => setAsking(false)}>
              {t("common.cancel")}
            </Button>
            <Button look="danger" isDisabled={busy} onPress={close}>
              {t("inbox.spam_do")}
            </Button>
          </div>
        </Small>
      )}
    </>
  );
}
