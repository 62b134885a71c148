use std::collections::HashMap;

use domain::{Chat, ChatId, ChatSettings, ClientId, ClosedBy, Colour, DialogId, Ending, Timestamp};
use rusqlite::{Row, params};

use crate::row::{RowExt, json};
use crate::{Change, Made, Reader, StoreError, Writer};

/// What a list of chats shows of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatHead {
    /// Its id.
    pub id: ChatId,
    /// Its name.
    pub name: String,
    /// Its buttons' colour.
    pub colour: Colour,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// How much goes on in a chat.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ChatFigures {
    /// Dialogs begun since the moment asked about, in which the client wrote.
    pub dialogs_since: u64,
    /// Dialogs not closed, in which the client wrote.
    pub active: u64,
}

/// What goes when a chat is deleted with its dialogs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChatLoss {
    /// Dialogs.
    pub dialogs: u64,
    /// Messages in them.
    pub messages: u64,
    /// Dialogs that are not closed yet.
    pub active: u64,
}

fn chat(row: &Row<'_>) -> rusqlite::Result<Chat> {
    Ok(Chat {
        id: ChatId::from_bytes(row.get("id")?),
        revision: row.get("revision")?,
        name: row.get("name")?,
        settings: row.json::<ChatSettings>("settings")?,
        created_at: row.time("created_at")?,
        updated_at: row.time("updated_at")?,
    })
}

impl Reader<'_> {
    /// Every chat that is not deleted.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn chats(&self) -> Result<Vec<ChatHead>, StoreError> {
        self.all(
            "SELECT id, name, settings ->> '$.appearance.colours.buttons' AS colour, updated_at
             FROM chats WHERE deleted_at IS NULL",
            [],
            |row| {
                Ok(ChatHead {
                    id: ChatId::from_bytes(row.get("id")?),
                    name: row.get("name")?,
                    colour: row.parsed("colour")?,
                    updated_at: row.time("updated_at")?,
                })
            },
        )
    }

    /// The chat, unless it was deleted.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn chat(&self, id: ChatId) -> Result<Option<Chat>, StoreError> {
        self.one(
            "SELECT * FROM chats WHERE id = ? AND deleted_at IS NULL",
            [id.as_bytes()],
            chat,
        )
    }

    /// The chat a dialog belongs to: also one that was deleted, since its dialogs may be kept.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn chat_of_old(&self, id: ChatId) -> Result<Option<Chat>, StoreError> {
        self.one("SELECT * FROM chats WHERE id = ?", [id.as_bytes()], chat)
    }

    /// Whether a chat was ever made, deleted ones included.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn any_chat_ever(&self) -> Result<bool, StoreError> {
        Ok(self
            .one("SELECT 1 FROM chats LIMIT 1", [], |_| Ok(()))?
            .is_some())
    }

    /// The figures of every chat that has any; `since` is where today begins for whoever looks.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn chat_figures(
        &self,
        since: Timestamp,
    ) -> Result<HashMap<ChatId, ChatFigures>, StoreError> {
        let count = |sql: &str, since: i64| -> Result<Vec<(ChatId, u64)>, StoreError> {
            self.all(sql, [since], |row| {
                Ok((ChatId::from_bytes(row.get(0)?), row.get(1)?))
            })
        };
        let mut figures: HashMap<ChatId, ChatFigures> = HashMap::new();
        for (chat, number) in count(
            "SELECT chat_id, count(*) FROM dialogs INDEXED BY dialogs_list
             WHERE created_at >= ? AND client_messages > 0 GROUP BY chat_id",
            since.millis(),
        )? {
            figures.entry(chat).or_default().dialogs_since = number;
        }
        for (chat, number) in count(
            "SELECT chat_id, count(*) FROM dialogs INDEXED BY dialogs_list_active
             WHERE closed_at IS NULL AND created_at >= ? AND client_messages > 0 GROUP BY chat_id",
            i64::MIN,
        )? {
            figures.entry(chat).or_default().active = number;
        }
        Ok(figures)
    }

    /// What would go with the chat.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn chat_loss(&self, id: ChatId) -> Result<ChatLoss, StoreError> {
        let loss = self.one(
            "SELECT count(*), coalesce(sum(client_messages + bot_messages + operator_messages), 0),
                    count(*) FILTER (WHERE closed_at IS NULL)
             FROM dialogs WHERE chat_id = ?",
            [id.as_bytes()],
            |row| {
                Ok(ChatLoss {
                    dialogs: row.get(0)?,
                    messages: row.get(1)?,
                    active: row.get(2)?,
                })
            },
        )?;
        Ok(loss.unwrap_or(ChatLoss {
            dialogs: 0,
            messages: 0,
            active: 0,
        }))
    }
}

impl Writer<'_> {
    /// Adds a chat.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add_chat(
        &mut self,
        id: ChatId,
        name: &str,
        settings: &ChatSettings,
        made: &Made,
    ) -> Result<Chat, StoreError> {
        let chat = Chat {
            id,
            revision: 1,
            name: name.to_owned(),
            settings: settings.clone(),
            created_at: made.at,
            updated_at: made.at,
        };
        self.execute(
            "INSERT INTO chats (id, revision, name, settings, created_at, updated_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?5)",
            params![
                id.as_bytes(),
                chat.revision,
                chat.name,
                json(&chat.settings),
                made.at.millis()
            ],
        )?;
        self.keep_version(&chat, made)?;
        self.changed(Change::Chats);
        Ok(chat)
    }

    /// Changes a chat that still stands at `revision` and gives how it stands then; none when it
    /// stands at another revision, or is gone.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn update_chat(
        &mut self,
        id: ChatId,
        revision: i64,
        name: &str,
        settings: &ChatSettings,
        made: &Made,
    ) -> Result<Option<Chat>, StoreError> {
        let changed = self.execute(
            "UPDATE chats SET revision = revision + 1, name = ?, settings = ?, updated_at = ?
             WHERE id = ? AND revision = ? AND deleted_at IS NULL",
            params![
                name,
                json(settings),
                made.at.millis(),
                id.as_bytes(),
                revision
            ],
        )?;
        if changed == 0 {
            return Ok(None);
        }
        self.changed(Change::Chats);
        let chat = self.chat(id)?;
        if let Some(chat) = &chat {
            self.keep_version(chat, made)?;
        }
        Ok(chat)
    }

    /// Deletes a chat and closes the dialogs that run in it; with `erases` its dialogs are hidden now, to be erased by
    /// [`Writer::erase_some`]. Says whether there was one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn delete_chat(
        &mut self,
        id: ChatId,
        erases: bool,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let changed = self.execute(
            "UPDATE chats SET deleted_at = ?, erases = ? WHERE id = ? AND deleted_at IS NULL",
            params![now.millis(), erases, id.as_bytes()],
        )?;
        let open = self.all(
            "SELECT id, client_id FROM dialogs WHERE chat_id = ? AND closed_at IS NULL",
            [id.as_bytes()],
            |row| {
                Ok((
                    DialogId::from_bytes(row.get(0)?),
                    ClientId::from_bytes(row.get(1)?),
                ))
            },
        )?;
        for (dialog, client) in open {
            self.break_off(dialog, client, Ending::Administrator, ClosedBy::System, now)?;
        }
        self.changed(Change::Chats);
        if erases {
            self.changed(Change::Everything);
        }
        Ok(changed == 1)
    }

    /// Takes back the deletion of a chat; says whether it was still there.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn restore_chat(&mut self, id: ChatId) -> Result<bool, StoreError> {
        let changed = self.execute(
            "UPDATE chats SET deleted_at = NULL, erases = 0 WHERE id = ? AND erases < 2",
            [id.as_bytes()],
        )?;
        self.changed(Change::Chats);
        self.changed(Change::Everything);
        Ok(changed == 1)
    }
}
