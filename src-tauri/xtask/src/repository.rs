//! Where things are: the repository, its window, and the target folder that cargo really uses.

use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;

use serde::Deserialize;

use crate::command;
use crate::error::Error;

/// The folders that the commands work in.
pub(crate) struct Repository {
    /// The top level, absolute.
    pub(crate) root: PathBuf,
    /// Where cargo builds, absolute; `CARGO_TARGET_DIR` and configuration moves it.
    pub(crate) target: PathBuf,
}

/// Debug builds start at once, release builds are measured.
#[derive(Clone, Copy)]
pub(crate) enum Profile {
    Debug,
    Release,
}

impl Repository {
    /// Asks cargo, which starts from the package of this program.
    pub(crate) fn find() -> Result<Self, Error> {
        #[derive(Deserialize)]
        struct Metadata {
            workspace_root: PathBuf,
            target_directory: PathBuf,
        }
        let metadata: Metadata = command::read_json(command::cargo().args([
            "metadata",
            "--no-deps",
            "--format-version=1",
            "--manifest-path",
            concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"),
        ]))?;
        Ok(Self {
            root: metadata.workspace_root,
            target: metadata.target_directory,
        })
    }

    /// The folder of the window and the widget.
    pub(crate) fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// The file that cargo builds for a program; an example is `examples/NAME`.
    pub(crate) fn program(&self, profile: Profile, name: &str) -> PathBuf {
        let folder = match profile {
            Profile::Debug => "debug",
            Profile::Release => "release",
        };
        self.target.join(folder).join(format!("{name}{EXE_SUFFIX}"))
    }
}
