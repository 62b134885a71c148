use clap::{Args, ValueEnum};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use crate::failure::Failure;

/// Which dialogs.
#[derive(Debug, Args)]
pub(crate) struct Filter {
    /// Reached through this messenger; may be repeated
    #[arg(long, value_name = "NAME")]
    messenger: Vec<domain::Messenger>,
    /// Of this chat; may be repeated
    #[arg(long, value_name = "ID")]
    chat: Vec<domain::ChatId>,
    /// Which stand like this
    #[arg(long, value_enum, default_value_t)]
    status: Status,
    /// In which the bot followed this script
    #[arg(long, value_name = "ID")]
    script: Option<domain::ScriptId>,
    /// Which passed this marker
    #[arg(long, value_name = "NAME")]
    marker: Option<String>,
    /// Begun at or after this day or moment: 2026-11-22, 2026-11-22T10:00, 2026-11-22T10:00:00Z
    #[arg(long, value_name = "TIME")]
    from: Option<String>,
    /// Begun before this moment; a day alone counts to its end
    #[arg(long, value_name = "TIME")]
    to: Option<String>,
    /// Also dialogs in which the client never wrote
    #[arg(long)]
    all: bool,
    /// The time zone of times, such as Europe/Moscow [default: this computer's]
    #[arg(long, value_name = "ZONE")]
    tz: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Status {
    #[default]
    Any,
    Active,
    Closed,
    NoOperatorResponse,
}

impl Status {
    const fn code(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Active => "active",
            Self::Closed => "closed",
            Self::NoOperatorResponse => "no_operator_response",
        }
    }
}

impl Filter {
    /// The time zone and its name.
    pub(crate) fn zone(&self) -> Result<(TimeZone, String), Failure> {
        if let Some(name) = &self.tz {
            let zone = TimeZone::get(name).map_err(|_| {
                Failure::Request(format!(
                    "`{name}` is not a time zone; use a name like Europe/Moscow or UTC"
                ))
            })?;
            return Ok((zone, name.clone()));
        }
        let zone = TimeZone::system();
        let name = zone.iana_name().unwrap_or("UTC").to_owned();
        Ok((zone, name))
    }

    /// The filter as a command takes it.
    pub(crate) fn json(&self) -> Result<Value, Failure> {
        let (zone, _) = self.zone()?;
        let from = self
            .from
            .as_deref()
            .map(|text| moment(text, &zone, false))
            .transpose()?;
        let to = self
            .to
            .as_deref()
            .map(|text| moment(text, &zone, true))
            .transpose()?;
        Ok(json!({
            "messengers": self.messenger,
            "chats": self.chat,
            "status": self.status.code(),
            "script": self.script,
            "marker": self.marker,
            "from": from,
            "to": to,
            "all": self.all,
        }))
    }
}

/// Milliseconds since 1970 of a day or a moment; with `end`, a day alone means the one after it.
pub(crate) fn moment(text: &str, zone: &TimeZone, end: bool) -> Result<i64, Failure> {
    let wrong = || {
        Failure::Request(format!(
            "`{text}` is not a time; write 2026-11-22, 2026-11-22T10:00 or 2026-11-22T10:00:00Z"
        ))
    };
    if let Ok(timestamp) = text.parse::<jiff::Timestamp>() {
        return Ok(timestamp.as_millisecond());
    }
    let time = match text.parse::<Date>() {
        Ok(day) if !text.contains(['T', ' ']) => {
            let day = if end {
                day.tomorrow().map_err(|_| wrong())?
            } else {
                day
            };
            day.at(0, 0, 0, 0)
        }
        _ => text.parse::<DateTime>().map_err(|_| wrong())?,
    };
    let zoned = time.to_zoned(zone.clone()).map_err(|_| wrong())?;
    Ok(zoned.timestamp().as_millisecond())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, end: bool) -> Option<String> {
        let zone = TimeZone::get("Europe/Moscow").unwrap();
        let millis = moment(text, &zone, end).ok()?;
        Some(
            jiff::Timestamp::from_millisecond(millis)
                .unwrap()
                .to_string(),
        )
    }

    #[test]
    fn days_and_moments_are_read_in_the_zone() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(read("2026-11-22", false), some("2026-11-21T21:00:00Z"));
        assert_eq!(read("2026-11-22", true), some("2026-11-22T21:00:00Z"));
        assert_eq!(read("2026-11-22T10:00", true), some("2026-11-22T07:00:00Z"));
        assert_eq!(
            read("2026-11-22T10:00:00Z", false),
            some("2026-11-22T10:00:00Z")
        );
        for wrong in [
            "",
            "yesterday",
            "2026-13-01",
            "22.11.2026",
            "9999-99-99T99:99",
        ] {
            assert_eq!(read(wrong, false), None, "{wrong}");
        }
    }
}
