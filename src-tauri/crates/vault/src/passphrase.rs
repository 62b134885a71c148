use std::ffi::OsString;
use std::fs::{File, Metadata};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::VaultError;

/// What systemd is to call the passphrase.
const CREDENTIAL: &str = "parley-passphrase";
/// The longest passphrase, in bytes.
const MAX: u64 = 4096;

/// Where the passphrase of the locked file stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Passphrase {
    /// In a file that somebody named.
    File(PathBuf),
    /// In a file that the system gave to this service alone.
    Credential(PathBuf),
}

impl Passphrase {
    /// The passphrase that the environment tells of: the file that `PARLEY_PASSPHRASE_FILE` names,
    /// else the one that systemd gives to a service.
    #[must_use]
    pub fn of_environment() -> Option<Self> {
        Self::told_by(|name| std::env::var_os(name).filter(|value| !value.is_empty()))
    }

    fn told_by(variable: impl Fn(&str) -> Option<OsString>) -> Option<Self> {
        if let Some(file) = variable("PARLEY_PASSPHRASE_FILE") {
            return Some(Self::File(file.into()));
        }
        let credentials = variable("CREDENTIALS_DIRECTORY")?;
        let path = Path::new(&credentials).join(CREDENTIAL);
        path.exists().then_some(Self::Credential(path))
    }

    /// The passphrase without the end of its line.
    pub(crate) fn read(&self) -> Result<Zeroizing<String>, VaultError> {
        let (Self::File(path) | Self::Credential(path)) = self;
        let not_read = |error: std::io::Error| VaultError::PassphraseNotRead {
            path: path.clone(),
            why: error.to_string(),
        };
        let file = File::open(path).map_err(not_read)?;
        self.check(path, &file.metadata().map_err(not_read)?)?;
        let mut text = Zeroizing::new(String::new());
        file.take(MAX).read_to_string(&mut text).map_err(not_read)?;
        let words = text.trim_end_matches(['\r', '\n']);
        if words.is_empty() {
            return Err(VaultError::PassphraseEmpty { path: path.clone() });
        }
        Ok(Zeroizing::new(words.to_owned()))
    }

    #[cfg(unix)]
    fn check(&self, path: &Path, file: &Metadata) -> Result<(), VaultError> {
        use std::os::unix::fs::PermissionsExt as _;
        // Where systemd lets a service read by an access list, that shows as rights of the group.
        let others = match self {
            Self::File(_) => 0o077,
            Self::Credential(_) => 0o007,
        };
        let mode = file.permissions().mode() & 0o777;
        if mode & others == 0 {
            return Ok(());
        }
        Err(VaultError::PassphraseOpen {
            path: path.to_owned(),
            mode,
        })
    }

    /// Elsewhere a file has no mode; who may read it is its folder's affair.
    #[cfg(not(unix))]
    fn check(&self, _: &Path, _: &Metadata) -> Result<(), VaultError> {
        Ok(())
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn file(folder: &Path, text: &str, mode: u32) -> PathBuf {
        let path = folder.join(CREDENTIAL);
        let _ = fs::remove_file(&path);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        path
    }

    #[test]
    fn the_end_of_the_line_is_not_part_of_it() {
        let folder = tempfile::tempdir().unwrap();
        for text in ["a b", "a b\n", "a b\r\n"] {
            let path = file(folder.path(), text, 0o600);
            assert_eq!(*Passphrase::File(path).read().unwrap(), "a b");
        }
    }

    #[test]
    fn a_file_that_others_can_read_is_refused_with_its_mode() {
        let folder = tempfile::tempdir().unwrap();
        for (mode, by_name, by_system) in [
            (0o400, true, true),
            (0o600, true, true),
            (0o440, false, true),
            (0o620, false, true),
            (0o604, false, false),
            (0o644, false, false),
        ] {
            let path = file(folder.path(), "words", mode);
            let named = Passphrase::File(path.clone()).read();
            assert_eq!(named.is_ok(), by_name, "{mode:o}");
            if let Err(error) = named {
                let said = error.to_string();
                assert!(said.contains(&format!("its mode is {mode:o}")), "{said}");
            }
            assert_eq!(
                Passphrase::Credential(path).read().is_ok(),
                by_system,
                "{mode:o}"
            );
        }
    }

    #[test]
    fn an_empty_file_and_a_missing_one_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let empty = Passphrase::File(file(folder.path(), "\n", 0o600));
        assert!(matches!(
            empty.read(),
            Err(VaultError::PassphraseEmpty { .. })
        ));
        let missing = Passphrase::File(folder.path().join("none"));
        assert!(matches!(
            missing.read(),
            Err(VaultError::PassphraseNotRead { .. })
        ));
    }

    #[test]
    fn a_named_file_comes_before_what_the_system_gives_where_the_unit_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let by_system = |name: &str| {
            (name == "CREDENTIALS_DIRECTORY").then(|| folder.path().as_os_str().to_owned())
        };
        assert_eq!(Passphrase::told_by(|_| None), None);
        assert_eq!(
            Passphrase::told_by(by_system),
            None,
            "other credentials are not it"
        );
        let path = file(folder.path(), "words", 0o400);
        let found = Passphrase::told_by(by_system);
        assert_eq!(found, Some(Passphrase::Credential(path)));
        let found = Passphrase::told_by(|name| match name {
            "PARLEY_PASSPHRASE_FILE" => Some("/etc/words".into()),
            other => by_system(other),
        });
        assert_eq!(found, Some(Passphrase::File("/etc/words".into())));
    }
}
