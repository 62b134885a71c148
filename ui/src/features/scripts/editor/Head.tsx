import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button, IconButton, Link } from "../../../shared/Button";
import { useFormats } from "../../../shared/format";
import { Icon } from "../../../shared/Icon";
import { useRoom } from "../../../shared/room";
import { note } from "../../../shared/toasts";
import type { Pane } from "../contract";
import { useEditing } from "./useEditing";

interface Props {
  pane: Pane | null;
  onPane: (pane: Pane | null) => void;
  onList: () => void;
  onCopy: () => void;
  /** Publishing was refused: what is wrong is to be seen. */
  onRefused: () => void;
}

/** The script's name, how it stands, and what is done with it as a whole. */
export function Head({ pane, onPane, onList, onCopy, onRefused }: Props) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const room = useRoom();
  const editing = useEditing();
  const { draft, builtin, published, changed, problems, saving, canUndo, canRedo } = editing;
  const [publishing, setPublishing] = useState(false);
  const why = useId();
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const name = draft.name || t("canvas.unnamed");
  const toggle = (one: Pane) => onPane(pane === one ? null : one);

  const off = errors > 0 ? t("canvas.publish_off.errors") : saving.state === "conflict" ? t("canvas.publish_off.conflict") : published !== null && !changed ? t("canvas.publish_off.same", { version: number(published) }) : null;

  const publish = () => {
    setPublishing(true);
    void editing
      .publish()
      .then((version) => {
        if (version === null) onRefused();
        else note(t("canvas.published_now", { version: number(version) }));
      })
      .finally(() => setPublishing(false));
  };
  const version = builtin ? t("canvas.builtin") : published === null ? t("canvas.never_published") : changed ? t("canvas.changed_since", { version: number(published) }) : t("canvas.published", { version: number(published) });
  return (
    <header className="flex h-head flex-none items-center gap-2 border-b border-line px-4">
      {room === "wide" && (
        <>
          <Link onPress={onList}>{t("canvas.list")}</Link>
          <Icon name="right" size="small" className="text-icon-quiet" />
        </>
      )}
      {room !== "wide" && <IconButton name={t("canvas.list")} icon="left" onPress={onList} />}
      <h1 className="cut" title={name}>
        {name}
      </h1>
      <span className="figure flex-none text-ink-3">{version}</span>
      <SavingState />
      <span className="flex-1" />
      {!builtin && (
        <>
          <IconButton name={t("common.undo")} icon="undo" keys="mod+KeyZ" isDisabled={!canUndo} onPress={editing.undo} />
          <IconButton name={t("canvas.redo")} icon="redo" keys="mod+shift+KeyZ" isDisabled={!canRedo} onPress={editing.redo} />
          <span className="mx-1 h-5 border-l border-line" />
        </>
      )}
      {room === "wide" ? (
        <>
          {!builtin && (
            <Button look="quiet" icon="history" onPress={() => toggle("history")}>
              {t("canvas.history")}
            </Button>
          )}
          <Button look="quiet" icon="play" onPress={() => toggle("try")}>
            {t("canvas.try")}
          </Button>
          <Button onPress={() => toggle("rehearse")}>{t("canvas.rehearse")}</Button>
        </>
      ) : (
        <>
          {!builtin && <IconButton name={t("canvas.history")} icon="history" onPress={() => toggle("history")} />}
          <IconButton name={t("canvas.try")} icon="play" onPress={() => toggle("try")} />
          <IconButton name={t("canvas.rehearse")} icon="dialogs" onPress={() => toggle("rehearse")} />
        </>
      )}
      {builtin ? (
        <Button look="primary" onPress={onCopy}>
          {t("canvas.make_copy")}
        </Button>
      ) : (
        // A button that is off has no tooltip of its own.
        <span title={off ?? undefined}>
          <Button look="primary" isDisabled={publishing || off !== null} aria-describedby={off === null ? undefined : why} onPress={publish}>
            {t("canvas.publish")}
          </Button>
          {off !== null && (
            <span id={why} hidden>
              {off}
            </span>
          )}
        </span>
      )}
    </header>
  );
}

/** Whether the program has what stands here. */
function SavingState() {
  const { t } = useTranslation();
  const { saving, leavesOut, builtin } = useEditing();
  if (builtin) return null;
  const isLeftOut = leavesOut && saving.state === "saved";
  const bad = saving.state === "failed" || saving.state === "conflict" || isLeftOut;
  const words =
    saving.state === "failed" ? t("canvas.saving.failed") : saving.state === "conflict" ? t("canvas.saving.conflict") : isLeftOut ? t("canvas.saving.left_out") : saving.state === "saved" ? t("canvas.saving.saved") : t("canvas.saving.now");
  return (
    <span role="status" title={words} className={`flex flex-none items-center gap-1 text-small ${bad ? "text-warning-ink" : "text-ink-3"}`}>
      <Icon name={bad ? "warn" : saving.state === "saved" ? "done" : "clock"} size="small" />
      {words}
    </span>
  );
}
