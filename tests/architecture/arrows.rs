//! A room uses only the rooms behind its arrow, in its tests too.

use crate::assert_none;
use crate::workspace::{Package, package, packages};

/// Each package of ours and those of ours that it may use.
const ARROWS: [(&str, &[&str]); 18] = [
    ("domain", &[]),
    ("language", &["domain"]),
    ("vault", &["domain"]),
    ("media", &["domain"]),
    ("net", &["domain"]),
    ("connector", &["net", "domain"]),
    ("script", &["language", "domain"]),
    ("store", &["language", "domain"]),
    ("connectors", &["connector", "net", "domain"]),
    ("engine", &["script", "store", "language", "domain"]),
    (
        "gateway",
        &[
            "connector",
            "net",
            "store",
            "vault",
            "media",
            "language",
            "domain",
        ],
    ),
    ("report", &["store", "language", "domain"]),
    ("import", &["store", "media", "language", "domain"]),
    ("api", &API),
    ("parley", &["api", "connectors", "domain"]),
    ("ctl", &["api", "connectors", "domain"]),
    ("tests", &TESTS),
    ("xtask", &[]),
];

/// All rooms but the messengers themselves.
const API: [&str; 12] = [
    "connector",
    "domain",
    "engine",
    "gateway",
    "import",
    "language",
    "media",
    "net",
    "report",
    "script",
    "store",
    "vault",
];

/// Everything but the commands of the repository.
const TESTS: [&str; 16] = [
    "api",
    "connector",
    "connectors",
    "ctl",
    "domain",
    "engine",
    "gateway",
    "import",
    "language",
    "media",
    "net",
    "parley",
    "report",
    "script",
    "store",
    "vault",
];

fn breaches(packages: &[Package]) -> Vec<String> {
    let arrow = |name: &str| {
        ARROWS
            .iter()
            .find(|(from, _)| *from == name)
            .map(|(_, to)| *to)
    };
    let mut breaches = Vec::new();
    for Package {
        name, dependencies, ..
    } in packages
    {
        let Some(allowed) = arrow(name) else {
            breaches.push(format!(
                "{name}: a new room needs an arrow in the table of this test"
            ));
            continue;
        };
        for used in dependencies
            .iter()
            .map(|dependency| dependency.name.as_str())
        {
            if arrow(used).is_some() && !allowed.contains(&used) {
                breaches.push(format!("{name} uses {used}, which is not behind its arrow"));
            }
        }
    }
    breaches
}

#[test]
fn rooms_use_only_what_is_behind_their_arrow() {
    assert_none(&breaches(&packages()));
}

#[test]
fn a_room_that_reaches_past_its_arrow_is_named() {
    let packages = [
        package("engine", &["store", "serde"]),
        package("store", &["domain", "engine"]),
        package("script", &["dev:store"]),
        package("helpers", &[]),
    ];
    assert_eq!(
        breaches(&packages),
        [
            "store uses engine, which is not behind its arrow",
            "script uses store, which is not behind its arrow",
            "helpers: a new room needs an arrow in the table of this test",
        ]
    );
}

/// A circle could not be built, but an arrow drawn by mistake would only show when it is used.
#[test]
fn every_arrow_points_to_a_room_above_it() {
    for (index, (from, to)) in ARROWS.iter().enumerate() {
        for used in *to {
            let above = ARROWS[..index].iter().any(|(name, _)| name == used);
            assert!(above, "{from} -> {used} does not point upwards");
        }
    }
}
