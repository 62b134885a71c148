//! `POST /visits`: the visitor came to another page of the site; and what is kept of a page.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use store::VisitorFacts;

use super::visitor::Visiting;
use crate::error::Refusal;
use crate::guard::Cors;
use crate::request::Json;
use crate::server::App;

/// Characters kept of an address or a title of a page.
const PAGE_KEPT: usize = 2000;

#[derive(Debug, Deserialize)]
pub(super) struct Visited {
    page_url: String,
    page_title: Option<String>,
    referrer: Option<String>,
}

pub(super) async fn take(
    State(app): State<Arc<App>>,
    Visiting { visitor, cors }: Visiting,
    Json(visited): Json<Visited>,
) -> Result<(Cors, StatusCode), Refusal> {
    let facts = facts(
        Some(&visited.page_url),
        visited.page_title.as_deref(),
        visited.referrer.as_deref(),
    );
    if facts.page.is_none() {
        let reason = "has to begin with https:// or http://";
        return Err(Refusal::invalid("page_url", reason));
    }
    let now = app.clock.now();
    app.visits.count(visitor.client, now)?;
    app.store
        .write(move |writer| writer.page_visited(visitor.client, &facts, now))
        .await?;
    Ok((cors, StatusCode::NO_CONTENT))
}

/// What is kept of a page that a browser tells of.
pub(super) fn facts(
    url: Option<&str>,
    title: Option<&str>,
    referrer: Option<&str>,
) -> VisitorFacts {
    let address = |text: Option<&str>| line(text?, PAGE_KEPT).filter(|text| is_web(text));
    VisitorFacts {
        language: None,
        page: address(url),
        title: title.and_then(|title| line(title, PAGE_KEPT)),
        referrer: address(referrer),
    }
}

/// One line of at most `most` characters; none when nothing is left.
pub(super) fn line(text: &str, most: usize) -> Option<String> {
    let line: String = text
        .trim()
        .chars()
        .filter(|c| !c.is_control())
        .take(most)
        .collect();
    (!line.is_empty()).then_some(line)
}

/// An address that people may be led to; a page can also call itself `javascript:…`.
fn is_web(address: &str) -> bool {
    let begins = |scheme: &str| {
        (address.get(..scheme.len())).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    begins("https://") || begins("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_pages() {
        for (address, web) in [
            ("https://shop.example", true),
            ("HTTP://shop.example", true),
            ("file:///etc/passwd", false),
            ("ёлка", false),
            ("", false),
        ] {
            assert_eq!(is_web(address), web, "{address}");
        }
    }
}
