//! `parleyctl`: Parley without a window, for servers, scripts and tests.
//!
//! It reads words from the command line and prints what comes back; what a command means is decided
//! in `api`. Where another Parley owns the data folder, that one is asked to do the work.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;
use tracing_subscriber::EnvFilter;

mod chats;
mod cli;
mod dialogs;
mod door;
mod failure;
mod filter;
mod reports;
mod sample;
mod serve;

use cli::{Cli, Command};
use door::Door;
use failure::Failure;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
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
        Err(failure) => {
            let _ = writeln!(std::io::stderr(), "parleyctl: {failure}");
            failure.exit_code()
        }
    }
}

async fn run(cli: Cli) -> Result<String, Failure> {
    let folder = cli.folder()?;
    if let Command::Serve(options) = cli.command {
        return serve::run(folder, options).await;
    }
    let door = Door::open(folder).await?;
    let json = cli.json;
    let done = match cli.command {
        Command::Chats { command } => chats::run(&door, command, json).await,
        Command::Dialogs { command } => dialogs::run(&door, command, json).await,
        Command::Report(options) => reports::run(&door, options, json).await,
        Command::Sample(options) => sample::run(&door, options, json).await,
        Command::Schema => door.text("schema").await,
        Command::Serve(_) => Ok(String::new()),
    };
    door.close().await;
    done
}
