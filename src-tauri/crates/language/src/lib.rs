//! The languages of the program and the words that Rust itself shows in them: reports, the widget,
//! the gateway's own pages, the names of codes.
//!
//! Words are struct fields and constants, so that a missing one does not compile. Nothing here is
//! looked up by a text key, nothing formats a time or a number, and the window's words live in the
//! window.

pub mod name;
pub mod page;
pub mod report;
pub mod start;
pub mod widget;

mod plural;
mod tag;
mod words;

pub use plural::{Counted, PluralForm};
pub use tag::{Language, UnknownLanguage};
pub use words::Words;
