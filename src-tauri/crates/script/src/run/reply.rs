//! What goes to a server, and what is found in what it answers.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use crate::block::Request;

/// The characters that mean nothing in any part of an address (RFC 3986, section 2.3).
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A value as it may stand in an address: it cannot begin another part of it.
pub(super) fn url_part(value: &str) -> String {
    utf8_percent_encode(value, UNRESERVED).to_string()
}

/// Whether a step of an address's path leads back (RFC 3986, section 5.2.4).
pub(super) fn climbs(url: &str) -> bool {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.split('/').skip(1).any(|step| {
        let step = step.to_ascii_lowercase().replace("%2e", ".");
        step == "." || step == ".."
    })
}

/// What a body is made of, which decides how a value stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BodyKind {
    Json,
    Form,
    Text,
}

impl BodyKind {
    /// As its header says; without one, JSON is known by how it begins.
    pub(super) fn of(request: &Request) -> Self {
        let mut headers = request.headers.iter();
        let said = headers.find(|header| header.name.eq_ignore_ascii_case("content-type"));
        let said = said.map(|header| header.value.to_ascii_lowercase());
        let body = request.body.as_deref().unwrap_or_default().trim_start();
        match said {
            Some(said) if said.contains("json") => Self::Json,
            Some(said) if said.contains("x-www-form-urlencoded") => Self::Form,
            None if body.starts_with("{\"") || body.starts_with('[') => Self::Json,
            _ => Self::Text,
        }
    }
}

/// What stands at a pointer (RFC 6901) in an answer; all of it for an empty one. Texts come without
/// their quotes, `null` as nothing, and objects and lists as JSON.
pub(super) fn found_at(body: &str, pointer: &str) -> Option<String> {
    let found: Cow<'_, str> = if pointer.is_empty() {
        body.into()
    } else {
        let value: Value = serde_json::from_str(body).ok()?;
        match value.pointer(pointer)? {
            Value::String(text) => text.clone().into(),
            Value::Null => "".into(),
            other => other.to_string().into(),
        }
    };
    Some(found.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_by_their_pointer() {
        let body = r#"{"order":{"status":"sent","sum":12.50,"items":[{"a/b":1}],"note":null}}"#;
        for (pointer, found) in [
            ("/order/status", Some("sent")),
            ("/order/sum", Some("12.5")),
            ("/order/items/0/a~1b", Some("1")),
            ("/order/items", Some(r#"[{"a/b":1}]"#)),
            ("/order/note", Some("")),
            ("/order/nothing", None),
            ("", Some(body)),
        ] {
            assert_eq!(found_at(body, pointer).as_deref(), found, "{pointer}");
        }
        assert_eq!(found_at("not JSON", "/a"), None);
        assert_eq!(found_at("not JSON", "").as_deref(), Some("not JSON"));
    }

    #[test]
    fn steps_that_lead_back_are_seen_in_the_path_alone() {
        for (url, leads_back) in [
            ("https://a.example/b/c", false),
            ("https://a.example/b/../c", true),
            ("https://a.example/./c", true),
            ("https://a.example/b/%2E%2e?x", true),
            ("https://a.example/b/..", true),
            ("https://a.example/b/...", false),
            ("https://a.example/b?q=/../", false),
            ("https://a.example/b#/../", false),
            ("https://a..example", false),
        ] {
            assert_eq!(climbs(url), leads_back, "{url}");
        }
    }

    #[test]
    fn a_value_stays_within_its_part_of_an_address() {
        assert_eq!(
            url_part("a/b?c=d&e#f g@h:1"),
            "a%2Fb%3Fc%3Dd%26e%23f%20g%40h%3A1"
        );
        assert_eq!(url_part("Ё-1_2.3~4"), "%D0%81-1_2.3~4");
    }
}
