//! The top level holds what it was given, and a file has one subject.

use std::fs;

use crate::assert_none;
use crate::sources::{Source, source, sources};

const TOP_LEVEL: [&str; 8] = [
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "icons",
    "src-tauri",
    "tests",
    "ui",
];

/// What builds leave there; git ignores it.
const BUILT: [&str; 2] = ["shots", "target"];

/// Lines after which a file has more than one subject, whatever they are.
const LONGEST: usize = 800;

/// What programs write is as long as it is.
const GENERATED: [&str; 1] = ["ui/src/ipc/generated.ts"];

fn strangers(names: &[&str]) -> Vec<String> {
    let known =
        |name: &str| name.starts_with('.') || TOP_LEVEL.contains(&name) || BUILT.contains(&name);
    let strange = names.iter().filter(|name| !known(name));
    strange
        .map(|name| {
            format!(
                "{name}: the top level holds only {}, dot-files",
                TOP_LEVEL.join(", ")
            )
        })
        .collect()
}

fn too_long(files: &[Source]) -> Vec<String> {
    let written = files
        .iter()
        .filter(|file| !GENERATED.contains(&file.path.as_str()));
    written
        .map(|file| (&file.path, file.text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(path, lines)| format!("{path}: {lines} lines; {LONGEST} is the most for one file"))
        .collect()
}

#[test]
fn the_top_level_holds_only_what_it_was_given() {
    let entries = fs::read_dir(crate::root()).expect("the repository can be read");
    let names = entries.map(|entry| {
        let entry = entry.expect("the repository can be read");
        entry.file_name().to_string_lossy().into_owned()
    });
    let names = names.collect::<Vec<_>>();
    assert_none(&strangers(
        &names.iter().map(String::as_str).collect::<Vec<_>>(),
    ));
}

#[test]
fn no_file_is_too_long() {
    for folder in ["src-tauri", "tests", "ui"] {
        assert_none(&too_long(&sources(folder, &[".rs", ".ts", ".tsx"])));
    }
}

#[test]
fn a_stranger_at_the_top_level_is_named() {
    let strangers = strangers(&["Cargo.toml", ".gitignore", "target", "docs", "scripts"]);
    assert_eq!(strangers.len(), 2);
    assert!(strangers[0].starts_with("docs: ") && strangers[1].starts_with("scripts: "));
}

#[test]
fn a_file_that_is_too_long_is_named_unless_a_program_wrote_it() {
    let files = [
        source("src-tauri/crates/store/src/lib.rs", &"\n".repeat(LONGEST)),
        source(
            "src-tauri/crates/store/src/dialogs.rs",
            &"\n".repeat(LONGEST + 1),
        ),
        source("ui/src/ipc/generated.ts", &"\n".repeat(LONGEST + 1)),
    ];
    let named = too_long(&files);
    assert_eq!(
        named,
        ["src-tauri/crates/store/src/dialogs.rs: 801 lines; 800 is the most for one file"]
    );
}
