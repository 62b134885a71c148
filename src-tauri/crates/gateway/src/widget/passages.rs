//! `POST /passages`: the visitor wants to go on in a messenger. The token is theirs alone, for one use
//! within a day; how it is carried there is the messenger's own way.

use std::sync::Arc;

use axum::extract::State;
use domain::{Messenger, Timestamp};
use serde::{Deserialize, Serialize};

use super::visitor::{Visiting, hash, new_token};
use crate::error::Refusal;
use crate::guard::Cors;
use crate::request::Json;
use crate::server::App;

#[derive(Debug, Deserialize)]
pub(super) struct Leaving {
    messenger: Messenger,
}

#[derive(Debug, Serialize)]
pub(super) struct Passage {
    token: String,
    expires_at: Timestamp,
}

pub(super) async fn issue(
    State(app): State<Arc<App>>,
    Visiting { visitor, cors }: Visiting,
    Json(Leaving { messenger }): Json<Leaving>,
) -> Result<(Cors, axum::Json<Passage>), Refusal> {
    let now = app.clock.now();
    app.passages.count(visitor.client, now)?;
    let token = new_token();
    let hash = hash(&token);
    let expires_at = app
        .store
        .write(move |writer| {
            let chat = writer.chat(visitor.chat)?.ok_or(Refusal::UnknownVisitor)?;
            if !chat.settings.links.contains_key(&messenger) {
                let reason = format!("this chat has no link to {messenger}");
                return Err(Refusal::invalid("messenger", reason));
            }
            let dialog = writer.open_dialog_of(visitor.client)?;
            let dialog = dialog.ok_or(Refusal::NoDialog)?;
            Ok(writer.issue_passage(dialog, messenger, hash, now)?)
        })
        .await?;
    Ok((cors, axum::Json(Passage { token, expires_at })))
}
