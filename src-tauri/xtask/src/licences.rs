//! Whether everything that is built in comes under a licence that asks for no more than to be
//! named or, in the files of that package alone, to stay open.
//!
//! This check reads what cargo and npm know already; a ready-made one takes four minutes of
//! building on a new machine for the same answer.

use std::collections::BTreeMap;
use std::fs;

use serde::Deserialize;

use crate::command;
use crate::error::Error;
use crate::repository::Repository;
use crate::{spdx, ui};

const ALLOWED: [&str; 18] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "BlueOak-1.0.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "NCSA",
    "OFL-1.1",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// A package of any kind, with what it says about itself.
struct Package {
    name: String,
    version: String,
    licence: Option<String>,
}

/// Fails with every package, Rust or npm, whose licence is not allowed or not stated.
pub(crate) fn check(repository: &Repository) -> Result<(), Error> {
    let mut packages = rust()?;
    packages.extend(npm(repository)?);
    let refused = refused(&packages);
    if refused.is_empty() {
        println!("{} packages come under allowed licences.", packages.len());
        return Ok(());
    }
    Err(Error::LicencesRefused { refused })
}

fn refused(packages: &[Package]) -> Vec<String> {
    let fine = |package: &&Package| {
        let licence = package.licence.as_deref().unwrap_or_default();
        !spdx::is_met(licence, |licence| ALLOWED.contains(&licence))
    };
    let line = |package: &Package| {
        let licence = package.licence.as_deref().unwrap_or("no licence is stated");
        format!("{} {}: {licence}", package.name, package.version)
    };
    packages.iter().filter(fine).map(line).collect()
}

/// Every crate of the lock file, for whichever system and purpose.
fn rust() -> Result<Vec<Package>, Error> {
    #[derive(Deserialize)]
    struct Metadata {
        packages: Vec<Crate>,
    }
    #[derive(Deserialize)]
    struct Crate {
        name: String,
        version: String,
        license: Option<String>,
    }
    let mut asked = command::cargo();
    let metadata: Metadata =
        command::read_json(asked.args(["metadata", "--locked", "--format-version=1"]))?;
    let package = |found: Crate| Package {
        name: found.name,
        version: found.version,
        licence: found.license,
    };
    Ok(metadata.packages.into_iter().map(package).collect())
}

/// Every package of the npm lock file but the window itself, which has an empty path.
fn npm(repository: &Repository) -> Result<Vec<Package>, Error> {
    #[derive(Deserialize)]
    struct Lock {
        packages: BTreeMap<String, Locked>,
    }
    #[derive(Deserialize)]
    struct Locked {
        #[serde(default)]
        version: String,
        license: Option<String>,
    }
    let path = ui::lock(repository);
    let text = fs::read_to_string(&path).map_err(Error::file(&path))?;
    let lock: Lock =
        serde_json::from_str(&text).map_err(|source| Error::FileNotJson { path, source })?;
    let packages = lock
        .packages
        .into_iter()
        .filter(|(place, _)| !place.is_empty());
    let package = |(place, locked): (String, Locked)| Package {
        name: place
            .rsplit("node_modules/")
            .next()
            .unwrap_or(&place)
            .to_owned(),
        version: locked.version,
        licence: locked.license,
    };
    Ok(packages.map(package).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, licence: Option<&str>) -> Package {
        Package {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            licence: licence.map(str::to_owned),
        }
    }

    #[test]
    fn a_package_is_refused_by_its_licence_or_for_lack_of_one() {
        let packages = [
            package("serde", Some("MIT OR Apache-2.0")),
            package("viral", Some("AGPL-3.0-only")),
            package("silent", None),
        ];
        assert_eq!(
            refused(&packages),
            [
                "viral 1.0.0: AGPL-3.0-only",
                "silent 1.0.0: no licence is stated"
            ]
        );
    }

    #[test]
    fn npm_packages_are_read_from_the_lock_with_nested_ones() {
        let folder = tempfile::tempdir().unwrap();
        let repository = Repository {
            root: folder.path().to_owned(),
            target: folder.path().to_owned(),
        };
        fs::create_dir(repository.ui()).unwrap();
        let lock = r#"{"packages": {
            "": {"name": "ui"},
            "node_modules/react": {"version": "19.3.1", "license": "MIT"},
            "node_modules/a/node_modules/@b/c": {"version": "2.0.0"}
        }}"#;
        fs::write(ui::lock(&repository), lock).unwrap();
        let packages = npm(&repository).unwrap();
        let names = packages
            .iter()
            .map(|package| package.name.as_str())
            .collect::<Vec<_>>();
        assert_eq!(
            names,
            ["@b/c", "react"],
            "the window itself is not among them"
        );
        assert_eq!(refused(&packages), ["@b/c 2.0.0: no licence is stated"]);
    }
}
