import { useTranslation } from "react-i18next";

import type { Note } from "../../../ipc";
import { IconButton } from "../../../shared/Button";
import { useFormats } from "../../../shared/format";
import { LinkedText } from "../../../shared/message/LinkedText";
import { useDeleteNote } from "../deeds/notes";

/** What an operator wrote for the others. Their own can be taken away, and put back. */
export function NoteBubble({ note }: { note: Note }) {
  const { t } = useTranslation();
  const format = useFormats();
  const remove = useDeleteNote();
  return (
    <div className="group/note relative rounded-2 bg-note px-2.5 py-1.5 text-on-note">
      <div className="flex items-center gap-2 text-small font-strong text-meta-note" title={format.exact(note.at)}>
        <span className="cut flex-1">{t("inbox.note_by", { author: note.author, date: format.near(note.at, Date.now()) })}</span>
        {note.mine && (
          <span className="-my-1 -mr-1.5 opacity-0 group-hover/note:opacity-100 focus-within:opacity-100">
            <IconButton name={t("inbox.note_delete")} icon="trash" small tone="text-meta-note" onPress={() => remove(note)} />
          </span>
        )}
      </div>
      <p className="wrap-anywhere whitespace-pre-wrap select-text">
        <LinkedText text={note.text} />
      </p>
    </div>
  );
}
