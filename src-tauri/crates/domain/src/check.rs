use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is wrong with one field that a person filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Problem {
    /// The field's path, as in the JSON a chat is written in: `appearance.colours.bot`.
    pub field: String,
    /// What is wrong; whoever shows it chooses the words.
    #[serde(flatten)]
    pub code: ProblemCode,
}

/// What can be wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum ProblemCode {
    /// There is nothing in it but spaces.
    #[error("is empty; write something in it")]
    Empty,
    /// It has more characters than it may.
    #[error("has {length} characters; the limit is {limit}")]
    TooLong {
        /// How many characters it has.
        length: usize,
        /// How many it may have.
        limit: usize,
    },
    /// It is a list with more entries than it may have.
    #[error("has {count} entries; the limit is {limit}")]
    TooMany {
        /// How many entries it has.
        count: usize,
        /// How many it may have.
        limit: usize,
    },
    /// It is a number beyond its limits.
    #[error("must be from {least} to {most}")]
    OutOfRange {
        /// The least it may be.
        least: u32,
        /// The most it may be.
        most: u32,
    },
    /// It is not a colour.
    #[error("`{text}` is not a colour; write it as #RRGGBB, rgb(…) or hsl(…)")]
    NotAColour {
        /// What was written, cut to 40 characters.
        text: String,
    },
    /// It is not an address of the form that is needed here.
    #[error("`{text}` does not have the form that is needed here; write it like {}", examples.join(" or "))]
    WrongForm {
        /// What was written, cut to 80 characters.
        text: String,
        /// Good ones.
        examples: Vec<String>,
    },
    /// It carries a user name or a password, which everyone would see.
    #[error("carries a user name or a password, which everyone would see; take it out")]
    Login,
    /// It names a page where a whole site is meant.
    #[error("names a page of a site; leave out what follows the host")]
    Page,
    /// Nothing may stand there.
    #[error("needs no address; whoever sees the widget is already there")]
    NotNeeded,
    /// It holds a variable that nothing fills in.
    #[error("nothing fills in {{{name}}}{}", alternatives(known))]
    UnknownVariable {
        /// What stands between the braces, cut to 40 characters.
        name: String,
        /// What may stand there.
        known: Vec<String>,
    },
    /// It holds a character that nobody can see and that changes how others are shown.
    #[error("holds the invisible character {character}; take it out")]
    ControlCharacter {
        /// Which, as in `U+202E`.
        character: String,
    },
    /// It stands there twice.
    #[error("is there twice; take one away")]
    Twice,
    /// It ends before it begins.
    #[error("ends before it begins")]
    EndsBeforeItBegins,
    /// It overlaps an earlier one.
    #[error("overlaps an earlier one; join them")]
    Overlaps,
    /// There is no day with any working hour.
    #[error("has no working hour in the whole week; add one, or work around the clock")]
    NeverOpen,
    /// It is not a price from 0 to a limit in whole units.
    #[error("is not a price; it must be from 0 to {limit}")]
    NotAPrice {
        /// The highest price, in whole units.
        #[ts(type = "number")]
        limit: i64,
    },
    /// It names a script that does not exist.
    #[error("there is no such script")]
    UnknownScript,
    /// It names a time zone that does not exist.
    #[error("there is no time zone of this name; write it like Europe/Oslo")]
    UnknownZone,
    /// It names an operator that does not exist.
    #[error("there is no such operator")]
    UnknownOperator,
    /// It names a group that does not exist.
    #[error("there is no such group")]
    UnknownGroup,
    /// Another one is called like that.
    #[error("is taken by another one; choose another")]
    Taken,
    /// It is not a PIN.
    #[error("is not a PIN; it needs 4 to 12 digits")]
    NotAPin,
    /// It is not what a quick reply can be called by.
    #[error("is no shortcut; use letters, digits, - and _")]
    NotAShortcut,
    /// It names a picture that is not stored here.
    #[error("there is no such picture here; choose one again")]
    UnknownPicture,
}

fn alternatives(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("{{{name}}}")).collect();
    if names.is_empty() {
        " here; take it out".to_owned()
    } else {
        format!("; known are {}", names.join(", "))
    }
}

impl Problem {
    /// A problem of the field at this path.
    #[must_use]
    pub fn new(field: impl Into<String>, code: ProblemCode) -> Self {
        Self {
            field: field.into(),
            code,
        }
    }
}

/// What is wrong with a text of people: too long, or with characters that play tricks on who reads
/// it. A text of one line has no line breaks either.
pub(crate) fn check_text(text: &str, most: usize, is_line: bool) -> Option<ProblemCode> {
    let length = text.trim().chars().count();
    if length > most {
        return Some(ProblemCode::TooLong {
            length,
            limit: most,
        });
    }
    let found = text.trim().chars().find(|&c| match c {
        '\n' | '\r' | '\t' => is_line,
        // Marks that turn the direction of what follows (Unicode Bidirectional Algorithm, 2.1, 2.2).
        '\u{202a}'..='\u{202e}' => true,
        c => c.is_control(),
    })?;
    Some(ProblemCode::ControlCharacter {
        character: format!("U+{:04X}", u32::from(found)),
    })
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.field, self.code)
    }
}
