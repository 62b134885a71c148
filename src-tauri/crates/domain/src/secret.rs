use std::fmt;

use serde::Deserialize;
use ts_rs::TS;
use zeroize::Zeroizing;

/// A key, a token or a password. It can be read from a request but not written anywhere: it has no
/// `Serialize` and no `Display`, its `Debug` shows nothing, and its memory is wiped when it goes.
#[derive(Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(from = "String")]
#[ts(type = "string")]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// The secret itself, for whoever sends or locks it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_tells_nothing() {
        let secret: Secret = serde_json::from_str(r#""key-1""#).unwrap();
        assert_eq!(secret.expose(), "key-1");
        assert_eq!(format!("{:?}", Some(secret)), "Some(Secret(…))");
    }
}
