//! The files of the widget, which are part of the program, and how they are served.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use sha2::{Digest, Sha256};

macro_rules! widget {
    ($name:literal) => {
        include_str!(concat!("../../../../ui/widget/dist/", $name))
    };
}

/// Runs on the page that embeds the widget; [`LOADER_CONFIG`] stands in it once.
pub(crate) const LOADER: &str = widget!("loader.js");
/// What stands in the loader for its configuration.
pub(crate) const LOADER_CONFIG: &str = "\"__PARLEY_CONFIG__\"";
/// The page inside the frame; [`PANEL_CONFIG`] stands in it once.
pub(crate) const PANEL: &str = widget!("panel.html");
/// What stands in the panel for its configuration.
pub(crate) const PANEL_CONFIG: &str = "__PARLEY_CONFIG__";
/// The panel's program.
pub(crate) const PANEL_SCRIPT: &str = widget!("panel.js");
/// The panel's looks.
pub(crate) const PANEL_STYLE: &str = widget!("panel.css");

/// JSON that may stand inside HTML and inside a program: nothing in it ends an element or a line.
pub(crate) fn embeddable_json(value: &impl Serialize) -> Result<String, serde_json::Error> {
    let json = serde_json::to_string(value)?;
    Ok(json
        .replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029"))
}

/// A text that browsers keep, but ask about each time: an update of the program or of a chat's looks
/// is there at once.
pub(crate) fn kept(asked: &HeaderMap, content_type: &'static str, text: String) -> Response {
    let tag = format!(
        "\"{}\"",
        URL_SAFE_NO_PAD.encode(&Sha256::digest(&text)[..12])
    );
    let known = asked
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|known| known.trim().trim_start_matches("W/") == tag);
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, content_type)], text).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(tag) = HeaderValue::try_from(tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_has_one_place_in_the_loader_and_in_the_panel() {
        assert_eq!(LOADER.matches(LOADER_CONFIG).count(), 1);
        assert_eq!(PANEL.matches(PANEL_CONFIG).count(), 1);
    }

    #[test]
    fn json_inside_html_ends_no_element() {
        let json = embeddable_json(&"</script><!--\u{2028}").unwrap();
        assert_eq!(json, r#""\u003c/script>\u003c!--\u2028""#);
    }
}
