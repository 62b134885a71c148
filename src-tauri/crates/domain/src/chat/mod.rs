//! A chat: a configured entry point, with everything that people set about it.
//!
//! The settings are grouped as the editor groups them, one file a section. [`ChatInput`] is the same
//! shape as somebody wrote it: texts that may be wrong are still texts, and [`ChatInput::check`] says
//! what is.

mod appearance;
mod feedback;
mod file;
mod general;
mod hours;
mod prices;
mod queue;
mod script;
mod service_level;
mod setting;
mod widget;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;

pub use appearance::{
    Appearance, AppearanceInput, ChatColours, ColoursInput, Crop, Picture, Pictures,
};
pub use feedback::{Feedback, RatingScale};
pub use file::{CHAT_SCHEMA, ChatFile};
pub use general::General;
pub use hours::{Holiday, Span, TimeOfDay, TimeOfDayError, WorkingHours};
pub use prices::{Price, PriceList};
pub use queue::{IdleTo, Queue};
pub use script::ScriptSettings;
pub use service_level::ServiceLevel;
pub(crate) use setting::variables_in;
pub use setting::{Consumer, Difference, Kind, SETTINGS, Setting, Unit, differences};
pub use widget::WidgetSettings;

use crate::{
    ChatId, LINK_MAX, LinkError, Messenger, Problem, ProblemCode, Site, SiteError, Timestamp,
    WEB_ADDRESS_MAX, WebAddressError, check_link, check_web_address,
};

/// The most characters a chat's name may have.
pub const NAME_MAX: usize = 100;
/// The most characters a text of a message may have.
pub const TEXT_MAX: usize = 4000;
/// The most sites that may embed a widget.
const SITES_MAX: usize = 200;

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

/// What a chat does and how it looks; what is left out has its default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ChatSettings {
    /// What holds for the whole chat.
    pub general: General,
    /// The bot.
    pub script: ScriptSettings,
    /// What is asked at the end.
    pub feedback: Feedback,
    /// Waiting for an operator.
    pub queue: Queue,
    /// How soon operators should answer.
    pub service_level: ServiceLevel,
    /// How it looks.
    pub appearance: Appearance,
    /// Addresses under which clients reach the company in messengers.
    pub links: BTreeMap<Messenger, String>,
    /// What messages cost, in the order of the days they hold from.
    pub prices: Vec<PriceList>,
    /// Where the widget may stand.
    pub widget: WidgetSettings,
}

/// A chat as somebody wrote it, before it is known to be right.
///
/// It is what the editor sends; [`ChatFile`] is the same with what a file holds beside it. Serde
/// cannot put one into the other and still refuse a misspelt field, so both list the sections.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChatInput {
    /// What people call it.
    pub name: String,
    /// What holds for the whole chat.
    #[serde(default)]
    pub general: General,
    /// The bot.
    #[serde(default)]
    pub script: ScriptSettings,
    /// What is asked at the end.
    #[serde(default)]
    pub feedback: Feedback,
    /// Waiting for an operator.
    #[serde(default)]
    pub queue: Queue,
    /// How soon operators should answer.
    #[serde(default)]
    pub service_level: ServiceLevel,
    /// How it looks.
    #[serde(default)]
    pub appearance: AppearanceInput,
    /// Addresses under which clients reach the company in messengers; an empty one counts as none.
    #[serde(default)]
    pub links: BTreeMap<Messenger, String>,
    /// What messages cost.
    #[serde(default)]
    pub prices: Vec<PriceList>,
    /// Where the widget may stand.
    #[serde(default)]
    pub widget: WidgetSettings,
}

/// A number that differs between the widget, where people wait in front of it, and messengers, where
/// they come back when they like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[schemars(extend("required" = []))]
pub struct ByChannel {
    /// In the web widget.
    pub web: u32,
    /// In every messenger.
    pub messengers: u32,
}

impl ByChannel {
    /// Reads a pair of which a part may be left out, which then has that of `default`.
    fn over<'de, D: Deserializer<'de>>(default: Self, read: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(
            deny_unknown_fields,
            expecting = "an object with `web` and `messengers`"
        )]
        struct Written {
            web: Option<u32>,
            messengers: Option<u32>,
        }
        let written = Written::deserialize(read)?;
        Ok(Self {
            web: written.web.unwrap_or(default.web),
            messengers: written.messengers.unwrap_or(default.messengers),
        })
    }

    /// The number for a channel of this kind.
    #[must_use]
    pub const fn of(self, messenger: Messenger) -> u32 {
        match messenger {
            Messenger::Web => self.web,
            _ => self.messengers,
        }
    }
}

impl From<Chat> for ChatInput {
    fn from(chat: Chat) -> Self {
        Self::of(chat.name, chat.settings)
    }
}

impl ChatInput {
    /// A chat with these settings, as somebody would write it.
    #[must_use]
    pub fn of(name: String, settings: ChatSettings) -> Self {
        let ChatSettings {
            general,
            script,
            feedback,
            queue,
            service_level,
            appearance,
            links,
            prices,
            widget,
        } = settings;
        Self {
            name,
            general,
            script,
            feedback,
            queue,
            service_level,
            appearance: appearance.into(),
            links,
            prices,
            widget,
        }
    }

    /// The name and settings it means, or everything that is wrong with it.
    ///
    /// # Errors
    /// Every problem found. Whether scripts, pictures and time zones exist is not looked at.
    pub fn check(&self) -> Result<(String, ChatSettings), Vec<Problem>> {
        let (name, settings, problems) = self.read();
        if problems.is_empty() {
            Ok((name, settings))
        } else {
            Err(problems)
        }
    }

    /// What it means, as far as it can be understood, and what is wrong with the rest: that has its
    /// default, so that a preview can be shown of what is half typed.
    #[must_use]
    pub fn read(&self) -> (String, ChatSettings, Vec<Problem>) {
        let mut problems = Vec::new();
        setting::check_all(self, &mut problems);
        let mut general = self.general.clone();
        general.knowledge_base = match general.knowledge_base.trim() {
            "" => String::new(),
            address => check_web_address(address).unwrap_or_else(|error| {
                let code = ProblemCode::from(error);
                problems.push(Problem::new("general.knowledge_base", code));
                String::new()
            }),
        };
        if let Some(hours) = &general.working_hours {
            hours.check("general.working_hours", &mut problems);
        }
        hours::check_holidays(&general.holidays, &mut problems);
        self.feedback.check(&mut problems);
        let appearance = self.appearance.check(&mut problems);
        let links = self.read_links(&mut problems);
        prices::check(&self.prices, &mut problems);
        let mut prices = self.prices.clone();
        prices.sort_by_key(|list| list.from);
        let allowed_sites = self.read_sites(&mut problems);
        let results = self.feedback.results.iter();
        let settings = ChatSettings {
            general,
            script: self.script.clone(),
            feedback: Feedback {
                text: self.feedback.text.trim().to_owned(),
                results: results.map(|result| result.trim().to_owned()).collect(),
                ..self.feedback.clone()
            },
            queue: Queue {
                text: self.queue.text.trim().to_owned(),
                busy_text: self.queue.busy_text.trim().to_owned(),
                ..self.queue.clone()
            },
            service_level: self.service_level.clone(),
            appearance,
            links,
            prices,
            widget: WidgetSettings { allowed_sites },
        };
        (self.name.trim().to_owned(), settings, problems)
    }

    fn read_links(&self, problems: &mut Vec<Problem>) -> BTreeMap<Messenger, String> {
        let mut links = BTreeMap::new();
        for (&messenger, text) in self
            .links
            .iter()
            .filter(|(_, text)| !text.trim().is_empty())
        {
            match check_link(messenger, text) {
                Ok(link) => drop(links.insert(messenger, link)),
                Err(error) => {
                    problems.push(Problem::new(format!("links.{messenger}"), error.into()));
                }
            }
        }
        links
    }

    fn read_sites(&self, problems: &mut Vec<Problem>) -> Vec<String> {
        let written = &self.widget.allowed_sites;
        // That there are too many is said already; each of millions would not help.
        if written.len() > SITES_MAX {
            return Vec::new();
        }
        let mut sites: Vec<String> = Vec::new();
        for (index, text) in written.iter().enumerate() {
            let field = || format!("widget.allowed_sites.{index}");
            match text.parse::<Site>().map(|site| site.to_string()) {
                // A browser's policy for frames knows no such host.
                Ok(site) if site.contains('[') => {
                    problems.push(Problem::new(
                        field(),
                        wrong_site(text, SiteError::NotAnAddress),
                    ));
                }
                Ok(site) if sites.contains(&site) => {
                    problems.push(Problem::new(field(), ProblemCode::Twice));
                }
                Ok(site) => sites.push(site),
                Err(error) => problems.push(Problem::new(field(), wrong_site(text, error))),
            }
        }
        sites
    }
}

impl From<LinkError> for ProblemCode {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::TooLong { length } => Self::TooLong {
                length,
                limit: LINK_MAX,
            },
            LinkError::WrongForm { text, forms, .. } => Self::WrongForm {
                text,
                examples: forms.iter().map(|&form| form.to_owned()).collect(),
            },
            LinkError::NeedsNone { .. } => Self::NotNeeded,
        }
    }
}

impl From<WebAddressError> for ProblemCode {
    fn from(error: WebAddressError) -> Self {
        match error {
            WebAddressError::TooLong { length } => Self::TooLong {
                length,
                limit: WEB_ADDRESS_MAX,
            },
            WebAddressError::WrongForm { text } => Self::WrongForm {
                text,
                examples: vec!["https://help.example.com/start".to_owned()],
            },
            WebAddressError::Login => Self::Login,
        }
    }
}

fn wrong_site(text: &str, error: SiteError) -> ProblemCode {
    let example = match error {
        SiteError::Empty => return ProblemCode::Empty,
        SiteError::Login => return ProblemCode::Login,
        SiteError::Page => return ProblemCode::Page,
        SiteError::Star => "https://*.shop.example",
        SiteError::NoScheme | SiteError::NotAnAddress => "https://shop.example",
    };
    ProblemCode::WrongForm {
        text: text.trim().chars().take(80).collect(),
        examples: vec![example.to_owned()],
    }
}
