//! How a value is written: for people in their zone and language, for programs, and canonically for
//! the digest.

use std::borrow::Cow;

use domain::{AuthorType, Money, Timestamp};
use jiff::civil;
use jiff::tz::TimeZone;
use language::{Language, name};
use store::Message;

use crate::{Cell, Transcript};

/// The language and the time zone a report is written in.
#[derive(Debug, Clone)]
pub(crate) struct Wording {
    pub(crate) language: Language,
    pub(crate) zone: TimeZone,
}

impl Wording {
    /// The wall clock, when the moment is one that calendars reach (years -9999 to 9999).
    pub(crate) fn wall_clock(&self, at: Timestamp) -> Option<civil::DateTime> {
        let at = jiff::Timestamp::from_millisecond(at.millis()).ok()?;
        Some(self.zone.to_datetime(at))
    }

    /// `2026-11-22 13:00:03`.
    pub(crate) fn time(&self, at: Timestamp) -> String {
        self.wall_clock(at).map_or_else(
            || beyond_calendars(at),
            |clock| clock.strftime("%Y-%m-%d %H:%M:%S").to_string(),
        )
    }

    /// `2026-11-22T13:00:03.123+03:00`.
    pub(crate) fn time_with_offset(&self, at: Timestamp) -> String {
        jiff::Timestamp::from_millisecond(at.millis()).map_or_else(
            |_| beyond_calendars(at),
            |at| {
                let at = at.to_zoned(self.zone.clone());
                at.strftime("%Y-%m-%dT%H:%M:%S.%3f%:z").to_string()
            },
        )
    }

    /// The dialog as people read it.
    pub(crate) fn transcript(&self, transcript: &Transcript<'_>) -> String {
        transcript.lines(
            |author| name::author(author).of(self.language),
            |at| self.time(at),
        )
    }

    /// The dialog as programs read it: authors without a name are called by their codes.
    pub(crate) fn transcript_with_codes(&self, transcript: &Transcript<'_>) -> String {
        transcript.lines(AuthorType::code, |at| self.time(at))
    }
}

/// `2026-11-22T10:00:03.123Z`.
pub(crate) fn utc_time(at: Timestamp) -> String {
    jiff::Timestamp::from_millisecond(at.millis()).map_or_else(
        |_| beyond_calendars(at),
        |at| at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string(),
    )
}

fn beyond_calendars(at: Timestamp) -> String {
    format!("{} ms", at.millis())
}

/// The amount as an exact decimal with a point and no more digits than it needs: `0.034`, `-12`.
pub(crate) fn decimal(money: Money) -> String {
    let millionths = money.millionths();
    let sign = if millionths < 0 { "-" } else { "" };
    let (whole, part) = (
        millionths.unsigned_abs() / 1_000_000,
        millionths.unsigned_abs() % 1_000_000,
    );
    let text = format!("{sign}{whole}.{part:06}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The value as the digest takes it: the same on every machine, in every language and zone.
pub(crate) fn canonical<'a>(cell: &'a Cell<'_>) -> Cow<'a, str> {
    match cell {
        Cell::None => Cow::Borrowed(""),
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Dialog(id) => Cow::Owned(id.to_string()),
        Cell::Code(code, _) => Cow::Borrowed(code),
        Cell::Time(at) => Cow::Owned(utc_time(*at)),
        Cell::Seconds(number) | Cell::Number(number) => Cow::Owned(number.to_string()),
        Cell::Money(money, _) => Cow::Owned(decimal(*money)),
        Cell::Transcript(transcript) => Cow::Owned(transcript.lines(AuthorType::code, utc_time)),
    }
}

impl Transcript<'_> {
    fn lines(
        &self,
        nameless: impl Fn(AuthorType) -> &'static str,
        time: impl Fn(Timestamp) -> String,
    ) -> String {
        let mut text = String::new();
        for message in self.messages {
            if !text.is_empty() {
                text.push('\n');
            }
            if self.with_time {
                text.extend(["[", &time(message.at), "] "]);
            }
            let author = self
                .author(message)
                .unwrap_or_else(|| nameless(message.author_type));
            let file = message.attachment.as_ref().map(|file| file.name.as_str());
            let said = file.filter(|_| message.text.is_empty());
            text.extend([author, ": ", said.unwrap_or(&message.text)]);
        }
        text
    }

    fn author<'a>(&'a self, message: &'a Message) -> Option<&'a str> {
        message.author.as_deref().or(match message.author_type {
            AuthorType::Client => self.client,
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_zone(zone: &str) -> Wording {
        Wording {
            language: Language::En,
            zone: TimeZone::get(zone).unwrap(),
        }
    }

    #[test]
    fn a_moment_is_written_by_the_clock_of_its_zone() {
        let at = Timestamp::from_millis(1_795_341_603_123);
        assert_eq!(in_zone("Europe/Moscow").time(at), "2026-11-22 13:00:03");
        assert_eq!(
            in_zone("Asia/Kathmandu").time_with_offset(at),
            "2026-11-22T15:45:03.123+05:45"
        );
        assert_eq!(utc_time(at), "2026-11-22T10:00:03.123Z");
    }

    #[test]
    fn an_hour_that_comes_twice_is_told_apart_by_its_offset() {
        // Berlin set its clocks back at 01:00 UTC on 2026-10-25.
        let berlin = in_zone("Europe/Berlin");
        let (before, after) = (
            Timestamp::from_millis(1_792_888_200_000),
            Timestamp::from_millis(1_792_891_800_000),
        );
        assert_eq!(berlin.time(before), berlin.time(after));
        assert_eq!(
            berlin.time_with_offset(before),
            "2026-10-25T02:30:00.000+02:00"
        );
        assert_eq!(
            berlin.time_with_offset(after),
            "2026-10-25T02:30:00.000+01:00"
        );
    }

    #[test]
    fn a_moment_no_calendar_reaches_is_still_written() {
        for millis in [i64::MIN, i64::MAX] {
            let at = Timestamp::from_millis(millis);
            assert_eq!(in_zone("UTC").time(at), format!("{millis} ms"));
            assert_eq!(utc_time(at), format!("{millis} ms"));
        }
    }

    #[test]
    fn money_is_exact() {
        for (millionths, text) in [
            (0, "0"),
            (34_000, "0.034"),
            (1, "0.000001"),
            (12_000_000, "12"),
            (-1_500_000, "-1.5"),
            (i64::MIN, "-9223372036854.775808"),
        ] {
            assert_eq!(decimal(Money::from_millionths(millionths)), text);
        }
    }
}
