import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Form, Radio, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { asApiError, call, type Language } from "../../../ipc";
import { Button } from "../../../shared/Button";
import { RadioMark, Segmented } from "../../../shared/Choice";
import { useErrorWords } from "../../../shared/errors";
import { FormRow, LineField } from "../../../shared/Field";
import { FormWindow } from "../../../shared/Over";
import { statusQuery } from "../../../shared/queries";
import { Banner, Failure, Skeleton } from "../../../shared/States";

/** Stands for a script with nothing in it but its start. */
const EMPTY = "";

const LANGUAGES: readonly Language[] = ["en", "ru"];

interface Props {
  onClose: () => void;
  onMade: (id: string) => void;
}

/** Begins a script: an empty one, or one that is ready to be changed. */
export function NewScript({ onClose, onMade }: Props) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const client = useQueryClient();
  const { data: status } = useQuery(statusQuery);
  const ready = useQuery({ queryKey: ["ready-scripts"], queryFn: () => call("ready_scripts", {}), staleTime: Infinity });
  const [chosen, setChosen] = useState<Language | null>(null);
  const [code, setCode] = useState(EMPTY);
  // Null until somebody types one: what is chosen names it.
  const [typed, setTyped] = useState<string | null>(null);
  const language = chosen ?? status?.language ?? "en";
  const offered = ready.data?.filter((one) => one.language === language) ?? [];
  const from = offered.find((one) => one.code === code);
  const name = typed ?? from?.name ?? t("scripts.unnamed");

  const make = useMutation({
    mutationFn: () => call("script_create", { from: from ? { type: "ready", code: from.code } : { type: "empty" }, name: name.trim(), language }),
    onSuccess: (script) => {
      void client.invalidateQueries({ queryKey: ["scripts"] });
      onMade(script.id);
    },
  });
  const failure = make.error === null ? null : words(asApiError(make.error));
  const canMake = name.trim() !== "" && !make.isPending;
  const id = "new-script";

  return (
    <FormWindow
      label={t("scripts.new")}
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button look="primary" type="submit" form={id} isDisabled={!canMake}>
            {t("scripts.create")}
          </Button>
        </>
      }
    >
      {failure && (
        <div className="mb-4">
          <Banner tone="bad" title={failure.what}>
            {failure.todo}
          </Banner>
        </div>
      )}
      <Form
        id={id}
        onSubmit={(event) => {
          event.preventDefault();
          if (canMake) make.mutate();
        }}
      >
        <LineField label={t("scripts.name")} autoFocus value={name} onChange={setTyped} maxLength={100} error={name.trim() === "" ? t("problem.empty") : undefined} />
        <FormRow label={t("scripts.language")}>
          <Segmented label={t("scripts.language")} value={language} onPick={setChosen} options={LANGUAGES.map((value) => ({ value, text: t(`language.${value}`) }))} />
        </FormRow>
        <FormRow label={t("scripts.from")}>
          {ready.isError ? (
            <Failure error={ready.error} onRetry={() => void ready.refetch()} />
          ) : ready.data === undefined ? (
            <Skeleton rows={3} />
          ) : (
            <RadioGroup aria-label={t("scripts.from")} value={from?.code ?? EMPTY} onChange={setCode} className="grid gap-px">
              <Ready value={EMPTY} name={t("scripts.from_empty")} text={t("scripts.from_empty_hint")} />
              {offered.map((one) => (
                <Ready key={one.code} value={one.code} name={one.name} text={one.text} />
              ))}
            </RadioGroup>
          )}
        </FormRow>
      </Form>
    </FormWindow>
  );
}

function Ready({ value, name, text }: { value: string; name: string; text: string }) {
  return (
    <Radio value={value} className="group relative grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 rounded-2 px-2 py-1.5 data-focus-visible:shadow-none data-hovered:bg-hover data-selected:bg-selected">
      <RadioMark />
      <span className="font-medium">{name}</span>
      <span className="col-start-2 text-small text-ink-2">{text}</span>
    </Radio>
  );
}
