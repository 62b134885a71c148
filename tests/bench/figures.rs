use std::fmt;
use std::time::Duration;

/// How long something took, each time it was done.
pub(crate) struct Times(Vec<Duration>);

impl Times {
    pub(crate) fn of(mut times: Vec<Duration>) -> Self {
        assert!(!times.is_empty(), "nothing was measured");
        times.sort_unstable();
        Self(times)
    }

    /// The time that `percent` of all times stay within.
    pub(crate) fn within(&self, percent: usize) -> Duration {
        let rank = (self.0.len() * percent).div_ceil(100);
        self.0[rank.saturating_sub(1)]
    }

    pub(crate) fn median(&self) -> Duration {
        self.within(50)
    }
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (median, most) = (millis(self.median()), millis(self.within(99)));
        write!(f, "p50 {median}, p99 {most}")
    }
}

pub(crate) fn millis(time: Duration) -> String {
    let millis = time.as_secs_f64() * 1000.0;
    let decimals = if millis < 10.0 { 2 } else { 0 };
    format!("{millis:.decimals$} ms")
}

/// How often within `time`, in a second.
pub(crate) fn rate(count: usize, time: Duration) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / time.as_secs_f64()
}

pub(crate) fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

/// Whether a goal is met, in words.
pub(crate) const fn met(met: bool) -> &'static str {
    if met { "met" } else { "MISSED" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_one_of_the_times() {
        let times = Times::of((1..=200).rev().map(Duration::from_millis).collect());
        assert_eq!(times.median(), Duration::from_millis(100));
        assert_eq!(times.within(99), Duration::from_millis(198));
        assert_eq!(times.within(100), Duration::from_millis(200));
        let one = Times::of(vec![Duration::from_millis(7)]);
        assert_eq!(one.within(1), one.within(99));
        assert_eq!(times.to_string(), "p50 100 ms, p99 198 ms");
    }
}
