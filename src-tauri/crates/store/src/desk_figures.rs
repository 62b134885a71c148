//! How operators and chats do: what clients rated, and which answers came in time.

use std::collections::HashMap;

use domain::{ChatId, OperatorId, Timestamp};
use rusqlite::{Row, params};

use crate::{Reader, StoreError};

/// Ratings on several scales, brought together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rated {
    /// The mean of `(rating − 1) / (scale − 1) × 100`, in per cent.
    pub csi: f64,
    /// The best rating of the scale that was used most.
    pub scale: u32,
}

impl Rated {
    /// The mean as a rating on the scale that was used most.
    #[must_use]
    pub fn mean(&self) -> f64 {
        1.0 + self.csi / 100.0 * f64::from(self.scale.saturating_sub(1))
    }
}

/// Turns that are over, and how many of them were answered in time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InTime {
    /// All of them; the missed ones too.
    pub turns: u32,
    /// Those that met the goal in force.
    pub met: u32,
}

impl InTime {
    /// In per cent; none while there was no turn.
    #[must_use]
    pub fn percent(self) -> Option<f64> {
        (self.turns > 0).then(|| f64::from(self.met) / f64::from(self.turns) * 100.0)
    }
}

/// How an operator did.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OperatorFigures {
    /// What clients rated whom they served last; none while nobody did.
    pub rated: Option<Rated>,
    /// First turns.
    pub first: InTime,
    /// Later turns.
    pub next: InTime,
    /// Dialogs they closed.
    pub closed: u32,
}

/// How a chat did.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct ChatMarks {
    /// What clients rated; none while nobody did.
    pub rated: Option<Rated>,
    /// First turns.
    pub first: InTime,
}

const RATED_OPERATOR: &str = "SELECT scale, count(*) AS n,
       sum((rating - 1) * 100.0 / (scale - 1)) AS csi
     FROM dialogs INDEXED BY dialogs_rated
     WHERE rated_at IS NOT NULL AND rated_operator_id = ? AND rated_at >= ? GROUP BY scale";
const RATED_CHAT: &str = "SELECT scale, count(*) AS n,
       sum((rating - 1) * 100.0 / (scale - 1)) AS csi
     FROM dialogs INDEXED BY dialogs_rated_chat
     WHERE rated_at IS NOT NULL AND chat_id = ? AND rated_at >= ? GROUP BY scale";
const TURNS_OPERATOR: &str = "SELECT first, count(*) AS turns,
       count(*) FILTER (WHERE response_ms <= sl_s * 1000) AS met
     FROM turns INDEXED BY turns_of_operator
     WHERE operator_id IS NOT NULL AND operator_id = ? AND closed_at >= ? GROUP BY first";
const TURNS_CHAT: &str = "SELECT first, count(*) AS turns,
       count(*) FILTER (WHERE response_ms <= sl_s * 1000) AS met
     FROM turns INDEXED BY turns_of_chat
     WHERE closed_at IS NOT NULL AND chat_id = ? AND closed_at >= ? GROUP BY first";
const CLOSED: &str = "SELECT count(DISTINCT dialog_id) FROM stays INDEXED BY stays_of_operator
     WHERE operator_id = ? AND ended_at >= ? AND ended_by = 'closed'";

impl Reader<'_> {
    /// How an operator did since `since`; what they closed, since `today`.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn operator_figures(
        &self,
        operator: OperatorId,
        since: Timestamp,
        today: Timestamp,
    ) -> Result<OperatorFigures, StoreError> {
        let of = params![operator.as_bytes(), since.millis()];
        let (first, next) = turns(self.all(TURNS_OPERATOR, of, turn)?);
        let closed = self.one(
            CLOSED,
            params![operator.as_bytes(), today.millis()],
            |row| row.get(0),
        )?;
        Ok(OperatorFigures {
            rated: rated(&self.all(RATED_OPERATOR, of, scale)?),
            first,
            next,
            closed: closed.unwrap_or(0),
        })
    }

    /// How every chat did since `since` that is not deleted.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn chat_marks(&self, since: Timestamp) -> Result<HashMap<ChatId, ChatMarks>, StoreError> {
        let chats: Vec<[u8; 16]> =
            self.all("SELECT id FROM chats WHERE deleted_at IS NULL", [], |row| {
                row.get(0)
            })?;
        let mut marks = HashMap::with_capacity(chats.len());
        for chat in chats {
            let of = params![chat, since.millis()];
            let (first, _) = turns(self.all(TURNS_CHAT, of, turn)?);
            let rated = rated(&self.all(RATED_CHAT, of, scale)?);
            marks.insert(ChatId::from_bytes(chat), ChatMarks { rated, first });
        }
        Ok(marks)
    }
}

/// The ratings on one scale: the scale, how many, the sum of their per cents.
type Scale = (u32, u32, f64);

fn scale(row: &Row<'_>) -> rusqlite::Result<Scale> {
    Ok((row.get("scale")?, row.get("n")?, row.get("csi")?))
}

fn rated(scales: &[Scale]) -> Option<Rated> {
    let all: u32 = scales.iter().map(|(_, n, _)| n).sum();
    let sum: f64 = scales.iter().map(|(_, _, csi)| csi).sum();
    let (scale, ..) = scales.iter().max_by_key(|(scale, n, _)| (*n, *scale))?;
    Some(Rated {
        csi: sum / f64::from(all),
        scale: *scale,
    })
}

fn turn(row: &Row<'_>) -> rusqlite::Result<(bool, InTime)> {
    let in_time = InTime {
        turns: row.get("turns")?,
        met: row.get("met")?,
    };
    Ok((row.get("first")?, in_time))
}

/// First turns and later ones.
fn turns(rows: Vec<(bool, InTime)>) -> (InTime, InTime) {
    let (mut first, mut next) = (InTime::default(), InTime::default());
    for (is_first, in_time) in rows {
        *(if is_first { &mut first } else { &mut next }) = in_time;
    }
    (first, next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk_list::plan;

    #[test]
    fn figures_are_read_from_indices_alone() {
        let folder = tempfile::tempdir().unwrap();
        let connection = crate::open::writer(folder.path(), Timestamp::from_millis(0)).unwrap();
        for (sql, index) in [
            (RATED_OPERATOR, "COVERING INDEX dialogs_rated "),
            (RATED_CHAT, "COVERING INDEX dialogs_rated_chat "),
            (TURNS_OPERATOR, "COVERING INDEX turns_of_operator "),
            (TURNS_CHAT, "COVERING INDEX turns_of_chat "),
            (CLOSED, "INDEX stays_of_operator "),
        ] {
            let plan = plan(&connection, sql);
            assert!(
                plan.contains(&format!("USING {index}(")) && plan.contains(">?"),
                "{sql}: {plan}"
            );
        }
    }

    #[test]
    fn ratings_on_several_scales_are_brought_together() {
        assert_eq!(rated(&[]), None);
        // Two of 5 points: 5 and 3; one of 2 points: 1.
        let both = rated(&[(5, 2, 150.0), (2, 1, 0.0)]).unwrap();
        assert_eq!(
            both,
            Rated {
                csi: 50.0,
                scale: 5
            }
        );
        assert!((both.mean() - 3.0).abs() < f64::EPSILON, "{}", both.mean());
        assert_eq!(InTime::default().percent(), None);
        assert_eq!(InTime { turns: 4, met: 3 }.percent(), Some(75.0));
    }
}
