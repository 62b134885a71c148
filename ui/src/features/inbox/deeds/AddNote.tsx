import { useState } from "react";
import { TextArea, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { call } from "../../../ipc";
import { Button, IconButton } from "../../../shared/Button";
import { useStored } from "../../../shared/kept";
import { Keys, useShortcut } from "../../../shared/Keys";
import { DeedPop } from "./Pop";
import { useDeed } from "./useDeed";

/** As the program takes them. */
const LONGEST = 4_000;

/** Writes a note on the client, for the other operators. What was begun is kept on this computer. */
export function AddNote({ dialog, icon = "note", small = false, hasShortcut = false }: { dialog: string; icon?: "note" | "plus"; small?: boolean; hasShortcut?: boolean }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useStored(`parley.note.${dialog}`);
  const { busy, run } = useDeed(dialog);
  useShortcut("mod+shift+KeyN", () => setOpen(true), hasShortcut);
  const add = () => {
    if (text.trim() === "") return;
    void run(() => call("note_add", { dialog, text: text.trim() })).then((done) => {
      if (!done) return;
      setText("");
      setOpen(false);
    });
  };
  return (
    <DeedPop
      label={t("inbox.note_add")}
      isOpen={isOpen}
      onOpen={setOpen}
      trigger={<IconButton name={t("inbox.note_add")} icon={icon} small={small} {...(hasShortcut && { keys: "mod+shift+KeyN" })} />}
    >
      <div className="grid gap-2 p-3">
        <TextField aria-label={t("inbox.note_add")} value={text} onChange={setText} maxLength={LONGEST} autoFocus>
          <TextArea
            rows={4}
            placeholder={t("inbox.note_hint")}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) add();
            }}
            className="w-full resize-none rounded-2 border border-line-field bg-note px-2 py-1 text-on-note"
          />
        </TextField>
        <div className="flex justify-end">
          <Button look="primary" isDisabled={busy || text.trim() === ""} onPress={add}>
            {t("inbox.note_save")}
            <Keys of="mod+Enter" onAccent />
          </Button>
        </div>
      </div>
    </DeedPop>
  );
}
