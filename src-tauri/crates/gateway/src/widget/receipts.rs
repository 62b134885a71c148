//! `POST /receipts`: how far a visitor has come in what was written to them.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use domain::Delivery;
use serde::Deserialize;

use super::visitor::Visiting;
use crate::error::Refusal;
use crate::guard::Cors;
use crate::request::Json;
use crate::server::App;

#[derive(Debug, Deserialize)]
pub(super) struct Receipt {
    kind: Kind,
    up_to_seq: u64,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Delivered,
    Read,
}

impl From<Kind> for Delivery {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Delivered => Self::Delivered,
            Kind::Read => Self::Read,
        }
    }
}

pub(super) async fn take(
    State(app): State<Arc<App>>,
    Visiting { visitor, cors }: Visiting,
    Json(Receipt { kind, up_to_seq }): Json<Receipt>,
) -> Result<(Cors, StatusCode), Refusal> {
    app.store
        .write(move |writer| {
            // Nobody can have what was not written yet.
            let up_to = up_to_seq.min(writer.conversation(visitor.client)?.last_seq);
            writer.receipt(visitor.client, kind.into(), up_to)
        })
        .await?;
    Ok((cors, StatusCode::NO_CONTENT))
}
