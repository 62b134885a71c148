//! The window's types, which `api` writes from its Rust types: `ui/src/ipc/generated.ts`.

use std::fs;
use std::path::PathBuf;

use crate::command;
use crate::error::Error;
use crate::repository::Repository;

/// The types as they should be, in TypeScript.
pub(crate) fn printed() -> Result<String, Error> {
    command::read(command::cargo().args(["run", "--quiet", "--package=api", "--example=types"]))
}

/// Brings the committed file up to date; leaves it alone when it is, so that nothing is rebuilt.
pub(crate) fn write(repository: &Repository) -> Result<(), Error> {
    let wanted = printed()?;
    if check(repository, &wanted).is_err() {
        let path = committed(repository);
        fs::write(&path, wanted).map_err(Error::file(path))?;
    }
    Ok(())
}

/// Fails, with the command that mends it, when the committed file is not `wanted`.
pub(crate) fn check(repository: &Repository, wanted: &str) -> Result<(), Error> {
    let path = committed(repository);
    match fs::read_to_string(&path) {
        // Git may have given the lines other endings.
        Ok(found) if found.replace("\r\n", "\n") == wanted => Ok(()),
        _ => Err(Error::TypesStale { path }),
    }
}

fn committed(repository: &Repository) -> PathBuf {
    repository.ui().join("src").join("ipc").join("generated.ts")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stale_types_are_refused_with_the_command_that_mends_them() {
        let folder = tempfile::tempdir().unwrap();
        let repository = Repository {
            root: folder.path().to_owned(),
            target: folder.path().to_owned(),
        };
        let stale = |wanted: &str| check(&repository, wanted).unwrap_err().to_string();
        assert!(
            stale("type A = 1;\n").contains("`cargo xtask types` mends it"),
            "no file yet"
        );

        fs::create_dir_all(committed(&repository).parent().unwrap()).unwrap();
        fs::write(committed(&repository), "type A = 1;\r\n").unwrap();
        check(&repository, "type A = 1;\n").unwrap();
        assert!(stale("type A = 2;\n").contains("generated.ts"));
    }
}
