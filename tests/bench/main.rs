//! Measures what the program promises, on the machine and the disk it runs on, and prints figures
//! beside what they are to be judged by. It never decides: a figure that misses its goal is printed
//! like any other.
#![expect(clippy::print_stdout, reason = "figures are printed")]

mod archive;
mod desk;
mod figures;
mod inbound;
mod poster;
mod rehearse;
mod sessions;
#[cfg(target_os = "linux")]
mod window;

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use api::ApiError;
use clap::{Parser, ValueEnum};
use store::StoreError;

use archive::Archive;
use inbound::Load;

/// Measures Parley on this machine.
#[derive(Debug, Parser)]
#[command(name = "bench")]
struct Cli {
    /// What to measure [default: all]
    lines: Vec<Line>,
    /// Clients that post at the same time
    #[arg(long, value_name = "N", default_value_t = 64)]
    clients: usize,
    /// How long each measurement of messages lasts
    #[arg(long, value_name = "N", default_value_t = 10)]
    seconds: u64,
    /// Messages a second of the steady measurement
    #[arg(long, value_name = "N", default_value_t = 200)]
    steady: u32,
    /// Open sessions of the measurement of sessions
    #[arg(long, value_name = "N", default_value_t = 50_000)]
    sessions: u32,
    /// Connected widgets of the measurement of operators
    #[arg(long, value_name = "N", default_value_t = 2000)]
    widgets: usize,
    /// Operators who share them
    #[arg(long, value_name = "N", default_value_t = 20)]
    operators: usize,
    /// How long operators are measured
    #[arg(long, value_name = "N", default_value_t = 60)]
    shift: u64,
    /// Messages in the archive
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    messages: u64,
    /// Dialogs of the archive that a script is rehearsed on
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    dialogs: u32,
    /// Where data is made, on the disk to be measured [default: the system's place for such]
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Line {
    /// Messages that come in
    Inbound,
    /// Open sessions and their deadlines
    Sessions,
    /// Operators at work while clients write
    Desk,
    /// From opening the data folder to the first page
    Start,
    /// Pages of the list of dialogs
    Pages,
    /// The list of chats, searched as somebody types
    Chats,
    /// A script rehearsed on the archive
    Rehearse,
    /// From the start of the program to its first list on the screen
    Window,
}

/// Why something could not be measured.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Api(#[from] ApiError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Io(#[from] io::Error),
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let cli = Cli::parse();
    let folder = match &cli.folder {
        Some(folder) => tempfile::tempdir_in(folder)?,
        None => tempfile::tempdir()?,
    };
    let wanted = |line| cli.lines.is_empty() || cli.lines.contains(&line);
    if wanted(Line::Inbound) {
        let load = Load {
            clients: cli.clients,
            time: Duration::from_secs(cli.seconds),
            steady: cli.steady,
        };
        println!("{}", inbound::measure(folder.path(), load).await?);
    }
    if wanted(Line::Sessions) {
        let data = folder.path().join("sessions");
        println!("{}", sessions::measure(&data, cli.sessions).await?);
    }
    if wanted(Line::Desk) {
        let shift = desk::Shift {
            widgets: cli.widgets,
            operators: cli.operators,
            steady: cli.steady,
            time: Duration::from_secs(cli.shift),
        };
        println!(
            "{}",
            desk::measure(&folder.path().join("desk"), shift).await?
        );
    }
    if wanted(Line::Chats) {
        println!("{}", archive::chats(&folder.path().join("chats")).await?);
    }
    if wanted(Line::Rehearse) {
        let data = folder.path().join("rehearse");
        println!("{}", rehearse::measure(&data, cli.dialogs).await?);
    }
    if [Line::Start, Line::Pages, Line::Window]
        .into_iter()
        .any(wanted)
    {
        let archive = Archive::make(folder.path().join("archive"), cli.messages).await?;
        if wanted(Line::Start) {
            let empty = folder.path().join("empty");
            println!("{}", archive::start(&archive, &empty).await?);
        }
        if wanted(Line::Pages) {
            println!("{}", archive::pages(&archive).await?);
        }
        #[cfg(target_os = "linux")]
        if wanted(Line::Window) {
            let empty = folder.path().join("empty for the window");
            println!("{}", window::measure(&archive, &empty).await?);
        }
    }
    Ok(())
}
