import { useRef } from "react";
import { Button as Pressable, Input, Label, TextArea, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { fieldBad, fieldBox, fieldInput } from "../../../../shared/Field";
import { useFormats } from "../../../../shared/format";
import type { PathTo } from "../paths";
import { useChatLanguage, useEditing, useSetting } from "../setting";
import { SettingRow } from "./SettingRow";

/** A line of text. */
export function LineSetting({ path, placeholder, autoFocus = false }: { path: PathTo<string>; placeholder?: string; autoFocus?: boolean }) {
  const setting = useSetting(path);
  return (
    <TextField
      value={setting.value}
      onChange={setting.set}
      isInvalid={setting.wrong !== undefined}
      aria-describedby={setting.said}
      autoFocus={autoFocus}
      className="contents"
    >
      <SettingRow label={<Label>{setting.label}</Label>} setting={setting}>
        <div className={`${fieldBox} w-field max-w-full ${setting.wrong === undefined ? "" : fieldBad}`}>
          <Input className={fieldInput} placeholder={placeholder} />
        </div>
      </SettingRow>
    </TextField>
  );
}

/** How near to its limit a text says how long it is. */
const NEARLY = 0.8;

/** A text of several lines; empty, it shows what is said in its place. What may be filled in stands under it, to be put where the caret is. */
export function TextSetting({ path }: { path: PathTo<string> }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const setting = useSetting(path);
  const area = useRef<HTMLTextAreaElement>(null);
  const own = useEditing().known.own_texts[path]?.[useChatLanguage()];
  const { most, variables } = setting.known.kind === "text" ? setting.known : { most: Infinity, variables: [] };
  const length = [...setting.value].length;

  const insert = (variable: string) => {
    const { selectionStart: from, selectionEnd: to } = area.current ?? { selectionStart: length, selectionEnd: length };
    const text = `{${variable}}`;
    setting.set(setting.value.slice(0, from) + text + setting.value.slice(to));
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(from + text.length, from + text.length);
    });
  };

  return (
    <TextField value={setting.value} onChange={setting.set} isInvalid={setting.wrong !== undefined} aria-describedby={setting.said} className="contents">
      <SettingRow label={<Label>{setting.label}</Label>} setting={setting}>
        <TextArea
          ref={area}
          rows={3}
          placeholder={own}
          className={`field-sizing-content max-h-60 min-h-18 w-full max-w-palette resize-y rounded-2 border bg-raised px-2 py-1 select-text focus-visible:border-accent focus-visible:shadow-focus ${setting.wrong === undefined ? "border-line-field" : fieldBad}`}
        />
        {(variables.length > 0 || length > most * NEARLY) && (
          <div className="flex max-w-palette flex-wrap items-center gap-1.5 text-small text-ink-3">
            {variables.length > 0 && <span>{t("editor.insert")}</span>}
            {variables.map((variable) => (
              <Pressable
                key={variable}
                onPress={() => insert(variable)}
                aria-label={t("editor.insert_variable", { name: `{${variable}}` })}
                className="rounded-1 bg-fill px-1.5 font-mono text-ink-2 data-hovered:bg-press"
              >
                {`{${variable}}`}
              </Pressable>
            ))}
            {length > most * NEARLY && <span className="figure ml-auto">{t("editor.length", { length: number(length), limit: number(most) })}</span>}
          </div>
        )}
      </SettingRow>
    </TextField>
  );
}
