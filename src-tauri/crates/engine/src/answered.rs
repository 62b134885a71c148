use script::Replied;
use serde::{Deserialize, Serialize};

/// The answer to what a script asked somebody outside, as it is kept until the script is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// A server answered.
    Http {
        /// The status.
        status: u16,
        /// The body, as text.
        body: String,
    },
    /// A language model answered.
    Said {
        /// What it said.
        text: String,
    },
    /// Nobody answered.
    Failed {
        /// Why, for the log.
        why: String,
    },
}

impl Answer {
    /// The answer as it is kept.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("an answer is made of text, which can be written")
    }

    /// An answer as it was kept; one that is damaged is none.
    #[must_use]
    pub fn from_json(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_else(|error| Self::Failed {
            why: format!("what was kept of the answer cannot be read: {error}"),
        })
    }

    /// The answer that a script was told.
    #[must_use]
    pub fn of(reply: Replied<'_>) -> Self {
        match reply {
            Replied::Http { status, body } => Self::Http {
                status,
                body: body.to_owned(),
            },
            Replied::Said(text) => Self::Said {
                text: text.to_owned(),
            },
            Replied::Failed { why } => Self::Failed {
                why: why.to_owned(),
            },
        }
    }

    /// What the script is told.
    #[must_use]
    pub fn reply(&self) -> Replied<'_> {
        match self {
            Self::Http { status, body } => Replied::Http {
                status: *status,
                body,
            },
            Self::Said { text } => Replied::Said(text),
            Self::Failed { why } => Replied::Failed { why },
        }
    }
}
