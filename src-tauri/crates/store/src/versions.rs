use domain::{Chat, ChatId, ChatSettings, ContentId, MadeFrom, Timestamp};
use rusqlite::{Row, params};

use crate::row::{RowExt, json};
use crate::{Reader, StoreError, Writer};

/// Who made a change, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Where they made it.
    pub from: MadeFrom,
    /// Their name on their computer, when it is known.
    pub by: Option<String>,
    /// When.
    pub at: Timestamp,
}

impl Made {
    /// A change of the program itself.
    #[must_use]
    pub const fn by_program(at: Timestamp) -> Self {
        Self {
            from: MadeFrom::Program,
            by: None,
            at,
        }
    }
}

/// How a chat stood after a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatVersion {
    /// The revision the change made.
    pub revision: i64,
    /// The chat's name then.
    pub name: String,
    /// Its settings then.
    pub settings: ChatSettings,
    /// Who made the change.
    pub made: Made,
}

fn version(row: &Row<'_>) -> rusqlite::Result<ChatVersion> {
    Ok(ChatVersion {
        revision: row.get("revision")?,
        name: row.get("name")?,
        settings: row.json("settings")?,
        made: Made {
            from: row.parsed("made_from")?,
            by: row.get("made_by")?,
            at: row.time("created_at")?,
        },
    })
}

impl Reader<'_> {
    /// The chat's versions before a revision, newest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn chat_versions(
        &self,
        chat: ChatId,
        before: i64,
        limit: u32,
    ) -> Result<Vec<ChatVersion>, StoreError> {
        self.all(
            "SELECT * FROM chat_versions WHERE chat_id = ? AND revision < ?
             ORDER BY revision DESC LIMIT ?",
            params![chat.as_bytes(), before, limit],
            version,
        )
    }

    /// How the chat stood at a revision.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn chat_version(
        &self,
        chat: ChatId,
        revision: i64,
    ) -> Result<Option<ChatVersion>, StoreError> {
        self.one(
            "SELECT * FROM chat_versions WHERE chat_id = ? AND revision = ?",
            params![chat.as_bytes(), revision],
            version,
        )
    }

    /// The files of every picture that a chat has or had or that an operator has, and every file that
    /// was sent in a dialog.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn files_in_use(&self) -> Result<Vec<ContentId>, StoreError> {
        let files = self.all(
            "SELECT f.value AS file FROM chat_versions v,
                    json_each(v.settings, '$.appearance.pictures') p, json_each(p.value) f
             WHERE p.type = 'object' AND f.key IN ('id', 'source')
             UNION
             SELECT f.value FROM operators o, json_each(o.picture) f
             WHERE o.picture IS NOT NULL AND f.key IN ('id', 'source')
             UNION
             SELECT json_extract(attachment, '$.id') FROM messages WHERE attachment IS NOT NULL",
            [],
            |row| row.parsed("file"),
        )?;
        Ok(files)
    }
}

impl Writer<'_> {
    /// Keeps how the chat stands now beside how it stood before.
    pub(crate) fn keep_version(&mut self, chat: &Chat, made: &Made) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO chat_versions
               (chat_id, revision, name, settings, made_from, made_by, created_at)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
            params![
                chat.id.as_bytes(),
                chat.revision,
                chat.name,
                json(&chat.settings),
                made.from.code(),
                made.by,
                made.at.millis()
            ],
        )?;
        Ok(())
    }
}
