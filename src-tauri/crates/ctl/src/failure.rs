use std::fmt;
use std::path::Path;
use std::process::ExitCode;

use api::ApiError;
use serde_json::json;

/// Why a command did not work out.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The request was wrong: exit 2.
    Request(String),
    /// The work failed: exit 1.
    Work(String),
    /// The program refused: exit 2 when the request was wrong, else 1.
    Refused(Box<ApiError>),
}

impl Failure {
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Request(_) => ExitCode::from(2),
            Self::Refused(error) if error.is_request_wrong() => ExitCode::from(2),
            Self::Work(_) | Self::Refused(_) => ExitCode::FAILURE,
        }
    }

    /// The failure for programs: a code to tell it by, and what the words were made of.
    pub(crate) fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Request(_) => json!({ "code": "wrong_request", "message": self.to_string() }),
            Self::Work(_) => json!({ "code": "failed", "message": self.to_string() }),
            Self::Refused(error) => json!(error),
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
        Self::Refused(Box::new(error))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Request(text) | Self::Work(text) => text.clone(),
            Self::Refused(error) if error.code == "conflict" => {
                format!("{}; `--force` overwrites it all the same", error.message)
            }
            Self::Refused(error) => error.message.clone(),
        };
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
