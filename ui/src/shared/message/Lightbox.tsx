import { useState } from "react";
import { useTranslation } from "react-i18next";

import { fileUrl, type Attachment } from "../../ipc";
import { Button, IconButton } from "../Button";
import { useFormats } from "../format";
import { Sheet } from "../Over";

interface Props {
  attachment: Attachment;
  onSave: () => void;
  onClose: () => void;
}

/** One side so many times the other: the whole of it would be a line, so it is scrolled. */
const LONG = 4;

/** A picture as large as the window allows. */
export function Lightbox({ attachment: { id, name, bytes }, onSave, onClose }: Props) {
  const { t } = useTranslation();
  const format = useFormats();
  const [isLong, setLong] = useState(false);
  return (
    <Sheet label={name} onClose={onClose}>
      <header className="flex h-head flex-none items-center gap-3 border-b border-line pr-2 pl-5">
        <h2 className="cut select-text" title={name}>
          {name}
        </h2>
        <span className="figure flex-1 text-small whitespace-nowrap text-ink-3">{format.size(bytes)}</span>
        <Button icon="download" onPress={onSave}>
          {t("inbox.file_save")}
        </Button>
        <IconButton name={t("common.close")} icon="x" onPress={onClose} />
      </header>
      <div tabIndex={0} role="region" aria-label={name} className="flex min-h-0 flex-1 overflow-auto bg-sunken p-4 focus-visible:shadow-inset">
        <img
          src={fileUrl(id)}
          alt={name}
          draggable={false}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => setLong(Math.max(naturalWidth, naturalHeight) > LONG * Math.min(naturalWidth, naturalHeight))}
          className={`m-auto ${isLong ? "max-w-none" : "max-h-full max-w-full object-contain"}`}
        />
      </div>
    </Sheet>
  );
}
