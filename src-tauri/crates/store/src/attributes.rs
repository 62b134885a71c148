//! Fields of every client's card; what a client has in them is in `card`.

use domain::{AttributeId, AttributeInput, AttributeKind, Timestamp};
use rusqlite::{Row, params};

use crate::row::{RowExt, json};
use crate::{Change, Reader, StoreError, Writer};

/// A field of every client's card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its id.
    pub id: AttributeId,
    /// Its name.
    pub name: String,
    /// What it takes.
    pub kind: AttributeKind,
    /// What can be chosen, where something is.
    pub choices: Vec<String>,
}

fn attribute(row: &Row<'_>) -> rusqlite::Result<Attribute> {
    Ok(Attribute {
        id: AttributeId::from_bytes(row.get("id")?),
        name: row.get("name")?,
        kind: row.parsed("kind")?,
        choices: row.json("choices")?,
    })
}

impl Reader<'_> {
    /// Every attribute that is not deleted, in the order people gave them.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn attributes(&self) -> Result<Vec<Attribute>, StoreError> {
        self.all(
            "SELECT * FROM attributes WHERE deleted_at IS NULL ORDER BY position, id",
            [],
            attribute,
        )
    }

    /// The attribute, unless it was deleted.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn attribute(&self, id: AttributeId) -> Result<Option<Attribute>, StoreError> {
        self.one(
            "SELECT * FROM attributes WHERE id = ? AND deleted_at IS NULL",
            [id.as_bytes()],
            attribute,
        )
    }
}

impl Writer<'_> {
    /// Adds an attribute behind the others.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add_attribute(
        &mut self,
        id: AttributeId,
        input: &AttributeInput,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO attributes (id, name, kind, choices, position, created_at)
             VALUES (?, ?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM attributes), ?)",
            params![
                id.as_bytes(),
                input.name,
                input.kind.code(),
                json(&input.choices),
                now.millis()
            ],
        )?;
        self.changed(Change::Operators);
        Ok(())
    }

    /// Changes an attribute; says whether there was one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn update_attribute(
        &mut self,
        id: AttributeId,
        input: &AttributeInput,
    ) -> Result<bool, StoreError> {
        let changed = self.execute(
            "UPDATE attributes SET name = ?, kind = ?, choices = ?
             WHERE id = ? AND deleted_at IS NULL",
            params![
                input.name,
                input.kind.code(),
                json(&input.choices),
                id.as_bytes()
            ],
        )?;
        self.changed(Change::Operators);
        Ok(changed == 1)
    }

    /// Has the attributes stand in this order.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn order_attributes(&mut self, ids: &[AttributeId]) -> Result<(), StoreError> {
        for (position, id) in (1_i64..).zip(ids) {
            self.execute(
                "UPDATE attributes SET position = ? WHERE id = ?",
                params![position, id.as_bytes()],
            )?;
        }
        self.changed(Change::Operators);
        Ok(())
    }

    /// Deletes an attribute; clients keep what they have in it in case it comes back. Says whether
    /// there was one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn delete_attribute(
        &mut self,
        id: AttributeId,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let changed = self.execute(
            "UPDATE attributes SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL",
            params![now.millis(), id.as_bytes()],
        )?;
        self.changed(Change::Operators);
        Ok(changed == 1)
    }

    /// Takes back the deletion of an attribute; says whether there was one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn restore_attribute(&mut self, id: AttributeId) -> Result<bool, StoreError> {
        let changed = self.execute(
            "UPDATE attributes SET deleted_at = NULL WHERE id = ?",
            [id.as_bytes()],
        )?;
        self.changed(Change::Operators);
        Ok(changed == 1)
    }
}
