use domain::ChatSettings;
use language::{Language, Words};

/// What a chat lays down about how its dialogs live. Times are in seconds; 0 means without limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Whether the bot, greeting a client who wrote first, also answers that message.
    pub reply_to_first_message: bool,
    /// How long a client may leave a question unanswered; a script may say otherwise.
    pub client_silence_s: u32,
    /// How long a dialog goes on after the client's last message.
    pub lifetime_s: u32,
    /// How long a dialog waits in the queue.
    pub queue_time_s: u32,
    /// What a client is told when no operator is free.
    pub busy_text: String,
}

impl Settings {
    /// What a chat configured, and the defaults of the web for all that it cannot configure yet;
    /// `language` is the one its bot speaks.
    #[must_use]
    pub fn of(chat: &ChatSettings, language: Language) -> Self {
        Self {
            reply_to_first_message: chat.reply_to_first_message,
            client_silence_s: 900,
            lifetime_s: 3600,
            queue_time_s: 300,
            busy_text: BUSY.of(language).to_owned(),
        }
    }
}

const BUSY: Words = Words {
    en: "All our colleagues are busy right now. Please stay here: whoever is free first will answer.",
    ru: "Сейчас все сотрудники заняты. Пожалуйста, подождите: ответит первый, кто освободится.",
};
