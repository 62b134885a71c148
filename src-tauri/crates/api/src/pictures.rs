//! Pictures of bots, operators and clients.

use domain::{ContentId, Crop, Picture};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::settings::Nothing;
use crate::{ApiError, App};

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

pub(crate) async fn picture_choose(
    _app: App,
    _: Nothing,
) -> Result<Option<PictureTaken>, ApiError> {
    Ok(None)
}

pub(crate) async fn picture_crop(_app: App, request: PictureCrop) -> Result<Picture, ApiError> {
    Ok(Picture {
        id: request.source,
        source: request.source,
        crop: request.crop,
    })
}
