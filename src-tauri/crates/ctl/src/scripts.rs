use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use api::{ApiError, ScriptProblem};
use clap::Subcommand;
use domain::ScriptId;
use serde::Deserialize as _;
use serde_json::{Value, json};

use crate::door::{Door, moment, pretty, word};
use crate::failure::Failure;
use crate::rehearse::{self, RehearseOptions};

/// The longest file that is read at all, in bytes; the program says what is too long for a script.
const READ_MAX: u64 = 8 << 20;

#[derive(Debug, Subcommand)]
pub(crate) enum ScriptsCommand {
    /// Every script
    List {
        /// Part of the name
        #[arg(default_value = "")]
        search: String,
    },
    /// One script: how it stands, where it is used, and what is wrong with its draft
    Show {
        /// Its id
        id: ScriptId,
    },
    /// Make a script from a file, or put the file in the place of a draft; `-` reads standard input
    Import {
        /// The file
        file: PathBuf,
        /// The script whose draft it takes the place of
        #[arg(long, value_name = "ID")]
        into: Option<ScriptId>,
    },
    /// The draft as a file for `import`, here or on another computer
    Export {
        /// Its id
        id: ScriptId,
        /// A published version instead
        #[arg(long, value_name = "N")]
        version: Option<u32>,
    },
    /// What is wrong with a file, without taking it in; `-` reads standard input
    Check {
        /// The file
        file: PathBuf,
    },
    /// Make the draft the version that clients get
    Publish {
        /// Its id
        id: ScriptId,
    },
    /// Delete a script that no chat uses
    Delete {
        /// Its id
        id: ScriptId,
    },
    /// How a script stood before
    History {
        /// Its id
        id: ScriptId,
        /// Only moments before this number; fifty are told at once
        #[arg(long, value_name = "NO")]
        before: Option<i64>,
    },
    /// Bring the draft back to how it stood at a moment
    GoBack {
        /// Its id
        id: ScriptId,
        /// The moment, as `history` shows it
        no: i64,
    },
    /// What versions of a script would have made of the dialogs of a period; nothing is sent
    Rehearse(RehearseOptions),
    /// The JSON Schema of a script's file
    Schema,
}

fn read(path: &Path) -> Result<String, Failure> {
    let mut text = Vec::new();
    let read = if path == Path::new("-") {
        let input = std::io::stdin().lock();
        input.take(READ_MAX).read_to_end(&mut text)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(READ_MAX).read_to_end(&mut text))
    };
    read.map_err(|error| Failure::file(path, error))?;
    if text.starts_with(b"\xff\xfe") || text.starts_with(b"\xfe\xff") {
        return Err(Failure::file(
            path,
            "is written in UTF-16; save it as UTF-8",
        ));
    }
    String::from_utf8(text).map_err(|error| Failure::file(path, format!("not UTF-8: {error}")))
}

/// What the program says of a file, under the file's name.
fn of_file(path: &Path, error: ApiError) -> Failure {
    match error.code.as_str() {
        "malformed_file" => Failure::file(path, error.message),
        _ => error.into(),
    }
}

pub(crate) async fn run(
    door: &Door,
    command: ScriptsCommand,
    json: bool,
) -> Result<String, Failure> {
    match command {
        ScriptsCommand::List { search } => {
            let request = json!({ "search": search });
            let scripts = door.call("scripts_list", request).await?;
            Ok(if json {
                pretty(&scripts)
            } else {
                list(&scripts)
            })
        }
        ScriptsCommand::Show { id } => {
            let script = door.call("script_open", json!({ "id": id })).await?;
            Ok(if json { pretty(&script) } else { show(&script) })
        }
        ScriptsCommand::Import { file, into } => {
            let request = json!({ "id": into, "text": read(&file)? });
            let taken = door.call("script_take", request).await;
            let script = taken.map_err(|error| of_file(&file, error))?;
            Ok(if json {
                pretty(&script)
            } else {
                format!("{}\n{}", word(&script, "id"), problems(&script["problems"]))
            })
        }
        ScriptsCommand::Export { id, version } => {
            let request = json!({ "id": id, "version": version });
            let text = door.call("script_text", request).await?;
            Ok(word(&text, "text").to_owned())
        }
        ScriptsCommand::Check { file } => check(door, &file, json).await,
        ScriptsCommand::Publish { id } => {
            let script = door.call("script_open", json!({ "id": id })).await?;
            let request = json!({ "id": id, "revision": script["revision"] });
            let published = door.call("script_publish", request).await?;
            Ok(if json {
                pretty(&published)
            } else {
                format!("published version {}\n", published["version"])
            })
        }
        ScriptsCommand::Delete { id } => {
            let deleted = door.call("script_delete", json!({ "id": id })).await?;
            Ok(if json {
                pretty(&deleted)
            } else {
                format!("deleted {id}\n")
            })
        }
        ScriptsCommand::History { id, before } => {
            let request = json!({ "id": id, "before": before });
            let moments = door.call("script_history", request).await?;
            Ok(if json {
                pretty(&moments)
            } else {
                history(&moments)
            })
        }
        ScriptsCommand::GoBack { id, no } => {
            let now = door.call("script_open", json!({ "id": id })).await?;
            let request = json!({ "id": id, "no": no, "revision": now["revision"] });
            let script = door.call("script_go_back", request).await?;
            Ok(if json {
                pretty(&script)
            } else {
                format!("{id}\n{}", problems(&script["problems"]))
            })
        }
        ScriptsCommand::Rehearse(options) => rehearse::run(door, options, json).await,
        ScriptsCommand::Schema => {
            let answer = door.call("script_schema", json!({})).await?;
            Ok(pretty(&answer["schema"]))
        }
    }
}

/// Tells what is wrong with a file; with an error in it the file cannot be used.
async fn check(door: &Door, file: &Path, json: bool) -> Result<String, Failure> {
    let request = json!({ "text": read(file)? });
    let checked = door.call("script_text_check", request).await;
    let found = checked.map_err(|error| of_file(file, error))?;
    let all = found.as_array().into_iter().flatten();
    let errors: Vec<_> = all
        .filter(|problem| word(problem, "severity") == "error")
        .map(words)
        .collect();
    if !errors.is_empty() {
        return Err(Failure::Refused(Box::new(ApiError {
            code: "invalid".to_owned(),
            message: format!("{}: {}", file.display(), errors.join("; ")),
            details: found,
        })));
    }
    Ok(if json {
        pretty(&found)
    } else {
        problems(&found)
    })
}

fn list(scripts: &Value) -> String {
    let mut text = String::new();
    for script in scripts.as_array().into_iter().flatten() {
        let _ = writeln!(
            text,
            "{}  {}  {:<28}  {}",
            word(script, "id"),
            word(script, "language"),
            state(script),
            word(script, "name")
        );
    }
    text
}

/// How a script stands, in a few words.
fn state(script: &Value) -> String {
    let mut parts = Vec::new();
    match script["published"].as_u64() {
        Some(version) => parts.push(format!("version {version}")),
        None => parts.push("never published".to_owned()),
    }
    if script["builtin"] == true {
        parts.push("built in".to_owned());
    } else if script["changed"] == true && !script["published"].is_null() {
        parts.push("draft differs".to_owned());
    }
    match script["errors"].as_u64() {
        None | Some(0) => {}
        Some(1) => parts.push("1 error".to_owned()),
        Some(errors) => parts.push(format!("{errors} errors")),
    }
    parts.join(", ")
}

fn show(script: &Value) -> String {
    let draft = &script["draft"];
    let chats = script["chats"].as_array().into_iter().flatten();
    let chats: Vec<_> = chats.map(|chat| word(chat, "name")).collect();
    let blocks = draft["blocks"].as_array().map_or(0, Vec::len);
    let mut text = String::new();
    for (label, value) in [
        ("name", word(draft, "name").to_owned()),
        ("language", word(draft, "language").to_owned()),
        ("state", state(script)),
        ("blocks", blocks.to_string()),
        ("chats", chats.join(", ")),
    ] {
        let _ = writeln!(text, "{label:<10}{value}");
    }
    text + &problems(&script["problems"])
}

/// A line for each problem: how bad, where, what.
fn problems(problems: &Value) -> String {
    let mut text = String::new();
    for problem in problems.as_array().into_iter().flatten() {
        let _ = writeln!(text, "{}: {}", word(problem, "severity"), words(problem));
    }
    text
}

/// A problem in words.
fn words(problem: &Value) -> String {
    let read = ScriptProblem::deserialize(problem);
    read.map_or_else(|_| problem.to_string(), |problem| problem.to_string())
}

fn history(moments: &Value) -> String {
    let mut text = String::new();
    for kept in moments.as_array().into_iter().flatten() {
        let version = kept["version"].as_u64();
        let version = version.map(|version| format!("version {version}"));
        let _ = writeln!(
            text,
            "{:>5}  {}  {:<9}  {}  {}  {}",
            kept["no"].to_string(),
            moment(&kept["at"]),
            word(kept, "what"),
            word(kept, "by"),
            version.unwrap_or_default(),
            word(kept, "name")
        );
    }
    let oldest = moments.as_array().and_then(|moments| moments.last());
    if let Some(oldest) = oldest.and_then(|oldest| oldest["no"].as_i64())
        && oldest > 1
    {
        let _ = writeln!(text, "older ones: --before {oldest}");
    }
    text
}
