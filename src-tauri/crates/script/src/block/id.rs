use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The name of a block within its script: 1 to 64 letters, digits, `_`, `-` or `.`.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(try_from = "String")]
// Written so that every validator reads it alike: what is refused is named, in ASCII.
#[schemars(extend("pattern" = r"^[^\x00-,/:-@\[-^`{-\x7f]{1,64}$"))]
#[ts(type = "string")]
pub struct BlockId(String);

/// A text that cannot be the id of a block.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` cannot be the id of a block; an id has 1 to 64 letters, digits, `_`, `-` or `.`")]
pub struct BlockIdError(String);

impl TryFrom<String> for BlockId {
    type Error = BlockIdError;

    fn try_from(text: String) -> Result<Self, BlockIdError> {
        let length = text.chars().count();
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        if (1..=64).contains(&length) && text.chars().all(fits) {
            Ok(Self(text))
        } else {
            Err(BlockIdError(text.chars().take(64).collect()))
        }
    }
}

impl FromStr for BlockId {
    type Err = BlockIdError;

    fn from_str(text: &str) -> Result<Self, BlockIdError> {
        Self::try_from(text.to_owned())
    }
}

impl fmt::Display for BlockId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
