import { useTranslation } from "react-i18next";

import { Combo } from "../../../../shared/Combo";
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
        <TimeZone />
        <Hours />
        <Holidays />
      </Group>
    </>
  );
}

/** Stands for no zone of the chat's own. */
const THIS_COMPUTER = "here";

const ZONES = Intl.supportedValuesOf("timeZone").map((zone) => ({ value: zone, text: zone }));

function TimeZone() {
  const { t } = useTranslation();
  const setting = useSetting("general.time_zone");
  const { zone } = useEditing().known;
  const here = { value: THIS_COMPUTER, text: zone === null ? t("editor.zone_here") : t("editor.zone_here_named", { zone }) };
  // A zone that this window does not know may still be one that the program knows.
  const other = setting.value !== null && !ZONES.some(({ value }) => value === setting.value) ? [{ value: setting.value, text: setting.value }] : [];
  return (
    <SettingRow label={setting.label} setting={setting}>
      <Combo
        label={setting.label}
        described={setting.said}
        wrong={setting.wrong !== undefined}
        value={setting.value ?? THIS_COMPUTER}
        onPick={(value) => setting.set(value === THIS_COMPUTER ? null : value)}
        options={[here, ...other, ...ZONES]}
      />
    </SettingRow>
  );
}
