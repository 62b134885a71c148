/** A chat's configuration as the gateway would send it. */

import type { MessengerLink, WidgetConfig } from "../src/protocol";

export const CONFIG: WidgetConfig = {
  key: "site-1",
  language: "en",
  title: "Fjell orders",
  colours: { bot: "#dcebe3", operator: "#2c8569", user: "#e9ece6", buttons: "#0b5d4b", buttons_text: "#ffffff" },
  avatars: { bot: null, operator: null, user: null },
  links: [],
  knowledge_base: null,
  texts: {
    open: "Open chat",
    close: "Close chat",
    title_hint: "Chat",
    placeholder: "Write a message",
    send: "Send",
    connecting: "Connecting…",
    offline: "No connection. Your messages will be sent when it is back.",
    not_sent: "Not sent",
    retry: "Try again",
    ended: "The conversation has ended. Write to start a new one.",
    too_long: "This message is too long. Shorten it and send again.",
    rate_limited: "Too many messages at once. The rest will be sent in a moment.",
    messages_label: "Messages",
    you: "You",
    bot: "Bot",
    operator: "Operator",
    unavailable: "The chat is unavailable right now. Your messages will be sent when it is back.",
    new_message: "New message",
    help_centre: "Help centre",
    messengers_label: "Write to us in a messenger",
  },
  limits: { text: 4000 },
};

/** A chat that is in three messengers. */
export const LINKS: readonly MessengerLink[] = [
  { messenger: "telegram", name: "Write to us in Telegram", url: "https://t.me/fjell" },
  { messenger: "whatsapp", name: "Write to us in WhatsApp", url: "https://wa.me/4790000000" },
  { messenger: "viber", name: "Write to us in Viber", url: "viber://pa?chatURI=fjell" },
];
