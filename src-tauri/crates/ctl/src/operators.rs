use std::io::Read as _;

use clap::Subcommand;
use domain::Presence;
use serde_json::json;

use crate::door::Door;
use crate::failure::Failure;
use crate::setup::{self, SetupCommand, Thing, told};

/// More than any PIN has.
const PIN_MAX: u64 = 256;

#[derive(Debug, Subcommand)]
pub(crate) enum OperatorsCommand {
    #[command(flatten)]
    Setup(SetupCommand),
    /// Set an operator's PIN, which is read from standard input: 4 to 12 digits
    Pin {
        /// Their id or name
        #[arg(value_name = "ID")]
        named: String,
        /// Take the PIN away; nothing is read
        #[arg(long)]
        remove: bool,
    },
    /// Have an operator be given dialogs
    Online {
        /// Their id or name
        #[arg(value_name = "ID")]
        named: String,
        /// For how long unless it is said again, in seconds [default: 60]
        #[arg(long = "for", value_name = "SECONDS")]
        for_s: Option<u32>,
    },
    /// Have an operator be given nothing new
    Pause {
        /// Their id or name
        #[arg(value_name = "ID")]
        named: String,
    },
}

pub(crate) async fn run(
    door: &Door,
    command: OperatorsCommand,
    json: bool,
) -> Result<String, Failure> {
    let operator = match command {
        OperatorsCommand::Setup(command) => {
            return setup::run(door, Thing::Operator, command, json).await;
        }
        OperatorsCommand::Pin { named, remove } => {
            let id = Thing::Operator.id(door, &named).await?;
            let pin = if remove { None } else { Some(pin()?) };
            let request = json!({ "id": id, "pin": pin, "current": null });
            door.call("operator_pin", request).await?
        }
        OperatorsCommand::Online { named, for_s } => {
            present(door, &named, Presence::Online, for_s).await?
        }
        OperatorsCommand::Pause { named } => present(door, &named, Presence::Pause, None).await?,
    };
    Ok(told(&operator, json))
}

async fn present(
    door: &Door,
    named: &str,
    presence: Presence,
    for_s: Option<u32>,
) -> Result<serde_json::Value, Failure> {
    let request = json!({ "operator": named, "presence": presence, "for_s": for_s });
    Ok(door.call("operator_presence", request).await?)
}

/// The PIN is not an argument, since others on the computer see those.
fn pin() -> Result<String, Failure> {
    let mut text = String::new();
    std::io::stdin()
        .lock()
        .take(PIN_MAX)
        .read_to_string(&mut text)
        .map_err(|error| Failure::Request(format!("standard input: {error}")))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}
