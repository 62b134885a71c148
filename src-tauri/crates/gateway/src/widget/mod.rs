//! The widget's protocol, version 1: everything under `/widget/v1`.
//!
//! JSON both ways and no cookies. But for what browsers load, every call carries
//! `Authorization: Bearer VISITOR_TOKEN`; 401 `unknown_visitor` means that `POST /session` has to be
//! asked for a new one. A refusal is `{code, message, field?}`, and `Retry-After` stands in seconds.
//!
//! | call | what for |
//! |---|---|
//! | `GET /loader.js?k=KEY`, `/panel?k=KEY`, `/panel.js`, `/panel.css`, `/test?k=KEY` | what browsers load |
//! | `GET /pictures/{id}/{64 or 256}` | who writes, for everyone |
//! | `POST /session` | `{site_key, visitor_token?, page_url?, page_title?, referrer?, locale?, open?}` → `{visitor_token, conversation_id, last_seq, history_seq, config}` and the standing |
//! | `POST /messages` | `{client_msg_id, type: text or postback, text, payload?}` → `{id, seq, ts}`; the same id gets the same answer |
//! | `POST /files` | the bytes as they are, with `X-File-Name` (percent-encoded UTF-8) and `X-Client-Msg-Id` → as `/messages`; 413 `file_too_big`, 415 `file_refused`, 400 `file_empty`, 507 `no_space` |
//! | `GET /files/{id}/{name}` | a file of the visitor's own exchange, by token or by the signed address that came with its message; 403 `stale_link` |
//! | `GET /events` | a stream, resumed by `Last-Event-ID` or `?cursor=` |
//! | `GET /poll?cursor=SEQ&wait=0..25` | `{events: [message], typing?, cursor}` and the standing, where streams are held back |
//! | `POST /receipts` | `{kind: delivered or read, up_to_seq}` → 204 |
//! | `POST /typing` | `{}` → 204; once in two seconds, else 429 |
//! | `POST /visits` | `{page_url, page_title?, referrer?}` → 204: the visitor came to another page |
//!
//! The *standing* is `{state, dialog, queue?: {position, wait_s?}, operator?: {name, picture?}}`, where
//! `state` is `none`, `bot`, `queued`, `operator`, `ending`, `feedback` or `closed`.
//!
//! The stream carries `message` (with its `seq` as the id), `state` (the standing, at the beginning
//! and at each change) and `typing` (`{by: "operator", name?}`, of the last six seconds). A message is
//! `{id, seq, ts, dialog, author, author_name?, type, text, buttons?, scale?, attachment?,
//! client_msg_id?}`. Its `type` is `text`, `postback`, `notice`, `queue_notice` (of no use once another
//! one came or the wait is over), `rating_request` (its buttons are the ratings, the worst first, as many
//! as `scale`), `result_request` or `file`. An `attachment` is `{id, name, bytes, mime, is_picture,
//! url}`, the address relative to the panel's and good for an hour at least. Numbers of cancelled
//! messages are left out.

mod events;
mod files;
mod links;
mod looks;
mod messages;
mod page;
mod passages;
mod pictures;
mod receipts;
mod session;
mod standing;
mod typing;
mod uploads;
mod visitor;
mod visits;

use std::sync::Arc;

pub(crate) use links::Links;
pub use looks::WidgetConfig;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use store::{StoreError, WebChannel};

use crate::error::{Refusal, shown};
use crate::server::App;

/// Where the protocol is served.
pub(crate) const PREFIX: &str = "/widget/v1";

pub(crate) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/loader.js", get(page::loader))
        .route("/panel", get(page::panel))
        .route("/panel.js", get(page::panel_script))
        .route("/panel.css", get(page::panel_style))
        .route("/pictures/{id}/{size}", get(pictures::picture))
        .route("/test", get(page::test))
        .route("/session", post(session::open))
        .route("/messages", post(messages::take))
        .route("/events", get(events::stream))
        .route("/poll", get(events::poll))
        .route("/receipts", post(receipts::take))
        .route("/typing", post(typing::take))
        .route("/visits", post(visits::take))
        .route("/passages", post(passages::issue))
        .route("/files/{id}/{name}", get(files::send))
}

/// What is too much to be read before anything looks at the request.
pub(crate) fn uploads() -> Router<Arc<App>> {
    Router::new().route("/files", post(uploads::take))
}

/// Lets pages of other sites ask, and read why they were refused. What they may do is decided where
/// the chat is known: a preflight names none.
pub(crate) async fn answer_other_sites(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let asks_from_a_page = headers.contains_key(header::ORIGIN);
    if !asks_from_a_page || !request.uri().path().starts_with(PREFIX) {
        return next.run(request).await;
    }
    let anyone = HeaderValue::from_static("*");
    let is_preflight = request.method() == Method::OPTIONS
        && headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    if is_preflight {
        return (
            StatusCode::NO_CONTENT,
            [
                (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
                (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
                (
                    header::ACCESS_CONTROL_ALLOW_HEADERS,
                    "Authorization, Content-Type, Last-Event-ID, X-Client-Msg-Id, X-File-Name",
                ),
                (header::ACCESS_CONTROL_MAX_AGE, "600"),
            ],
        )
            .into_response();
    }
    let mut response = next.run(request).await;
    let is_refusal = response.status().is_client_error() || response.status().is_server_error();
    let headers = response.headers_mut();
    if is_refusal {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, anyone);
        let retry_after = HeaderValue::from_static("Retry-After");
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, retry_after);
    }
    response
}

/// The web channel a page names, when it is there and switched on.
async fn channel(app: &App, site_key: &str) -> Result<WebChannel, Refusal> {
    let key = site_key.to_owned();
    let channel = app
        .store
        .read(move |reader| reader.web_channel(&key))
        .await?;
    channel
        .filter(|channel| channel.enabled)
        .ok_or_else(|| Refusal::UnknownSiteKey {
            key: shown(site_key),
        })
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the store did not do its part of a request");
        Self::Unavailable
    }
}
