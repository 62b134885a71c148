//! Every setting of a chat, declared once: its path, its unit, its limits, and who obeys it. What
//! checks, forms, schemas and help say of a setting is derived from here.

use serde::Serialize;
use serde_json::Value;
use ts_rs::TS;

use super::feedback::RESULTS_MAX;
use super::hours::HOLIDAYS_MAX;
use super::prices::PRICE_LISTS_MAX;
use super::{ChatInput, NAME_MAX, SITES_MAX, TEXT_MAX};
use crate::check::check_text;
use crate::{Messenger, Problem, ProblemCode};

/// What is known of a setting beside its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Setting {
    /// Where it stands in the JSON of a chat, its parts separated by dots; it begins with the name
    /// of the section of the editor.
    pub path: &'static str,
    /// What kind of value it has, within which limits.
    #[serde(flatten)]
    pub kind: Kind,
    /// Who acts by it.
    pub consumer: Consumer,
}

/// What kind of value a setting has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kind {
    /// A whole number of units.
    Number {
        /// The unit.
        unit: Unit,
        /// The least it may be.
        least: u32,
        /// The most it may be.
        most: u32,
        /// Whether 0 means "without limit" or "never".
        zero_is_off: bool,
    },
    /// A text.
    Text {
        /// The most characters it may have.
        most: usize,
        /// Whether it must not be empty.
        required: bool,
        /// What stands for something else in it, between braces.
        variables: &'static [&'static str],
    },
    /// A list.
    List {
        /// The most entries it may have.
        most: usize,
    },
    /// Anything else; its own type says what.
    Other,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Seconds.
    Seconds,
    /// Minutes.
    Minutes,
}

/// Who acts by a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Consumer {
    /// The session engine.
    Engine,
    /// The widget and the gateway that serves it.
    Widget,
    /// The window's own lists and names.
    Window,
}

use Consumer::{Engine, Widget, Window};

const DAY: u32 = 86_400;
const WEEK: u32 = 7 * DAY;

const fn seconds(
    path: &'static str,
    least: u32,
    most: u32,
    zero_is_off: bool,
    consumer: Consumer,
) -> Setting {
    let kind = Kind::Number {
        unit: Unit::Seconds,
        least,
        most,
        zero_is_off,
    };
    Setting {
        path,
        kind,
        consumer,
    }
}

const fn minutes(path: &'static str, consumer: Consumer) -> Setting {
    let kind = Kind::Number {
        unit: Unit::Minutes,
        least: 0,
        most: 1440,
        zero_is_off: true,
    };
    Setting {
        path,
        kind,
        consumer,
    }
}

const fn text(
    path: &'static str,
    variables: &'static [&'static str],
    consumer: Consumer,
) -> Setting {
    let kind = Kind::Text {
        most: TEXT_MAX,
        required: false,
        variables,
    };
    Setting {
        path,
        kind,
        consumer,
    }
}

const fn other(path: &'static str, consumer: Consumer) -> Setting {
    Setting {
        path,
        kind: Kind::Other,
        consumer,
    }
}

const fn list(path: &'static str, most: usize, consumer: Consumer) -> Setting {
    Setting {
        path,
        kind: Kind::List { most },
        consumer,
    }
}

const NAME: Setting = Setting {
    path: "name",
    kind: Kind::Text {
        most: NAME_MAX,
        required: true,
        variables: &[],
    },
    consumer: Window,
};

/// Every setting, in the order it is shown.
pub const SETTINGS: &[Setting] = &[
    NAME,
    other("general.language", Widget),
    other("general.knowledge_base", Widget),
    other("general.time_zone", Engine),
    other("general.working_hours", Engine),
    list("general.holidays", HOLIDAYS_MAX, Engine),
    other("script.main", Engine),
    other("script.reply_to_first_message", Engine),
    other("script.after_bot", Engine),
    other("script.after_operator", Engine),
    other("script.after_client_timeout", Engine),
    seconds("script.client_silence_s.web", 0, WEEK, true, Engine),
    seconds("script.client_silence_s.messengers", 0, WEEK, true, Engine),
    seconds("script.lifetime_s.web", 60, WEEK, false, Engine),
    seconds("script.lifetime_s.messengers", 60, WEEK, false, Engine),
    other("feedback.ask", Engine),
    seconds("feedback.after_s", 0, DAY, true, Engine),
    other("feedback.scale", Engine),
    text("feedback.text", &[], Engine),
    other("feedback.ask_result", Engine),
    list("feedback.results", RESULTS_MAX, Engine),
    seconds("queue.operator_idle_s", 0, DAY, true, Engine),
    other("queue.operator_idle_to", Engine),
    seconds("queue.time_s", 0, DAY, true, Engine),
    minutes("queue.notify_min.web", Engine),
    minutes("queue.notify_min.messengers", Engine),
    text("queue.text", &["position", "wait", "name"], Engine),
    text("queue.busy_text", &[], Engine),
    seconds("service_level.first_s", 1, DAY, false, Engine),
    seconds("service_level.next_s", 1, DAY, false, Engine),
    other("service_level.working_hours_only", Engine),
    other("appearance.colours.bot", Widget),
    other("appearance.colours.operator", Widget),
    other("appearance.colours.user", Widget),
    other("appearance.colours.buttons", Widget),
    other("appearance.colours.buttons_text", Widget),
    other("appearance.pictures.bot", Widget),
    other("appearance.pictures.operator", Widget),
    other("appearance.pictures.user", Widget),
    other("links", Widget),
    list("prices", PRICE_LISTS_MAX, Engine),
    list("widget.allowed_sites", SITES_MAX, Widget),
];

impl Setting {
    /// Its value in a chat that is written as JSON; null when there is none.
    #[must_use]
    pub fn value(self, chat: &Value) -> &Value {
        self.path
            .split('.')
            .fold(chat, |value, part| value.get(part).unwrap_or(&Value::Null))
    }

    /// What its limits say of the value it has in `chat`.
    fn check(self, chat: &Value, problems: &mut Vec<Problem>) {
        let value = self.value(chat);
        let code = match (self.kind, value) {
            (Kind::Number { least, most, .. }, Value::Number(number)) => {
                let found = number.as_u64().unwrap_or(u64::MAX);
                (!(u64::from(least)..=u64::from(most)).contains(&found))
                    .then_some(ProblemCode::OutOfRange { least, most })
            }
            (
                Kind::Text {
                    most,
                    required,
                    variables,
                },
                Value::String(text),
            ) => check(text, most, required, variables),
            (Kind::List { most }, Value::Array(entries)) => {
                let (count, limit) = (entries.len(), most);
                (count > limit).then_some(ProblemCode::TooMany { count, limit })
            }
            _ => None,
        };
        problems.extend(code.map(|code| Problem::new(self.path, code)));
    }
}

fn check(text: &str, most: usize, required: bool, variables: &[&str]) -> Option<ProblemCode> {
    if required && text.trim().is_empty() {
        return Some(ProblemCode::Empty);
    }
    // What has to be there is a name, and names are lines.
    check_text(text, most, required).or_else(|| {
        let unknown = variables_in(text).find(|name| !variables.contains(name));
        unknown
            .filter(|_| !required)
            .map(|name| ProblemCode::UnknownVariable {
                name: name.chars().take(40).collect(),
                known: variables.iter().map(|&name| name.to_owned()).collect(),
            })
    })
}

/// What stands between braces, or after one that is never closed.
pub(crate) fn variables_in(text: &str) -> impl Iterator<Item = &str> {
    text.split('{')
        .skip(1)
        .map(|rest| rest.split_once('}').map_or(rest, |(name, _)| name))
}

/// What the limits of every setting say of `input`.
pub(super) fn check_all(input: &ChatInput, problems: &mut Vec<Problem>) {
    // What is plain data is always written as JSON.
    let chat = serde_json::to_value(input).unwrap_or_default();
    for setting in SETTINGS {
        setting.check(&chat, problems);
    }
}

/// A setting in which two chats differ.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Difference {
    /// The path of the setting; that of a link ends in its messenger.
    pub path: String,
    /// Its value in the one.
    #[ts(type = "unknown")]
    pub before: Value,
    /// Its value in the other.
    #[ts(type = "unknown")]
    pub after: Value,
}

/// Where two chats differ, in the order of the settings.
#[must_use]
pub fn differences(before: &ChatInput, after: &ChatInput) -> Vec<Difference> {
    let [before, after] =
        [before, after].map(|chat| serde_json::to_value(chat).unwrap_or_default());
    let mut found = Vec::new();
    for setting in SETTINGS {
        let (one, other) = (setting.value(&before), setting.value(&after));
        if setting.path == "links" {
            for messenger in Messenger::ALL {
                let of = |links: &Value| links.get(messenger.code()).cloned().unwrap_or_default();
                add(&mut found, format!("links.{messenger}"), of(one), of(other));
            }
        } else {
            add(
                &mut found,
                setting.path.to_owned(),
                one.clone(),
                other.clone(),
            );
        }
    }
    found
}

fn add(found: &mut Vec<Difference>, path: String, before: Value, after: Value) {
    if before != after {
        found.push(Difference {
            path,
            before,
            after,
        });
    }
}
