//! How often something may be done by one visitor or from one address. Pure over time.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use domain::Timestamp;

const WINDOW_SECONDS: u32 = 60;
/// Windows remembered at once, so that a flood of strangers cannot fill the memory.
const REMEMBERED: usize = 50_000;

/// Counts per key: at most so many in the minute that begins with the first.
pub(crate) struct Rates<K> {
    per_minute: u32,
    remembered: usize,
    windows: Mutex<HashMap<K, Window>>,
}

struct Window {
    began: Timestamp,
    count: u32,
}

impl Window {
    /// A clock that was set back ends the window too; otherwise it would last until the clock has
    /// caught up.
    fn is_over(&self, now: Timestamp) -> bool {
        now < self.began || now >= self.began.plus_seconds(WINDOW_SECONDS)
    }
}

/// There were too many.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TooMany {
    /// Seconds until one more is allowed, at least 1.
    pub(crate) retry_after: u64,
}

impl<K: Eq + Hash + Copy> Rates<K> {
    pub(crate) fn new(per_minute: u32) -> Self {
        Self {
            per_minute,
            remembered: REMEMBERED,
            windows: Mutex::default(),
        }
    }

    /// Counts one more for `key`, or says when there may be one. What is refused is not counted.
    pub(crate) fn count(&self, key: K, now: Timestamp) -> Result<(), TooMany> {
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        if windows.len() >= self.remembered && !windows.contains_key(&key) {
            make_room(&mut windows, self.remembered / 2, now);
        }
        let window = windows.entry(key).or_insert(Window {
            began: now,
            count: 0,
        });
        if window.is_over(now) {
            *window = Window {
                began: now,
                count: 0,
            };
        }
        if window.count >= self.per_minute {
            let end = window.began.plus_seconds(WINDOW_SECONDS);
            let left = end.since(now).as_millis().div_ceil(1000);
            return Err(TooMany {
                retry_after: u64::try_from(left).unwrap_or(u64::MAX),
            });
        }
        window.count += 1;
        Ok(())
    }
}

/// Forgets the windows that are over, and the oldest of the others when more than `keep` are left:
/// they are the ones that would be over first.
fn make_room<K: Eq + Hash + Copy>(windows: &mut HashMap<K, Window>, keep: usize, now: Timestamp) {
    windows.retain(|_, window| !window.is_over(now));
    if windows.len() > keep {
        let mut by_age: Vec<(Timestamp, K)> = windows
            .iter()
            .map(|(key, window)| (window.began, *key))
            .collect();
        by_age.sort_unstable_by_key(|(began, _)| *began);
        for (_, key) in by_age.iter().take(windows.len() - keep) {
            windows.remove(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_millis(seconds * 1000)
    }

    #[test]
    fn the_minute_begins_with_the_first_and_then_ends() {
        let rates = Rates::new(2);
        assert_eq!(rates.count('a', at(100)), Ok(()));
        assert_eq!(rates.count('a', at(130)), Ok(()));
        assert_eq!(
            rates.count('a', at(130)),
            Err(TooMany { retry_after: 30 }),
            "the third in the minute has to wait for its end"
        );
        assert_eq!(rates.count('b', at(130)), Ok(()), "others are not held up");
        assert_eq!(rates.count('a', at(160)), Ok(()));
    }

    #[test]
    fn the_wait_is_never_said_to_be_nothing() {
        let rates = Rates::new(1);
        assert_eq!(rates.count('a', Timestamp::from_millis(0)), Ok(()));
        assert_eq!(
            rates.count('a', Timestamp::from_millis(59_999)),
            Err(TooMany { retry_after: 1 })
        );
    }

    #[test]
    fn a_clock_that_is_set_back_locks_nobody_out() {
        let rates = Rates::new(1);
        assert_eq!(rates.count('a', at(100_000)), Ok(()));
        assert_eq!(rates.count('a', at(5)), Ok(()));
    }

    #[test]
    fn a_flood_of_strangers_is_forgotten_from_its_oldest_end() {
        let mut rates = Rates::new(1);
        rates.remembered = 10;
        for key in 0..100 {
            assert_eq!(rates.count(key, Timestamp::from_millis(key)), Ok(()));
            assert!(rates.windows.lock().unwrap().len() <= 10);
        }
        assert!(
            rates.count(99, at(1)).is_err(),
            "the newest are still remembered"
        );
    }

    #[test]
    fn windows_that_are_over_go_before_any_other() {
        let mut rates = Rates::new(1);
        rates.remembered = 4;
        for key in 0..3 {
            assert_eq!(rates.count(key, at(0)), Ok(()));
        }
        assert_eq!(rates.count(3, at(59)), Ok(()));
        assert_eq!(rates.count(4, at(60)), Ok(()));
        assert!(rates.count(3, at(61)).is_err(), "its minute is not over");
    }
}
