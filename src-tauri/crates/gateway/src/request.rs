//! What a request says: its body and its parameters, read within limits and turned into values, or
//! refused by name.

use std::borrow::Cow;
use std::sync::Arc;

use axum::body::{Body, BodyDataStream, Bytes, HttpBody};
use axum::extract::{FromRequest, Request, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use serde::de::DeserializeOwned;

use crate::Limits;
use crate::error::{Refusal, shown};
use crate::server::App;

/// A body that is too large is still taken off the wire up to this many bytes, so that the client
/// reads the answer instead of a broken connection.
const DRAINED: u64 = 16 * 1024 * 1024;

/// Reads the whole body before anything looks at the request, so that no handler waits for a slow
/// one and every path has the same limits.
pub(crate) async fn read_body(
    State(app): State<Arc<App>>,
    request: Request,
    next: Next,
) -> Response {
    let (parts, body) = request.into_parts();
    if body.is_end_stream() {
        return next.run(Request::from_parts(parts, Body::empty())).await;
    }
    match within_limits(&parts.headers, body, &app.limits).await {
        Ok(bytes) => {
            next.run(Request::from_parts(parts, Body::from(bytes)))
                .await
        }
        Err(refusal) => refusal.into_response(),
    }
}

async fn within_limits(headers: &HeaderMap, body: Body, limits: &Limits) -> Result<Bytes, Refusal> {
    let most = limits.body_bytes as u64;
    let too_large = || Refusal::TooLarge {
        limit: limits.body_bytes,
    };
    let declared = body.size_hint().lower();
    // Whoever asks before sending has sent nothing yet.
    if declared > DRAINED || (declared > most && headers.contains_key(header::EXPECT)) {
        return Err(too_large());
    }
    match tokio::time::timeout(limits.body_time, take(body, most)).await {
        Ok(Ok(Some(bytes))) => Ok(bytes),
        Ok(Ok(None)) => Err(too_large()),
        Err(_) if declared > most => Err(too_large()),
        Ok(Err(_)) | Err(_) => Err(Refusal::IncompleteBody {
            within: limits.body_time,
        }),
    }
}

/// The body; none when it has more than `most` bytes, which are then not kept.
async fn take(body: Body, most: u64) -> Result<Option<Bytes>, axum::Error> {
    let mut kept = Vec::new();
    let mut length = 0;
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk?;
        length += chunk.len() as u64;
        if length <= most {
            kept.extend_from_slice(&chunk);
        } else if length <= DRAINED {
            kept = Vec::new();
        } else {
            break;
        }
    }
    Ok((length <= most).then(|| kept.into()))
}

/// Takes what is left of a body that is not wanted off the wire, within limits.
pub(crate) async fn pass_over(headers: &HeaderMap, mut body: BodyDataStream, limits: &Limits) {
    // Whoever asks before sending has sent nothing yet.
    if body.size_hint().lower() > DRAINED || headers.contains_key(header::EXPECT) {
        return;
    }
    let passing = async {
        let mut length = 0;
        while let Some(Ok(piece)) = body.next().await {
            length += piece.len() as u64;
            if length > DRAINED {
                return;
            }
        }
    };
    // Who is slower does without the answer.
    let _ = tokio::time::timeout(limits.body_time, passing).await;
}

/// A body of JSON. Fields that are not known are passed over, so that a newer client is understood.
pub(crate) struct Json<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        // A page of another site may send plain text without asking, but JSON only after a preflight.
        if !request
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(is_json)
        {
            return Err(Refusal::NotJson);
        }
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|_| Refusal::Unavailable)?;
        decode(&bytes).map(Self)
    }
}

fn is_json(content_type: &HeaderValue) -> bool {
    let essence = content_type.to_str().unwrap_or_default().split(';').next();
    essence.is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}

fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    let malformed = |error: &serde_json::Error| Refusal::MalformedJson {
        line: error.line(),
        column: error.column(),
        reason: shown(&without_place(error)),
    };
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let field = error.path().to_string();
        let error = error.into_inner();
        if error.is_data() {
            let field = if field == "." {
                "body".to_owned()
            } else {
                shown(&field)
            };
            Refusal::InvalidField {
                field,
                reason: shown(&without_place(&error)),
            }
        } else {
            malformed(&error)
        }
    })?;
    json.end().map_err(|error| malformed(&error))?;
    Ok(value)
}

/// The error's words without the place that serde appends, since we name it ourselves.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rfind(" at line ") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}

/// The first value of a parameter in the query.
pub(crate) fn parameter<'a>(uri: &'a Uri, name: &str) -> Option<Cow<'a, str>> {
    form_urlencoded::parse(uri.query()?.as_bytes())
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// A whole number somebody wrote into a parameter or a header.
pub(crate) fn number(field: &str, text: &str) -> Result<u64, Refusal> {
    text.trim().parse().map_err(|_| {
        let reason = format!("`{}` is not a whole number from 0 up", shown(text));
        Refusal::invalid(field, reason)
    })
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only whether it decodes is asked")]
    struct Asked {
        count: u8,
        inner: Option<Inner>,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only whether it decodes is asked")]
    struct Inner {
        kind: Kind,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Kind {
        Read,
    }

    #[test]
    fn what_is_wrong_in_a_body_is_named_with_its_place() {
        for (body, said) in [
            (
                &b"{\"count\": 1,\n  oops}"[..],
                "line 2, column 3: key must be a string",
            ),
            (b"", "line 1, column 0: EOF while parsing a value"),
            (b"{\"count\":1}}", "line 1, column 12: trailing characters"),
            (b"{\"count\":\"\xff\"}", "invalid unicode code point"),
            (b"[]", "body: invalid length 0"),
            (b"{}", "missing field `count`"),
            (b"{\"count\":-1}", "count: invalid value: integer `-1`"),
            (
                b"{\"count\":1,\"inner\":{\"kind\":\"eaten\"}}",
                "inner.kind: unknown variant `eaten`",
            ),
        ] {
            let refusal = decode::<Asked>(body).unwrap_err().to_string();
            assert!(refusal.contains(said), "{refusal}");
            assert!(
                refusal.matches("line ").count() <= 1,
                "the place stands once: {refusal}"
            );
        }
    }

    #[test]
    fn nesting_without_end_is_refused() {
        let body = [b"{\"count\":1,\"x\":".to_vec(), vec![b'['; 60_000]].concat();
        assert!(matches!(
            decode::<Asked>(&body),
            Err(Refusal::MalformedJson { .. })
        ));
    }

    #[test]
    fn what_a_stranger_wrote_is_never_repeated_at_length() {
        let body = format!(
            r#"{{"count":1,"inner":{{"kind":"{}"}}}}"#,
            "x".repeat(60_000)
        );
        let refusal = decode::<Asked>(body.as_bytes()).unwrap_err().to_string();
        assert!(refusal.len() < 400, "{} bytes", refusal.len());
    }
}
