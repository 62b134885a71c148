use std::path::PathBuf;
use std::sync::Arc;

use rusqlite::ErrorCode;

/// Why the store could not do what it was asked.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// Another process owns the data folder.
    #[error("the data folder {} is in use by another Parley", .folder.display())]
    InUse {
        /// The data folder.
        folder: PathBuf,
    },
    /// The folder or file may not be opened or written.
    #[error("no right to use {}: {reason}; give this user read and write access, or choose another data folder", .path.display())]
    NoPermission {
        /// What was to be opened.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// The file is there but is no database.
    #[error("{} is not a Parley database; it was left as it is. Move it away, or choose another data folder", .path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// The file was written by a later version of the program.
    #[error("{} was written by a newer Parley (its format is {found}, this program knows up to {known}); it was left as it is. Install the newer Parley", .path.display())]
    FromTheFuture {
        /// The file.
        path: PathBuf,
        /// The format found.
        found: u32,
        /// The latest format this program knows.
        known: u32,
    },
    /// A migration that was applied is not the one this program has.
    #[error("{}: step {version} of its format is not the one this program knows; it was left as it is. Use the Parley that wrote it, or restore a backup", .path.display())]
    ForeignFormat {
        /// The file.
        path: PathBuf,
        /// Number of the migration.
        version: u32,
    },
    /// The disk is full.
    #[error(
        "the disk of the data folder is full; nothing of this change was kept. Free some space and try again"
    )]
    NoSpace,
    /// The data folder can be read but not written.
    #[error("the data folder is read-only; nothing of this change was kept")]
    ReadOnly,
    /// The database is damaged.
    #[error("the database is damaged ({0}); restore a backup")]
    Damaged(String),
    /// The disk failed.
    #[error("the disk could not be read or written: {0}")]
    Disk(String),
    /// Something in the database does not have the form it should.
    #[error("a row of {table} cannot be understood: {reason}")]
    Malformed {
        /// The table.
        table: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// A job of the writer broke off; its changes were undone.
    #[error("a change broke off and was undone: {0}")]
    Panicked(String),
    /// The store is closed.
    #[error("the store is closed")]
    Closed,
    /// The database refused a statement.
    #[error("the database refused: {0}")]
    Refused(Arc<rusqlite::Error>),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::NoSpace,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged(error.to_string())
            }
            Some(ErrorCode::SystemIoFailure) => Self::Disk(error.to_string()),
            _ => Self::Refused(Arc::new(error)),
        }
    }
}
