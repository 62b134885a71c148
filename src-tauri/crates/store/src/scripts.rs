//! Scripts: what is published of them, and the draft that somebody works on.

use domain::{ChatId, ScriptId, Timestamp};
use rusqlite::{Row, params};

use crate::row::RowExt;
use crate::{Change, Made, Reader, StoreError, Writer};

/// A script as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    /// Its id.
    pub id: ScriptId,
    /// What people call it.
    pub name: String,
    /// The code of a script that comes with the program.
    pub builtin: Option<String>,
    /// Its published version; none while it never was published.
    pub version: Option<u32>,
    /// How often its draft was changed.
    pub revision: i64,
    /// Its draft: JSON in the script format. One that comes with the program has none of its own,
    /// and this is its published version.
    pub draft: String,
    /// Whether the draft differs from the published version.
    pub changed: bool,
    /// When its draft was last changed.
    pub updated_at: Timestamp,
    /// By whom, where it is known.
    pub updated_by: Option<String>,
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

/// A chat that names a script in its settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptUse {
    /// The script.
    pub script: ScriptId,
    /// The chat.
    pub chat: ChatId,
    /// The chat's name.
    pub chat_name: String,
}

const SCRIPT: &str = "SELECT s.id, s.name, s.builtin, nullif(s.version, 0) AS version, s.revision,
    coalesce(s.draft, v.body) AS draft, s.draft IS NOT NULL AND s.draft IS NOT v.body AS changed,
    s.updated_at, s.updated_by
  FROM scripts s LEFT JOIN script_versions v ON v.script_id = s.id AND v.version = s.version";

fn script(row: &Row<'_>) -> rusqlite::Result<Script> {
    Ok(Script {
        id: ScriptId::from_bytes(row.get("id")?),
        name: row.get("name")?,
        builtin: row.get("builtin")?,
        version: row.get("version")?,
        revision: row.get("revision")?,
        draft: row.get("draft")?,
        changed: row.get("changed")?,
        updated_at: row.time("updated_at")?,
        updated_by: row.get("updated_by")?,
    })
}

impl Reader<'_> {
    /// Every script that is not deleted, those that come with the program first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn scripts(&self) -> Result<Vec<Script>, StoreError> {
        self.all(
            &format!(
                "{SCRIPT} WHERE s.deleted_at IS NULL
                 ORDER BY s.builtin IS NULL, s.builtin, s.name, s.id"
            ),
            [],
            script,
        )
    }

    /// The script, unless it was deleted.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn script(&self, id: ScriptId) -> Result<Option<Script>, StoreError> {
        self.one(
            &format!("{SCRIPT} WHERE s.id = ? AND s.deleted_at IS NULL"),
            [id.as_bytes()],
            script,
        )
    }

    /// What a script is called, also one that was deleted.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn script_name(&self, id: ScriptId) -> Result<Option<String>, StoreError> {
        self.one(
            "SELECT name FROM scripts WHERE id = ?",
            [id.as_bytes()],
            |row| row.get(0),
        )
    }

    /// Which chats name which scripts, each pair once, by the chats' names.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn scripts_in_use(&self) -> Result<Vec<ScriptUse>, StoreError> {
        self.all(
            "SELECT DISTINCT s.value AS script, c.id, c.name
             FROM chats c, json_each(c.settings, '$.script') s
             WHERE c.deleted_at IS NULL AND s.type = 'text'
               AND s.key IN ('main', 'after_bot', 'after_operator', 'after_client_timeout')
             ORDER BY c.name, c.id",
            [],
            |row| {
                Ok(ScriptUse {
                    script: row.parsed("script")?,
                    chat: ChatId::from_bytes(row.get("id")?),
                    chat_name: row.get("name")?,
                })
            },
        )
    }

    /// The scripts that have a published version and are not deleted.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn published_scripts(&self) -> Result<Vec<ScriptId>, StoreError> {
        self.all(
            "SELECT id FROM scripts WHERE version > 0 AND deleted_at IS NULL",
            [],
            |row| row.get(0).map(ScriptId::from_bytes),
        )
    }

    /// The published version of a script, unless it was deleted.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn published_script(&self, id: ScriptId) -> Result<Option<ScriptVersion>, StoreError> {
        let version = self.one(
            "SELECT version FROM scripts WHERE id = ? AND version > 0 AND deleted_at IS NULL",
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

    /// A version of a script, also of one that was deleted.
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
    /// Adds a script that is not published yet. Its name is the draft's own.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add_script(
        &mut self,
        id: ScriptId,
        name: &str,
        draft: &str,
        made: &Made,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO scripts (id, name, version, draft, revision, created_at, updated_at, updated_by)
             VALUES (?1, ?2, 0, ?3, 1, ?4, ?4, ?5)",
            params![id.as_bytes(), name, draft, made.at.millis(), made.by],
        )?;
        self.changed(Change::Scripts);
        Ok(())
    }

    /// Changes the draft that still stands at `revision` and gives the revision it stands at then;
    /// none when it stands at another one, is gone, or comes with the program.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save_script(
        &mut self,
        id: ScriptId,
        revision: i64,
        name: &str,
        draft: &str,
        made: &Made,
    ) -> Result<Option<i64>, StoreError> {
        let saved = self.one(
            "UPDATE scripts SET revision = revision + 1, name = ?, draft = ?, updated_at = ?,
               updated_by = ?
             WHERE id = ? AND revision = ? AND deleted_at IS NULL AND builtin IS NULL
             RETURNING revision",
            params![
                name,
                draft,
                made.at.millis(),
                made.by,
                id.as_bytes(),
                revision
            ],
            |row| row.get(0),
        )?;
        if saved.is_some() {
            self.changed(Change::Scripts);
        }
        Ok(saved)
    }

    /// Publishes the draft as the next version and gives its number; none when there is no draft.
    /// Dialogs that run finish on theirs.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn publish_script(&mut self, id: ScriptId, made: &Made) -> Result<Option<u32>, StoreError> {
        let version = self.one(
            "UPDATE scripts SET version = version + 1
             WHERE id = ? AND draft IS NOT NULL AND deleted_at IS NULL RETURNING version",
            [id.as_bytes()],
            |row| row.get(0),
        )?;
        if version.is_some() {
            self.execute(
                "INSERT INTO script_versions (script_id, version, body, created_at, published_by)
                 SELECT id, version, draft, ?, ? FROM scripts WHERE id = ?",
                params![made.at.millis(), made.by, id.as_bytes()],
            )?;
            self.changed(Change::Scripts);
        }
        Ok(version)
    }

    /// Deletes a script; dialogs that follow a version of it finish on that. Says whether there was
    /// one that people made.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn delete_script(&mut self, id: ScriptId, now: Timestamp) -> Result<bool, StoreError> {
        let changed = self.execute(
            "UPDATE scripts SET deleted_at = ?
             WHERE id = ? AND deleted_at IS NULL AND builtin IS NULL",
            params![now.millis(), id.as_bytes()],
        )?;
        self.changed(Change::Scripts);
        Ok(changed == 1)
    }

    /// Takes back the deletion of a script; says whether there was one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn restore_script(&mut self, id: ScriptId) -> Result<bool, StoreError> {
        let changed = self.execute(
            "UPDATE scripts SET deleted_at = NULL WHERE id = ?",
            [id.as_bytes()],
        )?;
        self.changed(Change::Scripts);
        Ok(changed == 1)
    }

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
            "INSERT INTO scripts (id, name, builtin, version, created_at, updated_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?5)
             ON CONFLICT (id) DO UPDATE SET name = ?2, version = ?4, updated_at = ?5,
               revision = revision + 1",
            params![id.as_bytes(), name, code, version, now.millis()],
        )?;
        self.execute(
            "INSERT INTO script_versions (script_id, version, body, created_at) VALUES (?, ?, ?, ?)",
            params![id.as_bytes(), version, body, now.millis()],
        )?;
        self.changed(Change::Scripts);
        Ok(id)
    }
}
