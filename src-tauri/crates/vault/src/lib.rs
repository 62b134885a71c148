//! Secrets by name: in the system's key store, or on a server in a file locked by a passphrase.
//!
//! This room never writes a secret to a log, to the database or to a file that is not locked, and
//! never makes up a passphrase. All of it blocks, and a key store may even ask the person
//! something, so it wants a thread of its own.

mod error;
mod key_store;
mod locked_file;
mod passphrase;

use std::path::Path;

use domain::Secret;

pub use error::VaultError;
use key_store::KeyStore;
use locked_file::LockedFile;
pub use passphrase::Passphrase;

/// What the locked file in the data folder is called.
const FILE: &str = "vault.json";

/// Where the secrets of one data folder are kept. Names are the program's own, as in `ai/Support`.
#[derive(Debug)]
pub struct Vault {
    kept: Kept,
}

#[derive(Debug)]
enum Kept {
    InKeyStore(KeyStore),
    InFile(LockedFile),
}

impl Vault {
    /// Opens the vault of a data folder: the locked file in it when there is a passphrase, else the
    /// system's key store. The file is made when the first secret is kept.
    ///
    /// # Errors
    /// [`VaultError::NoKeyStore`] where neither is there; why the passphrase cannot be taken, or
    /// does not open the file.
    pub fn open(folder: &Path, passphrase: Option<&Passphrase>) -> Result<Self, VaultError> {
        let kept = match passphrase {
            Some(passphrase) => {
                let words = passphrase.read()?;
                Kept::InFile(LockedFile::open(folder.join(FILE), &words)?)
            }
            None => Kept::InKeyStore(KeyStore::open(folder)?),
        };
        Ok(Self { kept })
    }

    /// The secret with a name; none when there is none.
    ///
    /// # Errors
    /// When the key store does not give it away.
    pub fn get(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        match &self.kept {
            Kept::InKeyStore(store) => store.get(name),
            Kept::InFile(file) => Ok(file.get(name)),
        }
    }

    /// Keeps a secret under a name, in place of the one there.
    ///
    /// # Errors
    /// When it cannot be kept; the one there stays.
    pub fn set(&self, name: &str, secret: Secret) -> Result<(), VaultError> {
        match &self.kept {
            Kept::InKeyStore(store) => store.set(name, &secret),
            Kept::InFile(file) => file.change(|secrets| {
                secrets.insert(name.to_owned(), secret);
            }),
        }
    }

    /// Forgets the secret with a name, if there is one.
    ///
    /// # Errors
    /// When it cannot be forgotten; it stays.
    pub fn remove(&self, name: &str) -> Result<(), VaultError> {
        match &self.kept {
            Kept::InKeyStore(store) => store.remove(name),
            Kept::InFile(file) => file.change(|secrets| {
                secrets.remove(name);
            }),
        }
    }
}
