//! What browsers load: the loader, the panel in its frame, and a page to try a chat on.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use language::page as words;

use super::channel;
use super::looks::{LoaderConfig, WidgetConfig};
use crate::assets::{
    LOADER, LOADER_CONFIG, PANEL, PANEL_CONFIG, PANEL_SCRIPT, PANEL_STYLE, embeddable_json, kept,
};
use crate::error::Refusal;
use crate::html::{Page, preferred_language};
use crate::request::parameter;
use crate::server::App;
use crate::site::frame_ancestors;

const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";
/// The panel loads its own files, talks to this gateway, and nothing else.
const PANEL_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";
/// The test page is a stranger's page to the loader, but for the frame it shows.
const TEST_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; \
    frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

pub(super) async fn loader(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Refusal> {
    let key = key(&uri)?;
    let chat = channel(&app, &key).await?.chat;
    let config = LoaderConfig::new(key.into_owned(), &chat, preferred_language(&headers));
    let config = embeddable_json(&config).map_err(|_| Refusal::Unavailable)?;
    let mut response = kept(&headers, SCRIPT, LOADER.replacen(LOADER_CONFIG, &config, 1));
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Language"));
    // Modules, and scripts that are included with `crossorigin`, are loaded as something to read.
    let anyone = HeaderValue::from_static("*");
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, anyone);
    Ok(for_other_sites(response))
}

pub(super) async fn panel(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Refusal> {
    let key = key(&uri)?.into_owned();
    let channel = channel(&app, &key).await?;
    let policy = match frame_ancestors(&channel.chat.settings.widget.allowed_sites) {
        Some(ancestors) => format!("{PANEL_POLICY}; {ancestors}"),
        None => PANEL_POLICY.to_owned(),
    };
    let policy = HeaderValue::try_from(policy).map_err(|_| Refusal::Unavailable)?;
    let chat = &channel.chat;
    let visitors = preferred_language(&headers);
    let config = WidgetConfig::new(key, &chat.name, &chat.settings, visitors);
    let config = embeddable_json(&config).map_err(|_| Refusal::Unavailable)?;
    let page = PANEL.replacen(PANEL_CONFIG, &config, 1);
    let mut response = ([(header::CONTENT_TYPE, HTML)], page).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    // A page that isolates itself shows only frames that do so too; ours loads nothing of others.
    let embedder_policy = HeaderName::from_static("cross-origin-embedder-policy");
    headers.insert(embedder_policy, HeaderValue::from_static("require-corp"));
    Ok(for_other_sites(response))
}

pub(super) async fn panel_script(headers: HeaderMap) -> Response {
    kept(&headers, SCRIPT, PANEL_SCRIPT.to_owned())
}

pub(super) async fn panel_style(headers: HeaderMap) -> Response {
    kept(&headers, STYLE, PANEL_STYLE.to_owned())
}

/// A page that stands in for the customer's site.
pub(super) async fn test(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Refusal> {
    let language = preferred_language(&headers);
    let key = parameter(&uri, "k").unwrap_or_default();
    let found = match channel(&app, &key).await {
        Ok(channel) => channel,
        Err(refusal @ Refusal::UnknownSiteKey { .. }) => {
            let page = Page {
                language,
                title: words::ROOT_TITLE.of(language),
                paragraphs: &[words::TEST_UNKNOWN.of(language)],
                script: None,
            };
            return Ok((refusal.status(), page).into_response());
        }
        Err(refusal) => return Err(refusal),
    };
    let query: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("k", &key)
        .finish();
    let page = Page {
        language,
        title: &words::test_title(language, &found.chat.name),
        paragraphs: &[
            words::TEST_LEAD.of(language),
            words::TEST_DIALOGS.of(language),
        ],
        script: Some(&format!("loader.js?{query}")),
    };
    Ok(([(header::CONTENT_SECURITY_POLICY, TEST_POLICY)], page).into_response())
}

/// The site key a page names.
fn key(uri: &Uri) -> Result<std::borrow::Cow<'_, str>, Refusal> {
    parameter(uri, "k")
        .ok_or_else(|| Refusal::invalid("k", "is missing; it is the chat's site key"))
}

/// A page that isolates itself from others may still load this.
fn for_other_sites(mut response: Response) -> Response {
    let policy = HeaderName::from_static("cross-origin-resource-policy");
    response
        .headers_mut()
        .insert(policy, HeaderValue::from_static("cross-origin"));
    response
}
