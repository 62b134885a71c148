import { useTranslation } from "react-i18next";

import { NumberSetting } from "../fields/NumberSetting";
import { Group } from "../fields/SettingRow";
import { SwitchSetting } from "../fields/SwitchSetting";

export function ServiceLevel() {
  const { t } = useTranslation();
  return (
    <Group title={t("editor.group.service_level")}>
      <NumberSetting path="service_level.first_s" />
      <NumberSetting path="service_level.next_s" />
      <SwitchSetting path="service_level.working_hours_only" />
    </Group>
  );
}
