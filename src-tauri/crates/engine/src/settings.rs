use domain::{ChatSettings, Messenger};
use language::{Language, talk};

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
    /// What a chat configured for dialogs in `messenger`; `language` is the one its bot speaks.
    #[must_use]
    pub fn of(chat: &ChatSettings, messenger: Messenger, language: Language) -> Self {
        let (script, queue) = (&chat.script, &chat.queue);
        Self {
            reply_to_first_message: script.reply_to_first_message,
            client_silence_s: script.client_silence_s.of(messenger),
            lifetime_s: script.lifetime_s.of(messenger),
            queue_time_s: queue.time_s,
            busy_text: match queue.busy_text.as_str() {
                "" => talk::BUSY.of(language).to_owned(),
                text => text.to_owned(),
            },
        }
    }
}
