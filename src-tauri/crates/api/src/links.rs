//! Links that somebody wrote in a message. Nothing is asked of where they lead.

use domain::{WebAddressError, check_web_address};
use serde::Deserialize;
use ts_rs::TS;

use crate::settings::Nothing;
use crate::{ApiError, App};

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct LinkOpen {
    /// An absolute `http` or `https` address without a user name or a password.
    url: String,
}

/// Opens a link in the person's browser. What a client wrote reaches the desktop here, so anything
/// but a web page is refused: the desktop would open files and start programs by their addresses.
pub(crate) async fn link_open(app: App, request: LinkOpen) -> Result<Nothing, ApiError> {
    let address = check_web_address(&request.url).map_err(refused)?;
    app.host().open_address(&address)?;
    Ok(Nothing {})
}

fn refused(error: WebAddressError) -> ApiError {
    ApiError::new("link_refused", error.to_string())
}
