import { useId } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../../../../shared/Button";
import { AvatarField } from "../../../../shared/avatar/AvatarField";
import { ColourField } from "../../../../shared/colour/ColourField";
import { Group } from "../fields/SettingRow";
import { useEditing, useSetting } from "../setting";

const COLOURS = ["bot", "operator", "user", "buttons", "buttons_text"] as const;
type ColourName = (typeof COLOURS)[number];

const WHO = ["bot", "operator", "user"] as const;

export function Appearance() {
  const { t } = useTranslation();
  const { typed, known, set } = useEditing();
  const { colours } = typed.appearance;
  const initial = known.settings.filter(({ path }) => path.startsWith("appearance.colours."));
  const restore = () => initial.forEach((setting) => set(setting.path, setting.default));
  const isInitial = initial.every((setting) => colours[setting.path.split(".")[2] as ColourName] === setting.default);
  return (
    <>
      <Group
        title={t("editor.colours")}
        actions={
          <Button look="quiet" small isDisabled={isInitial} onPress={restore}>
            {t("editor.restore_colours")}
          </Button>
        }
      >
        {COLOURS.map((name) => (
          <Colour key={name} name={name} />
        ))}
        <p className="mt-2 text-small text-ink-3">{t("editor.colours_hint")}</p>
      </Group>
      <Group title={t("editor.pictures")}>
        {WHO.map((who) => (
          <Avatar key={who} who={who} />
        ))}
      </Group>
    </>
  );
}

function Colour({ name }: { name: ColourName }) {
  const { typed, problems, unread, leave } = useEditing();
  const { colours } = typed.appearance;
  const setting = useSetting(`appearance.colours.${name}`);
  const beside = { bot: undefined, operator: undefined, user: undefined, buttons: colours.buttons_text, buttons_text: colours.buttons }[name];
  const help = useId();
  return (
    // Its sentence stands under it, as at every other setting.
    <div role="group" aria-label={setting.label} aria-describedby={help}>
      <ColourField
      label={setting.label}
      path={setting.path}
      isText={name === "buttons_text"}
      value={setting.value}
      onChange={setting.set}
      beside={beside}
      problem={problems.find(({ field }) => field === setting.path)}
      changed={setting.changed}
      unread={unread[setting.path]}
      onUnread={(text) => leave(setting.path, text)}
      own={Object.values(colours)}
      />
      <p id={help} className="mb-1 text-small text-ink-3 middle:pl-[calc(var(--form-label)+--spacing(3))]">
        {setting.help}
      </p>
    </div>
  );
}

function Avatar({ who }: { who: (typeof WHO)[number] }) {
  const setting = useSetting(`appearance.pictures.${who}`);
  return <AvatarField who={who} value={setting.value} onChange={setting.set} help={setting.help} />;
}
