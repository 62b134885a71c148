//! The habits of this repository, one command for each: `cargo xtask start | test | ci | …`.
//! It is built first on a new machine, so it knows none of the rooms and needs little;
//! it never changes a file outside the repository and the target folder, except that it installs
//! system packages on Debian and Ubuntu, after saying which ones and why.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for the terminal speaks on it"
)]

mod advisories;
mod build;
mod ci;
mod command;
mod display;
mod error;
mod licences;
mod packages;
mod repository;
mod spdx;
mod start;
mod steps;
mod system;
mod test;
mod toolchain;
mod types;
mod ui;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use crate::error::Error;
use crate::repository::Repository;
use crate::steps::Steps;

/// The commands of the repository.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Cli {
    /// Build Parley and open it; without a display, serve sample data to a browser
    Start {
        /// Passed on to the program
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<OsString>,
    },
    /// Run every test, the real window included
    Test {
        /// Passed on to the Rust tests: names to run, for one
        #[arg(last = true)]
        filter: Vec<OsString>,
    },
    /// Run what must hold before a change is taken: format, lints, licences, advisories, tests
    Ci {
        /// Where the advisories on Rust packages are cloned from: an address or a folder
        #[arg(long, default_value = advisories::DATABASE)]
        advisories: OsString,
    },
    /// Write the window's types, generated from Rust
    Types {
        /// Only compare, and fail when they are stale
        #[arg(long)]
        check: bool,
    },
    /// Format the code and write the generated types
    Tidy,
    /// Measure a release build
    Bench {
        /// Passed on to the measuring program
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<OsString>,
    },
    /// Live days of a contact centre in virtual time; one that goes wrong is told as a short story
    Sim {
        /// How many days
        #[arg(long, default_value_t = 10_000)]
        seeds: u64,
        /// The seed of the first day
        #[arg(long, default_value_t = 0)]
        from: u64,
    },
    /// Take a picture of every screen, into `shots/`
    Shots,
}

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> Result<(), Error> {
    let repository = Repository::find()?;
    match cli {
        Cli::Start { args } => start::start(&repository, &args),
        Cli::Test { filter } => Steps::summed_up(|steps| test::test(&repository, steps, &filter)),
        Cli::Ci { advisories } => Steps::summed_up(|steps| ci::ci(&repository, steps, &advisories)),
        Cli::Types { check: true } => types::check(&repository, &types::printed()?),
        Cli::Types { check: false } => types::write(&repository),
        Cli::Tidy => {
            command::run(command::cargo().args(["fmt", "--all"]))?;
            types::write(&repository)
        }
        Cli::Bench { args } => Steps::summed_up(|steps| build::bench(&repository, steps, &args)),
        Cli::Sim { seeds, from } => test::sim(seeds, from),
        Cli::Shots => Steps::summed_up(|steps| build::shots(&repository, steps)),
    }
}
