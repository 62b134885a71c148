import { useTranslation } from "react-i18next";

import { TimeZone } from "../../../../shared/TimeZone";
import { ChoiceSetting } from "../fields/ChoiceSetting";
import { Group, SettingRow } from "../fields/SettingRow";
import { LineSetting } from "../fields/TextSetting";
import { useEditing, useSetting } from "../setting";
import { Holidays } from "./Holidays";
import { Hours } from "./Hours";

export function General() {
  const { t } = useTranslation();
  return (
    <>
      <Group title={t("editor.group.chat")}>
        <LineSetting path="name" autoFocus />
        <ChoiceSetting
          path="general.language"
          segmented
          options={[
            { value: "", text: t("editor.language.visitor") },
            { value: "en", text: t("language.en") },
            { value: "ru", text: t("language.ru") },
          ]}
        />
        <LineSetting path="general.knowledge_base" placeholder={t("editor.knowledge_base_example")} />
      </Group>
      <Group title={t("editor.group.time")}>
        <Zone />
        <Hours />
        <Holidays />
      </Group>
    </>
  );
}

function Zone() {
  const { t } = useTranslation();
  const setting = useSetting("general.time_zone");
  const { zone } = useEditing().known;
  return (
    <SettingRow label={setting.label} setting={setting}>
      <TimeZone label={setting.label} described={setting.said} wrong={setting.wrong !== undefined} value={setting.value} onPick={setting.set} none={zone === null ? t("editor.zone_here") : t("editor.zone_here_named", { zone })} />
    </SettingRow>
  );
}
