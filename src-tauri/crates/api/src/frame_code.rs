use domain::ChatId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::settings::Nothing;
use crate::{ApiError, App, GatewayState};

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct FrameCodeOf {
    chat: ChatId,
}

/// What a page needs to show a chat.
#[derive(Debug, Serialize, TS)]
pub(crate) struct FrameCode {
    /// One line of HTML.
    snippet: String,
    /// The address in it.
    address: String,
    /// A page of the gateway that shows the chat.
    test_page: String,
    /// Whether others than this computer can reach the address.
    public: bool,
}

async fn of_chat(app: &App, chat: ChatId) -> Result<FrameCode, ApiError> {
    let key = app
        .store()
        .read(move |r| {
            if r.chat(chat)?.is_none() {
                return Err(ApiError::not_found("chat", chat));
            }
            let key = r
                .channels(chat)?
                .into_iter()
                .find_map(|channel| channel.site_key);
            key.ok_or_else(|| ApiError::not_found("web channel of chat", chat))
        })
        .await?;
    let status = app.gateway_status();
    let (address, public) = match (status.public_url, app.address()) {
        (Some(url), _) => (url.trim_end_matches('/').to_owned(), true),
        (None, Some(address)) => (format!("http://{address}"), !address.ip().is_loopback()),
        (None, None) if status.state == GatewayState::Off => {
            (format!("http://{}", app.usual_address().await?), false)
        }
        (None, None) => return Err(status.error.unwrap_or_else(not_listening)),
    };
    Ok(FrameCode {
        snippet: format!(r#"<script src="{address}/widget/v1/loader.js?k={key}" async></script>"#),
        test_page: format!("{address}/widget/v1/test?k={key}"),
        address,
        public,
    })
}

fn not_listening() -> ApiError {
    ApiError::new(
        "gateway_off",
        "the gateway does not run, so there is no address for the frame code; start Parley or `parleyctl serve`",
    )
}

pub(crate) async fn frame_code(app: App, request: FrameCodeOf) -> Result<FrameCode, ApiError> {
    let code = of_chat(&app, request.chat).await?;
    let address = match app.address() {
        Some(address) => address,
        None => app.usual_address().await?,
    };
    app.issue_port(address).await?;
    Ok(code)
}

pub(crate) async fn open_test_page(app: App, request: FrameCodeOf) -> Result<Nothing, ApiError> {
    let code = of_chat(&app, request.chat).await?;
    app.host().open_address(&code.test_page)?;
    Ok(Nothing {})
}
