//! A heavy crate has one home, so that it can be replaced, and left out, in one place.
//! Tests may use it elsewhere: a fake messenger, say, is a real HTTP server.

use crate::assert_none;
use crate::workspace::{Package, package, packages};

/// Each heavy crate, with its family (`tauri-build`, `tauri-plugin-…`), and the package it lives in.
const HOMES: [(&str, &str); 7] = [
    ("axum", "gateway"),
    ("image", "media"),
    ("keyring", "vault"),
    ("palette", "domain"),
    ("reqwest", "net"),
    ("rusqlite", "store"),
    ("tauri", "parley"),
];

fn breaches(packages: &[Package]) -> Vec<String> {
    let mut breaches = Vec::new();
    for package in packages.iter().filter(|package| package.name != "tests") {
        let shipped = package
            .dependencies
            .iter()
            .filter(|used| used.kind.as_deref() != Some("dev"));
        for used in shipped.map(|used| used.name.as_str()) {
            let home = HOMES.iter().find(|(heavy, _)| is_of(used, heavy));
            if let Some((_, home)) = home.filter(|(_, home)| package.name != *home) {
                breaches.push(format!(
                    "{} uses {used}, whose only home is {home}",
                    package.name
                ));
            }
        }
    }
    breaches
}

fn is_of(name: &str, family: &str) -> bool {
    name.strip_prefix(family)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
}

#[test]
fn heavy_crates_stay_at_home() {
    assert_none(&breaches(&packages()));
}

#[test]
fn a_heavy_crate_away_from_home_is_named() {
    let packages = [
        package("store", &["rusqlite", "reqwest"]),
        package("ctl", &["tauri-plugin-dialog", "imagesize"]),
        package("connectors", &["dev:axum"]),
        package("tests", &["reqwest"]),
    ];
    assert_eq!(
        breaches(&packages),
        [
            "store uses reqwest, whose only home is net",
            "ctl uses tauri-plugin-dialog, whose only home is parley",
        ]
    );
}
