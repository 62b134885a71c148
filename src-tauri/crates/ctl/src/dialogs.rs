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
/// Messages of a thread asked for at once.
const THREAD: u32 = 200;

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
            let (dialog, entries) = whole(door, id).await?;
            Ok(if json {
                pretty(&dialog)
            } else {
                show(&dialog, &entries, &zone)
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

/// A dialog as its chat, its card and its thread tell it.
async fn whole(door: &Door, id: DialogId) -> Result<(Value, Vec<Value>), Failure> {
    let mut dialog = door.call("dialog_get", json!({ "id": id })).await?;
    let mut card = door.call("card", json!({ "dialog": id })).await?;
    let entries = entries(door, id).await?;
    for key in ["operator", "group"] {
        dialog[key] = card["dialog"][key].take();
    }
    dialog["tags"] = card["tags"].take();
    let of = |kind: &'static str| entries.iter().filter(move |entry| entry["type"] == kind);
    let head = of("dialog").next();
    for key in ["rating", "scale"] {
        dialog[key] = head.map_or(Value::Null, |head| head[key].clone());
    }
    dialog["messages"] = of("message")
        .map(|entry| entry["message"].clone())
        .collect();
    let happenings: Vec<Value> = of("happening").map(happening).collect();
    let said = happenings
        .iter()
        .rfind(|one| one["what"] == "operator_result");
    dialog["result"] = said.map_or(Value::Null, |said| said["result"].clone());
    dialog["happenings"] = Value::Array(happenings);
    Ok((dialog, entries))
}

/// What happened, with when.
fn happening(entry: &Value) -> Value {
    let mut happening = entry["what"].clone();
    happening["at"] = entry["at"].clone();
    happening
}

/// Everything that was said and done in a dialog, the oldest first.
async fn entries(door: &Door, id: DialogId) -> Result<Vec<Value>, Failure> {
    let (mut pages, mut before) = (Vec::new(), Value::Null);
    loop {
        let request = json!({ "dialog": id, "before": before, "limit": THREAD });
        let mut page = door.call("thread", request).await?;
        let mut entries = match page["entries"].take() {
            Value::Array(entries) => entries,
            _ => Vec::new(),
        };
        // A thread goes on into the dialogs before.
        entries.retain(|entry| entry["dialog"] == json!(id));
        let begins = entries.iter().any(|entry| entry["type"] == "dialog");
        pages.push(entries);
        before = page["earlier"].take();
        if begins || before.is_null() {
            return Ok(pages.into_iter().rev().flatten().collect());
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

fn show(dialog: &Value, entries: &[Value], zone: &TimeZone) -> String {
    let mut text = String::new();
    let tags = dialog["tags"].as_array().into_iter().flatten();
    let tags: Vec<&str> = tags.map(|tag| word(tag, "name")).collect();
    let markers = dialog["markers"].as_array().into_iter().flatten();
    let markers: Vec<String> = markers
        .map(|mark| match mark["value"].as_str() {
            Some(value) => format!("{} = {value}", word(mark, "marker")),
            None => word(mark, "marker").to_owned(),
        })
        .collect();
    let rating = match dialog["rating"].as_u64() {
        Some(rating) => format!("{rating} of {}", dialog["scale"]),
        None => String::new(),
    };
    for (label, value) in [
        ("Session id", word(dialog, "id").to_owned()),
        ("Chat date", time(&dialog["created_at"], zone)),
        ("Chat", word(&dialog["chat"], "name").to_owned()),
        ("Client id", word(dialog, "client_id").to_owned()),
        ("Client", client(dialog)),
        ("State", word(dialog, "state").to_owned()),
        ("Ending", word(dialog, "ending").to_owned()),
        ("Operator", word(&dialog["operator"], "name").to_owned()),
        ("Group", word(&dialog["group"], "name").to_owned()),
        ("Rating", rating),
        ("Result", word(dialog, "result").to_owned()),
        ("Tags", tags.join(", ")),
        ("Markers", markers.join(", ")),
        ("Link", word(dialog, "link").to_owned()),
    ] {
        let _ = writeln!(text, "{label:<11} {value}");
    }
    text.push('\n');
    for entry in entries {
        if entry["type"] == "happening" {
            let at = time(&entry["at"], zone);
            let _ = writeln!(text, "[{at}] * {}", happened(&entry["what"]));
        } else if entry["type"] == "message" {
            let message = &entry["message"];
            let author = message["author"]
                .as_str()
                .unwrap_or_else(|| word(message, "author_type"));
            let said = word(message, "text");
            let _ = writeln!(text, "[{}] {author}: {said}", time(&message["at"], zone));
        }
    }
    text
}

/// What happened beside the messages, in a few words.
fn happened(what: &Value) -> String {
    let of = |key| word(what, key);
    let after = match what["wait_s"].as_u64() {
        Some(seconds) => format!(" after {seconds} s"),
        None => String::new(),
    };
    let group = match what["group"].as_str() {
        Some(group) => format!("group {group}"),
        None => "anybody".to_owned(),
    };
    match of("what") {
        "handed_over" => format!("handed over to {group}"),
        "assigned" => format!("given to {}{after}", of("operator")),
        "taken" => format!("taken by {}{after}", of("operator")),
        "transferred" => {
            let to = what["operator"].as_str().unwrap_or(&group);
            format!("passed on by {} to {to}", of("from"))
        }
        "taken_away" => format!("taken from {}, who did not answer", of("operator")),
        "returned_to_bot" => format!("given to the bot by {}", of("operator")),
        "script" => format!("script {} run by {}", of("script"), of("operator")),
        "queue_over" => "nobody took it in time".to_owned(),
        "help" => "nobody is there to be given it".to_owned(),
        "rating_asked" => "a rating is asked for".to_owned(),
        "rated" => format!("rated {} of {}", what["rating"], what["scale"]),
        "comment" => format!("comment on the rating: {}", of("text")),
        "client_result" if what["solved"] == true => "solved, says the client".to_owned(),
        "client_result" => "not solved, says the client".to_owned(),
        "operator_result" => format!("result: {}, says {}", of("result"), of("operator")),
        "moved" => format!("goes on in {} instead of {}", of("to"), of("from")),
        "closed" => match what["operator"].as_str() {
            Some(operator) => format!("closed by {operator}: {}", of("ending")),
            None => format!("closed: {}", of("ending")),
        },
        other => other.to_owned(),
    }
}
