//! Builds, each with the one feature set that its users share, so that nothing is built twice;
//! and the two programs of package `tests` that are no tests: `bench` and `shots`.

use std::ffi::OsString;
use std::process::Command;

use crate::command;
use crate::display;
use crate::error::Error;
use crate::packages::{self, Purpose};
use crate::repository::{Profile, Repository};
use crate::steps::Steps;
use crate::system::System;
use crate::{toolchain, ui};

/// Makes the program carry its window; without it a debug build looks for a development server.
pub(crate) const WINDOW_INSIDE: &str = "--features=parley/custom-protocol";

/// What a cargo command takes to cover every package and target with one feature set. Lints,
/// tests and types all use it: a command with another selection would build other features of
/// the same dependencies.
pub(crate) const EVERYTHING: &[&str] = if cfg!(windows) {
    // Windows does not let cargo replace a program that runs, which this one does.
    &[
        "--workspace",
        "--all-targets",
        WINDOW_INSIDE,
        "--exclude=xtask",
    ]
} else {
    &["--workspace", "--all-targets", WINDOW_INSIDE]
};

/// Steps until Rust can be built for tests: tools, system packages, widget and window.
pub(crate) fn prepare(repository: &Repository, steps: &mut Steps) -> Result<(), Error> {
    steps.step("system packages", || {
        packages::provide(System::here(), Purpose::Tests)
    })?;
    steps.step("tools", toolchain::check)?;
    steps.step("npm packages", || ui::install(repository))?;
    steps.step("widget", || ui::script(repository, "build:widget"))?;
    steps.step("window", || ui::script(repository, "build"))
}

/// The debug build that tests, types and pictures come from.
pub(crate) fn everything(steps: &mut Steps) -> Result<(), Error> {
    steps.step("build", || {
        command::run(command::cargo().arg("build").args(EVERYTHING))
    })
}

/// Measures the release build; `args` go to the measuring program.
pub(crate) fn bench(
    repository: &Repository,
    steps: &mut Steps,
    args: &[OsString],
) -> Result<(), Error> {
    prepare(repository, steps)?;
    steps.step("release build", || {
        command::run(
            command::cargo()
                .args(["build", "--release", "--bins"])
                .args([
                    "--package=parley",
                    "--package=ctl",
                    "--package=tests",
                    WINDOW_INSIDE,
                ]),
        )
    })?;
    steps.step("bench", || {
        command::run(on_its_own_display(repository, Profile::Release, "bench").args(args))
    })
}

/// Takes the pictures, into `shots/`.
pub(crate) fn shots(repository: &Repository, steps: &mut Steps) -> Result<(), Error> {
    prepare(repository, steps)?;
    everything(steps)?;
    steps.step("pictures", || {
        command::run(&mut on_its_own_display(repository, Profile::Debug, "shots"))
    })
}

fn on_its_own_display(repository: &Repository, profile: Profile, name: &str) -> Command {
    let mut command = display::of_its_own(System::here(), &repository.program(profile, name));
    command.current_dir(&repository.root);
    command
}
