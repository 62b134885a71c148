//! The widget's protocol, version 1: everything under `/widget/v1`.

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
