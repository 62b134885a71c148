import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../../shared/Button";
import { useErrorWords } from "../../shared/errors";
import { Keys, useShortcut } from "../../shared/Keys";
import { FormWindow } from "../../shared/Over";
import { Banner } from "../../shared/States";
import type { Form } from "./form";

interface Props<Input> {
  label: string;
  form: Form<Input>;
  isNew: boolean;
  /** It was deleted while it was open here. */
  gone: boolean;
  /** What a field is called. */
  nameOf: (field: keyof Input & string) => string;
  /** Opens the window again, after Undo. */
  onReopen: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A window over the list in which one thing is edited. */
export function Edit<Input>({ label, form, isNew, gone, nameOf, onReopen, onClose, children }: Props<Input>) {
  const { t } = useTranslation();
  const clashing = (form.merged?.clashes.length ?? 0) > 0;
  const canSave = (isNew || gone || form.changed) && !form.saving && !clashing;
  const close = () => {
    form.forget(onReopen);
    onClose();
  };
  const body = useRef<HTMLDivElement>(null);
  // What is wrong is drawn and marked first.
  const seek = () => requestAnimationFrame(() => body.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  const refused = form.failure?.code === "invalid";
  useEffect(() => {
    if (refused) seek();
  }, [refused]);
  const save = () => {
    form.save();
    seek();
  };
  useShortcut("mod+KeyS", () => canSave && save());
  return (
    <FormWindow
      label={label}
      onClose={close}
      foot={
        <>
          <Button look="quiet" onPress={close}>
            {t("common.cancel")}
          </Button>
          <Button look="primary" isDisabled={!canSave} onPress={save}>
            {gone ? t("operators.save_as_new") : isNew ? t("operators.create") : t("operators.save")}
            <Keys of="mod+KeyS" onAccent />
          </Button>
        </>
      }
    >
      <div className="mb-4 grid gap-2 empty:hidden">
        <Trouble form={form} gone={gone} nameOf={nameOf} />
      </div>
      <div ref={body}>{children}</div>
    </FormWindow>
  );
}

/** Why saving did not work, and what somebody else saved meanwhile. */
function Trouble<Input>({ form, gone, nameOf }: Pick<Props<Input>, "form" | "gone" | "nameOf">) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { merged, failure } = form;
  if (gone) {
    return (
      <Banner tone="warn" title={t("operators.gone")}>
        {t("operators.gone_hint")}
      </Banner>
    );
  }
  if (merged !== null) {
    const fields = merged.clashes.map((field) => nameOf(field as keyof Input & string)).join(", ");
    return (
      <Banner
        tone="warn"
        title={t("operators.overtaken")}
        actions={
          merged.clashes.length > 0 && (
            <>
              <Button small onPress={() => form.settle("mine")}>
                {t("operators.keep_mine")}
              </Button>
              <Button small onPress={() => form.settle("theirs")}>
                {t("operators.take_theirs")}
              </Button>
            </>
          )
        }
      >
        {merged.clashes.length > 0 ? t("operators.both_changed", { fields }) : t("operators.both_stand")}
      </Banner>
    );
  }
  // What is wrong stands at the fields; what somebody saved meanwhile is about to be read.
  if (failure === null || failure.code === "conflict" || failure.code === "not_found" || failure.code === "invalid") return null;
  return (
    <Banner tone="bad" title={words(failure).what}>
      {words(failure).todo}
    </Banner>
  );
}
