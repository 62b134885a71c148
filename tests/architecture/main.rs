//! What keeps the rooms apart: who may use whom, where heavy crates live, what a file may hold.
//! Each rule is a pure function over what was read, and each is shown to fail on a made-up breach.
//! Nothing here runs the product.

mod arrows;
mod headers;
mod homes;
mod layout;
mod sources;
mod window;
mod workspace;

use std::path::PathBuf;

/// The top level of the repository.
fn root() -> PathBuf {
    let tests = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    tests
        .parent()
        .expect("package `tests` is a folder of the repository")
        .to_owned()
}

/// Fails with every breach, each on a line of its own: the file or package, then the rule.
#[track_caller]
fn assert_none(breaches: &[String]) {
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}
