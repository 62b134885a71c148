import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { asApiError, call, type ChatId } from "../../../ipc";
import { Button, IconButton } from "../../../shared/Button";
import { useErrorWords } from "../../../shared/errors";
import { MenuButton } from "../../../shared/MenuButton";
import { note } from "../../../shared/toasts";
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
  const { id, saved } = useEditing();
  return (
    <header className="flex h-head flex-none items-center gap-1 border-b border-line pr-2 pl-5">
      <h2 className="cut" title={saved.input.name}>
        {saved.input.name || t("editor.new")}
      </h2>
      {saved.input.name !== "" && <span className="ml-1 text-ink-2">{t("editor.chat")}</span>}
      <span className="flex-1" />
      {onPreview && (
        <Button look="quiet" icon="monitor" aria-pressed={previewed} onPress={onPreview}>
          {t("editor.preview.title")}
        </Button>
      )}
      {id !== null && <Deeds chat={id} />}
      <span className="mx-1 h-5 border-l border-line" />
      <IconButton name={t("common.close")} icon="x" onPress={onClose} />
    </header>
  );
}

function Deeds({ chat }: { chat: ChatId }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const navigate = useNavigate();
  const failed = (error: unknown) => note(words(asApiError(error)).what);
  const duplicate = useMutation({
    mutationFn: () => call("chat_duplicate", { id: chat }),
    onError: failed,
    onSuccess: (copy) => {
      note(t("editor.duplicated", { chat: copy.name }));
      void navigate({ to: "/chats/$id/edit", params: { id: copy.id }, search: true });
    },
  });
  const exporting = useMutation({
    mutationFn: () => call("chat_export", { id: chat }),
    onError: failed,
    onSuccess: (file) => file !== null && note(t("editor.exported", { file })),
  });
  const to = { params: { id: chat }, search: true } as const;
  return (
    <>
      <Button look="quiet" icon="code" onPress={() => void navigate({ to: "/chats/$id/code", ...to })}>
        {t("chats.frame_code")}
      </Button>
      <MenuButton
        name={t("editor.more")}
        deeds={[
          { id: "duplicate", text: t("editor.duplicate"), icon: "copy", run: () => duplicate.mutate() },
          { id: "export", text: t("editor.export"), icon: "download", run: () => exporting.mutate() },
        ]}
      />
    </>
  );
}
