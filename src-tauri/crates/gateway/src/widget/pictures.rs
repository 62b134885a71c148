//! `GET /pictures/{id}/{size}`: pictures of who writes, as squares of 64 or 256 pixels.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{Uri, header};
use axum::response::{IntoResponse, Response};
use domain::ContentId;
use media::{MediaError, PictureSize};

use crate::error::{Refusal, shown};
use crate::server::App;

/// What lies under an id never changes.
const KEPT: &str = "public, max-age=31536000, immutable";

pub(super) async fn picture(
    State(app): State<Arc<App>>,
    uri: Uri,
    asked: Result<Path<(String, String)>, PathRejection>,
) -> Result<Response, Refusal> {
    let nothing_here = || Refusal::NotFound {
        path: shown(uri.path()),
    };
    let Path((id, size)) = asked.map_err(|_| nothing_here())?;
    // The whole picture that a square was cut from is nobody's but the administrator's.
    let size = match size.as_str() {
        "64" => PictureSize::Px64,
        "256" => PictureSize::Px256,
        _ => return Err(nothing_here()),
    };
    let id: ContentId = id.parse().map_err(|_| nothing_here())?;
    let pictures = Arc::clone(&app.pictures);
    let read = tokio::task::spawn_blocking(move || pictures.read(id, size)).await;
    match read.map_err(|_| Refusal::Unavailable)? {
        Ok(picture) => {
            let headers = [
                (header::CONTENT_TYPE, picture.kind.media_type()),
                (header::CACHE_CONTROL, KEPT),
            ];
            Ok((headers, picture.bytes).into_response())
        }
        Err(MediaError::NotThere { .. }) => Err(nothing_here()),
        Err(error) => {
            tracing::error!(%error, "a picture could not be shown");
            Err(Refusal::Unavailable)
        }
    }
}
