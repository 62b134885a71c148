//! The words of reports: titles, columns with their meanings, sheets, and the sheet *About*.

pub mod about;
pub mod column;
pub mod sheet;

use crate::Words;
use crate::words::words;

/// Title of report `sessions`.
pub const SESSIONS: Words = words("All chat sessions", "Все сессии чатов");

/// Title of report `markers`.
pub const MARKERS: Words = words(
    "All chat sessions with markers",
    "Все сессии чатов с маркерами",
);

/// What a column is called and what stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnWords {
    /// Title of the column.
    pub title: Words,
    /// One sentence on what stands in it and when it is empty.
    pub meaning: Words,
}
