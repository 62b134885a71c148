use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::hours::{Holiday, WorkingHours};
use crate::Language;

/// What holds for the whole chat.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
pub struct General {
    /// The language of the bot and the widget; none means each visitor's own.
    pub language: Option<Language>,
    /// Address of the company's help pages, shown in the widget; empty means none.
    pub knowledge_base: String,
    /// IANA name of the zone in which hours and holidays are meant; none means that of the computer
    /// Parley runs on.
    pub time_zone: Option<String>,
    /// When operators work; none means around the clock.
    pub working_hours: Option<WorkingHours>,
    /// Days on which nobody works.
    pub holidays: Vec<Holiday>,
}
