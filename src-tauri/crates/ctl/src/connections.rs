use std::fmt::Write as _;
use std::io::Read as _;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use crate::door::{Door, pretty, word};
use crate::failure::Failure;

/// The longest key that is read, in bytes.
const KEY_MAX: u64 = 4096;

#[derive(Debug, Subcommand)]
pub(crate) enum ConnectionsCommand {
    /// Language models that scripts may ask
    Ai {
        #[command(subcommand)]
        command: AiCommand,
    },
    /// Private addresses that scripts and language models may be reached at
    Allow {
        #[command(subcommand)]
        command: AllowCommand,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum AiCommand {
    /// Every one
    List,
    /// Set one up, or change it
    Save(AiSave),
    /// Take one away, with its key
    Remove {
        /// Its name
        name: String,
    },
    /// Say hello to one
    Test {
        /// Its name
        name: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct AiSave {
    /// What scripts call it
    name: String,
    /// Where it is, without `/chat/completions`
    #[arg(long, value_name = "URL")]
    address: String,
    /// Which of its models answers
    #[arg(long)]
    model: String,
    /// What it was called before
    #[arg(long, value_name = "NAME")]
    was: Option<String>,
    /// Read its key from standard input; without this the key there stays
    #[arg(long)]
    key: bool,
    /// Take its key away
    #[arg(long, conflicts_with = "key")]
    no_key: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AllowCommand {
    /// Every one
    List,
    /// Allow one
    Add {
        /// As in `localhost:11434`
        #[arg(value_name = "HOST:PORT")]
        address: String,
    },
    /// Allow one no longer
    Remove {
        /// As it is listed
        #[arg(value_name = "HOST:PORT")]
        address: String,
    },
}

pub(crate) async fn run(
    door: &Door,
    command: ConnectionsCommand,
    json: bool,
) -> Result<String, Failure> {
    match command {
        ConnectionsCommand::Ai { command } => ai(door, command, json).await,
        ConnectionsCommand::Allow { command } => allow(door, command, json).await,
    }
}

async fn ai(door: &Door, command: AiCommand, json: bool) -> Result<String, Failure> {
    let (done, text) = match command {
        AiCommand::List => {
            let all = door.call("ai_services_list", json!({})).await?;
            let text = all.as_array().into_iter().flatten().map(line).collect();
            (all, text)
        }
        AiCommand::Save(save) => {
            let listed = door.call("ai_services_list", json!({})).await?;
            // Saving one that is there changes it.
            let is_there = |name: &str| {
                let mut all = listed.as_array().into_iter().flatten();
                all.any(|one| api::is_same_name(word(one, "name"), name))
            };
            let was = save
                .was
                .or_else(|| is_there(&save.name).then(|| save.name.clone()));
            let key = match (save.key, save.no_key) {
                (true, _) => Some(key()?),
                (_, true) => Some(String::new()),
                _ => None,
            };
            let (name, address, model) = (save.name, save.address, save.model);
            let request = json!({
                "name": name, "address": address, "model": model, "key": key, "was": was
            });
            let saved = door.call("ai_service_save", request).await?;
            let text = line(&saved);
            (saved, text)
        }
        AiCommand::Remove { name } => {
            let done = door
                .call("ai_service_delete", json!({ "name": name }))
                .await?;
            (done, format!("removed {name}\n"))
        }
        AiCommand::Test { name } => {
            let said = door
                .call("ai_service_test", json!({ "name": name }))
                .await?;
            let text = format!("{} ({} ms)\n", word(&said, "said"), said["ms"]);
            (said, text)
        }
    };
    Ok(if json { pretty(&done) } else { text })
}

/// Its name, its model, whether it has a key, and where it is.
fn line(service: &Value) -> String {
    let [name, model, address] = ["name", "model", "address"].map(|field| word(service, field));
    let key = match service["has_key"].as_bool() {
        Some(true) => "key",
        _ => "no key",
    };
    format!("{name}  {model}  {key}  {address}\n")
}

/// The key is not an argument, since others on the computer see those.
fn key() -> Result<String, Failure> {
    let mut text = String::new();
    std::io::stdin()
        .lock()
        .take(KEY_MAX)
        .read_to_string(&mut text)
        .map_err(|error| Failure::Request(format!("standard input: {error}")))?;
    let key = text.trim();
    if key.is_empty() {
        let message = "standard input: there is no key; `--no-key` takes the one there away";
        return Err(Failure::Request(message.to_owned()));
    }
    Ok(key.to_owned())
}

async fn allow(door: &Door, command: AllowCommand, json: bool) -> Result<String, Failure> {
    let allowed = door.call("allowed_addresses", json!({})).await?;
    let mut addresses: Vec<String> = allowed
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|address| address.as_str().map(str::to_owned))
        .collect();
    match command {
        AllowCommand::List => {}
        AllowCommand::Add { address } => {
            addresses.push(address);
            addresses = saved(door, &addresses).await?;
        }
        AllowCommand::Remove { address } => {
            let before = addresses.len();
            addresses.retain(|one| !one.eq_ignore_ascii_case(address.trim()));
            if addresses.len() == before {
                return Err(Failure::Work(format!(
                    "`{address}` is not among the allowed addresses"
                )));
            }
            addresses = saved(door, &addresses).await?;
        }
    }
    let mut text = String::new();
    for address in &addresses {
        let _ = writeln!(text, "{address}");
    }
    Ok(if json {
        pretty(&json!(addresses))
    } else {
        text
    })
}

async fn saved(door: &Door, addresses: &[String]) -> Result<Vec<String>, Failure> {
    let request = json!({ "addresses": addresses });
    let saved = door.call("allowed_addresses_save", request).await?;
    let saved = saved.as_array().into_iter().flatten();
    Ok(saved
        .filter_map(|address| address.as_str().map(str::to_owned))
        .collect())
}
