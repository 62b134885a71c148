//! Reports: figures of the store become rows, and rows a workbook, CSV or JSON lines.
//!
//! A report is declared once ([`Report`]): its columns, their types, titles and meanings; every
//! format, the digest and the sheet *About* are derived from that. A report is made inside one read
//! transaction of the store, row by row, so that its size is not bounded by memory, and its file
//! takes its name only when it is whole. This room asks no clock, reads no settings and counts
//! nothing the store has not counted.

mod about;
mod book;
mod cell;
mod definition;
mod delimited;
mod digest;
mod error;
mod export;
mod lines;
mod markers;
mod sessions;
mod source;
mod wording;
mod workbook;

pub use cell::{Cell, Kind, Transcript};
pub use definition::{ColumnFacts, Report};
pub use error::{ReportError, UnknownReport};
pub use export::{Format, Made, Request, export};
pub use sessions::parameters;
pub use source::Progress;
