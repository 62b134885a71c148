use crate::code::codes;

codes! {
    /// The thirteen ways a client reaches a chat, in the order they are shown.
    ///
    /// Behaviour differs by a channel's capabilities, never by matching on this name.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Messenger, "messenger":
    Web = "web",
    Telegram = "telegram",
    Whatsapp = "whatsapp",
    Viber = "viber",
    Facebook = "facebook",
    Alice = "alice",
    Yandex = "yandex",
    Vk = "vk",
    Skype = "skype",
    Slack = "slack",
    Wechat = "wechat",
    Snapchat = "snapchat",
    Line = "line",
}
