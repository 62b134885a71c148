//! `GET /files/{id}/{name}`: a file of the visitor's own exchange, by token or by a signed address.
//!
//! Only pictures that browsers draw and nothing else are shown in place; all else is for saving, as a
//! type that no browser runs, and whatever is opened is shut in a sandbox.

use std::fs::File;
use std::io::{self, Read};
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::{Attachment, ClientId, ContentId};
use futures_util::{Stream, stream};
use media::MediaError;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::visitor::Visiting;
use crate::error::{Refusal, shown};
use crate::guard::Cors;
use crate::server::App;

/// Bytes read from the disk at once.
const PIECE: usize = 64 * 1024;
/// What a file may do when a browser opens it by itself.
const POLICY: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";
/// Its address holds for a while, and it is nobody's but the visitor's.
const KEPT: &str = "private, max-age=3600, immutable";
/// What may stand in a `filename*` as it is (RFC 8187).
const NAME: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');

pub(super) async fn send(
    State(app): State<Arc<App>>,
    asked: Result<Path<(String, String)>, PathRejection>,
    mut parts: Parts,
) -> Result<Response, Refusal> {
    let path = shown(parts.uri.path());
    let nothing_here = || Refusal::NotFound { path: path.clone() };
    let Path((id, name)) = asked.map_err(|_| nothing_here())?;
    let id: ContentId = id.parse().map_err(|_| nothing_here())?;
    let (client, cors) = asking(&app, &mut parts, id).await?;
    let file = app
        .store
        .read(move |reader| reader.file_of(client, id, &name))
        .await?
        .ok_or_else(nothing_here)?;
    let shelf = Arc::clone(&app.pictures);
    let opened = tokio::task::spawn_blocking(move || shelf.attachment(id)).await;
    match opened.map_err(|_| Refusal::Unavailable)? {
        Ok(opened) => Ok(answer(&file, cors, Body::from_stream(contents(opened)))),
        Err(MediaError::NotThere { .. }) => Err(nothing_here()),
        Err(error) => {
            tracing::error!(%error, "a file could not be shown");
            Err(Refusal::Unavailable)
        }
    }
}

/// Who asks: the visitor of the token, else the one the address was signed for.
async fn asking(
    app: &Arc<App>,
    parts: &mut Parts,
    id: ContentId,
) -> Result<(ClientId, Cors), Refusal> {
    if parts.uri.query().is_some() && !parts.headers.contains_key(header::AUTHORIZATION) {
        let visitor = app.links.visitor(&parts.uri, id, app.clock.now());
        return visitor
            .map(|client| (client, Cors::Nobody))
            .ok_or(Refusal::StaleLink);
    }
    let Visiting { visitor, cors } = Visiting::from_request_parts(parts, app).await?;
    Ok((visitor.client, cors))
}

fn answer(file: &Attachment, cors: Cors, contents: Body) -> Response {
    let (kind, way) = if file.is_picture {
        (file.mime.as_str(), "inline")
    } else {
        ("application/octet-stream", "attachment")
    };
    let mut response = (cors, contents).into_response();
    let headers = response.headers_mut();
    let resource_policy = HeaderName::from_static("cross-origin-resource-policy");
    headers.insert(resource_policy, HeaderValue::from_static("same-origin"));
    let policy = HeaderValue::from_static(POLICY);
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(KEPT));
    headers.insert(header::CONTENT_LENGTH, file.bytes.into());
    let called = format!(
        "{way}; filename*=UTF-8''{}",
        utf8_percent_encode(&file.name, NAME)
    );
    let texts = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, &called),
    ];
    for (name, text) in texts {
        if let Ok(value) = HeaderValue::from_str(text) {
            headers.insert(name, value);
        }
    }
    response
}

/// What the file holds, read as fast as the visitor takes it.
fn contents(file: File) -> impl Stream<Item = io::Result<Bytes>> {
    stream::try_unfold(file, |mut file| async move {
        let read = tokio::task::spawn_blocking(move || {
            let mut piece = vec![0; PIECE];
            let length = file.read(&mut piece)?;
            piece.truncate(length);
            Ok::<_, io::Error>((piece, file))
        });
        let (piece, file) = read.await.map_err(io::Error::other)??;
        Ok((!piece.is_empty()).then(|| (Bytes::from(piece), file)))
    })
}
