//! Measures what the program promises, on the machine and the disk it runs on, and prints figures
//! beside what they are to be judged by. It never decides: a figure that misses its goal is printed
//! like any other.
#![expect(clippy::print_stdout, reason = "figures are printed")]

mod figures;
mod inbound;
mod poster;

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, ValueEnum};
use store::StoreError;

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
    /// Where data is made, on the disk to be measured [default: the system's place for such]
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Line {
    /// Messages that come in
    Inbound,
}

/// Why something could not be measured.
#[derive(Debug, thiserror::Error)]
enum Failure {
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
    Ok(())
}
