use std::fmt;
use std::path::Path;
use std::sync::Arc;

use domain::Secret;
use keyring_core::api::CredentialStore;
use keyring_core::{Entry, Error};

use crate::VaultError;

/// What people find the program's entries under.
const SERVICE: &str = "Parley";

/// The system's key store, and there the entries of one data folder.
pub(crate) struct KeyStore {
    store: Arc<CredentialStore>,
    folder: String,
}

impl KeyStore {
    pub(crate) fn open(folder: &Path) -> Result<Self, VaultError> {
        let store = of_the_system().map_err(|error| VaultError::NoKeyStore { why: said(error) })?;
        Ok(Self::over(store, folder))
    }

    fn over(store: Arc<CredentialStore>, folder: &Path) -> Self {
        let folder = folder.display().to_string();
        Self { store, folder }
    }

    /// Two data folders on one computer have their own entries.
    fn entry(&self, name: &str) -> Result<Entry, VaultError> {
        let user = format!("{name} ({})", self.folder);
        self.store.build(SERVICE, &user, None).map_err(refused)
    }

    pub(crate) fn get(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        match self.entry(name)?.get_password() {
            Ok(text) => Ok(Some(Secret::from(text))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(refused(error)),
        }
    }

    pub(crate) fn set(&self, name: &str, secret: &Secret) -> Result<(), VaultError> {
        let entry = self.entry(name)?;
        entry.set_password(secret.expose()).map_err(refused)
    }

    pub(crate) fn remove(&self, name: &str) -> Result<(), VaultError> {
        match self.entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(refused(error)),
        }
    }
}

impl fmt::Debug for KeyStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyStore")
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
fn of_the_system() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

#[cfg(target_os = "macos")]
fn of_the_system() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

#[cfg(windows)]
fn of_the_system() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(windows_native_keyring_store::Store::new()?)
}

fn refused(error: Error) -> VaultError {
    VaultError::KeyStoreRefused { why: said(error) }
}

/// The words of the error, but never those of a secret that could not be read.
fn said(error: Error) -> String {
    match error {
        Error::PlatformFailure(why) | Error::NoStorageAccess(why) => why.to_string(),
        Error::BadEncoding(_) | Error::BadDataFormat(..) => "the entry is no text".to_owned(),
        Error::Ambiguous(_) => "there are several entries of this name".to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use keyring_core::mock;

    use super::*;

    fn secret(text: &str) -> Secret {
        Secret::from(text.to_owned())
    }

    #[test]
    fn each_data_folder_has_its_own_secrets() {
        let store = mock::Store::new().unwrap();
        let (one, other) = (
            KeyStore::over(store.clone(), Path::new("/one")),
            KeyStore::over(store, Path::new("/other")),
        );
        assert_eq!(one.get("ai/Support").unwrap(), None);
        one.remove("ai/Support").unwrap();
        one.set("ai/Support", &secret("key-1")).unwrap();
        other.set("ai/Support", &secret("key-2")).unwrap();
        one.set("ai/Support", &secret("key-3")).unwrap();
        assert_eq!(one.get("ai/Support").unwrap(), Some(secret("key-3")));
        one.remove("ai/Support").unwrap();
        assert_eq!(one.get("ai/Support").unwrap(), None);
        assert_eq!(other.get("ai/Support").unwrap(), Some(secret("key-2")));
    }

    #[test]
    fn a_locked_key_store_is_told_and_no_secret_with_it() {
        let store = mock::Store::new().unwrap();
        let keys = KeyStore::over(store, Path::new("/one"));
        keys.set("ai/Support", &secret("key-1")).unwrap();
        let failing = |error: Error| {
            let entry = keys.entry("ai/Support").unwrap();
            let entry: &mock::Cred = entry.as_any().downcast_ref().unwrap();
            entry.set_error(error);
            keys.get("ai/Support").unwrap_err().to_string()
        };
        let said = failing(Error::NoStorageAccess("it is locked".into()));
        assert_eq!(
            said,
            "the system's key store refused (it is locked); unlock it, and try again"
        );
        let said = failing(Error::BadEncoding(b"key-1\xff".to_vec()));
        assert!(said.contains("the entry is no text"), "{said}");
    }
}
