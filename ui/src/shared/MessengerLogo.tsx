import { useTranslation } from "react-i18next";

import { LOGOS, type Logo } from "../../widget/src/logos";
import type { Messenger } from "../ipc";

/** A messenger's mark in its own colour; grey when the channel is off. It says its name itself, unless words beside it do. */
export function MessengerLogo({ messenger, on = true, named = true }: { messenger: Messenger; on?: boolean; named?: boolean }) {
  const { t } = useTranslation();
  const { fill, line }: Logo = LOGOS[messenger];
  const name = on ? t(`messenger.${messenger}`) : t("chats.channel_off", { messenger: t(`messenger.${messenger}`) });
  return (
    <svg
      className={on ? "logo" : "logo logo-off"}
      style={on ? ({ "--logo": `var(--ch-${messenger})` } as React.CSSProperties) : undefined}
      viewBox="0 0 16 16"
      role={named ? "img" : undefined}
      aria-label={named ? name : undefined}
      aria-hidden={!named}
    >
      {named && <title>{name}</title>}
      <circle cx="8" cy="8" r="8" fill="var(--logo)" />
      {fill && <path fill="var(--on-logo)" d={fill} />}
      {line && <path className="logo-line" d={line} />}
    </svg>
  );
}
