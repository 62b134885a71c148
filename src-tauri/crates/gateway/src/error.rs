use std::net::SocketAddr;
use std::time::Duration;

use axum::Json;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// Why the gateway did not start.
#[derive(Debug, thiserror::Error)]
pub enum GatewayError {
    /// Another program listens there.
    #[error("port {} of {} is taken by another program; end that program or choose another port", address.port(), address.ip())]
    PortTaken {
        /// The address that was asked for.
        address: SocketAddr,
    },
    /// The system does not allow it.
    #[error("the system does not allow listening on {address}; choose a port above 1023")]
    NotAllowed {
        /// The address that was asked for.
        address: SocketAddr,
    },
    /// The system refused for another reason, such as an address this computer does not have.
    #[error("cannot listen on {address}: {source}")]
    Bind {
        /// The address that was asked for.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// The public address is not one.
    #[error("`{url}` cannot be the public address: {reason}; write it as https://chat.example.com")]
    BadPublicUrl {
        /// What was written, cut to 200 characters.
        url: String,
        /// What is wrong with it.
        reason: &'static str,
    },
}

/// Why a request was not done. Its code and status are part of the protocol; the message is for
/// whoever writes the client.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("the body is not JSON at line {line}, column {column}: {reason}")]
    MalformedJson {
        line: usize,
        column: usize,
        reason: String,
    },
    #[error("{field}: {reason}")]
    InvalidField { field: String, reason: String },
    #[error(
        "the visitor token is missing, unknown or too old; ask POST /widget/v1/session for one"
    )]
    UnknownVisitor,
    #[error("pages of {origin} may not use this chat; add it to the chat's list of sites")]
    OriginNotAllowed { origin: String },
    #[error("there is no chat with the site key `{key}`; copy the frame code again")]
    UnknownSiteKey { key: String },
    #[error("no dialog is open with this visitor; there is nothing to go on with")]
    NoDialog,
    #[error("there is nothing at {path}")]
    NotFound { path: String },
    #[error("{method} is not done here; the Allow header names what is")]
    MethodNotAllowed { method: Method },
    #[error("the body broke off, or did not arrive in {} s; send the request again", within.as_secs())]
    IncompleteBody { within: Duration },
    #[error("the body is larger than {limit} bytes")]
    TooLarge { limit: usize },
    #[error("there is nothing in the file")]
    FileEmpty,
    #[error("the file is larger than {limit} bytes")]
    FileTooBig { limit: u64 },
    #[error("`{name}` is a program or a script, and such files are not taken")]
    FileRefused { name: String },
    #[error("there is no room for the file just now; send it again later")]
    NoSpace,
    #[error("the address of the file is wrong or too old; ask for it with the visitor token")]
    StaleLink,
    #[error("the body has to be JSON; send it with the header Content-Type: application/json")]
    NotJson,
    #[error(
        "this gateway does not answer for the host `{host}`; if it is yours, make it the public address (--public-url)"
    )]
    WrongHost { host: String },
    #[error("that was too often; try again in {retry_after} s")]
    RateLimited { retry_after: u64 },
    #[error("it could not be kept just now; send it again later")]
    Unavailable,
}

#[derive(Serialize)]
struct Answer<'a> {
    code: &'a str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
}

impl Refusal {
    /// A refusal that names what a stranger wrote never repeats more than this many characters.
    const SHOWN: usize = 200;

    pub(crate) fn invalid(field: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::InvalidField {
            field: field.into(),
            reason: reason.into(),
        }
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.code().0
    }

    fn code(&self) -> (StatusCode, &'static str) {
        match self {
            Self::MalformedJson { .. } => (StatusCode::BAD_REQUEST, "malformed_json"),
            Self::InvalidField { .. } => (StatusCode::BAD_REQUEST, "invalid_field"),
            Self::UnknownVisitor => (StatusCode::UNAUTHORIZED, "unknown_visitor"),
            Self::OriginNotAllowed { .. } => (StatusCode::FORBIDDEN, "origin_not_allowed"),
            Self::UnknownSiteKey { .. } => (StatusCode::NOT_FOUND, "unknown_site_key"),
            Self::NoDialog => (StatusCode::CONFLICT, "no_dialog"),
            Self::NotFound { .. } => (StatusCode::NOT_FOUND, "not_found"),
            Self::MethodNotAllowed { .. } => (StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed"),
            Self::IncompleteBody { .. } => (StatusCode::REQUEST_TIMEOUT, "incomplete_body"),
            Self::TooLarge { .. } => (StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
            Self::FileEmpty => (StatusCode::BAD_REQUEST, "file_empty"),
            Self::FileTooBig { .. } => (StatusCode::PAYLOAD_TOO_LARGE, "file_too_big"),
            Self::FileRefused { .. } => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "file_refused"),
            Self::NoSpace => (StatusCode::INSUFFICIENT_STORAGE, "no_space"),
            Self::StaleLink => (StatusCode::FORBIDDEN, "stale_link"),
            Self::NotJson => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_json"),
            Self::WrongHost { .. } => (StatusCode::MISDIRECTED_REQUEST, "wrong_host"),
            Self::RateLimited { .. } => (StatusCode::TOO_MANY_REQUESTS, "rate_limited"),
            Self::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, "unavailable"),
        }
    }
}

/// The beginning of what a stranger wrote, to name it in a refusal.
pub(crate) fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(Refusal::SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, code) = self.code();
        let field = match &self {
            Self::InvalidField { field, .. } => Some(field.as_str()),
            _ => None,
        };
        let answer = Answer {
            code,
            message: self.to_string(),
            field,
        };
        let mut response = (status, Json(answer)).into_response();
        let headers = response.headers_mut();
        match self {
            Self::RateLimited { retry_after } => {
                headers.insert(header::RETRY_AFTER, retry_after.into());
            }
            Self::UnknownVisitor => {
                let scheme = HeaderValue::from_static("Bearer");
                headers.insert(header::WWW_AUTHENTICATE, scheme);
            }
            // The rest of the body may still be on its way and must not be taken for a request.
            Self::IncompleteBody { .. } => {
                headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            _ => {}
        }
        response
    }
}

impl From<crate::limit::TooMany> for Refusal {
    fn from(too_many: crate::limit::TooMany) -> Self {
        Self::RateLimited {
            retry_after: too_many.retry_after,
        }
    }
}
