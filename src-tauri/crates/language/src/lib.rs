//! The languages of the program and the words that Rust itself shows in them: reports, the widget,
//! the gateway's own pages, the names of codes.
//!
//! Words are struct fields and constants, so that a missing one does not compile. Nothing here is
//! looked up by a text key, nothing formats a time or a number, and the window's words live in the
//! window.

pub mod desk;
pub mod name;
pub mod page;
pub mod report;
pub mod start;
pub mod talk;
pub mod widget;

mod fold;
mod plural;
mod stem;
mod words;

pub use domain::Language;
pub use fold::fold;
pub use plural::{Counted, PluralForm};
pub use stem::stem;
pub use words::Words;
