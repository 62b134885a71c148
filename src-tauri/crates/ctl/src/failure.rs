use std::fmt;
use std::path::Path;
use std::process::ExitCode;

use api::ApiError;

/// Why a command did not work out.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The request was wrong: exit 2.
    Request(String),
    /// The work failed: exit 1.
    Work(String),
}

impl Failure {
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Request(_) => ExitCode::from(2),
            Self::Work(_) => ExitCode::FAILURE,
        }
    }

    /// A file that was named cannot be read.
    pub(crate) fn file(path: &Path, error: impl fmt::Display) -> Self {
        if path == Path::new("-") {
            return Self::Request(format!("standard input: {error}"));
        }
        Self::Request(format!("{}: {error}", path.display()))
    }
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        if error.code == "conflict" {
            let message = error.message;
            Self::Work(format!("{message}; `--force` overwrites it all the same"))
        } else if error.is_request_wrong() {
            Self::Request(error.message)
        } else {
            Self::Work(error.message)
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Request(text) | Self::Work(text)) = self;
        // One line, whatever a name or a file held.
        for part in text
            .split('\n')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .enumerate()
        {
            match part {
                (0, part) => write!(f, "{part}")?,
                (_, part) => write!(f, " {part}")?,
            }
        }
        Ok(())
    }
}
