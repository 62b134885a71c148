use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is wrong with one field that a person filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Problem {
    /// The field's path, as in the JSON a chat is written in: `colours.bot`.
    pub field: String,
    /// What is wrong; whoever shows it chooses the words.
    #[serde(flatten)]
    pub code: ProblemCode,
}

/// What can be wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum ProblemCode {
    /// There is nothing in it but spaces.
    Empty,
    /// It has more characters than it may.
    TooLong {
        /// How many characters it has.
        length: usize,
        /// How many it may have.
        limit: usize,
    },
    /// It is not a colour.
    NotAColour {
        /// What was written, cut to 40 characters.
        text: String,
    },
    /// It names a script that does not exist.
    UnknownScript,
}

impl Problem {
    pub(crate) fn new(field: &str, code: ProblemCode) -> Self {
        Self {
            field: field.to_owned(),
            code,
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let field = &self.field;
        match &self.code {
            ProblemCode::Empty => write!(f, "{field}: is empty; write something in it"),
            ProblemCode::TooLong { length, limit } => {
                write!(f, "{field}: has {length} characters; the limit is {limit}")
            }
            ProblemCode::NotAColour { text } => {
                write!(
                    f,
                    "{field}: `{text}` is not a colour; write it as #RRGGBB or #RRGGBBAA"
                )
            }
            ProblemCode::UnknownScript => write!(f, "{field}: there is no such script"),
        }
    }
}
