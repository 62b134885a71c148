//! What operators write among themselves about a client.

use domain::{ClientId, DialogId, NoteId, OperatorId, Timestamp};
use rusqlite::{Row, params};

use crate::row::RowExt;
use crate::{Change, Reader, StoreError, Writer};

/// A note on a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its id.
    pub id: NoteId,
    /// The client.
    pub client: ClientId,
    /// The dialog it was written in.
    pub dialog: Option<DialogId>,
    /// The operator who wrote it.
    pub operator: Option<OperatorId>,
    /// Whose name stands under it.
    pub author: String,
    /// What it says.
    pub text: String,
    /// When it was written.
    pub at: Timestamp,
}

fn note(row: &Row<'_>) -> rusqlite::Result<Note> {
    Ok(Note {
        id: NoteId::from_bytes(row.get("id")?),
        client: ClientId::from_bytes(row.get("client_id")?),
        dialog: row
            .get::<_, Option<[u8; 16]>>("dialog_id")?
            .map(DialogId::from_bytes),
        operator: row
            .get::<_, Option<[u8; 16]>>("operator_id")?
            .map(OperatorId::from_bytes),
        author: row.get("author")?,
        text: row.get("text")?,
        at: row.time("created_at")?,
    })
}

impl Reader<'_> {
    /// The notes on a client, the latest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn notes_of_client(&self, client: ClientId) -> Result<Vec<Note>, StoreError> {
        self.all(
            "SELECT * FROM notes INDEXED BY notes_of_client
             WHERE client_id = ? ORDER BY created_at DESC",
            [client.as_bytes()],
            note,
        )
    }

    /// The notes written in a dialog, each with the seq of the last message before it; in order.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn notes_of_dialog(&self, dialog: DialogId) -> Result<Vec<(u64, Note)>, StoreError> {
        self.all(
            "SELECT n.*, coalesce((SELECT m.seq FROM messages m
               WHERE m.dialog_id = n.dialog_id AND m.at <= n.created_at
               ORDER BY m.seq DESC LIMIT 1), 0) AS after_seq
             FROM notes n INDEXED BY notes_of_dialog WHERE n.dialog_id = ? ORDER BY n.id",
            [dialog.as_bytes()],
            |row| Ok((row.get("after_seq")?, note(row)?)),
        )
    }

    /// A note.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn note(&self, id: NoteId) -> Result<Option<Note>, StoreError> {
        self.one("SELECT * FROM notes WHERE id = ?", [id.as_bytes()], note)
    }
}

impl Writer<'_> {
    /// Adds a note.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add_note(&mut self, note: &Note) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO notes (id, client_id, dialog_id, operator_id, author, text, created_at)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
            params![
                note.id.as_bytes(),
                note.client.as_bytes(),
                note.dialog.as_ref().map(DialogId::as_bytes),
                note.operator.as_ref().map(OperatorId::as_bytes),
                note.author,
                note.text,
                note.at.millis()
            ],
        )?;
        self.noted(note);
        Ok(())
    }

    /// Deletes a note.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn delete_note(&mut self, note: &Note) -> Result<(), StoreError> {
        self.execute("DELETE FROM notes WHERE id = ?", [note.id.as_bytes()])?;
        self.noted(note);
        Ok(())
    }

    fn noted(&mut self, note: &Note) {
        if let Some(dialog) = note.dialog {
            let client = note.client;
            self.changed(Change::Dialog { dialog, client });
        }
    }
}
