//! Pictures of bots, operators and clients.

use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use domain::{ContentId, Crop, Picture};
use media::{MediaError, PictureSize, Refused, Shelf, picture};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;

use crate::host::Pick;
use crate::settings::Nothing;
use crate::{ApiError, App, files};

/// What a picture's file is picked by.
const PICK: Pick = Pick {
    name: "JPEG, PNG",
    endings: &["jpg", "jpeg", "png", "JPG", "JPEG", "PNG"],
};
/// A picture that nothing has used for this long is forgotten, in seconds.
const UNUSED: u32 = 86_400;

/// A picture that was taken in, to be cropped.
#[derive(Debug, Serialize, TS)]
pub(crate) struct PictureTaken {
    /// By what it is found.
    source: ContentId,
    /// In pixels.
    width: u32,
    /// In pixels.
    height: u32,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct PictureCrop {
    source: ContentId,
    crop: Crop,
}

impl App {
    /// Runs a command whose request is bytes: `picture_take` or `file_take`. `called` is the file's
    /// name.
    ///
    /// # Errors
    /// `unknown_command`, and those of the command.
    pub async fn take_bytes(
        &self,
        name: &str,
        called: String,
        bytes: Vec<u8>,
    ) -> Result<Value, ApiError> {
        match name {
            "picture_take" => {
                let taken = self
                    .with_shelf(move |shelf| take(shelf, &bytes, &called))
                    .await?;
                serde_json::to_value(taken).map_err(ApiError::malformed)
            }
            "file_take" => {
                let taken = self
                    .with_shelf(move |shelf| files::take(shelf, &bytes, &called))
                    .await?;
                serde_json::to_value(taken).map_err(ApiError::malformed)
            }
            _ => Err(ApiError::new(
                "unknown_command",
                format!("there is no command `{name}` that takes bytes"),
            )),
        }
    }

    /// The media type and the bytes of a picture at `size`: `64`, `256` or `source`.
    ///
    /// # Errors
    /// `not_found` when there is none, and what the disk did.
    pub async fn picture(&self, id: &str, size: &str) -> Result<(&'static str, Vec<u8>), ApiError> {
        let size = match size {
            "64" => PictureSize::Px64,
            "256" => PictureSize::Px256,
            "source" => PictureSize::Source,
            _ => return Err(ApiError::not_found("size", size)),
        };
        let id: ContentId = id.parse().map_err(|_| ApiError::not_found("picture", id))?;
        let picture = self
            .with_shelf(move |shelf| Ok(shelf.read(id, size)?))
            .await?;
        Ok((picture.kind.media_type(), picture.bytes))
    }

    /// Does what blocks on a thread of its own.
    pub(crate) async fn with_shelf<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Shelf) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let shelf = Arc::clone(self.shelf());
        tokio::task::spawn_blocking(move || work(&shelf))
            .await
            .map_err(|error| ApiError::new("internal", error.to_string()))?
    }
}

/// Removes the pictures and files that were chosen long ago and are nobody's: no chat has or had them,
/// no operator has them, and nobody sent them.
pub(crate) async fn sweep(app: App) {
    let swept = async {
        let used = app.store().read(|r| r.files_in_use()).await?;
        let before = app.now().minus_seconds(UNUSED);
        app.with_shelf(move |shelf| Ok(shelf.sweep(&used.into_iter().collect(), before)?))
            .await
    };
    match swept.await {
        Ok(swept) if swept.files > 0 => {
            let (files, bytes) = (swept.files, swept.bytes);
            tracing::info!(files, bytes, "unused files were removed");
        }
        Ok(_) => {}
        Err(error) => tracing::warn!(%error, "unused files could not be removed"),
    }
}

fn take(shelf: &Shelf, bytes: &[u8], called: &str) -> Result<PictureTaken, ApiError> {
    let taken = shelf.take_picture(bytes, Some(called))?;
    Ok(PictureTaken {
        source: taken.source,
        width: taken.width,
        height: taken.height,
    })
}

/// Reads a picture's file, but not more of one than a picture may have.
fn read(path: &Path) -> Result<Vec<u8>, ApiError> {
    let unreadable = |error: std::io::Error| {
        ApiError::new("file_not_read", format!("{}: {error}", path.display()))
    };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let bytes = file.metadata().map_err(unreadable)?.len();
    if bytes > picture::BYTES_MAX {
        let limit = picture::BYTES_MAX;
        return Err(MediaError::Refused(Refused::TooLarge { bytes, limit }).into());
    }
    let mut read = Vec::new();
    file.take(picture::BYTES_MAX + 1)
        .read_to_end(&mut read)
        .map_err(unreadable)?;
    Ok(read)
}

pub(crate) async fn picture_choose(app: App, _: Nothing) -> Result<Option<PictureTaken>, ApiError> {
    let Some(path) = app.host().pick_open(PICK).await? else {
        return Ok(None);
    };
    let called = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let taken = app
        .with_shelf(move |shelf| take(shelf, &read(&path)?, &called.unwrap_or_default()))
        .await?;
    Ok(Some(taken))
}

pub(crate) async fn picture_crop(app: App, request: PictureCrop) -> Result<Picture, ApiError> {
    let PictureCrop { source, crop } = request;
    app.with_shelf(move |shelf| {
        let id = shelf.crop(source, crop)?;
        Ok(Picture { id, source, crop })
    })
    .await
}

impl From<MediaError> for ApiError {
    fn from(error: MediaError) -> Self {
        let (code, details) = match &error {
            MediaError::Refused(refused) => match refused {
                Refused::TooLarge { bytes, limit } => {
                    ("picture_too_big", json!({ "bytes": bytes, "limit": limit }))
                }
                Refused::LargerThan { limit } => {
                    ("picture_too_big", json!({ "bytes": null, "limit": limit }))
                }
                Refused::NotAPicture { called, found } => (
                    "picture_not_an_image",
                    json!({ "called": called, "found": found.map(|kind| kind.extension) }),
                ),
                Refused::SideTooLong {
                    width,
                    height,
                    limit,
                } => (
                    "picture_too_large",
                    json!({ "width": width, "height": height, "limit": limit }),
                ),
                Refused::CropOutside { .. } | Refused::EmptyCrop => {
                    ("picture_cropped_outside", Value::Null)
                }
                Refused::Runs { name } => ("file_refused", json!({ "name": name })),
                Refused::Empty => ("picture_empty", Value::Null),
                Refused::TooMuchMemory { bytes, limit } => {
                    ("picture_heavy", json!({ "bytes": bytes, "limit": limit }))
                }
                Refused::BreaksOff { kind } => {
                    ("picture_cut_off", json!({ "kind": kind.to_string() }))
                }
                Refused::Damaged { kind, .. } => {
                    ("picture_broken", json!({ "kind": kind.to_string() }))
                }
                Refused::Unusual { kind, .. } => {
                    ("picture_unusual", json!({ "kind": kind.to_string() }))
                }
            },
            MediaError::NotThere { id } => (
                "not_found",
                json!({ "what": "picture", "id": id.to_string() }),
            ),
            MediaError::StoppedComing { .. } => ("file_not_read", Value::Null),
            MediaError::DamagedOnDisk { .. } => ("picture_broken", Value::Null),
            MediaError::NoSpace { .. } => ("no_space", Value::Null),
            MediaError::NoPermission { .. } => ("no_permission", Value::Null),
            MediaError::Disk { .. } => ("disk", Value::Null),
        };
        Self::new(code, error.to_string()).with(details)
    }
}
