//! Everything that can stop a command, said so that the reader knows what to do next.

use std::io;
use std::path::PathBuf;
use std::process::ExitStatus;

/// Why a command stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("step \"{step}\": {source}")]
    Step { step: String, source: Box<Error> },

    #[error("{program} is not installed. {remedy}")]
    ToolMissing {
        program: &'static str,
        remedy: &'static str,
    },

    #[error("{program} {found} is too old: {needed} or newer is needed. {remedy}")]
    ToolTooOld {
        program: &'static str,
        found: semver::Version,
        needed: semver::Version,
        remedy: &'static str,
    },

    #[error("system packages are missing. Run this, then the same command again:\n    {command}")]
    PackagesMissing { command: String },

    #[error("cannot start {program}: {source}")]
    NotStarted { program: String, source: io::Error },

    #[error("`{command}` ended with {status}{complaint}")]
    CommandFailed {
        command: String,
        status: ExitStatus,
        complaint: String,
    },

    #[error("the answer of `{command}` is not understood: {source}")]
    AnswerNotJson {
        command: String,
        source: serde_json::Error,
    },

    #[error("the answer of `{command}` holds no version: {answer:?}")]
    AnswerNotVersion { command: String, answer: String },

    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },

    #[error("{} is not understood: {source}", path.display())]
    FileNotJson {
        path: PathBuf,
        source: serde_json::Error,
    },

    #[error("{} is stale. `cargo xtask types` mends it.", path.display())]
    TypesStale { path: PathBuf },

    #[error("licences that are not allowed:\n{}", list(refused))]
    LicencesRefused { refused: Vec<String> },

    #[error("packages with known vulnerabilities:\n{}", list(vulnerable))]
    Vulnerable { vulnerable: Vec<String> },

    #[error("no port from {first} to {last} is free on this computer")]
    NoFreePort { first: u16, last: u16 },
}

impl Error {
    /// Wraps a failure to read or write `path`, to be given to `map_err`.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Error {
        let path = path.into();
        move |source| Error::File { path, source }
    }
}

fn list(lines: &[String]) -> String {
    lines
        .iter()
        .map(|line| format!("    {line}"))
        .collect::<Vec<_>>()
        .join("\n")
}
