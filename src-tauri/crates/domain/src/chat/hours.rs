use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::check::check_text;
use crate::{Problem, ProblemCode};

/// The most spans of one day.
const SPANS_MAX: usize = 6;
/// The most holidays.
pub(super) const HOLIDAYS_MAX: usize = 400;
/// The most characters of a holiday's name.
const HOLIDAY_NAME_MAX: usize = 100;

/// A time of day without a date, from 00:00 to 24:00, which is the end of the day; written `HH:MM`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("pattern" = "^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$"))]
#[ts(type = "string")]
pub struct TimeOfDay {
    minutes: u16,
}

/// A text that is not a time of day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a time of day; write it like 09:30, up to 24:00")]
pub struct TimeOfDayError(String);

impl TimeOfDay {
    /// Minutes since midnight, from 0 to 1440.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.minutes
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

impl FromStr for TimeOfDay {
    type Err = TimeOfDayError;

    fn from_str(text: &str) -> Result<Self, TimeOfDayError> {
        let part = |digits: &str| match digits.as_bytes() {
            [a @ b'0'..=b'9', b @ b'0'..=b'9'] => Some(u16::from((a - b'0') * 10 + (b - b'0'))),
            _ => None,
        };
        text.split_once(':')
            .and_then(|(hours, minutes)| Some((part(hours)?, part(minutes)?)))
            .filter(|&(hours, minutes)| minutes < 60 && hours * 60 + minutes <= 24 * 60)
            .map(|(hours, minutes)| Self {
                minutes: hours * 60 + minutes,
            })
            .ok_or_else(|| TimeOfDayError(text.chars().take(20).collect()))
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = TimeOfDayError;

    fn try_from(text: String) -> Result<Self, TimeOfDayError> {
        text.parse()
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> Self {
        time.to_string()
    }
}

/// A stretch of a day in which people work: from a time until just before another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// When it begins.
    pub from: TimeOfDay,
    /// When it is over; later than `from`. Work past midnight is a second span on the next day.
    pub to: TimeOfDay,
}

/// When operators work, week after week; a day without spans is free.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub struct WorkingHours {
    pub monday: Vec<Span>,
    pub tuesday: Vec<Span>,
    pub wednesday: Vec<Span>,
    pub thursday: Vec<Span>,
    pub friday: Vec<Span>,
    pub saturday: Vec<Span>,
    pub sunday: Vec<Span>,
}

impl WorkingHours {
    /// The days by name, Monday first.
    #[must_use]
    pub fn days(&self) -> [(&'static str, &[Span]); 7] {
        [
            ("monday", &self.monday),
            ("tuesday", &self.tuesday),
            ("wednesday", &self.wednesday),
            ("thursday", &self.thursday),
            ("friday", &self.friday),
            ("saturday", &self.saturday),
            ("sunday", &self.sunday),
        ]
    }

    /// Adds what is wrong with these hours, which stand in the field `at`.
    pub(crate) fn check(&self, at: &str, problems: &mut Vec<Problem>) {
        let days = self.days();
        if days.iter().all(|(_, spans)| spans.is_empty()) {
            problems.push(Problem::new(at, ProblemCode::NeverOpen));
        }
        for (day, spans) in days {
            let field = |index| format!("{at}.{day}.{index}");
            if spans.len() > SPANS_MAX {
                let code = ProblemCode::TooMany {
                    count: spans.len(),
                    limit: SPANS_MAX,
                };
                problems.push(Problem::new(format!("{at}.{day}"), code));
                continue;
            }
            for (index, span) in spans.iter().enumerate() {
                if span.from >= span.to {
                    problems.push(Problem::new(field(index), ProblemCode::EndsBeforeItBegins));
                } else if spans[..index]
                    .iter()
                    .any(|other| span.from < other.to && other.from < span.to)
                {
                    problems.push(Problem::new(field(index), ProblemCode::Overlaps));
                }
            }
        }
    }
}

/// Days on which nobody works, whatever the week says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// The first day.
    #[schemars(with = "String", extend("format" = "date"))]
    #[ts(type = "string")]
    pub first: Date,
    /// The last day; the first one again for a single day.
    #[schemars(with = "String", extend("format" = "date"))]
    #[ts(type = "string")]
    pub last: Date,
    /// What people call it.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub name: String,
}

pub(super) fn check_holidays(holidays: &[Holiday], problems: &mut Vec<Problem>) {
    // That there are too many is said already; each of millions would not help.
    if holidays.len() > HOLIDAYS_MAX {
        return;
    }
    for (index, holiday) in holidays.iter().enumerate() {
        if holiday.last < holiday.first {
            let field = format!("general.holidays.{index}.last");
            problems.push(Problem::new(field, ProblemCode::EndsBeforeItBegins));
        }
        if let Some(code) = check_text(&holiday.name, HOLIDAY_NAME_MAX, true) {
            let field = format!("general.holidays.{index}.name");
            problems.push(Problem::new(field, code));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_is_two_digits_and_two() {
        for text in ["00:00", "09:30", "23:59", "24:00"] {
            assert_eq!(text.parse::<TimeOfDay>().unwrap().to_string(), text);
        }
        for wrong in [
            "",
            "9:30",
            "24:01",
            "12:60",
            "12-30",
            "ab:cd",
            "12:3",
            "012:30",
            "१२:३०",
        ] {
            let error = wrong.parse::<TimeOfDay>().unwrap_err().to_string();
            assert!(error.contains(wrong), "{error}");
        }
    }
}
