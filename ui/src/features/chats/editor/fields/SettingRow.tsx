import type { ReactNode } from "react";
import { Button as Pressable } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Wrong } from "../../../../shared/Field";
import { useFormats } from "../../../../shared/format";
import { Icon } from "../../../../shared/Icon";
import type { Setting } from "../setting";

/** What a row shows of its setting, whatever its value is. */
type Shown = Pick<Setting<unknown>, "said" | "known" | "changed" | "wrong" | "warnings" | "help">;

interface Props {
  /** The label as it is drawn, which names the control where it can. */
  label: ReactNode;
  setting: Shown;
  /** Under the control, before what is wrong with it. */
  note?: ReactNode;
  children: ReactNode;
}

/** One setting: label, control, what is wrong, what channels cannot do of it, and a sentence of help. */
export function SettingRow({ label, setting, note, children }: Props) {
  return (
    <div className="grid min-h-9 items-start gap-x-4 py-2 middle:grid-cols-[var(--setting-label)_minmax(0,1fr)]">
      <div className="flex min-h-7 items-center gap-1.5 text-ink-2">
        {label}
        {setting.changed && <ChangedDot />}
      </div>
      <div className="min-w-0 max-w-reading">
        {children}
        {note}
        <Said setting={setting} />
      </div>
    </div>
  );
}

/** What is to be said of a setting under its control. */
export function Said({ setting }: { setting: Shown }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <div id={setting.said}>
      {setting.wrong !== undefined && <Wrong>{setting.wrong}</Wrong>}
      {setting.warnings.map((warning) => (
        <p key={warning} className="mt-1 flex items-start gap-1 text-small text-warning-ink">
          <span className="flex h-4 items-center">
            <Icon name="warn" size="small" />
          </span>
          {warning}
        </p>
      ))}
      <p className="mt-1 text-small text-ink-3">
        {setting.help}
        {setting.known.kind === "text" && ` ${t("editor.up_to", { limit: number(setting.known.most) })}`}
        {setting.known.kind === "list" && ` ${t("editor.up_to_entries", { limit: number(setting.known.most) })}`}
      </p>
    </div>
  );
}

/** Something that differs from what is saved. */
export function ChangedDot() {
  const { t } = useTranslation();
  return <span className="size-1.5 flex-none rounded-round bg-accent" role="img" aria-label={t("editor.changed")} title={t("editor.changed")} />;
}

/** A heading over settings that belong together. */
export function Group({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className="border-t border-line-soft py-4 first:border-0 first:pt-0">
      <header className="mb-1 flex min-h-7 items-center gap-2">
        <h3 className="flex-1">{title}</h3>
        {actions}
      </header>
      {children}
    </section>
  );
}

/** Says the default of what differs from it, and goes back to it. */
export function Reset({ to, onReset }: { to: string; onReset: () => void }) {
  const { t } = useTranslation();
  return (
    <Pressable onPress={onReset} className="rounded-1 px-1 text-small text-ink-3 data-hovered:text-accent-ink" aria-label={t("editor.reset", { to })}>
      {t("editor.default", { to })}
    </Pressable>
  );
}
