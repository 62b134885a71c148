import { useTranslation } from "react-i18next";

import { Icon } from "../../../../shared/Icon";
import { ChoiceSetting } from "../fields/ChoiceSetting";
import { NumberSetting } from "../fields/NumberSetting";
import { Group } from "../fields/SettingRow";
import { SwitchSetting } from "../fields/SwitchSetting";
import { TextSetting } from "../fields/TextSetting";
import { Results } from "./Results";

export function Feedback() {
  const { t } = useTranslation();
  return (
    <>
      <Group title={t("editor.group.rating")}>
        <SwitchSetting path="feedback.ask" />
        <NumberSetting path="feedback.after_s" />
        <ChoiceSetting
          path="feedback.scale"
          segmented
          options={[
            { value: "two", text: t("editor.scale.two"), mark: <Icon name="thumbs" className="text-icon" /> },
            { value: "five", text: t("editor.scale.five"), mark: <Icon name="star" className="text-icon" /> },
            { value: "ten", text: t("editor.scale.ten") },
          ]}
        />
        <TextSetting path="feedback.text" />
      </Group>
      <Group title={t("editor.group.result")}>
        <SwitchSetting path="feedback.ask_result" />
        <Results />
      </Group>
    </>
  );
}
