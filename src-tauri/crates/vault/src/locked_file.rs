use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{Key, KeyInit as _, XChaCha20Poly1305, XNonce};
use domain::Secret;
use rand::Rng as _;
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;
use zeroize::Zeroizing;

use crate::VaultError;

/// The format that is written, and the newest that is read. It says how the key is made: Argon2id
/// with 19 MiB, two passes and one lane.
const FORMAT: u64 = 1;
/// What the seal vouches for beside the secrets.
const SEALED_AS: &[u8] = b"parley vault 1";

type Secrets = BTreeMap<String, Secret>;

/// A file that shows nothing of its secrets without the passphrase, not even their names. It is
/// written whole or not at all, and can be read by its owner alone.
pub(crate) struct LockedFile {
    path: PathBuf,
    salt: [u8; 16],
    key: Zeroizing<[u8; 32]>,
    secrets: Mutex<Secrets>,
}

#[derive(Serialize, Deserialize)]
struct Envelope {
    format: u64,
    salt: String,
    nonce: String,
    sealed: String,
}

impl LockedFile {
    pub(crate) fn open(path: PathBuf, passphrase: &str) -> Result<Self, VaultError> {
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let salt = rand::rng().random();
                return Ok(Self::new(
                    path,
                    salt,
                    key(passphrase, &salt),
                    Secrets::new(),
                ));
            }
            Err(error) => {
                let why = error.to_string();
                return Err(VaultError::NotRead { path, why });
            }
        };
        let damaged = |why: String| VaultError::Damaged {
            path: path.clone(),
            why,
        };
        let envelope = read(&path, &text)?;
        let salt: [u8; 16] = bytes(&envelope.salt).ok_or_else(|| damaged("its salt".to_owned()))?;
        let nonce: [u8; 24] =
            bytes(&envelope.nonce).ok_or_else(|| damaged("its nonce".to_owned()))?;
        let sealed = STANDARD.decode(&envelope.sealed);
        let sealed = sealed.map_err(|_| damaged("what is sealed".to_owned()))?;
        let key = key(passphrase, &salt);
        let payload = Payload {
            msg: &sealed,
            aad: SEALED_AS,
        };
        let opened = cipher(&key).decrypt(&XNonce::from(nonce), payload);
        let opened =
            Zeroizing::new(opened.map_err(|_| VaultError::WrongPassphrase { path: path.clone() })?);
        let secrets = serde_json::from_slice(&opened);
        // Nothing of what was inside may be told, so neither is what the reader says.
        let secrets =
            secrets.map_err(|_| damaged("what was sealed is not a list of secrets".to_owned()))?;
        Ok(Self::new(path, salt, key, secrets))
    }

    const fn new(
        path: PathBuf,
        salt: [u8; 16],
        key: Zeroizing<[u8; 32]>,
        secrets: Secrets,
    ) -> Self {
        Self {
            path,
            salt,
            key,
            secrets: Mutex::new(secrets),
        }
    }

    pub(crate) fn get(&self, name: &str) -> Option<Secret> {
        let secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        secrets.get(name).cloned()
    }

    /// Changes the secrets, in the file and then here.
    pub(crate) fn change(&self, change: impl FnOnce(&mut Secrets)) -> Result<(), VaultError> {
        let mut secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        let mut next = secrets.clone();
        change(&mut next);
        if next == *secrets {
            return Ok(());
        }
        self.write(&next).map_err(|error| VaultError::NotWritten {
            path: self.path.clone(),
            why: error.to_string(),
        })?;
        *secrets = next;
        Ok(())
    }

    fn write(&self, secrets: &Secrets) -> io::Result<()> {
        let nonce: [u8; 24] = rand::rng().random();
        let shown: BTreeMap<&str, &str> = secrets
            .iter()
            .map(|(name, secret)| (&**name, secret.expose()))
            .collect();
        let open = Zeroizing::new(serde_json::to_vec(&shown)?);
        let payload = Payload {
            msg: &open,
            aad: SEALED_AS,
        };
        let sealed = cipher(&self.key)
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| io::Error::other("too much to seal"))?;
        let envelope = Envelope {
            format: FORMAT,
            salt: STANDARD.encode(self.salt),
            nonce: STANDARD.encode(nonce),
            sealed: STANDARD.encode(sealed),
        };
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let mut file = NamedTempFile::new_in(folder)?;
        serde_json::to_writer_pretty(&mut file, &envelope)?;
        file.write_all(b"\n")?;
        file.as_file().sync_all()?;
        file.persist(&self.path)?;
        // Only the folder knows that the new file took the place of the old one.
        if cfg!(unix) {
            File::open(folder)?.sync_all()?;
        }
        Ok(())
    }
}

impl fmt::Debug for LockedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LockedFile")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

fn read(path: &Path, text: &[u8]) -> Result<Envelope, VaultError> {
    #[derive(Deserialize)]
    struct Format {
        format: u64,
    }
    let damaged = |error: serde_json::Error| VaultError::Damaged {
        path: path.to_owned(),
        why: error.to_string(),
    };
    let Format { format } = serde_json::from_slice(text).map_err(damaged)?;
    if format > FORMAT {
        return Err(VaultError::FromTheFuture {
            path: path.to_owned(),
            format,
        });
    }
    serde_json::from_slice(text).map_err(damaged)
}

fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    STANDARD.decode(text).ok()?.try_into().ok()
}

fn cipher(key: &[u8; 32]) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&Key::from(*key))
}

fn key(passphrase: &str, salt: &[u8; 16]) -> Zeroizing<[u8; 32]> {
    let params = Params::new(19_456, 2, 1, Some(32)).expect("the parameters are within the bounds");
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, &mut *key)
        .expect("a passphrase is at most 4,096 bytes, and salt and key have lengths it takes");
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> Secret {
        Secret::from(text.to_owned())
    }

    fn keep(file: &LockedFile, name: &str, text: &str) {
        let change = |secrets: &mut Secrets| drop(secrets.insert(name.to_owned(), secret(text)));
        file.change(change).unwrap();
    }

    #[test]
    fn what_was_kept_is_there_again_and_shows_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault.json");
        let file = LockedFile::open(path.clone(), "correct horse").unwrap();
        assert!(!path.exists(), "nothing was kept yet");
        keep(&file, "ai/Support", "key-1");
        keep(&file, "ai/Sales", "ключ-2");
        assert!(!format!("{file:?}").contains("key-1"));

        let text = fs::read_to_string(&path).unwrap();
        for shown in [
            "key-1",
            "Support",
            "correct horse",
            &STANDARD.encode("key-1"),
        ] {
            assert!(!text.contains(shown), "{shown}: {text}");
        }
        let again = LockedFile::open(path.clone(), "correct horse").unwrap();
        assert_eq!(again.get("ai/Support"), Some(secret("key-1")));
        assert_eq!(again.get("ai/Sales"), Some(secret("ключ-2")));
        again
            .change(|secrets| drop(secrets.remove("ai/Sales")))
            .unwrap();
        assert_ne!(
            fs::read_to_string(&path).unwrap(),
            text,
            "a nonce is used once"
        );
        assert_eq!(
            LockedFile::open(path, "correct horse")
                .unwrap()
                .get("ai/Sales"),
            None
        );
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            1,
            "no draft stays behind"
        );
    }

    #[test]
    #[cfg(unix)]
    fn its_owner_alone_can_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault.json");
        keep(
            &LockedFile::open(path.clone(), "a").unwrap(),
            "ai/Support",
            "key-1",
        );
        assert_eq!(
            fs::metadata(path).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }

    #[test]
    fn another_passphrase_and_a_changed_byte_do_not_open_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault.json");
        keep(
            &LockedFile::open(path.clone(), "right").unwrap(),
            "ai/Support",
            "key-1",
        );
        let open = |passphrase| LockedFile::open(path.clone(), passphrase);
        assert!(matches!(
            open("wrong"),
            Err(VaultError::WrongPassphrase { .. })
        ));

        let mut envelope: Envelope = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let mut sealed = STANDARD.decode(&envelope.sealed).unwrap();
        sealed[3] ^= 1;
        envelope.sealed = STANDARD.encode(sealed);
        fs::write(&path, serde_json::to_vec(&envelope).unwrap()).unwrap();
        assert!(matches!(
            open("right"),
            Err(VaultError::WrongPassphrase { .. })
        ));
    }

    #[test]
    fn what_is_no_vault_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault.json");
        let salt = STANDARD.encode([0; 16]);
        for (text, says) in [
            (String::new(), "is damaged"),
            ("[]".to_owned(), "is damaged"),
            ("{\"format\":1}".to_owned(), "is damaged"),
            (
                r#"{"format":1,"salt":"AA","nonce":"","sealed":""}"#.to_owned(),
                "its salt",
            ),
            (
                format!(r#"{{"format":1,"salt":"{salt}","nonce":"%","sealed":""}}"#),
                "its nonce",
            ),
            (
                "{\"format\":2,\"box\":1}".to_owned(),
                "newer Parley (format 2)",
            ),
        ] {
            fs::write(&path, &text).unwrap();
            let said = LockedFile::open(path.clone(), "a").unwrap_err().to_string();
            assert!(
                said.contains(says) && said.contains("vault.json"),
                "{text}: {said}"
            );
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
    }

    #[test]
    fn what_cannot_be_written_is_not_kept_here_either() {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join("data");
        fs::create_dir(&inside).unwrap();
        let file = LockedFile::open(inside.join("vault.json"), "a").unwrap();
        keep(&file, "ai/Support", "key-1");
        fs::remove_dir_all(&inside).unwrap();
        let change =
            |secrets: &mut Secrets| drop(secrets.insert("ai/Support".to_owned(), secret("key-2")));
        assert!(matches!(
            file.change(change),
            Err(VaultError::NotWritten { .. })
        ));
        assert_eq!(file.get("ai/Support"), Some(secret("key-1")));
    }
}
