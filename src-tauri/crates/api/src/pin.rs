//! PINs of operators: how they are kept, and how often they may be guessed. A PIN is short, so it is
//! the counting that guards it; what is kept only makes a stolen file dear to search.

use std::collections::HashMap;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _};
use domain::{AuditAction, OperatorId, Timestamp};
use serde_json::json;
use store::{Actor, Operator};

use crate::{ApiError, App, From};

/// Wrong PINs in a row after which the next one has to wait.
const WRONG_MAX: u32 = 5;
/// How long, in seconds.
const WAIT_S: u32 = 30;

/// Wrong PINs of late, as long as the program runs.
#[derive(Debug, Default)]
pub(crate) struct Guesses {
    wrong: HashMap<OperatorId, Wrong>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Wrong {
    /// In a row.
    count: u32,
    /// When there were too many.
    since: Option<Timestamp>,
}

impl Guesses {
    /// How many seconds the next PIN of this operator has to wait; 0 when it may be tried. A clock
    /// that was set back does not make the wait longer.
    fn wait_s(&self, operator: OperatorId, now: Timestamp) -> u32 {
        let since = self.wrong.get(&operator).and_then(|wrong| wrong.since);
        match since {
            Some(since) if since <= now => {
                let over = since.plus_seconds(WAIT_S).since(now).as_millis();
                u32::try_from(over.div_ceil(1000)).unwrap_or(WAIT_S)
            }
            _ => 0,
        }
    }

    /// Counts a wrong PIN.
    fn was_wrong(&mut self, operator: OperatorId, now: Timestamp) {
        let wrong = self.wrong.entry(operator).or_default();
        wrong.count += 1;
        wrong.since = None;
        if wrong.count == WRONG_MAX {
            *wrong = Wrong {
                count: 0,
                since: Some(now),
            };
        }
    }
}

fn wrong_pin(wait_s: u32) -> ApiError {
    let message = match wait_s {
        0 => "this is not the operator's PIN".to_owned(),
        wait_s => format!(
            "there were {WRONG_MAX} wrong PINs in a row; the next one is looked at in {wait_s} s"
        ),
    };
    ApiError::new("wrong_pin", message).with(json!({ "wait_s": wait_s }))
}

/// A PIN that has to be given.
fn given(pin: Option<String>, name: &str) -> Result<String, ApiError> {
    pin.ok_or_else(|| ApiError::new("pin_required", format!("{name} has set a PIN; give it")))
}

/// What a PIN is checked with, in PHC form: Argon2id with 19 MiB and two passes. It takes a while,
/// so it has a thread of its own.
pub(crate) async fn kept(pin: String) -> Result<String, ApiError> {
    let kept = aside(move || Argon2::default().hash_password(pin.as_bytes())).await?;
    kept.map(|kept| kept.to_string())
        .map_err(|error| ApiError::new("internal", format!("the PIN cannot be kept: {error}")))
}

fn is_right(pin: &str, kept: &str) -> Result<bool, ApiError> {
    let kept = PasswordHash::new(kept).map_err(|error| {
        ApiError::new(
            "damaged",
            format!("the PIN that is kept cannot be read: {error}"),
        )
    })?;
    Ok(Argon2::default()
        .verify_password(pin.as_bytes(), &kept)
        .is_ok())
}

async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ApiError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| ApiError::new("internal", error.to_string()))
}

impl App {
    /// Compares a PIN with what is kept of the operator's; one who has set none needs none.
    ///
    /// # Errors
    /// `pin_required` when none is given; `wrong_pin`, with how many seconds the next one has to wait.
    pub(crate) async fn check_pin(
        &self,
        from: From,
        operator: &Operator,
        pin: Option<String>,
    ) -> Result<(), ApiError> {
        let Some(kept) = operator.pin.clone() else {
            return Ok(());
        };
        let pin = given(pin, &operator.name)?;
        // One at a time, so that nobody tries more than may be tried by trying at once.
        let mut guesses = self.seat().guesses.lock().await;
        let wait_s = guesses.wait_s(operator.id, self.now());
        if wait_s > 0 {
            return Err(wrong_pin(wait_s));
        }
        if aside(move || is_right(&pin, &kept)).await?? {
            guesses.wrong.remove(&operator.id);
            return Ok(());
        }
        guesses.was_wrong(operator.id, self.now());
        let wait_s = guesses.wait_s(operator.id, self.now());
        if wait_s > 0 {
            self.write_down_wrong_pins(from, operator).await?;
        }
        Err(wrong_pin(wait_s))
    }

    /// Whoever guessed is known by where they sit alone: as no operator.
    async fn write_down_wrong_pins(&self, from: From, operator: &Operator) -> Result<(), ApiError> {
        let actor = Actor {
            made: self.made(from),
            operator: None,
            verified: false,
        };
        let (id, details) = (operator.id, json!({ "name": operator.name }));
        self.store()
            .write(move |w| Ok(w.audit(&actor, AuditAction::WrongPins, id, &details)?))
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp::from_millis(1_795_000_000_000);

    #[tokio::test]
    async fn a_pin_is_known_again_and_kept_differently_each_time() {
        let one = kept("0042".to_owned()).await.unwrap();
        let other = kept("0042".to_owned()).await.unwrap();
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{one}");
        assert_ne!(one, other, "each has a salt of its own");
        assert_eq!(is_right("0042", &one), Ok(true));
        assert_eq!(is_right("42", &one), Ok(false));
        assert_eq!(is_right("0042", "0042").unwrap_err().code, "damaged");
    }

    #[test]
    fn the_fifth_wrong_pin_in_a_row_makes_the_next_wait_half_a_minute() {
        let (one, other) = (OperatorId::new(NOON), OperatorId::new(NOON));
        let mut guesses = Guesses::default();
        for _ in 0..4 {
            guesses.was_wrong(one, NOON);
            assert_eq!(guesses.wait_s(one, NOON), 0);
        }
        guesses.was_wrong(one, NOON);
        assert_eq!(guesses.wait_s(one, NOON), 30);
        assert_eq!(guesses.wait_s(other, NOON), 0, "others are not held up");
        let later = Timestamp::from_millis(NOON.millis() + 29_001);
        assert_eq!(guesses.wait_s(one, later), 1);
        assert_eq!(guesses.wait_s(one, NOON.plus_seconds(30)), 0);
        assert_eq!(
            guesses.wait_s(one, NOON.minus_seconds(3600)),
            0,
            "a clock that was set back locks nobody out"
        );
        guesses.was_wrong(one, NOON.plus_seconds(30));
        assert_eq!(
            guesses.wait_s(one, NOON.plus_seconds(30)),
            0,
            "the first of five"
        );
    }
}
