import { Input, Label, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";

import type { Messenger } from "../../../../ipc";
import { fieldBad, fieldBox, fieldInput, Wrong } from "../../../../shared/Field";
import { MessengerLogo } from "../../../../shared/MessengerLogo";
import { ChangedDot, Group, Said } from "../fields/SettingRow";
import { useEditing, useSetting, useWrong } from "../setting";

/** One address for each messenger. None of them is ever opened from here. */
export function Links() {
  const setting = useSetting("links");
  const { known } = useEditing();
  const examples = known.link_examples;
  return (
    <Group title={setting.label}>
      <Said setting={setting} />
      <div className="mt-3">
        {examples.map(([messenger, example]) => (
          <Link key={messenger} messenger={messenger} example={example} />
        ))}
      </div>
    </Group>
  );
}

function Link({ messenger, example }: { messenger: Messenger; example: string }) {
  const { t } = useTranslation();
  const { typed, set, changes } = useEditing();
  const path = `links.${messenger}`;
  const wrong = useWrong()(path);
  const value = typed.links[messenger] ?? "";
  return (
    // An empty address is no address: the chat is then as it was before one was typed.
    <TextField value={value} onChange={(text) => set(path, text === "" ? undefined : text)} isInvalid={wrong !== undefined} aria-describedby={wrong === undefined ? undefined : `${path}-wrong`} className="grid min-h-9 items-start gap-x-4 py-1 middle:grid-cols-[var(--setting-label)_minmax(0,1fr)]">
      <Label className="flex h-control items-center gap-2 text-ink-2">
        <MessengerLogo messenger={messenger} on={value !== ""} named={false} />
        {t(`messenger.${messenger}`)}
        {changes.includes(path) && <ChangedDot />}
      </Label>
      <div>
        <div className={`${fieldBox} w-full max-w-dialog ${wrong === undefined ? "" : fieldBad}`}>
          <Input type="url" className={fieldInput} placeholder={example} spellCheck={false} />
        </div>
        {wrong !== undefined && (
          <span id={`${path}-wrong`}>
            <Wrong>{wrong}</Wrong>
          </span>
        )}
      </div>
    </TextField>
  );
}
