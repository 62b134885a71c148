import { useTranslation } from "react-i18next";

import type { Messenger } from "../ipc";

const shapes: Record<Messenger, React.ReactNode> = {
  web: (
    <>
      <path fill="var(--on-logo)" d="M5 4.75h6a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1H8.25L6 11.6V9.75H5a1 1 0 0 1-1-1v-3a1 1 0 0 1 1-1Z" />
    </>
  ),
  telegram: (
    <>
      <path fill="var(--on-logo)" d="M3.4 7.9 11.9 4.5l-1.45 6.9-2.6-1.9-1.35 1.3-.2-2.2L9.6 6.1 5.3 8.65Z" />
    </>
  ),
  whatsapp: (
    <>
      <path className="logo-line" d="M4.6 11.4l.5-1.75a3.6 3.6 0 1 1 1.3 1.25Z" />
      <path className="logo-line" d="M6.7 6.7c0 1.5 1 2.5 2.6 2.6" />
    </>
  ),
  viber: (
    <>
      <path className="logo-line" d="M5.2 5.4c-.4 2.9 2.5 5.8 5.4 5.4" />
      <path className="logo-line" d="M8.3 4.6a3.2 3.2 0 0 1 3.1 3.1" />
    </>
  ),
  facebook: (
    <>
      <path fill="var(--on-logo)" d="M3.9 9.5 6.9 6.2l1.7 1.55 3.5-1.75-3 3.3-1.7-1.55Z" />
    </>
  ),
  alice: (
    <>
      <path className="logo-line" d="M8 4.6 11.3 10.6H4.7Z" />
    </>
  ),
  yandex: (
    <>
      <path className="logo-line" d="M9.7 11.2V4.8H8.3a2 2 0 0 0 0 4h1.4" />
      <path className="logo-line" d="M8 8.9 6.4 11.2" />
    </>
  ),
  vk: (
    <>
      <path className="logo-line" d="M4.1 5.9c.2 2.9 1.5 4.4 3.9 4.4V5.9" />
      <path className="logo-line" d="M11.6 5.9C11.2 7.2 10 8 8.3 8.05c1.8.1 3.1.9 3.6 2.25" />
    </>
  ),
  skype: (
    <>
      <path className="logo-line" d="M10.4 6.1c-.3-.9-1.2-1.4-2.4-1.4-1.3 0-2.3.6-2.3 1.6 0 2.2 4.8 1.1 4.8 3.4 0 1-1 1.7-2.5 1.7-1.4 0-2.3-.6-2.6-1.6" />
    </>
  ),
  slack: (
    <>
      <path className="logo-line" d="M6.8 4.7v6.6" />
      <path className="logo-line" d="M9.2 4.7v6.6" />
      <path className="logo-line" d="M4.7 6.8h6.6" />
      <path className="logo-line" d="M4.7 9.2h6.6" />
    </>
  ),
  wechat: (
    <>
      <path fill="var(--on-logo)" d="M6.7 4.1c2 0 3.6 1.3 3.6 2.9S8.700 9.900 6.700 9.900c-.4 0-.8-.1-1.200-.2l-1.500.8.4-1.400C3.600 8.600 3.100 7.900 3.100 7c0-1.600 1.600-2.900 3.600-2.900Z" />
      <path className="logo-line" d="M11 7.300c1.200.3 2 1.200 2 2.200 0 .6-.3 1.200-.8 1.600l.3 1.100-1.200-.6c-1.500.3-2.900-.2-3.500-1.200" />
    </>
  ),
  snapchat: (
    <>
      <path className="logo-line" d="M8 4.200c1.500 0 2.300 1.100 2.300 2.300v1.300l1.200.8-1.200.7c.3.9 1 1.300 1.700 1.500-.6.6-1.400.4-2 .5-.4.600-1.100.9-2 .9s-1.600-.3-2-.9c-.600-.1-1.400.1-2-.5.700-.2 1.400-.6 1.700-1.500l-1.200-.7 1.200-.8V6.500c0-1.200.8-2.300 2.300-2.300Z" />
    </>
  ),
  line: (
    <>
      <path className="logo-line" d="M6.3 4.9v5.4h3.6" />
    </>
  ),
};

/** A messenger's mark in its own colour; grey when the channel is off. It says its name itself, unless words beside it do. */
export function MessengerLogo({ messenger, on = true, named = true }: { messenger: Messenger; on?: boolean; named?: boolean }) {
  const { t } = useTranslation();
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
      {shapes[messenger]}
    </svg>
  );
}
