/** The columns of the list of scripts. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { ScriptRow } from "../../../ipc";
import { IconButton } from "../../../shared/Button";
import { useFormats } from "../../../shared/format";
import type { Column } from "../../../shared/Grid";
import { Icon, type IconName } from "../../../shared/Icon";
import { MenuButton } from "../../../shared/MenuButton";

interface Props {
  /** The actions of a row have no room of their own, nor has when it was changed. */
  narrow: boolean;
  open: (script: ScriptRow) => void;
  duplicate: (script: ScriptRow) => void;
  save: (script: ScriptRow) => void;
  remove: (script: ScriptRow) => void;
}

/** What can be done with a script. */
interface Deed {
  id: string;
  text: string;
  icon: IconName;
  run: (script: ScriptRow) => void;
}

export function useColumns(props: Props): Column<ScriptRow>[] {
  const { t } = useTranslation();
  const { narrow } = props;
  return useMemo(
    () => {
      const deeds: Deed[] = [
        { id: "open", text: t("scripts.open"), icon: "forward", run: props.open },
        { id: "duplicate", text: t("scripts.duplicate"), icon: "copy", run: props.duplicate },
        { id: "export", text: t("scripts.export"), icon: "download", run: props.save },
        { id: "delete", text: t("scripts.delete"), icon: "trash", run: props.remove },
      ];
      const changed: Column<ScriptRow> = {
        id: "changed",
        title: t("scripts.changed"),
        width: "var(--col-date)",
        cell: (script) => <Changed script={script} />,
      };
      return [
        { id: "name", title: t("scripts.name"), width: "minmax(0, 3fr)", cell: (script) => <Name script={script} /> },
        { id: "state", title: t("scripts.state"), width: "minmax(0, 2fr)", cell: (script) => <State script={script} /> },
        { id: "problems", title: t("scripts.problems"), width: "var(--col-two)", cell: (script) => <Problems script={script} /> },
        { id: "chats", title: t("scripts.chats"), width: "minmax(0, 2fr)", cell: (script) => <Chats script={script} /> },
        ...(narrow ? [] : [changed]),
        {
          id: "actions",
          title: t("scripts.actions"),
          quietHead: true,
          width: narrow ? "var(--col-more)" : "var(--col-deeds)",
          cell: (script, current) => <Actions script={script} current={current} narrow={narrow} deeds={deeds} />,
        },
      ];
    },
    // What a press does depends on nothing else that changes between drawings.
    [t, narrow],
  );
}

function Name({ script: { name, builtin, language } }: { script: ScriptRow }) {
  const { t } = useTranslation();
  return (
    <span className="flex items-center gap-2">
      <span className="cut font-medium" title={name}>
        {name}
      </span>
      <span title={t(`language.${language}`)} className="flex-none text-small text-ink-3 uppercase">
        {language}
      </span>
      {builtin && (
        <span title={t("scripts.builtin_hint")} className="flex-none rounded-1 bg-fill px-1.5 text-small text-ink-2">
          {t("scripts.builtin")}
        </span>
      )}
    </span>
  );
}

/** What runs, and whether somebody works on another. */
function State({ script: { published, changed } }: { script: ScriptRow }) {
  const { t } = useTranslation();
  const format = useFormats();
  if (published === null) return <span className="text-ink-3">{t("scripts.never_published")}</span>;
  const version = t("scripts.version", { n: format.number(published) });
  if (!changed) {
    return (
      <span className="cut block" title={version}>
        {version}
      </span>
    );
  }
  return (
    <span className="cut block" title={t("scripts.draft_differs_hint")}>
      {version}
      <span className="text-ink-2">{t("scripts.draft_differs")}</span>
    </span>
  );
}

function Problems({ script: { errors, warnings } }: { script: ScriptRow }) {
  const { t } = useTranslation();
  const format = useFormats();
  if (errors + warnings === 0) return <None />;
  return (
    <span className="figure flex items-center gap-2">
      {errors > 0 && <Count icon="error" tone="text-danger-ink" n={format.number(errors)} words={t("scripts.errors", { count: errors, n: format.number(errors) })} />}
      {warnings > 0 && <Count icon="warn" tone="text-warning-ink" n={format.number(warnings)} words={t("scripts.warnings", { count: warnings, n: format.number(warnings) })} />}
    </span>
  );
}

function Count({ icon, tone, n, words }: { icon: IconName; tone: string; n: string; words: string }) {
  return (
    <span className={`flex items-center gap-1 ${tone}`} title={words}>
      <Icon name={icon} />
      <span aria-hidden="true">{n}</span>
      <span className="sr-only">{words}</span>
    </span>
  );
}

function Changed({ script: { builtin, updated_at, updated_by } }: { script: ScriptRow }) {
  const { t } = useTranslation();
  const format = useFormats();
  if (builtin) return <None />;
  const exact = format.exact(updated_at);
  return (
    <time className="figure text-ink-2" dateTime={new Date(updated_at).toISOString()} title={updated_by === null ? exact : t("scripts.changed_by", { at: exact, who: updated_by })}>
      {format.moment(updated_at, Date.now())}
    </time>
  );
}

function Chats({ script: { chats } }: { script: ScriptRow }) {
  if (chats.length === 0) return <None />;
  const names = chats.map(({ name }) => name).join(", ");
  return (
    <span className="cut block text-ink-2" title={names}>
      {names}
    </span>
  );
}

function None() {
  return (
    <span className="text-ink-3" aria-hidden="true">
      –
    </span>
  );
}

interface ActionsProps {
  script: ScriptRow;
  current: boolean;
  narrow: boolean;
  deeds: readonly Deed[];
}

/** The deeds of a row, reached by Tab from the row that is chosen. */
function Actions({ script, current, narrow, deeds }: ActionsProps) {
  const { t } = useTranslation();
  const tone = "text-icon-quiet group-hover/row:text-icon";
  const can = ({ id }: Deed) => !(script.builtin && id === "delete");
  const named = (action: string) => t("scripts.action_on", { action, script: script.name });
  return (
    <span className="flex justify-end" onDoubleClick={(event) => event.stopPropagation()}>
      {narrow ? (
        <MenuButton name={t("common.more")} label={named(t("common.more"))} deeds={deeds.filter(can).map((deed) => ({ ...deed, run: () => deed.run(script) }))} tone={tone} excludeFromTabOrder={!current} />
      ) : (
        deeds.map((deed) => (
          // What cannot be done leaves its place empty, so that the others stay in line.
          <span key={deed.id} className={`flex size-control ${deed.id === "delete" ? "ml-2" : ""}`}>
            {can(deed) && <IconButton name={deed.text} label={named(deed.text)} icon={deed.icon} tone={tone} excludeFromTabOrder={!current} onPress={() => deed.run(script)} />}
          </span>
        ))
      )}
    </span>
  );
}
