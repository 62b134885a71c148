import { useMutation } from "@tanstack/react-query";
import { useId, useState, type FormEvent } from "react";
import { Form, Input, Label, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { asApiError, call, type AiService, type Problem } from "../../ipc";
import { Button, Link } from "../../shared/Button";
import { fieldBox, fieldInput, FormRow, LineField } from "../../shared/Field";
import { FormWindow } from "../../shared/Over";
import { useProblemWords } from "../../shared/problems";
import { Banner } from "../../shared/States";
import { note } from "../../shared/toasts";
import { useConnectionWords } from "./connectionWords";

interface Props {
  /** None makes a new one. */
  service: AiService | null;
  onSaved: () => void;
  onClose: () => void;
}

/** One language model: what scripts call it, where it is, and its key, which is never shown again. */
export function AiServiceWindow({ service, onSaved, onClose }: Props) {
  const { t } = useTranslation();
  const words = useConnectionWords();
  const problemWords = useProblemWords();
  const form = useId();
  const [name, setName] = useState(service?.name ?? "");
  const [address, setAddress] = useState(service?.address ?? "");
  const [model, setModel] = useState(service?.model ?? "");
  const [key, setKey] = useState("");
  const [keyGoes, setKeyGoes] = useState(false);

  const save = useMutation({
    mutationFn: () => call("ai_service_save", { name, address, model, key: key !== "" ? key : keyGoes ? "" : null, was: service?.name ?? null }),
    onSuccess: (saved) => {
      onSaved();
      onClose();
      note(t("connections.ai.saved", { name: saved.name }));
    },
  });
  const error = save.error && asApiError(save.error);
  const problems = error?.code === "invalid" ? (error.details as Problem[]) : [];
  const wrong = (field: string) => {
    const problem = problems.find((one) => one.field === field);
    return problem && problemWords(problem);
  };
  const failure = error && problems.length === 0 ? words(error) : null;
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const keeps = service?.has_key === true && !keyGoes;

  return (
    <FormWindow
      label={service?.name ?? t("connections.ai.new")}
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button look="primary" type="submit" form={form} isPending={save.isPending}>
            {t("connections.ai.save")}
          </Button>
        </>
      }
    >
      <Form id={form} onSubmit={send} validationBehavior="aria">
        {failure && (
          <div className="mb-3">
            <Banner tone="bad" title={failure.what}>
              {failure.todo}
            </Banner>
          </div>
        )}
        <LineField label={t("connections.ai.name")} value={name} onChange={setName} error={wrong("name")} hint={t("connections.ai.name_hint")} autoFocus />
        <LineField label={t("connections.ai.address")} value={address} onChange={setAddress} error={wrong("address")} hint={t("connections.ai.address_hint")} inputMode="url" />
        <LineField label={t("connections.ai.model")} value={model} onChange={setModel} error={wrong("model")} hint={t("connections.ai.model_hint")} />
        <TextField value={key} onChange={setKey} type="password" autoComplete="off" className="contents">
          <FormRow label={<Label>{t("connections.ai.key")}</Label>}>
            <div className={`${fieldBox} w-field max-w-full`}>
              <Input className={fieldInput} placeholder={keeps ? t("connections.ai.key_kept") : undefined} />
            </div>
            <p className="mt-1 text-small text-ink-3">{keyGoes ? t("connections.ai.key_goes") : t("connections.ai.key_hint")}</p>
            {service?.has_key && (
              <p className="mt-1 text-small">
                <Link onPress={() => setKeyGoes(!keyGoes)}>{keyGoes ? t("connections.ai.key_keep") : t("connections.ai.key_remove")}</Link>
              </p>
            )}
          </FormRow>
        </TextField>
      </Form>
    </FormWindow>
  );
}
