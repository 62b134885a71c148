use std::borrow::Cow;
use std::fmt::Display;

use domain::{Currency, DialogId, Money, Timestamp};
use language::Words;
use store::Message;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An id.
    Id,
    /// A word of a closed list.
    Code,
    /// A text.
    Text,
    /// A moment.
    Time,
    /// A length of time in whole seconds.
    Seconds,
    /// A whole number.
    Number,
    /// An amount of money.
    Money,
    /// The messages of a dialog under one another.
    Transcript,
}

/// One value of a row, before anybody chose a format, a language or a time zone.
#[derive(Debug, Clone)]
pub enum Cell<'a> {
    /// Nothing is known.
    None,
    /// A text as it was written.
    Text(Cow<'a, str>),
    /// The id of the dialog the row is about; a link to it where there can be links.
    Dialog(DialogId),
    /// A word of a closed list: its code for programs, its name for people.
    Code(&'static str, Words),
    /// A moment.
    Time(Timestamp),
    /// A length of time in whole seconds.
    Seconds(u64),
    /// A whole number.
    Number(u64),
    /// An amount, and its currency where one is set.
    Money(Money, Option<Currency>),
    /// The messages of a dialog under one another.
    Transcript(Transcript<'a>),
}

/// The messages of a dialog, each after its author.
#[derive(Debug, Clone, Copy)]
pub struct Transcript<'a> {
    pub(crate) messages: &'a [Message],
    /// The client's name, for messages that do not carry one.
    pub(crate) client: Option<&'a str>,
    pub(crate) with_time: bool,
}

impl<'a> Cell<'a> {
    pub(crate) fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    pub(crate) fn text_or_none(text: Option<&'a str>) -> Self {
        text.map_or(Self::None, Self::text)
    }

    pub(crate) fn id(id: impl Display) -> Self {
        Self::Text(Cow::Owned(id.to_string()))
    }

    pub(crate) fn number_or_none(number: Option<u32>) -> Self {
        number.map_or(Self::None, |number| Self::Number(number.into()))
    }

    pub(crate) fn time_or_none(at: Option<Timestamp>) -> Self {
        at.map_or(Self::None, Self::Time)
    }
}
