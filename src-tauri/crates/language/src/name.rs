//! What people read in place of a code.

use domain::{
    AuthorType, ClosedBy, Delivery, DialogState, Ending, MessageKind, Messenger, StartedBy,
    StatusFilter,
};

use crate::Words;
use crate::words::words;

/// A messenger's own name.
#[must_use]
pub const fn messenger(messenger: Messenger) -> Words {
    match messenger {
        Messenger::Web => words("Web widget", "Виджет на сайте"),
        Messenger::Telegram => words("Telegram", "Telegram"),
        Messenger::Whatsapp => words("WhatsApp", "WhatsApp"),
        Messenger::Viber => words("Viber", "Viber"),
        Messenger::Facebook => words("Facebook Messenger", "Facebook Messenger"),
        Messenger::Alice => words("Alice", "Алиса"),
        Messenger::Yandex => words(
            "Yandex Messenger (Yandex 360)",
            "Яндекс Мессенджер (Яндекс 360)",
        ),
        Messenger::Vk => words("VK", "ВКонтакте"),
        Messenger::Skype => words("Skype", "Skype"),
        Messenger::Slack => words("Slack", "Slack"),
        Messenger::Wechat => words("WeChat", "WeChat"),
        Messenger::Snapchat => words("Snapchat", "Snapchat"),
        Messenger::Line => words("LINE", "LINE"),
    }
}

/// Where a dialog stands.
#[must_use]
pub const fn dialog_state(state: DialogState) -> Words {
    match state {
        DialogState::Bot => words("With the bot", "Отвечает бот"),
        DialogState::Queued => words("In the queue", "В очереди"),
        DialogState::Operator => words("With an operator", "У оператора"),
        DialogState::Ending => words("Ending", "Завершается"),
        DialogState::Feedback => words("Rating asked", "Ждёт оценки"),
        DialogState::Closed => words("Closed", "Закрыт"),
    }
}

/// Who began a dialog.
#[must_use]
pub const fn started_by(who: StartedBy) -> Words {
    match who {
        StartedBy::Client => words("Client", "Клиент"),
        StartedBy::Bot => words("Bot", "Бот"),
    }
}

/// Who closed a dialog.
#[must_use]
pub const fn closed_by(who: ClosedBy) -> Words {
    match who {
        ClosedBy::Bot => words("Bot", "Бот"),
        ClosedBy::Operator => words("Operator", "Оператор"),
        ClosedBy::Client => words("Client", "Клиент"),
        ClosedBy::System => words("System", "Система"),
    }
}

/// Why a dialog is over.
#[must_use]
pub const fn ending(ending: Ending) -> Words {
    match ending {
        Ending::BotEnded => words("Bot ended", "Завершил бот"),
        Ending::OperatorClosed => words("Operator closed", "Закрыл оператор"),
        Ending::ClientTimeout => words("Client timeout", "Клиент не ответил"),
        Ending::Lifetime => words("Lifetime ran out", "Истекло время жизни"),
        Ending::QueueTime => words("Time in the queue ran out", "Истекло время в очереди"),
        Ending::ClientLeft => words("Client left", "Клиент ушёл"),
        Ending::Spam => words("Spam", "Спам"),
        Ending::Administrator => words("Administrator ended", "Завершил администратор"),
    }
}

/// Which dialogs the filter *Status* keeps.
#[must_use]
pub const fn status(status: StatusFilter) -> Words {
    match status {
        StatusFilter::Any => words("Any", "Любой"),
        StatusFilter::Active => words("Active", "Активные"),
        StatusFilter::Closed => words("Closed", "Закрытые"),
        StatusFilter::NoOperatorResponse => {
            words("No response from an operator", "Без ответа оператора")
        }
    }
}

/// Who wrote a message.
#[must_use]
pub const fn author(author: AuthorType) -> Words {
    match author {
        AuthorType::Client => words("Client", "Клиент"),
        AuthorType::Bot => words("Bot", "Бот"),
        AuthorType::Operator => words("Operator", "Оператор"),
        AuthorType::System => words("System", "Система"),
    }
}

/// What a message is.
#[must_use]
pub const fn message_kind(kind: MessageKind) -> Words {
    match kind {
        MessageKind::Text => words("Text", "Текст"),
        MessageKind::Postback => words("Button", "Кнопка"),
        MessageKind::Notice => words("Notice", "Уведомление"),
        MessageKind::QueueNotice => words("Place in the queue", "Место в очереди"),
        MessageKind::RatingRequest => words("Rating asked", "Просьба об оценке"),
        MessageKind::ResultRequest => words("Result asked", "Вопрос о результате"),
        MessageKind::File => words("File", "Файл"),
    }
}

/// How far a message has come.
#[must_use]
pub const fn delivery(delivery: Delivery) -> Words {
    match delivery {
        Delivery::Received => words("Received", "Получено"),
        Delivery::Pending => words("Pending", "Ожидает"),
        Delivery::Delivered => words("Delivered", "Доставлено"),
        Delivery::Read => words("Read", "Прочитано"),
        Delivery::Undelivered => words("Undelivered", "Не доставлено"),
        Delivery::Cancelled => words("Cancelled", "Отменено"),
    }
}

/// Whether a client says that the question is solved.
#[must_use]
pub const fn solved(solved: bool) -> Words {
    match solved {
        true => words("Solved", "Решён"),
        false => words("Not solved", "Не решён"),
    }
}
