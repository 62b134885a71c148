//! `POST /typing`: the visitor is writing. Nothing of it is kept.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use domain::AuthorType;
use store::Change;

use super::visitor::Visiting;
use crate::error::Refusal;
use crate::guard::Cors;
use crate::server::App;

pub(super) async fn take(
    State(app): State<Arc<App>>,
    Visiting { visitor, cors }: Visiting,
) -> Result<(Cors, StatusCode), Refusal> {
    app.typing.count(visitor.client, app.clock.now())?;
    let client = visitor.client;
    let dialog = app
        .store
        .read(move |reader| reader.open_dialog_of(client))
        .await?;
    if let Some(dialog) = dialog {
        app.store.tell(Change::Typing {
            client,
            dialog,
            by: AuthorType::Client,
        });
    }
    Ok((cors, StatusCode::NO_CONTENT))
}
