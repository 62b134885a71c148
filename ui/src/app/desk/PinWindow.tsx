import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import type { DeskChoice } from "../../ipc";
import { Button } from "../../shared/Button";
import { askPin, useAsked } from "../../shared/desk/asking";
import { useBegin } from "../../shared/desk/desk";
import { useRefused } from "../../shared/desk/pin";
import { Small } from "../../shared/Over";
import { PinField } from "../../shared/PinField";

/** Asks for the PIN of whoever somebody wants to work as. */
export function PinWindow() {
  const asked = useAsked();
  return asked && <Question key={asked.id} operator={asked} />;
}

function Question({ operator }: { operator: DeskChoice }) {
  const { t } = useTranslation();
  const [pin, setPin] = useState("");
  const begin = useBegin();
  const { why, waits } = useRefused(begin.error);
  const close = () => askPin(null);
  const title = t("desk.work_as_name", { name: operator.name });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (pin === "" || waits || begin.isPending) return;
    begin.mutate({ operator: operator.id, pin }, { onSuccess: close, onSettled: () => setPin("") });
  };
  return (
    <Small alert label={title} onClose={close}>
      <h2 className="mb-3 wrap-anywhere">{title}</h2>
      <form onSubmit={submit}>
        <PinField label={t("desk.pin")} value={pin} onChange={setPin} error={why} autoFocus />
        <div className="mt-5 flex justify-end gap-2">
          <Button onPress={close}>{t("common.cancel")}</Button>
          <Button look="primary" type="submit" isDisabled={pin === "" || waits || begin.isPending}>
            {t("desk.work")}
          </Button>
        </div>
      </form>
    </Small>
  );
}
