use std::time::Duration;

use reqwest::Method;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use crate::Failure;

/// What is sent, and how much of an answer is waited for. It has no `Debug`: a header may be a key.
#[derive(Clone)]
pub struct Request {
    /// The method. Redirects are followed for `GET` alone.
    pub method: Method,
    /// Where to: `http` or `https`, with no user name or password in it.
    pub url: String,
    /// Names and values. They stay behind where a redirect leads to another host, port or scheme.
    pub headers: Vec<(String, String)>,
    /// What is sent; none sends nothing.
    pub body: Option<Vec<u8>>,
    /// How long all of it may take, redirects and the last byte of the answer included.
    pub timeout: Duration,
    /// How many bytes the answer's body may have.
    pub limit: usize,
}

/// What a server answered, whatever its status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The status, 100 to 999.
    pub status: u16,
    /// The body, all of it.
    pub body: Vec<u8>,
}

/// Headers that say how a request is put on the wire, which is the client's to say.
const OURS: [&str; 10] = [
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// The headers of a request as they can be sent.
pub(crate) fn headers(pairs: &[(String, String)]) -> Result<HeaderMap, Failure> {
    let mut headers = HeaderMap::with_capacity(pairs.len());
    for (name, value) in pairs {
        let bad = |why| Failure::BadHeader {
            name: name.chars().take(60).collect(),
            why,
        };
        let read = HeaderName::from_bytes(name.as_bytes())
            .map_err(|_| bad("its name may have letters, digits and `-`"))?;
        if OURS.contains(&read.as_str()) {
            return Err(bad("the program sets it itself"));
        }
        let mut value = HeaderValue::from_str(value).map_err(|_| {
            bad("its value may have visible letters and spaces, and no line breaks")
        })?;
        value.set_sensitive(true);
        headers.append(read, value);
    }
    Ok(headers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(name: &str, value: &str) -> String {
        let pairs = [(name.to_owned(), value.to_owned())];
        headers(&pairs).unwrap_err().to_string()
    }

    #[test]
    fn a_header_cannot_smuggle_another_one() {
        for value in ["a\r\nHost: inside", "a\nb", "a\rb", "a\0b"] {
            let said = refused("X-Order", value);
            assert!(
                said.contains("X-Order") && said.contains("line breaks"),
                "{said}"
            );
        }
        let said = refused("X-Order: 1\r\nHost", "inside");
        assert!(said.contains("its name may have"), "{said}");
    }

    #[test]
    fn what_frames_a_request_is_not_for_the_asker_to_say() {
        for name in ["Host", "Content-Length", "transfer-encoding", "Connection"] {
            let said = refused(name, "1");
            assert!(said.contains("the program sets it itself"), "{said}");
        }
    }

    #[test]
    fn a_value_is_kept_out_of_what_is_printed() {
        let pairs = [("Authorization".to_owned(), "Bearer key-1".to_owned())];
        let printed = format!("{:?}", headers(&pairs).unwrap());
        assert!(!printed.contains("key-1"), "{printed}");
    }
}
