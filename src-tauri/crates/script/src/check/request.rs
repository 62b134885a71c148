//! What is sent to a server.

use url::Url;

use super::problem::{Fault, OfBlock, range_fault};
use crate::block::{Reply, Request};
use crate::text;

/// The longest address, in characters.
const URL_MAX: usize = 2_048;
/// The longest body, in characters.
const BODY_MAX: usize = 100_000;

/// Headers that belong to the connection, which a script knows nothing of.
const OURS: [&str; 11] = [
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

pub(super) fn check(request: &Request, found: &mut OfBlock<'_>) {
    let Request {
        url,
        headers,
        body,
        timeout_s,
        save,
        branches,
        ..
    } = request;
    found.add(None, "url", address_fault(url));
    for (index, header) in headers.iter().enumerate() {
        found.add(
            None,
            &format!("headers[{index}].name"),
            name_fault(&header.name),
        );
        let is_bad = |c: char| c.is_control() && c != '\t';
        let fault = header
            .value
            .contains(is_bad)
            .then_some(Fault::ControlCharacter);
        found.add(None, &format!("headers[{index}].value"), fault);
    }
    if let Some(body) = body {
        let (length, limit) = (body.chars().count(), BODY_MAX);
        let fault = (length > limit).then_some(Fault::TooLong { length, limit });
        found.add(None, "body", fault);
    }
    found.add(None, "timeout_s", range_fault(*timeout_s, 1..=60));
    for (index, save) in save.iter().enumerate() {
        let fault = (!is_pointer(&save.from)).then_some(Fault::BadPointer);
        found.add(None, &format!("save[{index}].from"), fault);
    }
    for (number, branch) in branches.iter().enumerate() {
        if let Reply::Status { status } = branch.when {
            let fault = range_fault(u32::from(status), 100..=599);
            found.add(number, "status", fault);
        }
    }
}

/// The address must be of the server that its author chose, whatever the variables are.
fn address_fault(url: &str) -> Option<Fault> {
    let length = url.chars().count();
    if url.trim().is_empty() {
        return Some(Fault::Empty);
    }
    if length > URL_MAX {
        let limit = URL_MAX;
        return Some(Fault::TooLong { length, limit });
    }
    if url.contains(char::is_control) {
        return Some(Fault::ControlCharacter);
    }
    // Addresses are read leniently, with slashes missing or too many; what stands before the path
    // must be plain to see before any variable is filled in.
    let lower = url.to_ascii_lowercase();
    let after_scheme = ["https://", "http://"]
        .iter()
        .find_map(|scheme| lower.strip_prefix(scheme));
    let Some(after_scheme) = after_scheme else {
        let starts_with_a_variable = text::name_first(url).is_some();
        return Some(match starts_with_a_variable {
            true => Fault::VariableInHost,
            false => Fault::NotAnAddress,
        });
    };
    let end = after_scheme.find(['/', '\\', '?', '#']);
    let server = &after_scheme[..end.unwrap_or(after_scheme.len())];
    if text::names(server).next().is_some() {
        return Some(Fault::VariableInHost);
    }
    if server.contains('@') {
        return Some(Fault::CredentialsInAddress);
    }
    let filled = text::fill(url, &|_| Some("x".to_owned()));
    let is_address = !server.is_empty() && Url::parse(&filled).is_ok_and(|url| url.has_host());
    (!is_address).then_some(Fault::NotAnAddress)
}

/// RFC 9110, section 5.6.2.
fn name_fault(name: &str) -> Option<Fault> {
    let fits = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    if name.is_empty() {
        Some(Fault::Empty)
    } else if name.len() > 100 || !name.chars().all(fits) {
        let name = name.chars().take(40).collect();
        Some(Fault::BadHeaderName { name })
    } else if OURS.contains(&name.to_ascii_lowercase().as_str()) {
        let name = name.to_owned();
        Some(Fault::HeaderOfOurs { name })
    } else {
        None
    }
}

/// RFC 6901, section 3.
fn is_pointer(text: &str) -> bool {
    let mut tildes = text.split('~').skip(1);
    (text.is_empty() || text.starts_with('/')) && tildes.all(|rest| rest.starts_with(['0', '1']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_before_the_path_may_come_from_a_client() {
        for (url, fault) in [
            ("https://example.com", None),
            ("HTTP://example.com:8080/a?b={order}#c", None),
            ("http://127.0.0.1:1234/v1/{a}/{b}", None),
            ("http://[::1]/", None),
            ("https://пример.рф/{a}", None),
            ("https://example.com?{a}", None),
            ("", Some(Fault::Empty)),
            (" https://example.com", Some(Fault::NotAnAddress)),
            ("example.com", Some(Fault::NotAnAddress)),
            ("ftp://example.com", Some(Fault::NotAnAddress)),
            ("file:///etc/passwd", Some(Fault::NotAnAddress)),
            ("https:example.com", Some(Fault::NotAnAddress)),
            ("https://", Some(Fault::NotAnAddress)),
            ("https:///{host}/", Some(Fault::NotAnAddress)),
            ("https://\\{host}/", Some(Fault::NotAnAddress)),
            ("https://exa mple.com/", Some(Fault::NotAnAddress)),
            ("https://example.com:99999/", Some(Fault::NotAnAddress)),
            ("{url}", Some(Fault::VariableInHost)),
            ("https://{host}/", Some(Fault::VariableInHost)),
            ("https://a.{host}/", Some(Fault::VariableInHost)),
            ("https://example.com{path}", Some(Fault::VariableInHost)),
            ("https://example.com:{port}/", Some(Fault::VariableInHost)),
            ("https://{user}@example.com/", Some(Fault::VariableInHost)),
            (
                "https://me:secret@example.com/",
                Some(Fault::CredentialsInAddress),
            ),
            (
                "https://example.com/\r\nHost: x",
                Some(Fault::ControlCharacter),
            ),
            ("https://exam\tple.com/", Some(Fault::ControlCharacter)),
        ] {
            assert_eq!(address_fault(url), fault, "{url}");
        }
        let limit = URL_MAX;
        let long = format!("https://example.com/{}", "a".repeat(limit));
        let length = limit + 20;
        assert_eq!(address_fault(&long), Some(Fault::TooLong { length, limit }));
    }

    #[test]
    fn pointers_are_as_their_standard_has_them() {
        for (text, is) in [
            ("", true),
            ("/", true),
            ("/order/0/a~1b~0c", true),
            ("order", false),
            ("$.order", false),
            ("/a~", false),
            ("/a~2", false),
        ] {
            assert_eq!(is_pointer(text), is, "{text}");
        }
    }

    #[test]
    fn the_headers_of_a_connection_are_not_for_scripts() {
        let name = || "Content-Length".to_owned();
        for (given, fault) in [
            ("Authorization", None),
            ("X-Api_Key.1", None),
            ("", Some(Fault::Empty)),
            ("Content-Length", Some(Fault::HeaderOfOurs { name: name() })),
            (
                "a b",
                Some(Fault::BadHeaderName {
                    name: "a b".to_owned(),
                }),
            ),
            (
                "a:",
                Some(Fault::BadHeaderName {
                    name: "a:".to_owned(),
                }),
            ),
            (
                "a\n",
                Some(Fault::BadHeaderName {
                    name: "a\n".to_owned(),
                }),
            ),
            (
                "Ключ",
                Some(Fault::BadHeaderName {
                    name: "Ключ".to_owned(),
                }),
            ),
        ] {
            assert_eq!(name_fault(given), fault, "{given}");
        }
    }
}
