import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Form, Input, Label, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { asApiError, call, type Problem } from "../../ipc";
import { Button, IconButton } from "../../shared/Button";
import { useErrorWords } from "../../shared/errors";
import { fieldBad, fieldBox, fieldInput, Wrong } from "../../shared/Field";
import { useProblemWords } from "../../shared/problems";
import { Failure, Skeleton } from "../../shared/States";
import { note } from "../../shared/toasts";

const KEY = ["allowed-addresses"];

/** The addresses inside this network that scripts and AI services may be reached at; all others there are refused. */
export function AllowedAddresses() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const words = useErrorWords();
  const problemWords = useProblemWords();
  const allowed = useQuery({ queryKey: KEY, queryFn: () => call("allowed_addresses", {}) });
  const [typed, setTyped] = useState("");
  const save = useMutation({
    mutationFn: (addresses: string[]) => call("allowed_addresses_save", { addresses }),
    onSuccess: (saved) => client.setQueryData(KEY, saved),
  });
  if (allowed.isError) return <Failure error={allowed.error} onRetry={() => void allowed.refetch()} />;
  if (!allowed.data) return <Skeleton rows={2} />;
  const addresses = allowed.data;

  const add = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== "") save.mutate([...addresses, typed.trim()], { onSuccess: () => setTyped("") });
  };
  const remove = (address: string) => {
    const kept = addresses.filter((other) => other !== address);
    const undo = { name: t("common.undo"), run: () => save.mutate(addresses) };
    save.mutate(kept, { onSuccess: () => note(t("connections.allowed.removed", { address }), undo) });
  };
  const error = save.error && asApiError(save.error);
  const [problem] = error?.code === "invalid" ? (error.details as Problem[]) : [];
  const wrong = problem ? problemWords(problem) : error && words(error).what;

  return (
    <>
      <p className="max-w-reading text-ink-2">{t("connections.allowed.hint")}</p>
      {addresses.length > 0 && (
        <ul aria-label={t("connections.allowed.title")} className="my-2 max-w-field border-t border-line-soft">
          {addresses.map((address) => (
            <li key={address} className="flex items-center gap-2 border-b border-line-soft">
              <span className="figure cut flex-1 select-text" title={address}>
                {address}
              </span>
              <IconButton name={t("common.remove")} label={t("connections.allowed.remove", { address })} icon="x" onPress={() => remove(address)} />
            </li>
          ))}
        </ul>
      )}
      <Form onSubmit={add} validationBehavior="aria" className="mt-2">
        <TextField
          value={typed}
          onChange={(text) => {
            setTyped(text);
            save.reset();
          }}
          isInvalid={Boolean(wrong)}
          aria-describedby="allowed-wrong"
          className="grid justify-start gap-1"
        >
          <Label className="text-ink-2">{t("connections.allowed.address")}</Label>
          <div className="flex gap-2">
            <div className={`${fieldBox} w-select ${wrong ? fieldBad : ""}`}>
              <Input className={fieldInput} placeholder={t("connections.allowed.example")} />
            </div>
            <Button type="submit" isDisabled={typed.trim() === "" || save.isPending}>
              {t("connections.allowed.add")}
            </Button>
          </div>
          <div id="allowed-wrong" aria-live="polite">
            {wrong && <Wrong>{wrong}</Wrong>}
          </div>
        </TextField>
      </Form>
    </>
  );
}
