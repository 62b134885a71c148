import { useState } from "react";
import { useTranslation } from "react-i18next";

import { asApiError, call, fileUrl, type Attachment } from "../../ipc";
import { IconButton } from "../Button";
import { useErrorWords } from "../errors";
import { useFormats } from "../format";
import { Icon } from "../Icon";
import { Lightbox } from "./Lightbox";
import { confirm, note } from "../toasts";

interface Props {
  message: string;
  attachment: Attachment;
}

/** A file that came with a message: a picture in its place, anything else by its name; both can be saved. */
export function Attached({ message, attachment }: Props) {
  const { t } = useTranslation();
  const format = useFormats();
  const words = useErrorWords();
  const [broken, setBroken] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const save = () =>
    void call("file_save", { message }).then(
      (file) => file !== null && confirm(t("inbox.file_saved", { file })),
      (error: unknown) => {
        const { what, todo } = words(asApiError(error));
        note(`${what} ${todo}`);
      },
    );
  const isShown = attachment.is_picture && !broken;
  return (
    <div className="grid max-w-full grid-cols-[minmax(0,1fr)] gap-1 py-0.5">
      {isShown && (
        // Its height is laid down: what follows must not move when it comes.
        <button type="button" aria-label={t("inbox.picture_open", { file: attachment.name })} onClick={() => setOpen(true)} className="justify-self-start rounded-2">
          <img src={fileUrl(attachment.id)} alt={attachment.name} onError={() => setBroken(true)} draggable={false} className="h-40 max-w-full min-w-24 rounded-2 bg-fill object-cover" />
        </button>
      )}
      {isOpen && <Lightbox attachment={attachment} onSave={save} onClose={() => setOpen(false)} />}
      <div className="flex items-center gap-2">
        {!isShown && (
          <span className="grid size-8 flex-none place-items-center rounded-2 bg-press">
            <Icon name={attachment.is_picture ? "image" : "clip"} />
          </span>
        )}
        <span className="min-w-0 flex-1">
          <span className="cut block font-medium select-text" title={attachment.name}>
            {attachment.name}
          </span>
          <span className="figure block text-small">{format.size(attachment.bytes)}</span>
        </span>
        <IconButton name={t("inbox.file_save")} label={t("inbox.file_save_of", { file: attachment.name })} icon="download" small tone="text-current" onPress={save} />
      </div>
    </div>
  );
}
