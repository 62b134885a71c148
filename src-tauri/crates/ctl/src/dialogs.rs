use std::fmt::Write as _;

use clap::Subcommand;
use domain::DialogId;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use crate::acts::{self, ActsCommand};
use crate::door::{Door, pretty, word};
use crate::failure::Failure;
use crate::filter::Filter;

/// Rows asked for at once.
const PAGE: u32 = 500;

#[derive(Debug, Subcommand)]
pub(crate) enum DialogsCommand {
    /// Dialogs, newest first
    List {
        #[command(flatten)]
        filter: Filter,
        /// At most so many
        #[arg(long, value_name = "N", default_value_t = 100)]
        limit: u32,
    },
    /// A dialog with everything that was said
    Show {
        /// Its id
        id: DialogId,
        /// The time zone of times [default: this computer's]
        #[arg(long, value_name = "ZONE")]
        tz: Option<String>,
    },
    #[command(flatten)]
    Acts(ActsCommand),
}

pub(crate) async fn run(
    door: &Door,
    command: DialogsCommand,
    json: bool,
) -> Result<String, Failure> {
    match command {
        DialogsCommand::Acts(command) => acts::run(door, command, json).await,
        DialogsCommand::List { filter, limit } => {
            let (zone, _) = filter.zone()?;
            let rows = rows(door, filter.json()?, limit).await?;
            Ok(if json {
                pretty(&rows)
            } else {
                list(&rows, &zone)
            })
        }
        DialogsCommand::Show { id, tz } => {
            let zone = match tz {
                Some(name) => TimeZone::get(&name).map_err(|_| {
                    Failure::Request(format!(
                        "`{name}` is not a time zone; use a name like Europe/Moscow"
                    ))
                })?,
                None => TimeZone::system(),
            };
            let mut dialog = door.call("dialog_get", json!({ "id": id })).await?;
            dialog["messages"] = messages(door, id).await?;
            Ok(if json {
                pretty(&dialog)
            } else {
                show(&dialog, &zone)
            })
        }
    }
}

async fn rows(door: &Door, filter: Value, limit: u32) -> Result<Value, Failure> {
    let mut rows = Vec::new();
    let mut after = Value::Null;
    while rows.len() < limit as usize {
        let left = limit - u32::try_from(rows.len()).unwrap_or(limit);
        let request = json!({ "filter": filter, "after": after, "limit": left.min(PAGE) });
        let mut page = door.call("dialogs_page", request).await?;
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

async fn messages(door: &Door, id: DialogId) -> Result<Value, Failure> {
    let mut messages = Vec::new();
    loop {
        let after = messages
            .last()
            .map_or(Value::Null, |last: &Value| last["seq"].clone());
        let request = json!({ "id": id, "after": after, "limit": PAGE });
        let mut page = door.call("dialog_messages", request).await?;
        if let Value::Array(more) = page["messages"].take() {
            messages.extend(more);
        }
        if page["more"] != true {
            return Ok(Value::Array(messages));
        }
    }
}

fn time(value: &Value, zone: &TimeZone) -> String {
    let at = value
        .as_i64()
        .and_then(|millis| jiff::Timestamp::from_millisecond(millis).ok());
    at.map_or_else(String::new, |at| {
        at.to_zoned(zone.clone())
            .strftime("%Y-%m-%d %H:%M:%S")
            .to_string()
    })
}

fn client(dialog: &Value) -> String {
    match dialog["client"].as_str() {
        Some(name) => name.to_owned(),
        None => format!("Visitor {}", dialog["client_no"]),
    }
}

fn list(rows: &Value, zone: &TimeZone) -> String {
    let mut text = String::new();
    for row in rows.as_array().into_iter().flatten() {
        let _ = writeln!(
            text,
            "{}  {}  {:<9} {:<6} {:>4}  {}: {}",
            word(row, "id"),
            time(&row["created_at"], zone),
            word(row, "messenger"),
            word(row, "state"),
            row["messages"].to_string(),
            client(row),
            word(row, "last_text").replace('\n', " ")
        );
    }
    text
}

fn show(dialog: &Value, zone: &TimeZone) -> String {
    let mut text = String::new();
    for (label, value) in [
        ("Session id", word(dialog, "id").to_owned()),
        ("Chat date", time(&dialog["created_at"], zone)),
        ("Chat", word(&dialog["chat"], "name").to_owned()),
        ("Client id", word(dialog, "client_id").to_owned()),
        ("Client", client(dialog)),
        ("State", word(dialog, "state").to_owned()),
        ("Ending", word(dialog, "ending").to_owned()),
        ("Link", word(dialog, "link").to_owned()),
    ] {
        let _ = writeln!(text, "{label:<11} {value}");
    }
    text.push('\n');
    for message in dialog["messages"].as_array().into_iter().flatten() {
        let author = message["author"]
            .as_str()
            .unwrap_or_else(|| word(message, "author_type"));
        let said = word(message, "text");
        let _ = writeln!(text, "[{}] {author}: {said}", time(&message["at"], zone));
    }
    text
}
