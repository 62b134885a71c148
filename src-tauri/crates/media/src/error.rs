use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use domain::{ContentId, Crop};

use crate::{FileKind, PictureKind};

/// Why a picture or file was not let in, or why a square cannot be cut from it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It has too many bytes.
    #[error("{}; the limit is {}", Megabytes(*.bytes), Megabytes(*.limit))]
    TooLarge {
        /// How many it has.
        bytes: u64,
        /// The most it may have.
        limit: u64,
    },
    /// It has too many bytes, and the rest was not waited for.
    #[error("more than {}, which is the limit", Megabytes(*.limit))]
    LargerThan {
        /// The most bytes it may have.
        limit: u64,
    },
    /// By its content it is neither a JPEG nor a PNG.
    #[error("not a JPEG or PNG{}", although(.called.as_deref(), *.found))]
    NotAPicture {
        /// The ending of its name, when that says JPEG or PNG: `png`, `jpg` or `jpeg`.
        called: Option<String>,
        /// What it seems to be.
        found: Option<FileKind>,
    },
    /// It is too wide or too high; nothing of it was decoded.
    #[error("{width} × {height} pixels; the limit is {limit} a side")]
    SideTooLong {
        /// Pixels from left to right.
        width: u32,
        /// Pixels from top to bottom.
        height: u32,
        /// The most pixels a side may have.
        limit: u32,
    },
    /// Decoding it would take too much memory; nothing of it was decoded.
    #[error("decoding it would take {} of memory; the limit is {}. Make it smaller, or save it with 8 bits a colour and not as a progressive JPEG", Megabytes(*.bytes), Megabytes(*.limit))]
    TooMuchMemory {
        /// How much it would take, in bytes.
        bytes: u64,
        /// The most it may take, in bytes.
        limit: u64,
    },
    /// Its end is missing.
    #[error("the {kind} breaks off before its end; save or send it again")]
    BreaksOff {
        /// What it began as.
        kind: PictureKind,
    },
    /// It breaks the rules of its kind.
    #[error("the {kind} is damaged ({reason}); save it again")]
    Damaged {
        /// What it is.
        kind: PictureKind,
        /// What the decoder said.
        reason: String,
    },
    /// It follows rules of its kind that are not understood here.
    #[error("an unusual {kind} ({reason}); save it as an ordinary JPEG or PNG")]
    Unusual {
        /// What it is.
        kind: PictureKind,
        /// What the decoder said.
        reason: String,
    },
    /// Its receiver's system would run it as a program or a script.
    #[error(
        "{name} is a program or a script, which may not be sent; send what it shows, or an archive of it"
    )]
    Runs {
        /// What it is called.
        name: String,
    },
    /// The square to cut out has no pixels.
    #[error("the square to cut out has a side of 0 pixels; it needs at least 1")]
    EmptyCrop,
    /// The square to cut out is not wholly within the picture.
    #[error("the square of {} pixels at {}, {} is not within the picture of {width} × {height}", .crop.side, .crop.x, .crop.y)]
    CropOutside {
        /// The square.
        crop: Crop,
        /// Width of the picture in pixels.
        width: u32,
        /// Height of the picture in pixels.
        height: u32,
    },
}

/// Why a picture or file could not be kept or found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MediaError {
    /// What was brought is not let in.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// What was brought stopped coming; nothing of it was kept.
    #[error("the file stopped coming: {reason}")]
    StoppedComing {
        /// What its reader said.
        reason: String,
    },
    /// Nothing of that kind is kept under that id.
    #[error("there is no such picture or file: {id}")]
    NotThere {
        /// What was looked for.
        id: ContentId,
    },
    /// What is kept under that id is no longer what was put there.
    #[error("the kept picture {id} is damaged; choose the picture again, or restore a backup")]
    DamagedOnDisk {
        /// What was to be read.
        id: ContentId,
    },
    /// The disk is full; nothing was kept.
    #[error("the disk of {} is full; nothing was kept. Free some space and try again", .folder.display())]
    NoSpace {
        /// The folder of the shelf.
        folder: PathBuf,
    },
    /// The folder may not be read or written.
    #[error("no right to use {}: {reason}; give this user read and write access", .folder.display())]
    NoPermission {
        /// The folder of the shelf.
        folder: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// The disk failed.
    #[error("{} could not be read or written: {reason}", .folder.display())]
    Disk {
        /// The folder of the shelf.
        folder: PathBuf,
        /// What the system said.
        reason: String,
    },
}

impl MediaError {
    /// What the system's answer about the shelf in `folder` means.
    pub(crate) fn of_disk(folder: &Path, error: &io::Error) -> Self {
        let folder = folder.to_owned();
        let reason = error.to_string();
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::NoSpace { folder },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::NoPermission { folder, reason }
            }
            _ => Self::Disk { folder, reason },
        }
    }
}

/// The rest of the sentence on what is no picture.
fn although(called: Option<&str>, found: Option<FileKind>) -> String {
    let called = called.map(|ending| format!(" although it is called .{ending}"));
    let found = found.map(|kind| format!("; it looks like {}", kind.extension.to_uppercase()));
    called.unwrap_or_default() + &found.unwrap_or_default()
}

/// Bytes as people read them, in units of 1,048,576 and rounded up to a tenth, so that what is
/// over a limit never reads like the limit.
struct Megabytes(u64);

impl fmt::Display for Megabytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = u128::from(self.0) * 10;
        let tenths = tenths.div_ceil(1 << 20);
        match (tenths / 10, tenths % 10) {
            (whole, 0) => write!(f, "{whole} MB"),
            (whole, tenth) => write!(f, "{whole}.{tenth} MB"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_the_limit_never_reads_like_the_limit() {
        let shown = |bytes| Megabytes(bytes).to_string();
        assert_eq!(shown(5_242_880), "5 MB");
        assert_eq!(shown(5_242_881), "5.1 MB");
        assert_eq!(shown(7_549_747), "7.2 MB");
        assert_eq!(shown(u64::MAX), "17592186044416 MB");
    }

    #[test]
    fn a_full_disk_a_missing_right_and_a_broken_disk_are_told_apart() {
        let folder = Path::new("data/media");
        let of = |kind: io::ErrorKind| MediaError::of_disk(folder, &io::Error::from(kind));
        assert!(matches!(
            of(io::ErrorKind::StorageFull),
            MediaError::NoSpace { .. }
        ));
        assert!(matches!(
            of(io::ErrorKind::QuotaExceeded),
            MediaError::NoSpace { .. }
        ));
        let refused = of(io::ErrorKind::PermissionDenied);
        assert!(matches!(refused, MediaError::NoPermission { .. }));
        assert!(refused.to_string().contains("data/media"), "{refused}");
        assert!(matches!(
            of(io::ErrorKind::ReadOnlyFilesystem),
            MediaError::NoPermission { .. }
        ));
        assert!(matches!(
            of(io::ErrorKind::NotADirectory),
            MediaError::Disk { .. }
        ));
    }
}
