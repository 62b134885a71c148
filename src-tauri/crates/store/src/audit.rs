//! What was done, by whom and from where; it is only ever added to.

use domain::{AuditAction, OperatorId, Timestamp};
use rusqlite::params;
use serde_json::Value;

use crate::row::{RowExt, json};
use crate::{Made, Reader, StoreError, Writer};

/// Whoever does something: a person at a computer, as an operator or as its owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The person, where and when.
    pub made: Made,
    /// As which operator; none means as the owner of the data folder.
    pub operator: Option<OperatorId>,
    /// Whether that operator had shown their PIN.
    pub verified: bool,
}

/// Something that was done.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditEntry {
    /// Its number, from 1.
    pub no: i64,
    /// Who did it.
    pub actor: Actor,
    /// The operator's name at that time.
    pub name: Option<String>,
    /// What.
    pub action: AuditAction,
    /// The id of what it was done to.
    pub subject: String,
    /// Names and values as they were then.
    pub details: Value,
}

impl Reader<'_> {
    /// What was done before the entry of this number, newest first.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn audited(&self, before: i64, limit: u32) -> Result<Vec<AuditEntry>, StoreError> {
        self.all(
            "SELECT * FROM audit WHERE no < ? ORDER BY no DESC LIMIT ?",
            params![before, limit],
            |row| {
                let operator: Option<[u8; 16]> = row.get("operator_id")?;
                Ok(AuditEntry {
                    no: row.get("no")?,
                    actor: Actor {
                        made: Made {
                            from: row.parsed("made_from")?,
                            by: row.get("made_by")?,
                            at: Timestamp::from_millis(row.get("at")?),
                        },
                        operator: operator.map(OperatorId::from_bytes),
                        verified: row.get("verified")?,
                    },
                    name: row.get("operator")?,
                    action: row.parsed("action")?,
                    subject: row.get("subject")?,
                    details: row.json("details")?,
                })
            },
        )
    }
}

impl Writer<'_> {
    /// Notes what `actor` did to `subject`, with the names and values of now in `details`, an object.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn audit(
        &mut self,
        actor: &Actor,
        action: AuditAction,
        subject: impl std::fmt::Display,
        details: &Value,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO audit
               (at, made_from, made_by, operator_id, operator, verified, action, subject, details)
             VALUES (?1, ?2, ?3, ?4, (SELECT name FROM operators WHERE id = ?4), ?5, ?6, ?7, ?8)",
            params![
                actor.made.at.millis(),
                actor.made.from.code(),
                actor.made.by,
                actor.operator.as_ref().map(OperatorId::as_bytes),
                actor.verified,
                action.code(),
                subject.to_string(),
                json(details)
            ],
        )?;
        Ok(())
    }
}
