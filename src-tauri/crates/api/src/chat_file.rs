//! A chat as a file.

use domain::Chat;

use crate::chats::ChatById;
use crate::settings::Nothing;
use crate::{ApiError, App, From};

pub(crate) async fn chat_export(_app: App, _request: ChatById) -> Result<Option<String>, ApiError> {
    Ok(None)
}

pub(crate) async fn chat_import(
    _app: App,
    _from: From,
    _: Nothing,
) -> Result<Option<Chat>, ApiError> {
    Ok(None)
}
