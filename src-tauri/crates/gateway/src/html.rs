//! The gateway's own small pages.

use std::fmt::Write as _;

use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse, Response};
use language::Language;

const STYLE: &str = "body{max-width:40rem;margin:4rem auto;padding:0 1.5rem;\
font:1rem/1.5 system-ui,sans-serif;color-scheme:light dark}";

/// Nothing but the style that stands in the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; \
form-action 'none'; frame-ancestors 'none'";

/// A page of plain words; its texts are escaped when it is written.
#[derive(Debug)]
pub(crate) struct Page<'a> {
    pub(crate) language: Language,
    /// Title and heading.
    pub(crate) title: &'a str,
    pub(crate) paragraphs: &'a [&'a str],
    /// Address of a script to load.
    pub(crate) script: Option<&'a str>,
}

impl Page<'_> {
    fn html(&self) -> String {
        let (language, title) = (self.language.code(), escaped(self.title));
        let mut html = format!(
            "<!doctype html>\n<html lang=\"{language}\">\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"robots\" content=\"noindex\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n<h1>{title}</h1>\n"
        );
        for paragraph in self.paragraphs {
            // Writing to a String cannot fail.
            let _ = writeln!(html, "<p>{}</p>", escaped(paragraph));
        }
        if let Some(script) = self.script {
            let _ = writeln!(html, "<script src=\"{}\" async></script>", escaped(script));
        }
        html
    }
}

impl IntoResponse for Page<'_> {
    fn into_response(self) -> Response {
        (
            [(header::CONTENT_SECURITY_POLICY, POLICY)],
            Html(self.html()),
        )
            .into_response()
    }
}

/// The language the browser asks for first among those the program speaks.
pub(crate) fn preferred_language(headers: &HeaderMap) -> Language {
    let asked = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    asked
        .unwrap_or_default()
        .split(',')
        .filter_map(|asked| Language::of_locale(asked.split(';').next()?.trim()))
        .next()
        .unwrap_or_default()
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words() {
        let html = Page {
            language: Language::Ru,
            title: "<b>\"Chat\" & 'co'</b>",
            paragraphs: &["</p><script>"],
            script: Some("loader.js?k=\"><script>"),
        }
        .html();
        assert!(html.contains("<html lang=\"ru\">"), "{html}");
        assert!(html.contains("<h1>&lt;b&gt;&quot;Chat&quot; &amp; &#39;co&#39;&lt;/b&gt;</h1>"));
        assert_eq!(html.matches("<script").count(), 1, "{html}");
    }

    #[test]
    fn the_first_language_we_speak_is_taken() {
        for (asked, language) in [
            ("ru-RU,ru;q=0.9,en;q=0.8", Language::Ru),
            ("de-DE, de;q=0.9, ru;q=0.5, en;q=0.4", Language::Ru),
            ("en-GB,ru", Language::En),
            ("de", Language::En),
            (",;;", Language::En),
        ] {
            let headers = HeaderMap::from_iter([(header::ACCEPT_LANGUAGE, asked.parse().unwrap())]);
            assert_eq!(preferred_language(&headers), language, "{asked}");
        }
        assert_eq!(preferred_language(&HeaderMap::new()), Language::En);
    }
}
