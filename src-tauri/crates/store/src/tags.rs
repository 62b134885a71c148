//! Words that operators put on dialogs.

use domain::{Colour, TagId, TagInput, Timestamp};
use rusqlite::{Row, params};

use crate::row::RowExt;
use crate::{Change, Reader, StoreError, Writer};

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Its id.
    pub id: TagId,
    /// Its name.
    pub name: String,
    /// How it is shown.
    pub colour: Colour,
    /// On how many dialogs it is.
    pub dialogs: u64,
}

const TAG: &str = "SELECT t.id, t.name, t.colour,
    (SELECT count(*) FROM dialog_tags d INDEXED BY dialogs_of_tag WHERE d.tag_id = t.id) AS dialogs
    FROM tags t WHERE t.deleted_at IS NULL";

fn tag(row: &Row<'_>) -> rusqlite::Result<Tag> {
    Ok(Tag {
        id: TagId::from_bytes(row.get("id")?),
        name: row.get("name")?,
        colour: row.parsed("colour")?,
        dialogs: row.get("dialogs")?,
    })
}

impl Reader<'_> {
    /// Every tag that is not deleted, in the order they were made.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn tags(&self) -> Result<Vec<Tag>, StoreError> {
        self.all(&format!("{TAG} ORDER BY t.id"), [], tag)
    }

    /// The tag, unless it was deleted.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn tag(&self, id: TagId) -> Result<Option<Tag>, StoreError> {
        self.one(&format!("{TAG} AND t.id = ?"), [id.as_bytes()], tag)
    }
}

impl Writer<'_> {
    /// Adds a tag.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add_tag(
        &mut self,
        id: TagId,
        input: &TagInput,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO tags (id, name, colour, created_at) VALUES (?, ?, ?, ?)",
            params![
                id.as_bytes(),
                input.name,
                input.colour.to_string(),
                now.millis()
            ],
        )?;
        self.changed(Change::Operators);
        Ok(())
    }

    /// Changes a tag; says whether there was one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn update_tag(&mut self, id: TagId, input: &TagInput) -> Result<bool, StoreError> {
        let changed = self.execute(
            "UPDATE tags SET name = ?, colour = ? WHERE id = ? AND deleted_at IS NULL",
            params![input.name, input.colour.to_string(), id.as_bytes()],
        )?;
        self.changed(Change::Operators);
        Ok(changed == 1)
    }

    /// Deletes a tag; dialogs keep it in case it comes back. Says whether there was one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn delete_tag(&mut self, id: TagId, now: Timestamp) -> Result<bool, StoreError> {
        let changed = self.execute(
            "UPDATE tags SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL",
            params![now.millis(), id.as_bytes()],
        )?;
        self.changed(Change::Operators);
        Ok(changed == 1)
    }

    /// Takes back the deletion of a tag; says whether there was one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn restore_tag(&mut self, id: TagId) -> Result<bool, StoreError> {
        let changed = self.execute(
            "UPDATE tags SET deleted_at = NULL WHERE id = ?",
            [id.as_bytes()],
        )?;
        self.changed(Change::Operators);
        Ok(changed == 1)
    }
}
