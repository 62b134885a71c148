//! `POST /messages`: what a visitor writes or presses.

use std::sync::Arc;

use axum::extract::State;
use domain::{MessageId, TEXT_MAX, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Inbound, Received};

use super::visitor::Visiting;
use crate::error::Refusal;
use crate::guard::Cors;
use crate::request::Json;
use crate::server::App;

/// The most characters a visitor's own id of a message may have.
const ID_MAX: usize = 64;
/// The most characters a button's payload may have.
const PAYLOAD_MAX: usize = 1000;

#[derive(Debug, Deserialize)]
pub(super) struct Posted {
    client_msg_id: String,
    #[serde(rename = "type")]
    kind: Kind,
    text: Option<String>,
    payload: Option<String>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Text,
    Postback,
}

#[derive(Debug, Serialize)]
pub(super) struct Taken {
    id: MessageId,
    seq: u64,
    ts: Timestamp,
}

impl From<Received> for Taken {
    fn from(received: Received) -> Self {
        Self {
            id: received.message,
            seq: received.seq,
            ts: received.at,
        }
    }
}

/// Answers when the message is on the disk; the same id again gets the first answer again.
pub(super) async fn take(
    State(app): State<Arc<App>>,
    Visiting { visitor, cors }: Visiting,
    Json(posted): Json<Posted>,
) -> Result<(Cors, axum::Json<Taken>), Refusal> {
    let inbound = inbound(posted)?;
    let now = app.clock.now();
    app.messages.count(visitor.client, now)?;
    let received = app
        .store
        .write(move |writer| writer.receive(&visitor, &inbound, now))
        .await?;
    Ok((cors, axum::Json(received.into())))
}

fn inbound(posted: Posted) -> Result<Inbound, Refusal> {
    let remote_id = client_msg_id("client_msg_id", &posted.client_msg_id)?;
    let text = written(posted.text.as_deref().unwrap_or_default());
    within("text", &text, TEXT_MAX)?;
    let payload = match posted.kind {
        Kind::Text => None,
        Kind::Postback => {
            let payload = posted.payload.unwrap_or_default();
            within("payload", &payload, PAYLOAD_MAX)?;
            Some(payload)
        }
    };
    Ok(Inbound {
        remote_id,
        text,
        payload,
        attachment: None,
    })
}

/// A visitor's own id of a message, which stands in the named field.
pub(super) fn client_msg_id(field: &str, id: &str) -> Result<String, Refusal> {
    let is_id = (1..=ID_MAX).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    if !is_id {
        let reason = format!("has to be 1 to {ID_MAX} of the characters A-Z a-z 0-9 _ -");
        return Err(Refusal::invalid(field, reason));
    }
    Ok(id.to_owned())
}

/// The text as it is kept: without the space around it and without characters that show nothing and
/// cannot stand in every file the text may go to.
fn written(text: &str) -> String {
    let shows = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    text.replace("\r\n", "\n")
        .trim()
        .chars()
        .filter(shows)
        .collect()
}

fn within(field: &str, text: &str, most: usize) -> Result<(), Refusal> {
    match text.chars().count() {
        0 => Err(Refusal::invalid(field, "is missing or empty")),
        length if length > most => Err(Refusal::invalid(
            field,
            format!("has {length} characters; the limit is {most}"),
        )),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn read(body: Value) -> Result<Inbound, Refusal> {
        inbound(serde_json::from_value(body).unwrap())
    }

    #[test]
    fn text_and_buttons_are_understood() {
        let text = json!({"client_msg_id": "a-1_B", "type": "text", "text": " Привет\r\nвсем\u{0}\u{7}! ", "payload": "x"});
        assert_eq!(
            read(text).unwrap(),
            Inbound {
                remote_id: "a-1_B".into(),
                text: "Привет\nвсем!".into(),
                payload: None,
                attachment: None,
            }
        );
        let pressed =
            json!({"client_msg_id": "2", "type": "postback", "text": "Yes", "payload": "p1"});
        assert_eq!(
            read(pressed).unwrap(),
            Inbound {
                remote_id: "2".into(),
                text: "Yes".into(),
                payload: Some("p1".into()),
                attachment: None,
            }
        );
    }

    #[test]
    fn the_limits_are_counted_in_characters() {
        let of = |length: usize| {
            read(json!({"client_msg_id": "1", "type": "text", "text": "ё".repeat(length)}))
        };
        assert!(of(TEXT_MAX).is_ok());
        assert_eq!(
            of(TEXT_MAX + 1).unwrap_err().to_string(),
            "text: has 4001 characters; the limit is 4000"
        );
    }

    #[test]
    fn a_field_that_is_wrong_is_named() {
        let text =
            |id: &str, text: Value| json!({"client_msg_id": id, "type": "text", "text": text});
        let pressed = |payload: Value| json!({"client_msg_id": "1", "type": "postback", "text": "Yes", "payload": payload});
        for (body, field) in [
            (text("", json!("x")), "client_msg_id"),
            (text(&"x".repeat(65), json!("x")), "client_msg_id"),
            (text("a b", json!("x")), "client_msg_id"),
            (text("ё", json!("x")), "client_msg_id"),
            (text("1", json!(" \n\u{0} ")), "text"),
            (text("1", json!(null)), "text"),
            (pressed(json!(null)), "payload"),
            (pressed(json!("x".repeat(1001))), "payload"),
        ] {
            let refusal = read(body.clone()).unwrap_err();
            assert!(
                matches!(&refusal, Refusal::InvalidField { field: named, .. } if named == field),
                "{body}: {refusal}"
            );
        }
    }
}
