//! `parleyctl`: Parley without a window, for servers, scripts and tests.
//!
//! It reads words from the command line and prints what comes back; what a command means is decided
//! in `api`. Where another Parley owns the data folder, that one is asked to do the work.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;
use tracing_subscriber::EnvFilter;

mod acts;
mod audit;
mod channels;
mod chats;
mod cli;
mod connections;
mod dialogs;
mod door;
mod failure;
mod filter;
mod operators;
mod rehearse;
mod reports;
mod sample;
mod scripts;
mod serve;
mod setup;

use cli::{Cli, Command};
use door::Door;
use failure::Failure;
use setup::Thing;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return not_run(&error),
    };
    let json = cli.json;
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(
            EnvFilter::try_from_env("PARLEY_LOG").unwrap_or_else(|_| EnvFilter::new("warn")),
        )
        .init();
    match run(cli).await {
        Ok(text) => {
            let mut out = std::io::stdout().lock();
            // Whoever closed the pipe has read enough.
            let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
            ExitCode::SUCCESS
        }
        Err(failure) => refuse(&failure, json),
    }
}

fn refuse(failure: &Failure, json: bool) -> ExitCode {
    let _ = match json {
        true => writeln!(std::io::stderr(), "{}", failure.to_json()),
        false => writeln!(std::io::stderr(), "parleyctl: {failure}"),
    };
    failure.exit_code()
}

/// Shows help where it was asked for or nothing was; complains in one line about what is wrong.
fn not_run(error: &clap::Error) -> ExitCode {
    use clap::error::ErrorKind;
    match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
        }
        _ => {
            // What was wrong with the arguments keeps them from being read.
            let json = std::env::args_os().any(|argument| argument == "--json");
            refuse(&Failure::Request(complaint(&error.to_string())), json)
        }
    }
}

/// What clap says, without the usage and the advice below it.
fn complaint(said: &str) -> String {
    let said = said.strip_prefix("error: ").unwrap_or(said);
    let end = ["\n\nUsage:", "\n\nFor more information"]
        .iter()
        .filter_map(|end| said.find(end))
        .min();
    said[..end.unwrap_or(said.len())].to_owned()
}

async fn run(cli: Cli) -> Result<String, Failure> {
    let folder = cli.folder()?;
    if let Command::Serve(options) = cli.command {
        return serve::run(folder, cli.passphrase_file, options, cli.json).await;
    }
    let door = Door::to(folder, cli.passphrase_file);
    let json = cli.json;
    let done = match cli.command {
        Command::Chats { command } => chats::run(&door, command, json).await,
        Command::Channels { command } => channels::run(&door, command, json).await,
        Command::Dialogs { command } => dialogs::run(&door, command, json).await,
        Command::Operators { command } => operators::run(&door, command, json).await,
        Command::Groups { command } => setup::run(&door, Thing::Group, command, json).await,
        Command::Tags { command } => setup::run(&door, Thing::Tag, command, json).await,
        Command::Scripts { command } => scripts::run(&door, command, json).await,
        Command::Connections { command } => connections::run(&door, command, json).await,
        Command::Audit { limit } => audit::run(&door, limit, json).await,
        Command::Report(options) => reports::run(&door, options, json).await,
        Command::Sample(options) => sample::run(&door, options, json).await,
        Command::Schema => door.text("schema").await,
        Command::Serve(_) => Ok(String::new()),
    };
    door.close().await;
    done
}
