import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { asApiError, call, type ChatRow } from "../../ipc";
import { Button } from "../../shared/Button";
import { Radios } from "../../shared/Choice";
import { useErrorWords } from "../../shared/errors";
import { useFormats } from "../../shared/format";
import { Small } from "../../shared/Over";
import { Banner } from "../../shared/States";
import { note } from "../../shared/toasts";

/** Asks before a chat goes: says what goes with it, and lets its dialogs be kept. */
export function DeleteChat({ chat, onClose }: { chat: ChatRow; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormats();
  const words = useErrorWords();
  const [dialogs, setDialogs] = useState<"keep" | "delete">("keep");
  const preview = useQuery({ queryKey: ["delete-preview", chat.id], queryFn: () => call("chat_delete_preview", { id: chat.id }), gcTime: 0 });

  const restore = () =>
    void call("chat_restore", { id: chat.id }).then(
      () => note(t("delete.restored", { chat: chat.name })),
      (error: unknown) => note(words(asApiError(error)).what),
    );
  const remove = useMutation({
    mutationFn: () => call("chat_delete", { id: chat.id, dialogs }),
    onSuccess: ({ undo_until }) => {
      onClose();
      note(t("delete.done", { chat: chat.name }), { name: t("common.undo"), run: restore }, undo_until - Date.now());
    },
  });
  const failure = remove.error ?? preview.error;

  return (
    <Small alert label={t("delete.title", { chat: chat.name })} onClose={onClose}>
      <h2 className="wrap-anywhere">{t("delete.title", { chat: chat.name })}</h2>
      <p className="mt-2">{t("delete.what_goes")}</p>
      {preview.data && preview.data.active > 0 && <p className="mt-2">{t("delete.active", { count: preview.data.active, n: format.number(preview.data.active) })}</p>}
      {preview.data && preview.data.dialogs > 0 && (
        <div className="mt-4">
          <p className="mb-2 font-medium">{t("delete.dialogs", { count: preview.data.dialogs, n: format.number(preview.data.dialogs) })}</p>
          <Radios
            label={t("delete.choice")}
            value={dialogs}
            onPick={setDialogs}
            options={[
              { value: "keep", text: t("delete.keep"), hint: t("delete.keep_hint") },
              { value: "delete", text: t("delete.drop"), hint: t("delete.drop_hint", { count: preview.data.messages, n: format.number(preview.data.messages) }) },
            ]}
          />
        </div>
      )}
      {failure && (
        <div className="mt-4">
          <Banner tone="bad" title={words(asApiError(failure)).what}>
            {words(asApiError(failure)).todo}
          </Banner>
        </div>
      )}
      <div className="mt-5 flex justify-end gap-2">
        <Button autoFocus onPress={onClose}>
          {t("delete.cancel")}
        </Button>
        <Button look="danger" isDisabled={!preview.data || remove.isPending} onPress={() => remove.mutate()}>
          {t("delete.confirm")}
        </Button>
      </div>
    </Small>
  );
}
