//! `cargo xtask ci`: what must hold before a change is taken. Cheap failures come first.

use std::ffi::OsStr;
use std::process::Command;

use crate::build::{self, EVERYTHING};
use crate::command;
use crate::error::Error;
use crate::repository::{Profile, Repository};
use crate::steps::Steps;
use crate::{advisories, licences, test, types};

/// Runs every check, then every test. `database` is where advisories are cloned from.
pub(crate) fn ci(
    repository: &Repository,
    steps: &mut Steps,
    database: &OsStr,
) -> Result<(), Error> {
    steps.step("format", || {
        command::run(command::cargo().args(["fmt", "--all", "--check"]))
    })?;
    steps.step("licences", || licences::check(repository))?;
    steps.step("advisories", || advisories::rust(repository, database))?;
    build::prepare(repository, steps)?;
    steps.step("npm advisories", || advisories::npm(repository))?;
    test::window_and_widget(repository, steps)?;
    steps.step("lints", || {
        let mut clippy = command::cargo();
        command::run(
            clippy
                .arg("clippy")
                .args(EVERYTHING)
                .args(["--", "--deny=warnings"]),
        )
    })?;
    build::everything(steps)?;
    steps.step("generated types", || {
        let printer = repository.program(Profile::Debug, "examples/types");
        types::check(repository, &command::read(&mut Command::new(printer))?)
    })?;
    test::rust(steps, &[])
}
