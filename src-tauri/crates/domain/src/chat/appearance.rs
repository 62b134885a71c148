use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Colour, ContentId, Problem, ProblemCode};

/// How the chat looks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct Appearance {
    /// Colours of the bubbles and the buttons.
    pub colours: ChatColours,
    /// Pictures of who writes.
    pub pictures: Pictures,
}

/// The five colours of a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
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

/// Pictures of who writes; none means the drawn one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
pub struct Pictures {
    /// Of the bot, also in the widget's head.
    pub bot: Option<Picture>,
    /// Of operators without one of their own.
    pub operator: Option<Picture>,
    /// Of the client.
    pub user: Option<Picture>,
}

impl Pictures {
    /// Those there are, with the path of the setting of each.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, Picture)> {
        [
            ("appearance.pictures.bot", self.bot),
            ("appearance.pictures.operator", self.operator),
            ("appearance.pictures.user", self.user),
        ]
        .into_iter()
        .filter_map(|(path, picture)| Some((path, picture?)))
    }

    /// Those there are, with the path of the setting of each, to be changed.
    pub fn named_mut(&mut self) -> impl Iterator<Item = (&'static str, &mut Picture)> {
        [
            ("appearance.pictures.bot", &mut self.bot),
            ("appearance.pictures.operator", &mut self.operator),
            ("appearance.pictures.user", &mut self.user),
        ]
        .into_iter()
        .filter_map(|(path, picture)| Some((path, picture.as_mut()?)))
    }
}

/// A square cut out of a picture that somebody chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// The square as it is shown.
    #[schemars(with = "String", extend("pattern" = "^[0-9a-f]{64}$"))]
    pub id: ContentId,
    /// The picture it was cut from.
    #[schemars(with = "String", extend("pattern" = "^[0-9a-f]{64}$"))]
    pub source: ContentId,
    /// Where it was cut.
    pub crop: Crop,
}

/// A square within a picture, in its pixels from the left upper corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Crop {
    /// From the left edge.
    pub x: u32,
    /// From the upper edge.
    pub y: u32,
    /// Width and height, at least 1.
    #[schemars(range(min = 1))]
    pub side: u32,
}

/// How the chat is to look, as somebody wrote it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
pub struct AppearanceInput {
    /// Colours of the bubbles and the buttons.
    pub colours: ColoursInput,
    /// Pictures of who writes.
    pub pictures: Pictures,
}

/// The five colours as somebody wrote them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
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

impl From<Appearance> for AppearanceInput {
    fn from(appearance: Appearance) -> Self {
        Self {
            colours: appearance.colours.into(),
            pictures: appearance.pictures,
        }
    }
}

impl AppearanceInput {
    /// What it means; a text that is no colour is a problem, and the default stands in for it.
    pub(super) fn check(&self, problems: &mut Vec<Problem>) -> Appearance {
        let default = ChatColours::default();
        let mut colour = |name: &str, text: &str, default: Colour| {
            text.parse().unwrap_or_else(|_| {
                let text = text.chars().take(40).collect();
                let field = format!("appearance.colours.{name}");
                problems.push(Problem::new(field, ProblemCode::NotAColour { text }));
                default
            })
        };
        let written = &self.colours;
        Appearance {
            colours: ChatColours {
                bot: colour("bot", &written.bot, default.bot),
                operator: colour("operator", &written.operator, default.operator),
                user: colour("user", &written.user, default.user),
                buttons: colour("buttons", &written.buttons, default.buttons),
                buttons_text: colour("buttons_text", &written.buttons_text, default.buttons_text),
            },
            pictures: self.pictures,
        }
    }
}
