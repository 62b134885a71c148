//! A room opens with `//!`: what it is for and what it never does.

use std::fs;

use crate::assert_none;
use crate::workspace::packages;

/// Breaches among files, given as path and text.
fn breaches<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<String> {
    let silent = files.into_iter().filter(|(_, text)| {
        let said = text
            .lines()
            .next()
            .and_then(|line| line.strip_prefix("//! "));
        said.is_none_or(|said| said.trim().is_empty())
    });
    silent
        .map(|(path, _)| format!("{path}: opens with `//!`, which says what the room is for"))
        .collect()
}

#[test]
fn every_library_program_and_test_says_what_it_is_for() {
    let packages = packages();
    let targets = packages.iter().flat_map(|package| &package.targets);
    let files = targets
        .filter(|target| target.kind != ["custom-build"])
        .map(|target| {
            let text = fs::read_to_string(&target.src_path).expect("cargo knows this file");
            (target.src_path.display().to_string(), text)
        });
    let files = files.collect::<Vec<_>>();
    assert_none(&breaches(
        files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str())),
    ));
}

#[test]
fn a_room_that_says_nothing_is_named() {
    let files = [
        ("domain/src/lib.rs", "//! Words of the trade.\n"),
        ("store/src/lib.rs", "mod chats;\n"),
        ("net/src/lib.rs", "//! \n"),
        ("api/src/lib.rs", ""),
    ];
    let named = breaches(files).join("\n");
    assert!(!named.contains("domain/"), "{named}");
    for silent in ["store/", "net/", "api/"] {
        assert!(named.contains(silent), "{silent} is not in: {named}");
    }
}
