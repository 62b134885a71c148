//! Working hours: when a chat is open, and clocks that run only then. Pure.

use domain::{General, Holiday, Timestamp, WorkingHours};
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};

/// How far ahead an opening is looked for; a chat that does not open within a year never does.
const DAYS: i32 = 366;
const MINUTES_OF_DAY: u16 = 24 * 60;

/// When somebody works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    zone: TimeZone,
    /// None means around the clock.
    week: Option<WorkingHours>,
    holidays: Vec<Holiday>,
}

impl Hours {
    /// When a chat works; none when it always does.
    #[must_use]
    pub fn of_chat(general: &General) -> Option<Self> {
        if general.working_hours.is_none() && general.holidays.is_empty() {
            return None;
        }
        Some(Self {
            zone: zone(general.time_zone.as_deref()),
            week: general.working_hours.clone(),
            holidays: general.holidays.clone(),
        })
    }

    /// When an operator with hours of their own works.
    #[must_use]
    pub fn of_week(week: &WorkingHours, time_zone: Option<&str>) -> Self {
        Self {
            zone: zone(time_zone),
            week: Some(week.clone()),
            holidays: Vec::new(),
        }
    }

    /// Whether they work at `at`.
    #[must_use]
    pub fn is_open(&self, at: Timestamp) -> bool {
        self.spans(at).next().is_some_and(|(from, _)| from <= at)
    }

    /// The moment at which `seconds` of working time have passed since `since`; none when that much
    /// does not come within a year.
    #[must_use]
    pub fn after(&self, since: Timestamp, seconds: u32) -> Option<Timestamp> {
        let mut left = i64::from(seconds) * 1000;
        for (from, to) in self.spans(since) {
            let from = from.max(since);
            let length = to.millis() - from.millis();
            if left < length || (left == length && left > 0) {
                return Some(Timestamp::from_millis(from.millis() + left));
            }
            left -= length;
        }
        None
    }

    /// The milliseconds of working time between two moments.
    #[must_use]
    pub fn between(&self, since: Timestamp, until: Timestamp) -> i64 {
        self.spans(since)
            .take_while(|(from, _)| *from < until)
            .map(|(from, to)| to.min(until).millis() - from.max(since).millis())
            .sum()
    }

    /// The stretches of work that are not over at `at`, in order.
    fn spans(&self, at: Timestamp) -> impl Iterator<Item = (Timestamp, Timestamp)> {
        let today = jiff::Timestamp::from_millisecond(at.millis())
            .unwrap_or_default()
            .to_zoned(self.zone.clone())
            .date();
        // The zone's clock may have been set back over midnight, so the day before is looked at too.
        (-1..DAYS)
            .filter_map(move |days| today.checked_add(Span::new().days(days)).ok())
            .flat_map(|day| self.spans_of(day))
            .filter(move |(_, to)| *to > at)
    }

    fn spans_of(&self, day: Date) -> Vec<(Timestamp, Timestamp)> {
        let is_holiday = |holiday: &Holiday| (holiday.first..=holiday.last).contains(&day);
        if self.holidays.iter().any(is_holiday) {
            return Vec::new();
        }
        let mut minutes: Vec<(u16, u16)> = match &self.week {
            None => vec![(0, MINUTES_OF_DAY)],
            Some(week) => {
                let spans = match day.weekday() {
                    Weekday::Monday => &week.monday,
                    Weekday::Tuesday => &week.tuesday,
                    Weekday::Wednesday => &week.wednesday,
                    Weekday::Thursday => &week.thursday,
                    Weekday::Friday => &week.friday,
                    Weekday::Saturday => &week.saturday,
                    Weekday::Sunday => &week.sunday,
                };
                let spans = spans.iter();
                spans
                    .map(|span| (span.from.minutes(), span.to.minutes()))
                    .collect()
            }
        };
        minutes.sort_unstable();
        let spans = minutes.into_iter().filter_map(|(from, to)| {
            let (from, to) = (self.moment(day, from)?, self.moment(day, to)?);
            // A clock set forward may swallow a stretch.
            (from < to).then_some((from, to))
        });
        spans.collect()
    }

    /// A time of day as a moment; a time that a clock set forward skips is the moment of the change.
    fn moment(&self, day: Date, minutes: u16) -> Option<Timestamp> {
        let midnight = day.at(0, 0, 0, 0);
        let local = midnight.checked_add(i32::from(minutes).minutes()).ok()?;
        let moment = self.zone.to_ambiguous_timestamp(local).compatible().ok()?;
        Some(Timestamp::from_millis(moment.as_millisecond()))
    }
}

/// The zone with this IANA name; that of this computer when there is none by it.
pub(crate) fn zone(name: Option<&str>) -> TimeZone {
    name.and_then(|name| TimeZone::get(name).ok())
        .unwrap_or_else(TimeZone::system)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        let moment: jiff::Timestamp = text.parse().unwrap();
        Timestamp::from_millis(moment.as_millisecond())
    }

    /// Nine to six on weekdays with an hour for lunch, in Berlin, but not on 24 to 26 December.
    fn shop() -> Hours {
        let day =
            serde_json::json!([{"from": "14:00", "to": "18:00"}, {"from": "09:00", "to": "13:00"}]);
        let general: General = serde_json::from_value(serde_json::json!({
            "time_zone": "Europe/Berlin",
            "working_hours": {"monday": day, "tuesday": day, "wednesday": day, "thursday": day, "friday": day},
            "holidays": [{"first": "2026-12-24", "last": "2026-12-26"}],
        }))
        .unwrap();
        Hours::of_chat(&general).unwrap()
    }

    #[test]
    fn a_chat_is_open_within_its_spans_in_its_zone() {
        for (moment, open) in [
            ("2026-11-23T07:59:59Z", false), // Monday 8:59
            ("2026-11-23T08:00:00Z", true),
            ("2026-11-23T12:00:00Z", false), // lunch
            ("2026-11-23T13:00:00Z", true),
            ("2026-11-23T16:59:59Z", true),
            ("2026-11-23T17:00:00Z", false),
            ("2026-11-22T12:30:00Z", false), // Sunday
            ("2026-07-06T07:00:00Z", true),  // summer: 9:00
            ("2026-12-24T09:00:00Z", false),
        ] {
            assert_eq!(shop().is_open(at(moment)), open, "{moment}");
        }
    }

    #[test]
    fn a_clock_of_working_time_stands_still_while_closed() {
        let hours = shop();
        for (since, seconds, due) in [
            ("2026-11-23T08:00:00Z", 60, "2026-11-23T08:01:00Z"),
            ("2026-11-23T11:59:00Z", 120, "2026-11-23T13:01:00Z"),
            ("2026-11-20T16:59:00Z", 300, "2026-11-23T08:04:00Z"), // over a weekend
            ("2026-11-21T10:00:00Z", 300, "2026-11-23T08:05:00Z"),
            ("2026-12-23T16:58:00Z", 300, "2026-12-28T08:03:00Z"), // over holidays and a weekend
            ("2026-11-23T11:00:00Z", 3600, "2026-11-23T12:00:00Z"), // to the end of a span
        ] {
            assert_eq!(
                hours.after(at(since), seconds),
                Some(at(due)),
                "{since} + {seconds}"
            );
            let worked = hours.between(at(since), at(due));
            assert_eq!(worked, i64::from(seconds) * 1000, "{since} to {due}");
        }
    }

    #[test]
    fn a_chat_that_never_opens_has_no_such_moment() {
        let general: General = serde_json::from_value(serde_json::json!({
            "time_zone": "UTC",
            "holidays": [{"first": "2020-01-01", "last": "2030-01-01"}],
        }))
        .unwrap();
        let hours = Hours::of_chat(&general).unwrap();
        assert!(!hours.is_open(at("2026-11-23T10:00:00Z")));
        assert_eq!(hours.after(at("2026-11-23T10:00:00Z"), 1), None);
        assert_eq!(Hours::of_chat(&General::default()), None, "always open");
    }

    #[test]
    fn clocks_that_are_set_forward_and_back_count_real_seconds() {
        let general: General = serde_json::from_value(serde_json::json!({
            "time_zone": "Europe/Berlin",
            "working_hours": {"sunday": [{"from": "00:00", "to": "24:00"}]},
        }))
        .unwrap();
        let hours = Hours::of_chat(&general).unwrap();
        let (spring, autumn) = ("2026-03-28T23:00:00Z", "2026-10-24T22:00:00Z");
        let hour = 3_600_000;
        assert_eq!(
            hours.between(at(spring), at("2026-04-03T00:00:00Z")),
            23 * hour
        );
        assert_eq!(
            hours.between(at(autumn), at("2026-10-30T00:00:00Z")),
            25 * hour
        );
    }
}
