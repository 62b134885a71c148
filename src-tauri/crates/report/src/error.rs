use std::io;
use std::path::{Path, PathBuf};

use store::StoreError;

/// Why a report was not made. Whatever it was, no part of a new file stays and an old one of the
/// same name is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The dialogs could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The name of the file does not say which format it is to have.
    #[error("{}: a report ends in .xlsx, .csv or .jsonl; choose one of them", .path.display())]
    UnknownFormat {
        /// The file that was asked for.
        path: PathBuf,
    },
    /// There is no time zone of this name.
    #[error("`{zone}` is not a time zone; use a name like Europe/Moscow or UTC")]
    UnknownZone {
        /// The name that was given.
        zone: String,
    },
    /// The folder the file is to lie in does not exist.
    #[error("{}: its folder does not exist; make it, or choose another", .path.display())]
    NoFolder {
        /// The file that was asked for.
        path: PathBuf,
    },
    /// The target is itself a folder.
    #[error("{}: is a folder; give the name of a file in it", .path.display())]
    IsFolder {
        /// The folder.
        path: PathBuf,
    },
    /// The file or its folder may not be written.
    #[error("{}: no right to write there; choose another folder", .path.display())]
    NoPermission {
        /// The file that was asked for.
        path: PathBuf,
    },
    /// The disk, or this user's share of it, is full.
    #[error("{}: the disk is full; free some space or choose another disk", .path.display())]
    NoSpace {
        /// The file that was asked for.
        path: PathBuf,
    },
    /// Another program holds the old file open and lets nobody replace it.
    #[error("{}: is open in another program; close it there, or choose another name", .path.display())]
    InUse {
        /// The file.
        path: PathBuf,
    },
    /// Somebody stopped it.
    #[error("the report was cancelled")]
    Cancelled,
    /// The file could not be written for another reason.
    #[error("{}: could not be written: {reason}; choose another place", .path.display())]
    NotWritten {
        /// The file that was asked for.
        path: PathBuf,
        /// What the system said.
        reason: io::Error,
    },
}

/// A text that is not the id of a report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{id}` is not a report; choose one of {choices}")]
pub struct UnknownReport {
    pub(crate) id: String,
    pub(crate) choices: String,
}

/// What Windows answers when another program holds a file: ERROR_SHARING_VIOLATION and
/// ERROR_LOCK_VIOLATION.
const HELD_OPEN: [i32; 2] = [32, 33];

impl ReportError {
    /// What a failure to write `path` means.
    pub(crate) fn writing(path: &Path, reason: io::Error) -> Self {
        let path = path.to_owned();
        match reason.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NoFolder { path },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::NoPermission { path }
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::NoSpace { path },
            _ if cfg!(windows)
                && reason
                    .raw_os_error()
                    .is_some_and(|code| HELD_OPEN.contains(&code)) =>
            {
                Self::InUse { path }
            }
            _ => Self::NotWritten { path, reason },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_to_write_says_what_to_do() {
        for (kind, advice) in [
            (io::ErrorKind::NotFound, "its folder does not exist"),
            (io::ErrorKind::PermissionDenied, "no right to write there"),
            (io::ErrorKind::ReadOnlyFilesystem, "no right to write there"),
            (io::ErrorKind::StorageFull, "the disk is full"),
            (io::ErrorKind::QuotaExceeded, "the disk is full"),
            (
                io::ErrorKind::FileTooLarge,
                "could not be written: file too large",
            ),
        ] {
            let error = ReportError::writing(Path::new("a/b.csv"), kind.into()).to_string();
            assert!(
                error.starts_with("a/b.csv: ") && error.contains(advice),
                "{error}"
            );
        }
    }
}
