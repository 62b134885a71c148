use std::path::PathBuf;

/// Why a secret could not be kept or given.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// There is no key store on this computer, or nobody is logged in to it.
    #[error(
        "there is no key store to keep keys in ({why}); start and unlock the system's key store, or \
         on a server name a file with a passphrase: `--passphrase-file FILE`, \
         PARLEY_PASSPHRASE_FILE, or `LoadCredential=parley-passphrase:FILE` in its systemd unit"
    )]
    NoKeyStore {
        /// What the system says.
        why: String,
    },
    /// The key store did not do what was asked.
    #[error("the system's key store refused ({why}); unlock it, and try again")]
    KeyStoreRefused {
        /// What the system says.
        why: String,
    },
    /// The file with the passphrase cannot be read.
    #[error("the passphrase cannot be read from {}: {why}", path.display())]
    PassphraseNotRead {
        /// The file.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
    /// Others can read the file with the passphrase.
    #[error(
        "others can read the passphrase in {} (its mode is {mode:03o}); `chmod 600` it",
        path.display()
    )]
    PassphraseOpen {
        /// The file.
        path: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// There is no passphrase in the file.
    #[error("there is no passphrase in {}; write one line of text into it", path.display())]
    PassphraseEmpty {
        /// The file.
        path: PathBuf,
    },
    /// The locked file does not open.
    #[error(
        "{} does not open with this passphrase; name the file with the one it was locked with, or \
         delete it and enter the keys again",
        path.display()
    )]
    WrongPassphrase {
        /// The locked file.
        path: PathBuf,
    },
    /// The locked file is not one.
    #[error("{} is damaged ({why}); restore it from a backup, or delete it and enter the keys again", path.display())]
    Damaged {
        /// The locked file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The locked file is of a newer program.
    #[error("{} was locked by a newer Parley (format {format}); update this one", path.display())]
    FromTheFuture {
        /// The locked file.
        path: PathBuf,
        /// Its format.
        format: u64,
    },
    /// The locked file cannot be read.
    #[error("{} cannot be read: {why}", path.display())]
    NotRead {
        /// The locked file.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
    /// The locked file cannot be written; what it held it still holds.
    #[error("{} cannot be written: {why}", path.display())]
    NotWritten {
        /// The locked file.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
}
