//! Who writes: the visitor behind a token.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use store::{TokenHash, Visitor};

use crate::error::Refusal;
use crate::guard::{Asker, Cors};
use crate::server::App;

/// A request of a known visitor, from a page that may use the chat.
pub(crate) struct Visiting {
    pub(crate) visitor: Visitor,
    pub(crate) cors: Cors,
}

impl FromRequestParts<Arc<App>> for Visiting {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refusal> {
        let token = bearer(&parts.headers).ok_or(Refusal::UnknownVisitor)?;
        let asker = parts
            .extensions
            .get::<Asker>()
            .ok_or(Refusal::Unavailable)?;
        let (hash, now) = (hash(token), app.clock.now());
        let needs_sites = app.guard.is_from_elsewhere(asker);
        let (visitor, sites) = app
            .store
            .read(move |reader| {
                let visitor = reader.visitor(hash, now)?.ok_or(Refusal::UnknownVisitor)?;
                let sites = if needs_sites {
                    reader.allowed_sites(visitor.channel)?
                } else {
                    Vec::new()
                };
                Ok::<_, Refusal>((visitor, sites))
            })
            .await?;
        let cors = app.guard.allow(asker, &sites)?;
        Ok(Self { visitor, cors })
    }
}

/// A new token: 32 random bytes. It is handed out once; the store keeps its [`hash`].
pub(crate) fn new_token() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// What the store knows a token by.
pub(crate) fn hash(token: &str) -> TokenHash {
    TokenHash(Sha256::digest(token).into())
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()?
        .split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_long_and_no_two_are_the_same() {
        let (one, other) = (new_token(), new_token());
        assert_eq!(URL_SAFE_NO_PAD.decode(&one).unwrap().len(), 32);
        assert_ne!(one, other);
    }

    #[test]
    fn the_token_is_read_from_the_header_alone() {
        for (value, token) in [
            ("Bearer abc", Some("abc")),
            ("bearer  abc ", Some("abc")),
            ("Basic abc", None),
            ("abc", None),
            ("", None),
        ] {
            let headers = HeaderMap::from_iter([(header::AUTHORIZATION, value.parse().unwrap())]);
            assert_eq!(bearer(&headers), token, "{value}");
        }
    }
}
