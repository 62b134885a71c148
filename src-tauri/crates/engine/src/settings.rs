use domain::{
    ChatSettings, Feedback, IdleTo, Messenger, PriceList, ScriptId, ServiceLevel, Timestamp,
    WritesFirst,
};
use language::{Language, talk};

use crate::hours::Hours;

/// How long an operator whose window is gone may leave a client unanswered where the chat sets no
/// limit, in seconds.
const AWAY_S: u32 = 300;

/// What a chat lays down about how its dialogs live. Times are in seconds; 0 means without limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The language of the texts the program says itself.
    pub language: Language,
    /// Whether the bot, greeting a client who wrote first, also answers that message.
    pub reply_to_first_message: bool,
    /// How long a client may leave a question unanswered; a script may say otherwise.
    pub client_silence_s: u32,
    /// How long a dialog goes on after its last message.
    pub lifetime_s: u32,
    /// The script that runs after the bot has ended a dialog.
    pub after_bot: Option<ScriptId>,
    /// The script that runs after an operator has closed a dialog.
    pub after_operator: Option<ScriptId>,
    /// The script that runs after a client has been silent for too long.
    pub after_client_timeout: Option<ScriptId>,
    /// When the chat works; none means always.
    pub hours: Option<Hours>,
    /// How long a dialog waits in the queue, in working time.
    pub queue_time_s: u32,
    /// How often a waiting client is told how it stands, in working time.
    pub notify_s: u32,
    /// What a waiting client is told.
    pub queue_text: String,
    /// What a client is told when no operator is there.
    pub busy_text: String,
    /// What a client is told when nobody came and the dialog ends.
    pub nobody_came_text: String,
    /// How long an operator may leave a client unanswered.
    pub operator_idle_s: u32,
    /// Where the dialog goes then.
    pub operator_idle_to: IdleTo,
    /// What is asked at the end.
    pub feedback: Feedback,
    /// How soon operators should answer.
    pub service_level: ServiceLevel,
    /// What messages cost.
    pub prices: Vec<PriceList>,
    /// When the channel can be written to.
    pub writes_first: WritesFirst,
    /// Whether the channel has buttons enough for the ratings.
    pub has_buttons: bool,
}

impl Settings {
    /// What a chat configured for dialogs in `messenger`; `language` is the one its bot speaks.
    #[must_use]
    pub fn of(chat: &ChatSettings, messenger: Messenger, language: Language) -> Self {
        let (script, queue) = (&chat.script, &chat.queue);
        let can = messenger.capabilities();
        let said = |own: &str, otherwise: language::Words| match own {
            "" => otherwise.of(language).to_owned(),
            text => text.to_owned(),
        };
        let mut feedback = chat.feedback.clone();
        feedback.text = said(&feedback.text, talk::RATING);
        Self {
            language,
            reply_to_first_message: script.reply_to_first_message,
            client_silence_s: script.client_silence_s.of(messenger),
            lifetime_s: script.lifetime_s.of(messenger),
            after_bot: script.after_bot,
            after_operator: script.after_operator,
            after_client_timeout: script.after_client_timeout,
            hours: Hours::of_chat(&chat.general),
            queue_time_s: queue.time_s,
            notify_s: queue.notify_min.of(messenger).saturating_mul(60),
            queue_text: said(&queue.text, talk::QUEUE),
            busy_text: said(&queue.busy_text, talk::BUSY),
            nobody_came_text: said(&queue.busy_text, talk::NOBODY_CAME),
            operator_idle_s: queue.operator_idle_s,
            operator_idle_to: queue.operator_idle_to,
            has_buttons: can.max_buttons >= feedback.scale.best(),
            feedback,
            service_level: chat.service_level.clone(),
            prices: chat.prices.clone(),
            writes_first: can.writes_first,
        }
    }

    /// The scripts that may run after an ending.
    pub(crate) fn scripts_after(&self) -> impl Iterator<Item = ScriptId> {
        let after = [
            self.after_bot,
            self.after_operator,
            self.after_client_timeout,
        ];
        after.into_iter().flatten()
    }

    /// Whether the chat works at `at`.
    pub(crate) fn is_open(&self, at: Timestamp) -> bool {
        self.hours.as_ref().is_none_or(|hours| hours.is_open(at))
    }

    /// When so many seconds of working time have passed; none when there is no such time.
    pub(crate) fn worked(&self, since: Timestamp, seconds: u32) -> Option<Timestamp> {
        match &self.hours {
            Some(hours) => hours.after(since, seconds),
            None => Some(since.plus_seconds(seconds)),
        }
    }

    /// How long an operator may leave a client unanswered, and how long when their window is gone.
    pub(crate) fn idle_s(&self, away: bool) -> u32 {
        match self.operator_idle_s {
            0 if away => AWAY_S,
            seconds => seconds,
        }
    }

    /// Whether the client can be written to at `at`, having last written at `client_at`.
    pub(crate) fn may_write(&self, client_at: Option<Timestamp>, at: Timestamp) -> bool {
        match self.writes_first {
            WritesFirst::Always => true,
            WritesFirst::WithinWindow { hours } => client_at
                .is_some_and(|client| at <= client.plus_seconds(hours.saturating_mul(3600))),
            WritesFirst::Never => false,
        }
    }

    /// Until when an answer that is owed since `since` meets its goal.
    pub(crate) fn goal(&self, since: Timestamp, goal_s: u32) -> Timestamp {
        let counted = self.service_level.working_hours_only;
        let worked = counted.then(|| self.worked(since, goal_s)).flatten();
        worked.unwrap_or_else(|| since.plus_seconds(goal_s))
    }

    /// How long an answer took, as the chat counts, in milliseconds.
    pub(crate) fn response_ms(&self, since: Timestamp, answered: Timestamp) -> u64 {
        let millis = match &self.hours {
            Some(hours) if self.service_level.working_hours_only => hours.between(since, answered),
            _ => answered.millis() - since.millis(),
        };
        u64::try_from(millis).unwrap_or(0)
    }
}
