import { useTranslation } from "react-i18next";

import { NumberPair } from "../fields/NumberSetting";
import { ScriptSetting } from "../fields/ScriptSetting";
import { Group } from "../fields/SettingRow";
import { SwitchSetting } from "../fields/SwitchSetting";

export function Script() {
  const { t } = useTranslation();
  return (
    <>
      <Group title={t("editor.group.bot")}>
        <ScriptSetting path="script.main" none="builtin" />
        <SwitchSetting path="script.reply_to_first_message" />
      </Group>
      <Group title={t("editor.group.waiting")}>
        <NumberPair of="script.client_silence_s" />
        <NumberPair of="script.lifetime_s" />
      </Group>
      <Group title={t("editor.group.afterwards")}>
        <ScriptSetting path="script.after_bot" none="none" />
        <ScriptSetting path="script.after_operator" none="none" />
        <ScriptSetting path="script.after_client_timeout" none="none" />
      </Group>
    </>
  );
}
