import { useTranslation } from "react-i18next";

import { call } from "../../../../ipc";
import { Button, IconButton } from "../../../../shared/Button";
import { useFormats } from "../../../../shared/format";
import { Icon } from "../../../../shared/Icon";
import { confirm } from "../../../../shared/toasts";
import { clipOf } from "../clip";
import { ICONS } from "../kinds";
import { useEditing } from "../useEditing";
import { canRemove, duplicate } from "../useKeys";
import { useBlockWords } from "../words";
import { BlockForm } from "./BlockForm";
import { ScriptForm } from "./ScriptForm";

/** What is selected, with every field of it: a block, several, or the script as a whole. */
export function Properties({ onRemove, onClose }: { onRemove: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const words = useBlockWords();
  const editing = useEditing();
  const { only, selected, builtin, draft, select } = editing;
  const name = only ? words.name(only) : selected.size > 1 ? t("canvas.selected", { count: selected.size, n: number(selected.size) }) : t("canvas.whole");
  const copy = () => void call("copy_text", { text: clipOf(draft, selected) }).then(() => confirm(t("canvas.copied")));
  return (
    <>
      <header className="flex h-bar flex-none items-center gap-2 border-b border-line pr-2 pl-4">
        <Icon name={only ? ICONS[only.type] : selected.size > 1 ? "copy" : "scripts"} className="text-icon" />
        <h2 className="cut flex-1 text-base!" title={name}>
          {name}
        </h2>
        {!builtin && selected.size > 0 && only?.type !== "start" && (
          <>
            <IconButton name={t("canvas.duplicate")} icon="copy" small keys="mod+KeyD" onPress={() => duplicate(editing)} />
            <IconButton name={t("canvas.delete")} icon="trash" small isDisabled={!canRemove(editing)} onPress={onRemove} />
          </>
        )}
        <IconButton name={t("common.close")} icon="x" small onPress={() => (selected.size > 0 ? select([]) : onClose())} />
      </header>
      <div className="min-h-0 flex-1 overflow-auto px-4 py-3">
        <fieldset key={only?.id ?? "script"} disabled={builtin} aria-label={name} className="grid gap-3">
          {only ? (
            <BlockForm block={only} />
          ) : selected.size > 1 ? (
            <>
              <p className="text-ink-2">{t("canvas.several_hint")}</p>
              <div className="flex flex-wrap gap-2">
                <Button small icon="copy" onPress={copy}>
                  {t("canvas.copy")}
                </Button>
              </div>
            </>
          ) : (
            <ScriptForm />
          )}
        </fieldset>
      </div>
    </>
  );
}
