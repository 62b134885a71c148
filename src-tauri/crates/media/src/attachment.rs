//! Files that visitors and operators send: what is let in and how it is known afterwards.

use std::io::{self, Read, Write};

use domain::ContentId;
use sha2::{Digest, Sha256};

use crate::kind::HEAD;
use crate::{FileKind, MediaError, Refused, Shelf, safe_name};

/// The most bytes an attachment may have: 20 MB.
pub const BYTES_MAX: u64 = 20 * 1024 * 1024;
/// Endings of names by which some system runs a file as a program or a script when it is opened.
const RUN_BY_NAME: &[&str] = &[
    "apk", "app", "appimage", "appx", "bat", "bash", "cjs", "cmd", "com", "command", "cpl", "deb",
    "desktop", "dll", "dmg", "docm", "exe", "gadget", "hta", "inf", "jar", "js", "jse", "ksh",
    "lnk", "mjs", "msi", "msix", "msp", "php", "pif", "pkg", "pptm", "ps1", "psm1", "py", "pyw",
    "reg", "rpm", "run", "scf", "scr", "sh", "url", "vbe", "vbs", "ws", "wsf", "wsh", "xlsm",
    "zsh",
];
/// Usual endings of what is a program or a script by its content, whatever it is called.
const RUN_BY_CONTENT: &[&str] = &[
    "class", "deb", "dex", "dll", "elf", "exe", "mach", "rpm", "sh",
];

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

impl From<Attachment> for domain::Attachment {
    fn from(file: Attachment) -> Self {
        let media_type = file.kind.map(|kind| kind.media_type);
        Self {
            id: file.id,
            name: file.name,
            bytes: file.bytes,
            mime: media_type.unwrap_or("application/octet-stream").to_owned(),
            is_picture: file.kind.is_some_and(FileKind::is_shown_in_place),
        }
    }
}

/// Whether a file may be sent: nothing that runs when its receiver opens it. `name` is what
/// [`safe_name`] made of it, `kind` what it is by its content, as far as that is known yet.
///
/// Pages and drawings that could carry a script pass: they are only ever served for saving.
///
/// # Errors
/// [`Refused::Runs`].
pub fn may_be_sent(name: &str, kind: Option<FileKind>) -> Result<(), Refused> {
    // What stands behind a colon names another stream of the file to Windows.
    let name_of_file = name.split(':').next().unwrap_or(name);
    let ending = name_of_file.rsplit_once('.').map(|(_, ending)| ending);
    let by_name = ending.is_some_and(|ending| {
        let ending = ending.to_ascii_lowercase();
        RUN_BY_NAME.contains(&ending.as_str())
    });
    let by_content = kind.is_some_and(|kind| RUN_BY_CONTENT.contains(&kind.extension));
    if by_name || by_content {
        let name = name.to_owned();
        return Err(Refused::Runs { name });
    }
    Ok(())
}

impl Shelf {
    /// Keeps a file as it comes, holding no more of it in memory than a small piece. `called` is
    /// the name its sender gave it, empty if none.
    ///
    /// # Errors
    /// [`Refused::Empty`]; [`Refused::Runs`] by [`may_be_sent`], by its name before anything is
    /// read; [`Refused::LargerThan`] as soon as the limit is passed, leaving the rest unread; [`MediaError::StoppedComing`] when `from` fails; otherwise what the disk did. In each
    /// case nothing is kept.
    pub fn take_attachment(
        &self,
        mut from: impl Read,
        called: &str,
    ) -> Result<Attachment, MediaError> {
        may_be_sent(&safe_name(called, None), None)?;
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
        let kind = FileKind::of(&head);
        let name = safe_name(called, kind);
        may_be_sent(&name, kind)?;
        let id = ContentId::of_sha256(digest.finalize().into());
        self.keep_attachment(draft, id)?;
        Ok(Attachment {
            id,
            bytes,
            kind,
            name,
        })
    }

    /// A file that was kept before, as it is known when it is `called` like this.
    ///
    /// # Errors
    /// [`MediaError::NotThere`]; [`Refused::Runs`] by [`may_be_sent`]; otherwise what the disk did.
    pub fn kept_attachment(&self, id: ContentId, called: &str) -> Result<Attachment, MediaError> {
        let file = self.attachment(id)?;
        let bytes = file.metadata().map_err(|error| self.failed(&error))?.len();
        let mut head = Vec::with_capacity(HEAD);
        let read = file.take(HEAD as u64).read_to_end(&mut head);
        read.map_err(|error| self.failed(&error))?;
        let kind = FileKind::of(&head);
        let name = safe_name(called, kind);
        may_be_sent(&name, kind)?;
        Ok(Attachment {
            id,
            bytes,
            kind,
            name,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_may_be_sent_that_runs_when_it_is_opened() {
        let program = [&b"\x7FELF\x02\x01\x01"[..], &[0; 57]].concat();
        let files: [(&str, &[u8], bool); 15] = [
            ("invoice.pdf", b"%PDF-1.7", true),
            ("photo.jpg", b"\xFF\xD8\xFF\xE0\0\x10JFIF\0", true),
            ("page.html", b"<!DOCTYPE html><script>", true),
            ("drawing.svg", b"<svg onload='x'>", true),
            ("letter.docx", b"PK\x03\x04", true),
            ("words", b"words", true),
            ("setup.exe.txt", b"words", true),
            ("setup.exe", b"words", false),
            ("SETUP.EXE.", b"words", false),
            ("photo.png\u{202E}gpj.scr", b"words", false),
            ("run.sh", b"words", false),
            ("shop.apk", b"PK\x03\x04", false),
            ("shortcut.lnk", b"L\0\0\0", false),
            ("photo.jpg", b"MZ\x90\0", false),
            ("words.txt", &program, false),
        ];
        for (called, bytes, sent) in files {
            let kind = FileKind::of(bytes);
            let allowed = may_be_sent(&safe_name(called, kind), kind);
            assert_eq!(allowed.is_ok(), sent, "{called}: {allowed:?}");
        }
    }
}
