use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The SHA-256 of a file, by which it is stored and found; written as 64 small hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct ContentId([u8; 32]);

/// A text that is not the id of a stored file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a file's id has 64 digits from 0-9 and a-f")]
pub struct ContentIdError;

impl ContentId {
    /// The id of the file with this SHA-256.
    #[must_use]
    pub const fn of_sha256(digest: [u8; 32]) -> Self {
        Self(digest)
    }
}

impl fmt::Display for ContentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for ContentId {
    type Err = ContentIdError;

    fn from_str(text: &str) -> Result<Self, ContentIdError> {
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Ok(byte - b'0'),
            b'a'..=b'f' => Ok(byte - b'a' + 10),
            _ => Err(ContentIdError),
        };
        let mut digest = [0; 32];
        if text.len() != 64 {
            return Err(ContentIdError);
        }
        for (byte, pair) in digest.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Ok(Self(digest))
    }
}

impl TryFrom<String> for ContentId {
    type Error = ContentIdError;

    fn try_from(text: String) -> Result<Self, ContentIdError> {
        text.parse()
    }
}

impl From<ContentId> for String {
    fn from(id: ContentId) -> Self {
        id.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_64_small_hexadecimal_digits_are_an_id() {
        let text = "00ff".repeat(16);
        assert_eq!(text.parse::<ContentId>().unwrap().to_string(), text);
        for wrong in [
            "",
            "../../etc/passwd",
            &text[1..],
            &text.to_uppercase(),
            &"ё".repeat(32),
        ] {
            assert_eq!(wrong.parse::<ContentId>(), Err(ContentIdError), "{wrong}");
        }
    }
}
