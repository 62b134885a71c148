//! The window's and the widget's half: npm packages, type checks, tests and builds in `ui/`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::command;
use crate::error::Error;
use crate::repository::Repository;
use crate::toolchain::NPM_COMMAND;

/// Runs npm in `ui/`.
pub(crate) fn npm(repository: &Repository) -> Command {
    let mut npm = Command::new(NPM_COMMAND);
    npm.current_dir(repository.ui());
    npm
}

/// Runs a script of `ui/package.json`.
pub(crate) fn script(repository: &Repository, name: &str) -> Result<(), Error> {
    command::run(npm(repository).args(["run", "--silent", name]))
}

/// Installs the packages, unless exactly those of the lock file are there already.
pub(crate) fn install(repository: &Repository) -> Result<(), Error> {
    if is_fresh(repository)? {
        println!("The npm packages are those of package-lock.json.");
        return Ok(());
    }
    // The audit has a step of its own in `ci`.
    command::run(npm(repository).args(["ci", "--no-audit", "--no-fund"]))?;
    let installed = installed_lock(repository);
    fs::copy(lock(repository), &installed).map_err(Error::file(installed))?;
    Ok(())
}

fn is_fresh(repository: &Repository) -> Result<bool, Error> {
    let wanted = fs::read(lock(repository)).map_err(Error::file(lock(repository)))?;
    Ok(fs::read(installed_lock(repository)).is_ok_and(|installed| installed == wanted))
}

pub(crate) fn lock(repository: &Repository) -> PathBuf {
    repository.ui().join("package-lock.json")
}

/// The lock file that the installed packages were installed by: a copy, written last, so that
/// neither a broken installation nor a changed lock passes for a fresh one.
fn installed_lock(repository: &Repository) -> PathBuf {
    repository
        .ui()
        .join("node_modules")
        .join(".installed-by-package-lock.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_fresh_only_while_the_lock_they_came_by_is_unchanged() {
        let folder = tempfile::tempdir().unwrap();
        let repository = Repository {
            root: folder.path().to_owned(),
            target: folder.path().to_owned(),
        };
        fs::create_dir_all(repository.ui().join("node_modules")).unwrap();
        fs::write(lock(&repository), "one").unwrap();
        assert!(
            !is_fresh(&repository).unwrap(),
            "nothing says what is installed"
        );
        fs::write(installed_lock(&repository), "one").unwrap();
        assert!(is_fresh(&repository).unwrap());
        fs::write(lock(&repository), "two").unwrap();
        assert!(!is_fresh(&repository).unwrap(), "the lock changed");
    }

    #[test]
    fn a_missing_lock_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let repository = Repository {
            root: folder.path().to_owned(),
            target: folder.path().to_owned(),
        };
        let error = is_fresh(&repository).unwrap_err().to_string();
        assert!(error.contains("package-lock.json"), "{error}");
    }
}
