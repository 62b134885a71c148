import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { asApiError, call } from "../../../ipc";
import type { ScriptRow } from "../../../ipc";
import { Button } from "../../../shared/Button";
import { useErrorWords } from "../../../shared/errors";
import { Small } from "../../../shared/Over";
import { Banner } from "../../../shared/States";
import { note } from "../../../shared/toasts";

/** For so many milliseconds it can be undone. */
const UNDO = 30_000;

/** Asks before a script goes; one that a chat uses does not go, and it is said which. */
export function DeleteScript({ script, onClose }: { script: ScriptRow; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const client = useQueryClient();
  const { id, name } = script;
  const reread = () => client.invalidateQueries({ queryKey: ["scripts"] });
  const restore = () =>
    void call("script_restore", { id }).then(
      () => {
        note(t("scripts.restored", { script: name }));
        return reread();
      },
      (error: unknown) => note(words(asApiError(error)).what),
    );
  const remove = useMutation({
    mutationFn: () => call("script_delete", { id }),
    onSuccess: () => {
      onClose();
      note(t("scripts.deleted", { script: name }), { name: t("common.undo"), run: restore }, UNDO);
    },
    onSettled: reread,
  });
  const failure = remove.error === null ? null : asApiError(remove.error);
  // A chat may have begun to use it since the list was read.
  const users = failure?.code === "in_use" ? chatsIn(failure.details) : script.chats;

  if (users.length > 0) {
    return (
      <Small alert label={t("scripts.in_use", { script: name })} onClose={onClose}>
        <h2 className="wrap-anywhere">{t("scripts.in_use", { script: name })}</h2>
        <p className="mt-2">{t("scripts.in_use_hint")}</p>
        <ul className="mt-2 max-h-60 overflow-auto">
          {users.map((chat) => (
            <li key={chat.id} className="cut">
              <Link to="/chats/$id/edit" params={{ id: chat.id }} search={{ section: "script" }} title={chat.name} className="rounded-1 text-accent-ink underline-offset-2 hover:underline">
                {chat.name}
              </Link>
            </li>
          ))}
        </ul>
        <div className="mt-5 flex justify-end">
          <Button autoFocus onPress={onClose}>
            {t("common.close")}
          </Button>
        </div>
      </Small>
    );
  }
  return (
    <Small alert label={t("scripts.delete_title", { script: name })} onClose={onClose}>
      <h2 className="wrap-anywhere">{t("scripts.delete_title", { script: name })}</h2>
      <p className="mt-2">{t("scripts.delete_what")}</p>
      {failure && (
        <div className="mt-4">
          <Banner tone="bad" title={words(failure).what}>
            {words(failure).todo}
          </Banner>
        </div>
      )}
      <div className="mt-5 flex justify-end gap-2">
        <Button autoFocus onPress={onClose}>
          {t("delete.cancel")}
        </Button>
        <Button look="danger" isDisabled={remove.isPending} onPress={() => remove.mutate()}>
          {t("scripts.delete_confirm")}
        </Button>
      </div>
    </Small>
  );
}

/** The chats that a refusal names. */
function chatsIn(details: unknown): ScriptRow["chats"] {
  const { chats } = Object(details) as { chats?: unknown };
  return Array.isArray(chats) ? (chats as ScriptRow["chats"]) : [];
}
