//! The words of the widget, as the gateway hands them to it.

use domain::Messenger;
use serde::Serialize;
use ts_rs::TS;

use crate::words::words;
use crate::{Language, Words};

/// Every word the widget shows. The names of the fields are the keys it reads, and none of the
/// texts has a place to fill in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct WidgetTexts {
    /// Name of the round button while the panel is closed.
    pub open: &'static str,
    /// Name of the buttons that close the panel.
    pub close: &'static str,
    /// What the panel is, for a screen reader; the chat's name stands beside it.
    pub title_hint: &'static str,
    /// In the empty field.
    pub placeholder: &'static str,
    /// Name of the button that sends.
    pub send: &'static str,
    /// While the first answer of the gateway is awaited.
    pub connecting: &'static str,
    /// While there is no connection.
    pub offline: &'static str,
    /// On a message that was refused or has not gone yet.
    pub not_sent: &'static str,
    /// On the button that sends such a message again.
    pub retry: &'static str,
    /// Under the last message of a closed dialog.
    pub ended: &'static str,
    /// On a message that has more characters than it may.
    pub too_long: &'static str,
    /// When the visitor writes faster than the gateway takes.
    pub rate_limited: &'static str,
    /// Name of the list of messages.
    pub messages_label: &'static str,
    /// Author of the visitor's messages, for a screen reader.
    pub you: &'static str,
    /// Author of the bot's messages.
    pub bot: &'static str,
    /// Author of an operator's messages, when the operator has no name.
    pub operator: &'static str,
    /// When the gateway answers that it cannot take messages now.
    pub unavailable: &'static str,
    /// On the mark that leads down to a message that came unseen.
    pub new_message: &'static str,
    /// On the link to the company's own answers.
    pub help_centre: &'static str,
    /// Name of the group of links to messengers.
    pub messengers_label: &'static str,
}

/// The widget's words in a language.
#[must_use]
pub const fn texts(language: Language) -> &'static WidgetTexts {
    match language {
        Language::En => &EN,
        Language::Ru => &RU,
    }
}

static EN: WidgetTexts = WidgetTexts {
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
};

static RU: WidgetTexts = WidgetTexts {
    open: "Открыть чат",
    close: "Закрыть чат",
    title_hint: "Чат",
    placeholder: "Напишите сообщение",
    send: "Отправить",
    connecting: "Подключение…",
    offline: "Нет связи. Сообщения уйдут, когда она появится.",
    not_sent: "Не отправлено",
    retry: "Повторить",
    ended: "Диалог завершён. Напишите, чтобы начать новый.",
    too_long: "Сообщение слишком длинное. Сократите его и отправьте ещё раз.",
    rate_limited: "Слишком много сообщений сразу. Остальные уйдут чуть позже.",
    messages_label: "Сообщения",
    you: "Вы",
    bot: "Бот",
    operator: "Оператор",
    unavailable: "Чат сейчас недоступен. Сообщения уйдут, когда он заработает.",
    new_message: "Новое сообщение",
    help_centre: "Справка",
    messengers_label: "Написать нам в мессенджере",
};

/// What a link to the company in a messenger does.
#[must_use]
pub const fn write_in(messenger: Messenger) -> Words {
    match messenger {
        Messenger::Web => words("Write to us on our site", "Написать нам на сайте"),
        Messenger::Telegram => words("Write to us in Telegram", "Написать нам в Telegram"),
        Messenger::Whatsapp => words("Write to us in WhatsApp", "Написать нам в WhatsApp"),
        Messenger::Viber => words("Write to us in Viber", "Написать нам в Viber"),
        Messenger::Facebook => words(
            "Write to us in Facebook Messenger",
            "Написать нам в Facebook Messenger",
        ),
        Messenger::Alice => words("Talk to us through Alice", "Поговорить с нами через Алису"),
        Messenger::Yandex => words(
            "Write to us in Yandex Messenger",
            "Написать нам в Яндекс Мессенджере",
        ),
        Messenger::Vk => words("Write to us in VK", "Написать нам во ВКонтакте"),
        Messenger::Skype => words("Write to us in Skype", "Написать нам в Skype"),
        Messenger::Slack => words("Write to us in Slack", "Написать нам в Slack"),
        Messenger::Wechat => words("Write to us in WeChat", "Написать нам в WeChat"),
        Messenger::Snapchat => words("Write to us in Snapchat", "Написать нам в Snapchat"),
        Messenger::Line => words("Write to us in LINE", "Написать нам в LINE"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widget_is_given_exactly_the_keys_it_reads() {
        let keys = [
            "bot",
            "close",
            "connecting",
            "ended",
            "help_centre",
            "messages_label",
            "messengers_label",
            "new_message",
            "not_sent",
            "offline",
            "open",
            "operator",
            "placeholder",
            "rate_limited",
            "retry",
            "send",
            "title_hint",
            "too_long",
            "unavailable",
            "you",
        ];
        for language in Language::ALL {
            let texts = serde_json::to_value(texts(*language)).unwrap();
            let texts = texts.as_object().unwrap();
            let mut given: Vec<&str> = texts.keys().map(String::as_str).collect();
            given.sort_unstable();
            assert_eq!(given, keys, "{language}");
            assert!(texts.values().all(|text| text != ""), "{language}");
        }
    }
}
