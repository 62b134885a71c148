//! The words of the widget, as the gateway hands them to it.

use domain::Messenger;
use serde::Serialize;
use ts_rs::TS;

use crate::words::words;
use crate::{Language, Words};

/// Every word the widget shows. The names of the fields are the keys it reads; what it fills in
/// itself stands in braces: `{name}`.
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
    /// Name of the button that chooses files to send.
    pub attach: &'static str,
    /// Over the panel, while files are held above it.
    pub drop: &'static str,
    /// On the button that gives up sending a file.
    pub cancel: &'static str,
    /// Beside a file that is larger than `{limit}`.
    pub file_too_big: &'static str,
    /// Beside a file with nothing in it.
    pub file_empty: &'static str,
    /// Beside a file that is a program or a script.
    pub file_refused: &'static str,
    /// Beside a file for which the disk has no room.
    pub no_space: &'static str,
    /// Beside a file that could not be saved.
    pub not_loaded: &'static str,
    /// Name of the switch of the sound.
    pub sound: &'static str,
    /// While an operator, `{name}`, is writing.
    pub typing: &'static str,
    /// When an operator, `{name}`, comes into the dialog.
    pub joined: &'static str,
    /// In the queue, at `{position}`.
    pub queue: &'static str,
    /// How long others waited: `{wait}`.
    pub queue_wait: &'static str,
    /// Name of a rating: `{rating}` of `{scale}`.
    pub rating: &'static str,
    /// Name of the worse of two ratings.
    pub rating_bad: &'static str,
    /// Name of the better of two ratings.
    pub rating_good: &'static str,
    /// In the empty field after a rating.
    pub comment: &'static str,
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
    attach: "Attach a file",
    drop: "Drop files here to send them",
    cancel: "Cancel",
    file_too_big: "The file is larger than {limit}.",
    file_empty: "The file is empty.",
    file_refused: "Programs and scripts cannot be sent.",
    no_space: "There is no room for the file right now. Try again later.",
    not_loaded: "The file could not be loaded. Try again.",
    sound: "Sound",
    typing: "{name} is typing…",
    joined: "{name} has joined",
    queue: "Your place in the queue: {position}",
    queue_wait: "Usual wait: {wait}",
    rating: "{rating} of {scale}",
    rating_bad: "Bad",
    rating_good: "Good",
    comment: "Add a comment",
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
    attach: "Прикрепить файл",
    drop: "Отпустите файлы, чтобы отправить",
    cancel: "Отменить",
    file_too_big: "Файл больше {limit}.",
    file_empty: "Файл пустой.",
    file_refused: "Программы и скрипты отправить нельзя.",
    no_space: "Сейчас для файла нет места. Попробуйте позже.",
    not_loaded: "Файл не загрузился. Попробуйте ещё раз.",
    sound: "Звук",
    typing: "{name} пишет…",
    joined: "Вам отвечает {name}",
    queue: "Ваше место в очереди: {position}",
    queue_wait: "Обычное ожидание: {wait}",
    rating: "{rating} из {scale}",
    rating_bad: "Плохо",
    rating_good: "Хорошо",
    comment: "Добавьте комментарий",
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
            "attach",
            "bot",
            "cancel",
            "close",
            "comment",
            "connecting",
            "drop",
            "ended",
            "file_empty",
            "file_refused",
            "file_too_big",
            "help_centre",
            "joined",
            "messages_label",
            "messengers_label",
            "new_message",
            "no_space",
            "not_loaded",
            "not_sent",
            "offline",
            "open",
            "operator",
            "placeholder",
            "queue",
            "queue_wait",
            "rate_limited",
            "rating",
            "rating_bad",
            "rating_good",
            "retry",
            "send",
            "sound",
            "title_hint",
            "too_long",
            "typing",
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

    #[test]
    fn a_translation_fills_in_the_same_as_the_original() {
        let filled = |text: &str| {
            let mut names: Vec<String> = (text.split('{').skip(1))
                .map(|rest| rest.split('}').next().unwrap_or_default().to_owned())
                .collect();
            names.sort_unstable();
            names
        };
        let en = serde_json::to_value(texts(Language::En)).unwrap();
        let ru = serde_json::to_value(texts(Language::Ru)).unwrap();
        for (key, text) in en.as_object().unwrap() {
            let other = ru[key].as_str().unwrap();
            assert_eq!(filled(text.as_str().unwrap()), filled(other), "{key}");
        }
    }
}
