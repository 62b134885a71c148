//! What the tests share: a program started and ended, a client of the widget, a reader of workbooks.
//! It never asserts what a test is about; a test says what it expects.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "it exists for tests alone, which end by panicking and say where"
)]

use std::path::PathBuf;

#[cfg(target_os = "linux")]
pub mod browser;
mod ctl;
#[cfg(target_os = "linux")]
mod driver;
mod patience;
mod server;
mod visitor;
#[cfg(target_os = "linux")]
pub mod window;

pub use ctl::{Ctl, Done};
pub use patience::within;
pub use server::Server;
pub use visitor::{
    Button, File, Gateway, Listening, Message, Operator, Posted, Queue, Sent, Standing, Typing,
    Visitor,
};

/// A program of this repository, as the build that made this test made it.
///
/// # Panics
/// When it was not built.
#[must_use]
pub fn built(name: &str) -> PathBuf {
    let program = std::env::current_exe().expect("a running program has a file");
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    // …/target/PROFILE/deps/test-…, or …/target/PROFILE/tool.
    let beside = program.ancestors().skip(1).map(|folder| folder.join(&name));
    let found = beside.into_iter().find(|program| program.is_file());
    found.unwrap_or_else(|| panic!("{name} is not built; run `cargo xtask test`"))
}

/// The folder of this repository.
///
/// # Panics
/// Never where this file lies in it.
#[must_use]
pub fn repository() -> PathBuf {
    let tests = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    tests
        .parent()
        .expect("this package lies in the repository")
        .to_owned()
}
