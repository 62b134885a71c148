use std::fmt::Write as _;

use clap::Subcommand;
use domain::{ChannelId, ChatId};
use serde_json::{Value, json};

use crate::door::{Door, pretty, word};
use crate::failure::Failure;

#[derive(Debug, Subcommand)]
pub(crate) enum ChannelsCommand {
    /// The channels of a chat
    List {
        /// Its id
        chat: ChatId,
    },
    /// Switch a channel on
    Enable {
        /// Its id
        id: ChannelId,
    },
    /// Switch a channel off; nobody reaches the chat through it until it is on again
    Disable {
        /// Its id
        id: ChannelId,
    },
}

pub(crate) async fn run(
    door: &Door,
    command: ChannelsCommand,
    json: bool,
) -> Result<String, Failure> {
    let (id, on) = match command {
        ChannelsCommand::List { chat } => {
            let channels = door.call("channels_list", json!({ "chat": chat })).await?;
            return Ok(if json {
                pretty(&channels)
            } else {
                list(&channels)
            });
        }
        ChannelsCommand::Enable { id } => (id, true),
        ChannelsCommand::Disable { id } => (id, false),
    };
    let request = json!({ "id": id, "on": on });
    let done = door.call("channel_switch", request).await?;
    Ok(match (json, on) {
        (true, _) => pretty(&done),
        (false, true) => format!("enabled {id}\n"),
        (false, false) => format!("disabled {id}\n"),
    })
}

fn list(channels: &Value) -> String {
    let mut text = String::new();
    for channel in channels.as_array().into_iter().flatten() {
        let on = if channel["on"] == true { "on" } else { "off" };
        let (id, messenger) = (word(channel, "id"), word(channel, "messenger"));
        let _ = writeln!(text, "{id}  {on:3}  {messenger}");
    }
    text
}
