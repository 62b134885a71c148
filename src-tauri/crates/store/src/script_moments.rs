//! How scripts stood before.

use domain::{ScriptId, ScriptMomentKind, Timestamp};
use rusqlite::{Row, params};

use crate::row::RowExt;
use crate::{Reader, StoreError, Writer};

/// A moment of a script that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptMoment {
    /// Its number within the script, from 1.
    pub no: i64,
    /// Why it was kept.
    pub what: ScriptMomentKind,
    /// What people call it.
    pub name: Option<String>,
    /// The version that was published.
    pub version: Option<u32>,
    /// Who made it so, where it is known.
    pub by: Option<String>,
    /// Since when it stood like that.
    pub at: Timestamp,
}

/// A moment of a script that is to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeepMoment<'a> {
    /// Why.
    pub what: ScriptMomentKind,
    /// What people call it.
    pub name: Option<&'a str>,
    /// The version that was published.
    pub version: Option<u32>,
    /// Who made it so, where it is known.
    pub by: Option<&'a str>,
    /// Since when it stood like that.
    pub at: Timestamp,
    /// How it stood: JSON in the script format.
    pub body: &'a str,
}

fn moment(row: &Row<'_>) -> rusqlite::Result<KeptMoment> {
    Ok(KeptMoment {
        no: row.get("no")?,
        what: row.parsed("what")?,
        name: row.get("name")?,
        version: row.get("version")?,
        by: row.get("made_by")?,
        at: row.time("at")?,
    })
}

impl Reader<'_> {
    /// The kept moments of a script before the one of this number, newest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn script_moments(
        &self,
        script: ScriptId,
        before: i64,
        limit: u32,
    ) -> Result<Vec<KeptMoment>, StoreError> {
        self.all(
            "SELECT no, what, name, version, made_by, at FROM script_snapshots
             WHERE script_id = ? AND no < ? ORDER BY no DESC LIMIT ?",
            params![script.as_bytes(), before, limit],
            moment,
        )
    }

    /// A kept moment of a script, and how the script stood then: JSON in the script format.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn script_moment(
        &self,
        script: ScriptId,
        no: i64,
    ) -> Result<Option<(KeptMoment, String)>, StoreError> {
        self.one(
            "SELECT * FROM script_snapshots WHERE script_id = ? AND no = ?",
            params![script.as_bytes(), no],
            |row| Ok((moment(row)?, row.get("body")?)),
        )
    }

    /// How a script stood at its last kept moment.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn last_kept(&self, script: ScriptId) -> Result<Option<String>, StoreError> {
        self.one(
            "SELECT body FROM script_snapshots WHERE script_id = ? ORDER BY no DESC LIMIT 1",
            [script.as_bytes()],
            |row| row.get(0),
        )
    }
}

impl Writer<'_> {
    /// Keeps a moment of a script and gives its number.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep_moment(
        &mut self,
        script: ScriptId,
        moment: KeepMoment<'_>,
    ) -> Result<i64, StoreError> {
        let no = self.one(
            "INSERT INTO script_snapshots (script_id, no, what, name, version, made_by, at, body)
             SELECT ?1, 1 + coalesce(max(no), 0), ?2, ?3, ?4, ?5, ?6, ?7
             FROM script_snapshots WHERE script_id = ?1 RETURNING no",
            params![
                script.as_bytes(),
                moment.what.code(),
                moment.name,
                moment.version,
                moment.by,
                moment.at.millis(),
                moment.body
            ],
            |row| row.get(0),
        )?;
        no.ok_or_else(|| StoreError::Malformed {
            table: "script_snapshots",
            reason: format!("a moment of {script} was not kept"),
        })
    }
}
