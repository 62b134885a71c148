//! Files that visitors and operators send: what is let in and how it is known afterwards.

use std::io::{self, Read, Write};

use domain::ContentId;
use sha2::{Digest, Sha256};

use crate::kind::HEAD;
use crate::{FileKind, MediaError, Refused, Shelf, safe_name};

/// The most bytes an attachment may have: 20 MB.
pub const BYTES_MAX: u64 = 20 * 1024 * 1024;

/// A file that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The SHA-256 of its content, by which [`Shelf::attachment`] opens it.
    pub id: ContentId,
    /// How many bytes it has, 1 to [`BYTES_MAX`].
    pub bytes: u64,
    /// What it is by its content; none when nothing tells. Only what
    /// [`FileKind::is_shown_in_place`] may be shown; the rest is served for saving alone, and
    /// nothing is served as a type that a browser guesses.
    pub kind: Option<FileKind>,
    /// Its name, made safe by [`safe_name`].
    pub name: String,
}

impl Shelf {
    /// Keeps a file as it comes, holding no more of it in memory than a small piece. `called` is
    /// the name its sender gave it, empty if none.
    ///
    /// # Errors
    /// [`Refused::Empty`]; [`Refused::LargerThan`] as soon as the limit is passed, leaving the rest
    /// unread; [`MediaError::StoppedComing`] when `from` fails; otherwise what the disk did. In each
    /// case nothing is kept.
    pub fn take_attachment(
        &self,
        mut from: impl Read,
        called: &str,
    ) -> Result<Attachment, MediaError> {
        let mut draft = self.draft()?;
        let mut digest = Sha256::new();
        let mut head = Vec::with_capacity(HEAD);
        let mut bytes = 0;
        let mut piece = vec![0; 64 * 1024];
        loop {
            let piece = match from.read(&mut piece) {
                Ok(0) => break,
                Ok(count) => &piece[..count],
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    let reason = error.to_string();
                    return Err(MediaError::StoppedComing { reason });
                }
            };
            bytes += piece.len() as u64;
            if bytes > BYTES_MAX {
                return Err(Refused::LargerThan { limit: BYTES_MAX }.into());
            }
            head.extend_from_slice(&piece[..piece.len().min(HEAD - head.len())]);
            digest.update(piece);
            let written = draft.write_all(piece);
            written.map_err(|error| self.failed(&error))?;
        }
        if bytes == 0 {
            return Err(Refused::Empty.into());
        }
        let id = ContentId::of_sha256(digest.finalize().into());
        self.keep_attachment(draft, id)?;
        let kind = FileKind::of(&head);
        Ok(Attachment {
            id,
            bytes,
            kind,
            name: safe_name(called, kind),
        })
    }
}
