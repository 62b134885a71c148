use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;

use super::ByChannel;
use crate::ScriptId;

/// The bot: what it follows, and how long it waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ScriptSettings {
    /// The script the bot follows; none means the built-in greeting.
    #[schemars(with = "Option<String>", extend("format" = "uuid"))]
    pub main: Option<ScriptId>,
    /// Whether the bot, greeting a client who wrote first, also answers that message.
    pub reply_to_first_message: bool,
    /// The script that runs after the bot has ended a dialog.
    #[schemars(with = "Option<String>", extend("format" = "uuid"))]
    pub after_bot: Option<ScriptId>,
    /// The script that runs after an operator has closed a dialog.
    #[schemars(with = "Option<String>", extend("format" = "uuid"))]
    pub after_operator: Option<ScriptId>,
    /// The script that runs after a client has been silent for too long.
    #[schemars(with = "Option<String>", extend("format" = "uuid"))]
    pub after_client_timeout: Option<ScriptId>,
    /// How long a client may leave a question unanswered, in seconds; 0 means for ever.
    #[serde(deserialize_with = "client_silence")]
    pub client_silence_s: ByChannel,
    /// How long a dialog goes on after its last message, in seconds.
    #[serde(deserialize_with = "lifetime")]
    pub lifetime_s: ByChannel,
}

impl Default for ScriptSettings {
    fn default() -> Self {
        Self {
            main: None,
            reply_to_first_message: true,
            after_bot: None,
            after_operator: None,
            after_client_timeout: None,
            client_silence_s: ByChannel {
                web: 900,
                messengers: 86_400,
            },
            lifetime_s: ByChannel {
                web: 3600,
                messengers: 86_400,
            },
        }
    }
}

fn client_silence<'de, D: Deserializer<'de>>(read: D) -> Result<ByChannel, D::Error> {
    ByChannel::over(ScriptSettings::default().client_silence_s, read)
}

fn lifetime<'de, D: Deserializer<'de>>(read: D) -> Result<ByChannel, D::Error> {
    ByChannel::over(ScriptSettings::default().lifetime_s, read)
}

impl ScriptSettings {
    /// The scripts it names, with the path of each field.
    #[must_use]
    pub fn named(&self) -> [(&'static str, Option<ScriptId>); 4] {
        [
            ("script.main", self.main),
            ("script.after_bot", self.after_bot),
            ("script.after_operator", self.after_operator),
            ("script.after_client_timeout", self.after_client_timeout),
        ]
    }
}
