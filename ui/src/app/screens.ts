/** The screens that stand in the rail and the palette, in their order. */
export const SCREENS = [
  { to: "/inbox", icon: "inbox", name: "inbox.title" },
  { to: "/dialogs", icon: "dialogs", name: "dialogs.title" },
  { to: "/chats", icon: "chats", name: "chats.title" },
  { to: "/scripts", icon: "scripts", name: "scripts.title" },
  { to: "/operators", icon: "operators", name: "operators.title" },
  { to: "/settings", icon: "settings", name: "settings.title" },
] as const;
