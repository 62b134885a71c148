use domain::{ChannelId, ChatId, Messenger};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::settings::Nothing;
use crate::{ApiError, App};

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChannelsOf {
    chat: ChatId,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChannelSwitch {
    id: ChannelId,
    on: bool,
}

/// A channel of a chat.
#[derive(Debug, Serialize, TS)]
pub(crate) struct ChannelRow {
    id: ChannelId,
    messenger: Messenger,
    on: bool,
    /// What a page that embeds the widget names; only web channels have one.
    site_key: Option<String>,
}

impl ChannelRow {
    pub(crate) const fn is_on(&self) -> bool {
        self.on
    }
}

impl From<store::Channel> for ChannelRow {
    fn from(channel: store::Channel) -> Self {
        Self {
            id: channel.id,
            messenger: channel.messenger,
            on: channel.enabled,
            site_key: channel.site_key,
        }
    }
}

pub(crate) async fn channels_list(
    app: App,
    request: ChannelsOf,
) -> Result<Vec<ChannelRow>, ApiError> {
    let channels = app.store().read(move |r| r.channels(request.chat)).await?;
    Ok(channels.into_iter().map(ChannelRow::from).collect())
}

pub(crate) async fn channel_switch(app: App, request: ChannelSwitch) -> Result<Nothing, ApiError> {
    let ChannelSwitch { id, on } = request;
    let switched = app.store().write(move |w| w.switch_channel(id, on)).await?;
    if switched {
        Ok(Nothing {})
    } else {
        Err(ApiError::not_found("channel", id))
    }
}
