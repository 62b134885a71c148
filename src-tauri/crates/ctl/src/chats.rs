use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::{Subcommand, ValueEnum};
use domain::{ChatId, ChatInput};
use serde_json::{Value, json};

use crate::door::{Door, pretty};
use crate::failure::Failure;

/// The longest file a chat may be written in.
const FILE: u64 = 1 << 20;

#[derive(Debug, Subcommand)]
pub(crate) enum ChatsCommand {
    /// Every chat
    List {
        /// Part of the name
        #[arg(default_value = "")]
        search: String,
    },
    /// One chat, as a file for `update`
    Show {
        /// Its id
        id: ChatId,
    },
    /// Make a chat from a JSON file; `-` reads standard input
    Create {
        /// Only `name` must be in it
        file: PathBuf,
    },
    /// Change a chat to what a JSON file says; `-` reads standard input
    Update {
        /// Its id
        id: ChatId,
        /// What is left out of it gets its default
        file: PathBuf,
    },
    /// Delete a chat
    Delete {
        /// Its id
        id: ChatId,
        /// What becomes of its dialogs
        #[arg(long, value_enum, default_value_t)]
        dialogs: Fate,
    },
    /// The line of HTML that shows the chat in a page
    FrameCode {
        /// Its id
        id: ChatId,
    },
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(crate) enum Fate {
    /// They stay readable
    #[default]
    Keep,
    /// They are erased with it
    Delete,
}

/// Reads a chat's file and checks its form, so that an error names the file and the line.
fn input(path: &Path) -> Result<ChatInput, Failure> {
    let mut text = Vec::new();
    let read = if path == Path::new("-") {
        std::io::stdin()
            .lock()
            .take(FILE + 1)
            .read_to_end(&mut text)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(FILE + 1).read_to_end(&mut text))
    };
    read.map_err(|error| Failure::file(path, error))?;
    if text.len() as u64 > FILE {
        return Err(Failure::file(
            path,
            "is longer than 1 MiB; that is not a chat",
        ));
    }
    serde_json::from_slice(&text).map_err(|error| Failure::file(path, error))
}

pub(crate) async fn run(door: &Door, command: ChatsCommand, json: bool) -> Result<String, Failure> {
    match command {
        ChatsCommand::List { search } => {
            let chats = door.call("chats_list", json!({ "search": search })).await?;
            Ok(if json { pretty(&chats) } else { list(&chats) })
        }
        ChatsCommand::Show { id } => Ok(pretty(&door.call("chat_get", json!({ "id": id })).await?)),
        ChatsCommand::Create { file } => {
            let input = input(&file)?;
            let chat = door.call("chat_create", json!({ "input": input })).await?;
            Ok(told(&chat, json))
        }
        ChatsCommand::Update { id, file } => {
            let input = input(&file)?;
            let request = json!({ "id": id, "revision": null, "input": input });
            let chat = door.call("chat_update", request).await?;
            Ok(told(&chat, json))
        }
        ChatsCommand::Delete { id, dialogs } => {
            let fate = match dialogs {
                Fate::Keep => "keep",
                Fate::Delete => "delete",
            };
            let request = json!({ "id": id, "dialogs": fate });
            let deleted = door.call("chat_delete", request).await?;
            Ok(if json {
                pretty(&deleted)
            } else {
                format!("deleted {id}\n")
            })
        }
        ChatsCommand::FrameCode { id } => {
            let code = door.call("frame_code", json!({ "chat": id })).await?;
            Ok(if json {
                pretty(&code)
            } else {
                format!("{}\n", word(&code, "snippet"))
            })
        }
    }
}

fn told(chat: &Value, json: bool) -> String {
    if json {
        pretty(chat)
    } else {
        format!("{}\n", word(chat, "id"))
    }
}

fn word<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn list(chats: &Value) -> String {
    let mut text = String::new();
    for chat in chats.as_array().into_iter().flatten() {
        let _ = writeln!(
            text,
            "{}  {:>6} today  {:>5} active  {}",
            word(chat, "id"),
            chat["dialogs_today"].to_string(),
            chat["active_now"].to_string(),
            word(chat, "name")
        );
    }
    text
}
