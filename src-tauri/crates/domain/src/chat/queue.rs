use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;

use super::ByChannel;
use crate::code::codes;

codes! {
    /// Where a dialog goes from an operator who does not answer.
    #[derive(Default)]
    IdleTo, "place for a dialog nobody answers":
    /// To the bot, at its script's branch for this.
    #[default]
    Bot = "bot",
    /// To the next operator of the group.
    NextOperator = "next_operator",
    /// To the head of the queue.
    Queue = "queue",
}

/// Waiting for an operator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
pub struct Queue {
    /// How long an operator may leave a client unanswered, in seconds; 0 means for ever.
    pub operator_idle_s: u32,
    /// Where the dialog goes then.
    pub operator_idle_to: IdleTo,
    /// How long a dialog waits for an operator, in seconds; 0 means for ever.
    pub time_s: u32,
    /// How often a waiting client is told how it stands, in minutes; 0 means never.
    #[serde(deserialize_with = "notify")]
    pub notify_min: ByChannel,
    /// What a waiting client is told, with `{position}`, `{wait}` and `{name}` to be filled in; empty
    /// means the program's own words.
    pub text: String,
    /// What a client is told when no operator is there; empty means the program's own words.
    pub busy_text: String,
}

impl Default for Queue {
    fn default() -> Self {
        Self {
            operator_idle_s: 0,
            operator_idle_to: IdleTo::Bot,
            time_s: 300,
            // Notices eat paid or limited messages of messengers.
            notify_min: ByChannel {
                web: 1,
                messengers: 0,
            },
            text: String::new(),
            busy_text: String::new(),
        }
    }
}

fn notify<'de, D: Deserializer<'de>>(read: D) -> Result<ByChannel, D::Error> {
    ByChannel::over(Queue::default().notify_min, read)
}
