import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { asApiError, call, type ChatId } from "../../../ipc";
import { Button, IconButton } from "../../../shared/Button";
import { useErrorWords } from "../../../shared/errors";
import { MenuButton, type Deed } from "../../../shared/MenuButton";
import { note } from "../../../shared/toasts";
import { CopyFrom } from "../CopyFrom";
import { sectionIn } from "./sections";
import { useEditing } from "./setting";

interface Props {
  onClose: () => void;
  /** Shows or hides the preview; null while there is room for it anyway. */
  onPreview: (() => void) | null;
  previewed: boolean;
}

/** The chat's name, and what can be done with it as a whole. */
export function Head({ onClose, onPreview, previewed }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { id, saved, typed, take } = useEditing();
  const [copying, setCopying] = useState(false);
  const deeds = useDeeds(id);
  return (
    <header className="flex h-head flex-none items-center gap-1 border-b border-line pr-2 pl-5">
      <h2 className="cut" title={saved.input.name}>
        {saved.input.name || t("editor.new")}
      </h2>
      {id !== null && <span className="ml-1 text-ink-2">{t("editor.chat")}</span>}
      <span className="flex-1" />
      {onPreview && (
        <Button look="quiet" icon="monitor" aria-pressed={previewed} onPress={onPreview}>
          {t("editor.preview.title")}
        </Button>
      )}
      {id !== null && (
        <>
          <Button look="quiet" icon="history" onPress={() => void navigate({ to: "/chats/$id/history", params: { id }, search: true })}>
            {t("history.title")}
          </Button>
          <Button look="quiet" icon="code" onPress={() => void navigate({ to: "/chats/$id/code", params: { id }, search: (now) => ({ ...now, section: sectionIn(now) ?? "general" }) })}>
            {t("chats.frame_code")}
          </Button>
        </>
      )}
      <MenuButton name={t("editor.more")} deeds={[{ id: "copy_from", text: t("editor.copy_from"), run: () => setCopying(true) }, ...deeds]} />
      <span className="mx-1 h-5 border-l border-line" />
      <IconButton name={t("common.close")} icon="x" onPress={onClose} />
      {copying && (
        <CopyFrom
          chat={id}
          typed={typed}
          onPick={(part) => {
            take(part);
            setCopying(false);
          }}
          onClose={() => setCopying(false)}
        />
      )}
    </header>
  );
}

/** What can be done with a chat that exists. */
function useDeeds(chat: ChatId | null): readonly Deed[] {
  const { t } = useTranslation();
  const words = useErrorWords();
  const navigate = useNavigate();
  const onError = (error: unknown) => note(words(asApiError(error)).what);
  const duplicate = useMutation({
    mutationFn: (id: ChatId) => call("chat_duplicate", { id }),
    onError,
    onSuccess: (copy) => {
      note(t("editor.duplicated", { chat: copy.name }));
      void navigate({ to: "/chats/$id/edit", params: { id: copy.id }, search: true });
    },
  });
  const exporting = useMutation({
    mutationFn: (id: ChatId) => call("chat_export", { id }),
    onError,
    onSuccess: (file) => file !== null && note(t("editor.exported", { file })),
  });
  if (chat === null) return [];
  return [
    { id: "compare", text: t("editor.compare"), run: () => void navigate({ to: "/chats/$id/compare", params: { id: chat }, search: true }) },
    { id: "duplicate", text: t("editor.duplicate"), run: () => duplicate.mutate(chat) },
    { id: "export", text: t("editor.export"), run: () => exporting.mutate(chat) },
  ];
}
