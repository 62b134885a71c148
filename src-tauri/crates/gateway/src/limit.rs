//! How often something may be done by one visitor or from one address. Pure over time.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use domain::Timestamp;

/// Windows remembered at once, so that a flood of strangers cannot fill the memory.
const REMEMBERED: usize = 50_000;

/// Counts per key: at most so many in the stretch of time that begins with the first.
pub(crate) struct Rates<K> {
    most: u32,
    seconds: u32,
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
    fn is_over(&self, seconds: u32, now: Timestamp) -> bool {
        now < self.began || now >= self.began.plus_seconds(seconds)
    }
}

/// There were too many.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TooMany {
    /// Seconds until one more is allowed, at least 1.
    pub(crate) retry_after: u64,
}

impl<K: Eq + Hash + Copy> Rates<K> {
    pub(crate) fn per_minute(most: u32) -> Self {
        Self::new(most, 60)
    }

    pub(crate) fn new(most: u32, seconds: u32) -> Self {
        Self {
            most,
            seconds,
            remembered: REMEMBERED,
            windows: Mutex::default(),
        }
    }

    /// Counts one more for `key`, or says when there may be one. What is refused is not counted.
    pub(crate) fn count(&self, key: K, now: Timestamp) -> Result<(), TooMany> {
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        if windows.len() >= self.remembered && !windows.contains_key(&key) {
            make_room(&mut windows, self.remembered / 2, self.seconds, now);
        }
        let window = windows.entry(key).or_insert(Window {
            began: now,
            count: 0,
        });
        if window.is_over(self.seconds, now) {
            *window = Window {
                began: now,
                count: 0,
            };
        }
        if window.count >= self.most {
            let end = window.began.plus_seconds(self.seconds);
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
fn make_room<K: Eq + Hash + Copy>(
    windows: &mut HashMap<K, Window>,
    keep: usize,
    seconds: u32,
    now: Timestamp,
) {
    windows.retain(|_, window| !window.is_over(seconds, now));
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

/// What a visitor may have under way at once, and what all may.
pub(crate) struct AtOnce<K> {
    each: usize,
    all: usize,
    under_way: Mutex<HashMap<K, usize>>,
}

/// One thing under way; it is over when this is dropped.
pub(crate) struct UnderWay<K: Eq + Hash + Copy> {
    among: Arc<AtOnce<K>>,
    key: K,
}

impl<K: Eq + Hash + Copy> AtOnce<K> {
    /// When to ask again, in seconds: nobody knows when one ends.
    const RETRY_AFTER: u64 = 5;

    pub(crate) fn new(each: usize, all: usize) -> Self {
        Self {
            each,
            all,
            under_way: Mutex::default(),
        }
    }

    pub(crate) fn begin(self: &Arc<Self>, key: K) -> Result<UnderWay<K>, TooMany> {
        let mut under_way = (self.under_way.lock()).unwrap_or_else(PoisonError::into_inner);
        let own = under_way.get(&key).copied().unwrap_or(0);
        if own >= self.each || under_way.values().sum::<usize>() >= self.all {
            return Err(TooMany {
                retry_after: Self::RETRY_AFTER,
            });
        }
        under_way.insert(key, own + 1);
        Ok(UnderWay {
            among: Arc::clone(self),
            key,
        })
    }
}

impl<K: Eq + Hash + Copy> Drop for UnderWay<K> {
    fn drop(&mut self) {
        let mut under_way = (self.among.under_way.lock()).unwrap_or_else(PoisonError::into_inner);
        match under_way.get_mut(&self.key) {
            Some(own) if *own > 1 => *own -= 1,
            _ => drop(under_way.remove(&self.key)),
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
        let rates = Rates::per_minute(2);
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
        let rates = Rates::per_minute(1);
        assert_eq!(rates.count('a', Timestamp::from_millis(0)), Ok(()));
        assert_eq!(
            rates.count('a', Timestamp::from_millis(59_999)),
            Err(TooMany { retry_after: 1 })
        );
    }

    #[test]
    fn a_clock_that_is_set_back_locks_nobody_out() {
        let rates = Rates::per_minute(1);
        assert_eq!(rates.count('a', at(100_000)), Ok(()));
        assert_eq!(rates.count('a', at(5)), Ok(()));
    }

    #[test]
    fn a_flood_of_strangers_is_forgotten_from_its_oldest_end() {
        let mut rates = Rates::per_minute(1);
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
        let mut rates = Rates::per_minute(1);
        rates.remembered = 4;
        for key in 0..3 {
            assert_eq!(rates.count(key, at(0)), Ok(()));
        }
        assert_eq!(rates.count(3, at(59)), Ok(()));
        assert_eq!(rates.count(4, at(60)), Ok(()));
        assert!(rates.count(3, at(61)).is_err(), "its minute is not over");
    }

    #[test]
    fn what_is_over_makes_room_for_the_next() {
        let uploads = Arc::new(AtOnce::new(2, 3));
        let first = uploads.begin('a').ok();
        let _second = uploads.begin('a').ok();
        assert!(uploads.begin('a').is_err(), "two for each");
        let _other = uploads.begin('b').ok();
        assert!(uploads.begin('c').is_err(), "three for all");
        drop(first);
        let again = uploads.begin('a').ok();
        assert!(again.is_some());
        assert_eq!(uploads.under_way.lock().unwrap().len(), 2);
    }

    #[test]
    fn a_stretch_may_be_shorter_than_a_minute() {
        let rates = Rates::new(1, 2);
        assert_eq!(rates.count('a', at(10)), Ok(()));
        assert_eq!(rates.count('a', at(11)), Err(TooMany { retry_after: 1 }));
        assert_eq!(rates.count('a', at(12)), Ok(()));
    }
}
