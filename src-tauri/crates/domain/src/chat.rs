use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ChatId, Colour, ColourError, Problem, ProblemCode, ScriptId, Timestamp};

/// The most characters a chat's name may have.
pub const NAME_MAX: usize = 100;
/// The most characters a text of a message may have.
pub const TEXT_MAX: usize = 4000;

/// A chat as it stands: what people configured, and since when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Chat {
    /// Its id.
    pub id: ChatId,
    /// Counts the changes; an edit names the revision it began from, so that two editors do not
    /// undo each other.
    #[ts(type = "number")]
    pub revision: i64,
    /// What people call it, 1 to [`NAME_MAX`] characters.
    pub name: String,
    /// Everything else that was configured.
    #[serde(flatten)]
    pub settings: ChatSettings,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// What a chat does and how it looks; a field left out has its default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ChatSettings {
    /// The script the bot follows; none means the built-in greeting.
    pub script: Option<ScriptId>,
    /// Colours of the bubbles and the buttons.
    pub colours: ChatColours,
    /// Whether the bot, greeting a client who wrote first, also answers that message.
    pub reply_to_first_message: bool,
}

impl Default for ChatSettings {
    fn default() -> Self {
        Self {
            script: None,
            colours: ChatColours::default(),
            reply_to_first_message: true,
        }
    }
}

/// The five colours of a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ChatColours {
    /// Ground of the bot's messages.
    pub bot: Colour,
    /// Ground of the operator's messages.
    pub operator: Colour,
    /// Ground of the client's messages.
    pub user: Colour,
    /// Ground of buttons and of the widget's head.
    pub buttons: Colour,
    /// Text on buttons and on the widget's head.
    pub buttons_text: Colour,
}

impl Default for ChatColours {
    fn default() -> Self {
        Self {
            bot: Colour::rgb(0xee, 0xef, 0xf2),
            operator: Colour::rgb(0xdb, 0xe9, 0xfe),
            user: Colour::rgb(0x1e, 0x69, 0xd0),
            buttons: Colour::rgb(0x1e, 0x69, 0xd0),
            buttons_text: Colour::rgb(0xff, 0xff, 0xff),
        }
    }
}

/// A chat as somebody wrote it, before it is known to be right: texts are still texts.
///
/// The same shape is a file for the command line and what the editor sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChatInput {
    /// See [`Chat::name`].
    pub name: String,
    /// See [`ChatSettings::script`].
    #[serde(default)]
    pub script: Option<ScriptId>,
    /// See [`ChatSettings::colours`].
    #[serde(default)]
    pub colours: ColoursInput,
    /// See [`ChatSettings::reply_to_first_message`].
    #[serde(default = "yes")]
    pub reply_to_first_message: bool,
}

fn yes() -> bool {
    ChatSettings::default().reply_to_first_message
}

/// The five colours as somebody wrote them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[expect(
    missing_docs,
    reason = "each is the text of the field of `ChatColours` of that name"
)]
pub struct ColoursInput {
    pub bot: String,
    pub operator: String,
    pub user: String,
    pub buttons: String,
    pub buttons_text: String,
}

impl From<ChatColours> for ColoursInput {
    fn from(colours: ChatColours) -> Self {
        Self {
            bot: colours.bot.to_string(),
            operator: colours.operator.to_string(),
            user: colours.user.to_string(),
            buttons: colours.buttons.to_string(),
            buttons_text: colours.buttons_text.to_string(),
        }
    }
}

impl Default for ColoursInput {
    fn default() -> Self {
        ChatColours::default().into()
    }
}

impl Default for ChatInput {
    fn default() -> Self {
        let ChatSettings {
            script,
            colours,
            reply_to_first_message,
        } = ChatSettings::default();
        Self {
            name: String::new(),
            script,
            colours: colours.into(),
            reply_to_first_message,
        }
    }
}

impl From<Chat> for ChatInput {
    fn from(chat: Chat) -> Self {
        let ChatSettings {
            script,
            colours,
            reply_to_first_message,
        } = chat.settings;
        Self {
            name: chat.name,
            script,
            colours: colours.into(),
            reply_to_first_message,
        }
    }
}

impl ChatInput {
    /// The name and settings it means, or everything that is wrong with it.
    ///
    /// # Errors
    /// Every problem found, in the order of the fields. Whether the script exists is not looked at.
    pub fn check(&self) -> Result<(String, ChatSettings), Vec<Problem>> {
        let mut problems = Vec::new();
        let name = self.name.trim().to_owned();
        let length = name.chars().count();
        if name.is_empty() {
            problems.push(Problem::new("name", ProblemCode::Empty));
        } else if length > NAME_MAX {
            problems.push(Problem::new(
                "name",
                ProblemCode::TooLong {
                    length,
                    limit: NAME_MAX,
                },
            ));
        }
        let mut colour = |field: &str, text: &str| {
            text.parse().unwrap_or_else(|_: ColourError| {
                let text = text.chars().take(40).collect();
                problems.push(Problem::new(field, ProblemCode::NotAColour { text }));
                Colour::rgb(0, 0, 0)
            })
        };
        let colours = ChatColours {
            bot: colour("colours.bot", &self.colours.bot),
            operator: colour("colours.operator", &self.colours.operator),
            user: colour("colours.user", &self.colours.user),
            buttons: colour("colours.buttons", &self.colours.buttons),
            buttons_text: colour("colours.buttons_text", &self.colours.buttons_text),
        };
        if !problems.is_empty() {
            return Err(problems);
        }
        let settings = ChatSettings {
            script: self.script,
            colours,
            reply_to_first_message: self.reply_to_first_message,
        };
        Ok((name, settings))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> ChatInput {
        ChatInput {
            name: name.to_owned(),
            ..ChatInput::default()
        }
    }

    #[test]
    fn a_good_input_is_trimmed_and_keeps_its_defaults() {
        let (name, settings) = named("  Orders ").check().unwrap();
        assert_eq!(name, "Orders");
        assert_eq!(settings, ChatSettings::default());
    }

    #[test]
    fn every_problem_is_named_at_once() {
        let mut input = named(&"я".repeat(300));
        input.colours.user = "reddish".to_owned();
        let problems = input.check().unwrap_err();
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "name: has 300 characters; the limit is 100",
                "colours.user: `reddish` is not a colour; write it as #RRGGBB or #RRGGBBAA",
            ]
        );
        assert_eq!(
            named(" \t").check().unwrap_err()[0].code,
            ProblemCode::Empty
        );
    }

    #[test]
    fn a_file_may_leave_out_all_but_the_name_and_must_not_misspell() {
        let input: ChatInput = serde_json::from_str(r#"{"name":"A"}"#).unwrap();
        assert_eq!(input, named("A"));
        let error = serde_json::from_str::<ChatInput>(r#"{"name":"A","colors":{}}"#).unwrap_err();
        assert!(
            error.to_string().contains("unknown field `colors`"),
            "{error}"
        );
    }
}
