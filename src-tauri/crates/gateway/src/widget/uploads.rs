//! `POST /files`: a file that a visitor sends. It is written to the shelf as it arrives, so that
//! nobody's file stands in the memory, and becomes a message when all of it is there.

use std::io::{self, Read};
use std::sync::Arc;

use axum::body::{BodyDataStream, Bytes};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use domain::Attachment;
use futures_util::StreamExt;
use media::attachment::BYTES_MAX;
use media::{MediaError, Refused};
use percent_encoding::percent_decode;
use store::Inbound;
use tokio::sync::mpsc;

use super::messages::{Taken, client_msg_id};
use super::visitor::Visiting;
use crate::error::{Refusal, shown};
use crate::guard::Cors;
use crate::request;
use crate::server::App;

/// The header with the file's name, percent-encoded UTF-8.
const NAME: &str = "x-file-name";
/// The header with the visitor's own id of the message.
const MESSAGE_ID: &str = "x-client-msg-id";
/// Pieces that wait for the disk before the visitor does.
const PIECES: usize = 4;

/// Answers when the message is on the disk; the same id again gets the first answer again.
pub(super) async fn take(State(app): State<Arc<App>>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let mut body = body.into_data_stream();
    match receive(&app, &mut parts, &mut body).await {
        Ok(answer) => answer.into_response(),
        Err(refusal) => {
            request::pass_over(&parts.headers, body, &app.limits).await;
            refusal.into_response()
        }
    }
}

async fn receive(
    app: &Arc<App>,
    parts: &mut Parts,
    body: &mut BodyDataStream,
) -> Result<(Cors, axum::Json<Taken>), Refusal> {
    let Visiting { visitor, cors } = Visiting::from_request_parts(parts, app).await?;
    let remote_id = client_msg_id(MESSAGE_ID, text_of(&parts.headers, MESSAGE_ID)?)?;
    let called = name_of(&parts.headers)?;
    let declared = parts.headers.get(header::CONTENT_LENGTH);
    let declared = declared.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if declared.is_some_and(|bytes| bytes > BYTES_MAX) {
        return Err(Refusal::FileTooBig { limit: BYTES_MAX });
    }
    app.files.count(visitor.client, app.clock.now())?;
    let _under_way = app.uploads.begin(visitor.client)?;
    let attachment = keep(app, called, body).await?;
    let now = app.clock.now();
    let inbound = Inbound {
        remote_id,
        text: String::new(),
        payload: None,
        attachment: Some(attachment),
    };
    let received = app
        .store
        .write(move |writer| writer.receive(&visitor, &inbound, now))
        .await?;
    Ok((cors, axum::Json(received.into())))
}

/// Puts the file on the shelf as it arrives.
async fn keep(app: &App, called: String, body: &mut BodyDataStream) -> Result<Attachment, Refusal> {
    let (sender, receiver) = mpsc::channel(PIECES);
    let shelf = Arc::clone(&app.pictures);
    let taking = tokio::task::spawn_blocking(move || {
        let arriving = Arriving {
            pieces: receiver,
            piece: Bytes::new(),
        };
        shelf.take_attachment(arriving, &called)
    });
    let passing = pass_on(body, &sender, app);
    let passed = tokio::time::timeout(app.limits.file_time, passing).await;
    if let Err(stalled) = passed {
        let _ = sender.send(Err(io::Error::from(stalled))).await;
    }
    drop(sender);
    let taken = taking.await.map_err(|_| Refusal::Unavailable)?;
    taken
        .map(Attachment::from)
        .map_err(|error| refusal(error, app))
}

/// Hands over the pieces as they come, until all are there or nobody wants more.
async fn pass_on(body: &mut BodyDataStream, sender: &mpsc::Sender<io::Result<Bytes>>, app: &App) {
    loop {
        let next = tokio::time::timeout(app.limits.body_time, body.next()).await;
        let piece = match next {
            Ok(None) => return,
            Ok(Some(Ok(piece))) => Ok(piece),
            Ok(Some(Err(broken))) => Err(io::Error::other(broken)),
            Err(stalled) => Err(io::Error::from(stalled)),
        };
        let last = piece.is_err();
        if sender.send(piece).await.is_err() || last {
            return;
        }
    }
}

/// What has arrived of a file, for a reader that waits for more.
struct Arriving {
    pieces: mpsc::Receiver<io::Result<Bytes>>,
    piece: Bytes,
}

impl Read for Arriving {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.piece.is_empty() {
            match self.pieces.blocking_recv() {
                Some(piece) => self.piece = piece?,
                None => return Ok(0),
            }
        }
        let length = into.len().min(self.piece.len());
        into[..length].copy_from_slice(&self.piece.split_to(length));
        Ok(length)
    }
}

fn refusal(error: MediaError, app: &App) -> Refusal {
    match error {
        MediaError::Refused(Refused::Empty) => Refusal::FileEmpty,
        MediaError::Refused(Refused::LargerThan { limit }) => Refusal::FileTooBig { limit },
        MediaError::Refused(Refused::Runs { name }) => Refusal::FileRefused { name: shown(&name) },
        MediaError::StoppedComing { .. } => Refusal::IncompleteBody {
            within: app.limits.file_time,
        },
        MediaError::NoSpace { .. } => {
            tracing::error!(%error, "a visitor's file could not be kept");
            Refusal::NoSpace
        }
        error => {
            tracing::error!(%error, "a visitor's file could not be kept");
            Refusal::Unavailable
        }
    }
}

fn text_of<'a>(headers: &'a HeaderMap, name: &'static str) -> Result<&'a str, Refusal> {
    let value = headers
        .get(name)
        .ok_or_else(|| Refusal::invalid(name, "the header is missing"))?;
    value
        .to_str()
        .map_err(|_| Refusal::invalid(name, "has signs outside ASCII"))
}

/// What the visitor calls the file; it is made safe when the file is kept.
fn name_of(headers: &HeaderMap) -> Result<String, Refusal> {
    let name = percent_decode(text_of(headers, NAME)?.as_bytes()).decode_utf8();
    let name = name.map_err(|_| Refusal::invalid(NAME, "is not percent-encoded UTF-8"))?;
    Ok(name.into_owned())
}
