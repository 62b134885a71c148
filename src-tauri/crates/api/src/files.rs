//! Files that operators send, and files that anybody sent.

use std::io::Read as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::{Attachment, ContentId, MessageId};
use media::{FileKind, MediaError, Refused, Shelf, attachment};
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use crate::settings::Nothing;
use crate::{ApiError, App};

/// A file that was taken in, to be sent.
#[derive(Debug, Serialize, TS)]
#[serde(transparent)]
pub(crate) struct FileTaken(Attachment);

/// A file that was chosen and could not be taken in.
#[derive(Debug, Serialize, TS)]
pub(crate) struct FileRefused {
    name: String,
    error: ApiError,
}

/// What became of the files that somebody chose, each by itself and in their order.
#[derive(Debug, Serialize, TS)]
pub(crate) struct FilesChosen {
    taken: Vec<FileTaken>,
    refused: Vec<FileRefused>,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileSave {
    message: MessageId,
}

/// A file that was taken in before.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileToSend {
    id: ContentId,
    name: String,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileOfBytes {
    name: String,
    /// Its content in Base64.
    bytes: String,
}

impl App {
    /// The type and the bytes of a file that may be shown in place: a picture that browsers draw.
    ///
    /// # Errors
    /// `not_found` when there is no such file or it may only be saved, and what the disk did.
    pub async fn file_shown(&self, id: &str) -> Result<(&'static str, Vec<u8>), ApiError> {
        let not_found = || ApiError::not_found("file", id);
        let content: ContentId = id.parse().map_err(|_| not_found())?;
        let bytes = self.with_shelf(move |shelf| {
            let mut bytes = Vec::new();
            let mut file = shelf.attachment(content).map_err(not_taken)?;
            let read = file.read_to_end(&mut bytes);
            read.map_err(|error| ApiError::new("file_not_read", error.to_string()))?;
            Ok(bytes)
        });
        let bytes = bytes.await?;
        let kind = FileKind::of(&bytes).filter(|kind| kind.is_shown_in_place());
        Ok((kind.ok_or_else(not_found)?.media_type, bytes))
    }

    /// Files that were taken in before, as messages name them.
    pub(crate) async fn kept_files(
        &self,
        files: Vec<FileToSend>,
    ) -> Result<Vec<Attachment>, ApiError> {
        if files.is_empty() {
            return Ok(Vec::new());
        }
        self.with_shelf(move |shelf| {
            let kept = files.iter().map(|file| {
                let kept = shelf.kept_attachment(file.id, &file.name);
                kept.map(Into::into).map_err(not_taken)
            });
            kept.collect()
        })
        .await
    }
}

/// Takes a file in.
pub(crate) fn take(shelf: &Shelf, bytes: &[u8], called: &str) -> Result<FileTaken, ApiError> {
    let taken = shelf.take_attachment(bytes, called).map_err(not_taken)?;
    Ok(FileTaken(taken.into()))
}

fn take_file(shelf: &Shelf, path: &Path, called: &str) -> Result<FileTaken, ApiError> {
    let unreadable = |error: std::io::Error| {
        ApiError::new("file_not_read", format!("{}: {error}", path.display()))
    };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let bytes = file.metadata().map_err(unreadable)?.len();
    if bytes > attachment::BYTES_MAX {
        let limit = attachment::BYTES_MAX;
        return Err(not_taken(Refused::TooLarge { bytes, limit }.into()));
    }
    let taken = shelf.take_attachment(file, called).map_err(not_taken)?;
    Ok(FileTaken(taken.into()))
}

/// Why a file was not taken in or is not there, for whoever called.
fn not_taken(error: MediaError) -> ApiError {
    let (code, details) = match &error {
        MediaError::Refused(Refused::TooLarge { bytes, limit }) => {
            ("file_too_big", json!({ "bytes": bytes, "limit": limit }))
        }
        MediaError::Refused(Refused::LargerThan { limit }) => {
            ("file_too_big", json!({ "bytes": null, "limit": limit }))
        }
        MediaError::Refused(Refused::Empty) => ("file_empty", json!(null)),
        MediaError::NotThere { id } => return ApiError::not_found("file", id),
        _ => return error.into(),
    };
    ApiError::new(code, error.to_string()).with(details)
}

pub(crate) async fn file_choose(app: App, _: Nothing) -> Result<FilesChosen, ApiError> {
    let paths = app.host().pick_files().await?;
    app.with_shelf(move |shelf| {
        let (mut taken, mut refused) = (Vec::new(), Vec::new());
        for path in paths {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            match take_file(shelf, &path, &name) {
                Ok(file) => taken.push(file),
                Err(error) => refused.push(FileRefused {
                    name: name.into_owned(),
                    error,
                }),
            }
        }
        Ok(FilesChosen { taken, refused })
    })
    .await
}

pub(crate) async fn file_of_bytes(app: App, request: FileOfBytes) -> Result<FileTaken, ApiError> {
    let decoded = STANDARD.decode(&request.bytes);
    let bytes = decoded.map_err(|error| ApiError::malformed(format!("`bytes`: {error}")))?;
    app.with_shelf(move |shelf| take(shelf, &bytes, &request.name))
        .await
}

pub(crate) async fn file_save(app: App, request: FileSave) -> Result<Option<String>, ApiError> {
    let id = request.message;
    let message = app.store().read(move |r| r.message(id)).await?;
    let file = message
        .and_then(|message| message.attachment)
        .ok_or_else(|| ApiError::not_found("file of message", id))?;
    let Some(path) = app.host().pick_save(&file.name, &[]).await? else {
        return Ok(None);
    };
    let saved = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    app.with_shelf(move |shelf| {
        let mut kept = shelf.attachment(file.id).map_err(not_taken)?;
        write(&mut kept, &path)
            .map_err(|error| ApiError::new("not_written", format!("{}: {error}", path.display())))
    })
    .await?;
    Ok(saved)
}

/// Writes a file beside its place first, so that none is left half written.
fn write(from: &mut impl std::io::Read, path: &Path) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut draft = tempfile::NamedTempFile::new_in(folder)?;
    std::io::copy(from, &mut draft)?;
    draft.as_file().sync_all()?;
    draft.persist(path).map_err(|error| error.error)?;
    Ok(())
}
