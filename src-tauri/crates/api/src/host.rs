use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;

use crate::ApiError;

/// The path that a person chooses; none when they changed their mind.
pub type Picked = Pin<Box<dyn Future<Output = Result<Option<PathBuf>, ApiError>> + Send>>;

/// The paths that a person chooses; empty when they changed their mind.
pub type PickedFiles = Pin<Box<dyn Future<Output = Result<Vec<PathBuf>, ApiError>> + Send>>;

/// A kind of file that is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pick {
    /// What people call it.
    pub name: &'static str,
    /// What the names of such files end with, without the dot.
    pub endings: &'static [&'static str],
}

/// What is shown on the desktop to somebody who may be looking elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// What it is about.
    pub title: String,
    /// What it says.
    pub text: String,
    /// The screen it leads to where the desktop tells that it was clicked: `/inbox/…`.
    pub place: String,
}

/// What the program needs of the desktop it runs on.
pub trait Host: Send + Sync + 'static {
    /// Lets the person choose where to save a file; none when they changed their mind.
    fn pick_save(&self, suggested: &str, kinds: &[Pick]) -> Picked;

    /// Lets the person choose a file to read; none when they changed their mind.
    fn pick_open(&self, kind: Pick) -> Picked;

    /// Lets the person choose any files to read; none when they changed their mind.
    fn pick_files(&self) -> PickedFiles;

    /// Opens an `http` address in the person's browser.
    ///
    /// # Errors
    /// When there is no browser to open it with.
    fn open_address(&self, address: &str) -> Result<(), ApiError>;

    /// Shows a file in the system's file manager.
    ///
    /// # Errors
    /// When it cannot be shown.
    fn reveal(&self, file: &Path) -> Result<(), ApiError>;

    /// Puts a text on the clipboard.
    ///
    /// # Errors
    /// When there is no clipboard.
    fn copy(&self, text: &str) -> Result<(), ApiError>;

    /// Shows a notification where there is a desktop that shows any; never waits for it.
    fn notify(&self, notification: Notification);
}

/// No desktop at all: a server, or the command line.
#[derive(Debug, Clone, Copy)]
pub struct Headless;

impl Headless {
    fn refuse<T>() -> Result<T, ApiError> {
        Err(ApiError::new(
            "no_desktop",
            "there is no desktop here to do that on",
        ))
    }
}

impl Host for Headless {
    fn pick_save(&self, _suggested: &str, _kinds: &[Pick]) -> Picked {
        Box::pin(async { Self::refuse() })
    }

    fn pick_open(&self, _kind: Pick) -> Picked {
        Box::pin(async { Self::refuse() })
    }

    fn pick_files(&self) -> PickedFiles {
        Box::pin(async { Self::refuse() })
    }

    fn open_address(&self, _address: &str) -> Result<(), ApiError> {
        Self::refuse()
    }

    fn reveal(&self, _file: &Path) -> Result<(), ApiError> {
        Self::refuse()
    }

    fn copy(&self, _text: &str) -> Result<(), ApiError> {
        Self::refuse()
    }

    fn notify(&self, _notification: Notification) {}
}
