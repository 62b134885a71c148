import { useTranslation } from "react-i18next";

import { ChoiceSetting } from "../fields/ChoiceSetting";
import { NumberPair, NumberSetting } from "../fields/NumberSetting";
import { Group } from "../fields/SettingRow";
import { TextSetting } from "../fields/TextSetting";

export function Queue() {
  const { t } = useTranslation();
  return (
    <>
      <Group title={t("editor.group.queue")}>
        <NumberSetting path="queue.time_s" />
        <NumberPair of="queue.notify_min" />
        <TextSetting path="queue.text" />
        <TextSetting path="queue.busy_text" />
      </Group>
      <Group title={t("editor.group.operators")}>
        <NumberSetting path="queue.operator_idle_s" />
        <ChoiceSetting
          path="queue.operator_idle_to"
          options={[
            { value: "bot", text: t("editor.idle_to.bot") },
            { value: "next_operator", text: t("editor.idle_to.next_operator") },
            { value: "queue", text: t("editor.idle_to.queue") },
          ]}
        />
      </Group>
    </>
  );
}
