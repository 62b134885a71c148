import { Input, Label, TextField } from "react-aria-components";

import { fieldBad, fieldBox, fieldInput } from "../../../../shared/Field";
import { TextBox } from "../../../../shared/TextBox";
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

/** A text of several lines; empty, it shows what is said in its place. */
export function TextSetting({ path }: { path: PathTo<string> }) {
  const setting = useSetting(path);
  const own = useEditing().known.own_texts[path]?.[useChatLanguage()];
  const { most, variables } = setting.known.kind === "text" ? setting.known : { most: Infinity, variables: [] };
  return (
    <TextBox
      value={setting.value}
      onChange={setting.set}
      most={most}
      variables={variables}
      placeholder={own}
      wrong={setting.wrong !== undefined}
      described={setting.said}
      row={(box) => (
        <SettingRow label={<Label>{setting.label}</Label>} setting={setting}>
          {box}
        </SettingRow>
      )}
    />
  );
}
