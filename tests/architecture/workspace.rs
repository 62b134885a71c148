//! The packages of the workspace, as cargo sees them.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use serde::Deserialize;

/// A package of ours.
#[derive(Deserialize)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) dependencies: Vec<Dependency>,
    pub(crate) targets: Vec<Target>,
}

/// A line of its Cargo.toml.
#[derive(Deserialize)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    /// `dev` or `build`; None is what the program itself is made of.
    pub(crate) kind: Option<String>,
}

/// A library, program, test or the like.
#[derive(Deserialize)]
pub(crate) struct Target {
    pub(crate) kind: Vec<String>,
    pub(crate) src_path: PathBuf,
}

/// Every package of the workspace.
pub(crate) fn packages() -> Vec<Package> {
    #[derive(Deserialize)]
    struct Metadata {
        packages: Vec<Package>,
    }
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["metadata", "--no-deps", "--format-version=1"])
        .current_dir(crate::root())
        .output()
        .expect("cargo runs these tests, so it can be started");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo metadata: {complaint}");
    let metadata: Metadata =
        serde_json::from_slice(&output.stdout).expect("cargo metadata answers in its format 1");
    metadata.packages
}

/// A made-up package that uses others; `dev:NAME` is used by its tests alone.
pub(crate) fn package(name: &str, uses: &[&str]) -> Package {
    let dependency = |name: &&str| match name.strip_prefix("dev:") {
        Some(name) => Dependency {
            name: name.to_owned(),
            kind: Some("dev".to_owned()),
        },
        None => Dependency {
            name: (*name).to_owned(),
            kind: None,
        },
    };
    Package {
        name: name.to_owned(),
        dependencies: uses.iter().map(dependency).collect(),
        targets: Vec::new(),
    }
}
