use domain::{ScriptId, Timestamp};
use rusqlite::{Row, params};

use crate::{Change, Reader, StoreError, Writer};

/// A script as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    /// Its id.
    pub id: ScriptId,
    /// What people call it.
    pub name: String,
    /// The code of a script that comes with the program.
    pub builtin: Option<String>,
    /// Its published version.
    pub version: u32,
}

/// One version of a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptVersion {
    /// The script.
    pub id: ScriptId,
    /// Which version.
    pub version: u32,
    /// JSON in the script format.
    pub body: String,
}

fn script(row: &Row<'_>) -> rusqlite::Result<Script> {
    Ok(Script {
        id: ScriptId::from_bytes(row.get("id")?),
        name: row.get("name")?,
        builtin: row.get("builtin")?,
        version: row.get("version")?,
    })
}

impl Reader<'_> {
    /// Every script, those that come with the program first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn scripts(&self) -> Result<Vec<Script>, StoreError> {
        self.all(
            "SELECT * FROM scripts ORDER BY builtin IS NULL, builtin, name, id",
            [],
            script,
        )
    }

    /// The published version of a script.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn published_script(&self, id: ScriptId) -> Result<Option<ScriptVersion>, StoreError> {
        let version = self.one(
            "SELECT version FROM scripts WHERE id = ?",
            [id.as_bytes()],
            |row| row.get(0),
        )?;
        version.map_or(Ok(None), |version| self.script_version(id, version))
    }

    /// The published version of the script that comes with the program under `code`.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn builtin_script(&self, code: &str) -> Result<Option<ScriptVersion>, StoreError> {
        let id = self.one("SELECT id FROM scripts WHERE builtin = ?", [code], |row| {
            row.get(0)
        })?;
        id.map_or(Ok(None), |id| {
            self.published_script(ScriptId::from_bytes(id))
        })
    }

    /// A version of a script.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn script_version(
        &self,
        id: ScriptId,
        version: u32,
    ) -> Result<Option<ScriptVersion>, StoreError> {
        self.one(
            "SELECT body FROM script_versions WHERE script_id = ? AND version = ?",
            params![id.as_bytes(), version],
            |row| {
                Ok(ScriptVersion {
                    id,
                    version,
                    body: row.get(0)?,
                })
            },
        )
    }
}

impl Writer<'_> {
    /// Keeps the script that comes with the program under `code`; a body that differs from the
    /// published one becomes the next version, and dialogs that run finish on theirs.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep_builtin_script(
        &mut self,
        code: &str,
        name: &str,
        body: &str,
        now: Timestamp,
    ) -> Result<ScriptId, StoreError> {
        let known = self.builtin_script(code)?;
        if let Some(known) = &known
            && known.body == body
        {
            return Ok(known.id);
        }
        let id = known
            .as_ref()
            .map_or_else(|| ScriptId::new(now), |known| known.id);
        let version = known.map_or(1, |known| known.version + 1);
        self.execute(
            "INSERT INTO scripts (id, name, builtin, version, created_at) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (id) DO UPDATE SET name = ?2, version = ?4",
            params![id.as_bytes(), name, code, version, now.millis()],
        )?;
        self.execute(
            "INSERT INTO script_versions (script_id, version, body, created_at) VALUES (?, ?, ?, ?)",
            params![id.as_bytes(), version, body, now.millis()],
        )?;
        self.changed(Change::Settings);
        Ok(id)
    }
}
