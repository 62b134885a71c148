//! Words with a closed list of values, each with one stable code used in the database, in files, in
//! addresses and on the command line.

/// A text that is none of the codes of a list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a {what}; choose one of {choices}")]
pub struct UnknownCode {
    what: &'static str,
    text: String,
    choices: String,
}

impl UnknownCode {
    pub(crate) fn new(what: &'static str, text: &str, choices: &[&str]) -> Self {
        Self {
            what,
            text: text.chars().take(40).collect(),
            choices: choices.join(", "),
        }
    }
}

macro_rules! codes {
    ($(#[$meta:meta])* $name:ident, $what:literal: $($(#[$doc:meta])* $variant:ident = $code:literal),+ $(,)?) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema, ts_rs::TS)]
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $code)] $variant),+
        }

        impl $name {
            /// Every value, in the order it is shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable code of the value.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code),+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.code())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UnknownCode;

            fn from_str(text: &str) -> Result<Self, $crate::UnknownCode> {
                match text {
                    $($code => Ok(Self::$variant),)+
                    _ => Err($crate::UnknownCode::new($what, text, &[$($code),+])),
                }
            }
        }
    };
}

pub(crate) use codes;

#[cfg(test)]
mod tests {
    use crate::Messenger;

    #[test]
    fn the_code_is_the_serialised_name_and_parses_back() {
        for messenger in Messenger::ALL {
            assert_eq!(serde_json::to_value(messenger).unwrap(), messenger.code());
            assert_eq!(messenger.code().parse(), Ok(*messenger));
        }
    }

    #[test]
    fn an_unknown_code_is_named_with_the_choices() {
        let error = "icq".parse::<Messenger>().unwrap_err().to_string();
        assert!(
            error.starts_with("`icq` is not a messenger; choose one of web, telegram"),
            "{error}"
        );
    }
}
