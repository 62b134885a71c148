import { useTranslation } from "react-i18next";

import { Switch } from "../../../../shared/Choice";
import type { PathTo } from "../paths";
import { useSetting } from "../setting";
import { SettingRow } from "./SettingRow";

/** Something that is on or off. */
export function SwitchSetting({ path }: { path: PathTo<boolean> }) {
  const { t } = useTranslation();
  const setting = useSetting(path);
  return (
    <SettingRow label={setting.label} setting={setting}>
      <div className="flex min-h-7 items-center">
        <Switch name={setting.label} described={setting.said} value={setting.value} onChange={setting.set}>
          {setting.value ? t("editor.on") : t("editor.off")}
        </Switch>
      </div>
    </SettingRow>
  );
}
