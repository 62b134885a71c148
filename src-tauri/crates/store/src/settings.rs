use rusqlite::params;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::row::{RowExt, json};
use crate::{Change, Reader, StoreError, Writer};

impl Reader<'_> {
    /// The setting kept under `key`; none when it was never set.
    ///
    /// # Errors
    /// When it cannot be read, or has another form than asked for.
    pub fn setting<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, StoreError> {
        self.one("SELECT value FROM settings WHERE key = ?", [key], |row| {
            row.json("value")
        })
    }
}

impl Writer<'_> {
    /// Keeps `value` under `key`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn set_setting<T: Serialize>(&mut self, key: &str, value: &T) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO settings (key, value) VALUES (?1, ?2)
             ON CONFLICT (key) DO UPDATE SET value = ?2",
            params![key, json(value)],
        )?;
        self.changed(Change::Settings);
        Ok(())
    }
}
