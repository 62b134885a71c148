import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { asApiError, call, type Operator, type Problem } from "../../ipc";
import { Button } from "../../shared/Button";
import { useRefused } from "../../shared/desk/pin";
import { PinField } from "../../shared/PinField";
import { useProblemWords } from "../../shared/problems";
import { note } from "../../shared/toasts";

type Change = "set" | "remove";

/** Whether an operator has a PIN, and changing it. It counts at once, without saving the rest. */
export function Pin({ operator }: { operator: Operator }) {
  const { t } = useTranslation();
  const [change, setChange] = useState<Change | null>(null);
  const done = () => setChange(null);
  if (change !== null) return <Fields operator={operator} change={change} onDone={done} />;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="mr-2 leading-7">{operator.has_pin ? t("operators.pin.is_set") : t("operators.pin.none")}</span>
      <Button small onPress={() => setChange("set")}>
        {operator.has_pin ? t("operators.pin.change") : t("operators.pin.set")}
      </Button>
      {operator.has_pin && (
        <Button small onPress={() => setChange("remove")}>
          {t("operators.pin.remove")}
        </Button>
      )}
      <p className="w-full text-small text-ink-3">{operator.has_pin ? t("operators.pin.hint_set") : t("operators.pin.hint_none")}</p>
    </div>
  );
}

function Fields({ operator, change, onDone }: { operator: Operator; change: Change; onDone: () => void }) {
  const { t } = useTranslation();
  const problemWords = useProblemWords();
  const [current, setCurrent] = useState("");
  const [pin, setPin] = useState("");
  const save = useMutation({
    mutationFn: () => call("operator_pin", { id: operator.id, pin: change === "set" ? pin : null, current: operator.has_pin ? current : null }),
    onSuccess: () => {
      note(t(change === "remove" ? "operators.pin.removed" : "operators.pin.was_set", { name: operator.name }));
      onDone();
    },
    onError: () => setCurrent(""),
  });
  const refused = useRefused(save.error);
  const problem = save.error === null ? undefined : ofPin(save.error);
  const ready = (change === "remove" || pin !== "") && (!operator.has_pin || current !== "") && !refused.waits && !save.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) save.mutate();
  };
  // What was said of the new PIN no longer holds once it is typed anew.
  const type = (next: string) => {
    if (problem) save.reset();
    setPin(next);
  };
  return (
    <form onSubmit={submit} className="grid gap-2">
      {operator.has_pin && <PinField label={t("operators.pin.current")} value={current} onChange={setCurrent} error={problem ? undefined : refused.why} autoFocus />}
      {change === "set" && (
        <PinField
          label={t("operators.pin.new")}
          value={pin}
          onChange={type}
          error={problem ? problemWords(problem) : operator.has_pin ? undefined : refused.why}
          hint={t("operators.pin.digits")}
          autoFocus={!operator.has_pin}
        />
      )}
      <div className="flex gap-2">
        <Button small type="submit" isDisabled={!ready}>
          {change === "remove" ? t("operators.pin.remove") : t("operators.pin.set")}
        </Button>
        <Button small look="quiet" onPress={onDone}>
          {t("common.cancel")}
        </Button>
      </div>
    </form>
  );
}

/** What is wrong with the new PIN itself. */
function ofPin(thrown: unknown): Problem | undefined {
  const { code, details } = asApiError(thrown);
  return code === "invalid" && Array.isArray(details) ? (details as Problem[]).find(({ field }) => field === "pin") : undefined;
}
