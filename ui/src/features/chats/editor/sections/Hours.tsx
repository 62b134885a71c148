import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Segmented } from "../../../../shared/Choice";
import { WEEK } from "../../../../shared/hours/hours";
import { Week } from "../../../../shared/hours/Week";
import { SettingRow } from "../fields/SettingRow";
import { useEditing, useSetting, useWrong } from "../setting";

/** Around the clock, or a week with its hours. */
export function Hours() {
  const { t } = useTranslation();
  const { set, unread, leave } = useEditing();
  const setting = useSetting("general.working_hours");
  const wrong = useWrong();
  // Who looks at "around the clock" for a moment gets the same week back.
  const [week, setWeek] = useState(setting.value ?? WEEK);
  const pick = (kind: "always" | "week") => {
    if (setting.value !== null) setWeek(setting.value);
    setting.set(kind === "always" ? null : week);
  };
  const at = (path: string) => `${setting.path}.${path}`;
  return (
    <SettingRow label={setting.label} setting={setting}>
      <Segmented
        label={setting.label}
        described={setting.said}
        value={setting.value === null ? "always" : "week"}
        onPick={pick}
        options={[
          { value: "always", text: t("hours.always") },
          { value: "week", text: t("hours.week") },
        ]}
      />
      {setting.value && (
        <Week
          week={setting.value}
          onWeek={setting.set}
          onTime={(path, time) => set(at(path), time)}
          wrong={(path) => wrong(at(path))}
          unread={(path) => unread[at(path)]}
          onUnread={(path, text) => leave(at(path), text)}
        />
      )}
    </SettingRow>
  );
}
