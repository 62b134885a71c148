//! What operators do in dialogs, without the window.

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clap::{Args, Subcommand, ValueEnum};
use domain::{Clock as _, DialogId, MessageId, SystemClock};
use serde_json::{Value, json};

use crate::door::{Door, moment, pretty, word};
use crate::failure::Failure;
use crate::setup::Thing;

/// Somewhat more than a file may have in bytes; by how much it is too long is said by whoever takes it.
const FILE_READ_MAX: u64 = 24 << 20;
/// Rows asked for at once.
const PAGE: u32 = 200;

/// Who does it.
#[derive(Debug, Args)]
pub(crate) struct As {
    /// As this operator: their id or name
    #[arg(long = "as", value_name = "OPERATOR")]
    operator: String,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Tab {
    /// What the operator holds
    My,
    /// What waits for a group of theirs, or for anybody
    Queue,
    /// What waits and finds nobody there
    Help,
    /// All that is open
    All,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ActsCommand {
    /// Take a dialog
    Take {
        /// Its id
        id: DialogId,
        #[command(flatten)]
        by: As,
        /// Take it over from this operator, who must hold it
        #[arg(long, value_name = "OPERATOR")]
        over: Option<String>,
    },
    /// Write to the client of a dialog that the operator holds
    Send {
        /// Its id
        id: DialogId,
        #[command(flatten)]
        by: As,
        /// What is written; may be left out when a file is sent
        #[arg(default_value = "", required_unless_present = "files")]
        text: String,
        /// Send this file; may be given several times
        #[arg(long = "file", value_name = "PATH")]
        files: Vec<PathBuf>,
        /// An id of one's own for it: sent again under the same one, nothing is sent twice
        #[arg(long)]
        key: Option<String>,
    },
    /// Pass a dialog on
    Transfer {
        /// Its id
        id: DialogId,
        #[command(flatten)]
        by: As,
        /// operator:WHO, group:WHICH, any, bot or script:WHICH, each by its id or name
        #[arg(long, value_name = "WHERE")]
        to: String,
    },
    /// Say which tags a dialog has
    Tag {
        /// Its id
        id: DialogId,
        /// Their ids or names; none leaves it without
        #[arg(value_name = "TAG")]
        tags: Vec<String>,
    },
    /// End a dialog
    Close {
        /// Its id
        id: DialogId,
        #[command(flatten)]
        by: As,
        /// How it went: one of the chat's results
        #[arg(long, conflicts_with = "spam")]
        result: Option<String>,
        /// It is spam
        #[arg(long)]
        spam: bool,
    },
    /// The lists in which an operator works
    Inbox {
        #[command(flatten)]
        by: As,
        /// Which
        #[arg(long, value_enum, default_value_t = Tab::My)]
        tab: Tab,
        /// At most so many
        #[arg(long, value_name = "N", default_value_t = 100)]
        limit: u32,
    },
}

pub(crate) async fn run(door: &Door, command: ActsCommand, json: bool) -> Result<String, Failure> {
    let (told, done) = match command {
        ActsCommand::Take { id, by, over } => {
            let over = match over {
                Some(named) => Some(Thing::Operator.id(door, &named).await?),
                None => None,
            };
            let request = json!({ "id": id, "as": by.operator, "over": over });
            let done = door.call("dialog_take", request).await?;
            let told = match absent(door, &done["operator"]["id"]).await? {
                Some(name) => format!("taken {id} for {name}, who is not there now\n"),
                None => format!("taken {id}\n"),
            };
            (told, done)
        }
        ActsCommand::Send {
            id,
            by,
            text,
            files,
            key,
        } => {
            let mut taken = Vec::new();
            for path in &files {
                let request = json!({ "name": name(path), "bytes": STANDARD.encode(read(path)?) });
                taken.push(door.call("file_of_bytes", request).await?);
            }
            let files: Vec<Value> = taken
                .iter()
                .map(|file| json!({ "id": file["id"], "name": file["name"] }))
                .collect();
            let key = key.unwrap_or_else(|| MessageId::new(SystemClock.now()).to_string());
            let request =
                json!({ "id": id, "as": by.operator, "text": text, "files": files, "key": key });
            let sent = door.call("dialog_send", request).await?;
            (ids(&sent["messages"]), sent)
        }
        ActsCommand::Transfer { id, by, to } => {
            let to = place(door, &to).await?;
            let request = json!({ "id": id, "as": by.operator, "to": &to });
            let done = door.call("dialog_transfer", request).await?;
            let told = match absent(door, &to["operator"]).await? {
                Some(name) => format!("passed on {id} to {name}, who is not there now\n"),
                None => format!("passed on {id}\n"),
            };
            (told, done)
        }
        ActsCommand::Tag { id, tags } => {
            let mut known = Vec::new();
            for named in tags {
                known.push(Thing::Tag.id(door, &named).await?);
            }
            let request = json!({ "dialog": id, "tags": known });
            let tags = door.call("dialog_tags", request).await?;
            (named(&tags), tags)
        }
        ActsCommand::Close {
            id,
            by,
            result,
            spam,
        } => {
            let request = json!({ "id": id, "as": by.operator, "result": result, "spam": spam });
            (
                format!("closed {id}\n"),
                door.call("dialog_close", request).await?,
            )
        }
        ActsCommand::Inbox { by, tab, limit } => {
            let rows = inbox(door, &by, tab, limit).await?;
            (list(&rows), rows)
        }
    };
    Ok(if json { pretty(&done) } else { told })
}

/// The name of the operator with this id when they are not there to answer.
async fn absent(door: &Door, id: &Value) -> Result<Option<String>, Failure> {
    if id.is_null() {
        return Ok(None);
    }
    let operators = door.call("operators_list", json!({})).await?;
    let mut operators = operators.as_array().into_iter().flatten();
    let away = operators.find(|one| one["id"] == *id && one["presence"] != "online");
    Ok(away.map(|one| word(one, "name").to_owned()))
}

/// To whom a dialog is passed on, as the command takes it.
async fn place(door: &Door, to: &str) -> Result<Value, Failure> {
    Ok(match to.split_once(':') {
        None if to == "bot" => json!({ "type": "bot" }),
        None if to == "any" => json!({ "type": "group", "group": null }),
        Some(("operator", named)) => {
            json!({ "type": "operator", "operator": Thing::Operator.id(door, named).await? })
        }
        Some(("group", named)) => {
            json!({ "type": "group", "group": Thing::Group.id(door, named).await? })
        }
        Some(("script", named)) => {
            let scripts = door.call("scripts_list", json!({})).await?;
            let mut scripts = scripts.as_array().into_iter().flatten();
            let called = |script: &&Value| {
                word(script, "id") == named || api::is_same_name(word(script, "name"), named)
            };
            let script = scripts.find(called);
            let unknown = || Failure::Work(format!("there is no script `{named}`"));
            json!({ "type": "script", "script": script.ok_or_else(unknown)?["id"] })
        }
        _ => {
            return Err(Failure::Request(format!(
                "`{to}` is nobody a dialog can be passed on to; write operator:WHO, group:WHICH, any, bot or script:WHICH"
            )));
        }
    })
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(FILE_READ_MAX).read_to_end(&mut bytes))
        .map_err(|error| Failure::file(path, error))?;
    Ok(bytes)
}

async fn inbox(door: &Door, by: &As, tab: Tab, limit: u32) -> Result<Value, Failure> {
    let tab = match tab {
        Tab::My => "my",
        Tab::Queue => "queue",
        Tab::Help => "help",
        Tab::All => "all",
    };
    let (mut rows, mut after) = (Vec::new(), Value::Null);
    while rows.len() < limit as usize {
        let left = limit - u32::try_from(rows.len()).unwrap_or(limit);
        let request =
            json!({ "as": by.operator, "tab": tab, "after": after, "limit": left.min(PAGE) });
        let mut page = door.call("inbox_list", request).await?;
        if let Value::Array(more) = page["rows"].take() {
            rows.extend(more);
        }
        after = page["next"].take();
        if after.is_null() {
            break;
        }
    }
    Ok(Value::Array(rows))
}

fn ids(messages: &Value) -> String {
    lines(messages, |message| word(message, "id").to_owned())
}

fn named(tags: &Value) -> String {
    lines(tags, |tag| word(tag, "name").to_owned())
}

fn list(rows: &Value) -> String {
    lines(rows, |row| {
        let client = match row["client"]["name"].as_str() {
            Some(name) => name.to_owned(),
            None => format!("Visitor {}", row["client"]["no"]),
        };
        let place = match row["position"].as_u64() {
            Some(position) => format!("no. {position}"),
            None => word(&row["operator"], "name").to_owned(),
        };
        format!(
            "{}  {}  {:<18} {:<12} {client}: {}",
            word(row, "id"),
            moment(&row["last_at"]),
            word(row, "section"),
            place,
            word(row, "last_text").replace('\n', " ")
        )
    })
}

fn lines(list: &Value, line: impl Fn(&Value) -> String) -> String {
    let mut text = String::new();
    for one in list.as_array().into_iter().flatten() {
        let _ = writeln!(text, "{}", line(one));
    }
    text
}
