use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::{Subcommand, ValueEnum};
use domain::{ChatFile, ChatId};
use serde_json::{Value, json};

use crate::door::{Door, moment, pretty, word};
use crate::failure::Failure;

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
        /// What is left out of it gets its default; a `revision` in it must be the chat's present one
        file: PathBuf,
        /// Take the place of whatever was saved since the file's `revision`
        #[arg(long)]
        force: bool,
    },
    /// Make a second chat like this one
    Duplicate {
        /// Its id
        id: ChatId,
    },
    /// One chat with its pictures, as a file for `create` here or on another computer
    Export {
        /// Its id
        id: ChatId,
    },
    /// Who changed a chat, when, and what
    History {
        /// Its id
        id: ChatId,
        /// Only changes before this revision; fifty are told at once
        #[arg(long, value_name = "REVISION")]
        before: Option<i64>,
    },
    /// Bring a chat back to how it stood at a revision
    GoBack {
        /// Its id
        id: ChatId,
        /// The revision, as `history` shows it
        revision: i64,
    },
    /// Where two chats differ
    Compare {
        /// The one
        one: ChatId,
        /// The other
        other: ChatId,
    },
    /// The JSON Schema of a chat's file
    Schema,
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
fn read(path: &Path) -> Result<ChatFile, Failure> {
    let mut text = Vec::new();
    let read = if path == Path::new("-") {
        std::io::stdin()
            .lock()
            .take(api::CHAT_FILE_MAX + 1)
            .read_to_end(&mut text)
    } else {
        std::fs::File::open(path)
            .and_then(|file| file.take(api::CHAT_FILE_MAX + 1).read_to_end(&mut text))
    };
    read.map_err(|error| Failure::file(path, error))?;
    api::read_chat(&text).map_err(|error| Failure::file(path, error))
}

pub(crate) async fn run(door: &Door, command: ChatsCommand, json: bool) -> Result<String, Failure> {
    match command {
        ChatsCommand::List { search } => {
            let chats = door.call("chats_list", json!({ "search": search })).await?;
            Ok(if json { pretty(&chats) } else { list(&chats) })
        }
        ChatsCommand::Show { id } => {
            let request = json!({ "id": id, "pictures": false });
            Ok(pretty(&door.call("chat_file", request).await?))
        }
        ChatsCommand::Create { file } => {
            let request = json!({ "file": read(&file)? });
            Ok(told(&door.call("chat_from_file", request).await?, json))
        }
        ChatsCommand::Update { id, file, force } => {
            let request = json!({ "id": id, "file": read(&file)?, "force": force });
            Ok(told(&door.call("chat_to_file", request).await?, json))
        }
        ChatsCommand::Duplicate { id } => {
            let chat = door.call("chat_duplicate", json!({ "id": id })).await?;
            Ok(told(&chat, json))
        }
        ChatsCommand::Export { id } => {
            let request = json!({ "id": id, "pictures": true });
            Ok(pretty(&door.call("chat_file", request).await?))
        }
        ChatsCommand::History { id, before } => {
            let request = json!({ "id": id, "before": before });
            let versions = door.call("chat_versions", request).await?;
            Ok(if json {
                pretty(&versions)
            } else {
                history(&versions)
            })
        }
        ChatsCommand::GoBack { id, revision } => {
            let now = door.call("chat_get", json!({ "id": id })).await?;
            let request = json!({ "id": id, "revision": now["revision"], "to": revision });
            Ok(told(&door.call("chat_go_back", request).await?, json))
        }
        ChatsCommand::Compare { one, other } => {
            let request = json!({ "one": one, "other": other });
            let differences = door.call("chats_compare", request).await?;
            Ok(if json {
                pretty(&differences)
            } else {
                changes(&differences, "")
            })
        }
        ChatsCommand::Schema => Ok(pretty(&door.call("chat_schema", json!({})).await?)),
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

fn history(versions: &Value) -> String {
    let mut text = String::new();
    for version in versions.as_array().into_iter().flatten() {
        let at = moment(&version["at"]);
        let (from, by) = (word(version, "from"), word(version, "by"));
        let _ = writeln!(
            text,
            "{:>5}  {at}  {from}  {by}",
            version["revision"].to_string()
        );
        text += &changes(&version["changes"], "       ");
    }
    let oldest = versions.as_array().and_then(|versions| versions.last());
    if let Some(oldest) = oldest.and_then(|oldest| oldest["revision"].as_i64())
        && oldest > 1
    {
        let _ = writeln!(text, "older ones: --before {oldest}");
    }
    text
}

/// A line for each difference: the path, the value before, the value after.
fn changes(differences: &Value, indent: &str) -> String {
    let mut text = String::new();
    for difference in differences.as_array().into_iter().flatten() {
        let (before, after) = (&difference["before"], &difference["after"]);
        let _ = writeln!(
            text,
            "{indent}{}: {before} -> {after}",
            word(difference, "path")
        );
    }
    text
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
