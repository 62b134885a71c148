//! `cargo xtask test`: everything that a test can show, the real window included.

use std::ffi::OsString;
use std::process::Command;

use crate::build::{self, EVERYTHING, WINDOW_INSIDE};
use crate::command;
use crate::display;
use crate::error::Error;
use crate::repository::Repository;
use crate::steps::Steps;
use crate::system::System;
use crate::ui;

/// Prepares the machine, builds, and runs the tests of the window, the widget and Rust.
/// `filter` goes to the Rust tests.
pub(crate) fn test(
    repository: &Repository,
    steps: &mut Steps,
    filter: &[OsString],
) -> Result<(), Error> {
    build::prepare(repository, steps)?;
    window_and_widget(repository, steps)?;
    build::everything(steps)?;
    rust(steps, filter)
}

/// Units and the widget's size: all that needs no Rust. The build has checked the types already,
/// and made the widget.
pub(crate) fn window_and_widget(repository: &Repository, steps: &mut Steps) -> Result<(), Error> {
    steps.step("widget size", || ui::script(repository, "size:widget"))?;
    steps.step("window tests", || ui::script(repository, "test"))
}

/// The Rust tests, over what [`build::everything`] built.
pub(crate) fn rust(steps: &mut Steps, filter: &[OsString]) -> Result<(), Error> {
    let system = System::here();
    if matches!(system, System::MacOs | System::Windows) {
        println!("\nThe tests of the real window need WebKitWebDriver, which only Linux has:");
        println!("they are left out here.");
    }
    if filter.is_empty() {
        steps.step("documentation tests", || {
            command::run(command::cargo().args([
                "test",
                "--quiet",
                "--doc",
                "--workspace",
                WINDOW_INSIDE,
            ]))
        })?;
    }
    steps.step("tests", || command::run(&mut runner(system, filter)))
}

/// The simulation alone, over many more days than the tests live, and built to be quick.
pub(crate) fn sim(seeds: u64, from: u64) -> Result<(), Error> {
    command::run(
        command::cargo()
            .args(["test", "--release", "--package=tests", "--test=sim"])
            .args(["--", "--nocapture"])
            .env("PARLEY_SIM_SEEDS", seeds.to_string())
            .env("PARLEY_SIM_FROM", from.to_string()),
    )
}

/// nextest where it is installed: it runs the tests of all packages side by side, each in a
/// process of its own. `cargo test` finds the same tests. Either goes on after a failure, since one
/// run of these minutes should tell of all of them.
fn runner(system: System, filter: &[OsString]) -> Command {
    let mut runner = display::cargo_on_its_own(system);
    let nextest = command::succeeds(command::cargo().args(["nextest", "--version"]));
    let subcommand: &[&str] = if nextest {
        &["nextest", "run"]
    } else {
        &["test"]
    };
    runner
        .args(subcommand)
        .args(EVERYTHING)
        .args(["--no-fail-fast", "--"])
        .args(filter);
    runner
}
