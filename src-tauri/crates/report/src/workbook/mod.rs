//! Writes a workbook (Office Open XML, ECMA-376) straight into its file, one row after another.
//!
//! Rows go through the compressor as they come: memory does not grow with them (but for the first
//! links of a sheet), there is no second, unpacked copy on the disk, and every failure of the disk
//! is an error that comes back. A sheet that is full goes on in a next one. This module knows
//! nothing of reports.

mod package;
mod sheet;
mod sink;
mod text;

use std::borrow::Cow;
use std::io::{self, Seek, Write};

use domain::Currency;
use language::Language;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use package::{Part, SheetPart, Styles};
use sink::Sink;

pub(crate) use sheet::SheetWriter;

/// How much fits where.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Rows of a sheet under its titles; Excel takes 1,048,576 with them.
    pub(crate) rows: u32,
    /// Rows at the beginning of a sheet that may have a link; Excel takes 65,530 links.
    pub(crate) linked_rows: u32,
    /// UTF-16 code units of a text in one cell, as Excel counts.
    pub(crate) text: usize,
    /// Bytes of a sheet before compression, so that programs with 32-bit sizes can read it.
    pub(crate) bytes: u64,
}

/// What Excel takes.
pub(crate) const EXCEL: Limits = Limits {
    rows: 1_048_575,
    linked_rows: 65_000,
    text: 32_767,
    bytes: 2 << 30,
};

/// How a sheet begins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head<'a> {
    pub(crate) name: &'a str,
    /// Titles of the columns, frozen and with a filter; none for a sheet that is no table.
    pub(crate) titles: &'a [&'a str],
    /// Widths of the columns, in characters.
    pub(crate) widths: &'a [usize],
}

/// What stands in a cell.
#[derive(Debug, Clone)]
pub(crate) enum Entry<'a> {
    Empty,
    /// A text, never a formula, whatever it begins with.
    Text(Cow<'a, str>),
    /// A text in bold.
    Title(&'a str),
    /// A text that leads to an address, as long as the sheet takes links.
    Link {
        text: String,
        address: String,
    },
    Number(f64, NumberFormat),
}

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberFormat {
    Whole,
    /// Days since 1899-12-30, shown as date and time.
    Time,
    /// Days, shown as hours, minutes and seconds.
    Duration,
    /// An amount, and its currency where one is set.
    Money(Option<Currency>),
}

/// What had to be changed to fit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Losses {
    /// Characters that XML forbids, replaced by U+FFFD.
    pub(crate) replaced: u64,
    /// Texts that go on in the columns after the last.
    pub(crate) continued: u64,
    /// Links left out because the sheet had enough of them.
    pub(crate) unlinked: u64,
}

/// A workbook on its way into a file.
pub(crate) struct Workbook<W: Write + Seek> {
    zip: ZipWriter<Sink<W>>,
    limits: Limits,
    styles: Styles,
    sheets: Vec<SheetPart>,
    losses: Losses,
}

impl<W: Write + Seek> Workbook<W> {
    pub(crate) fn new(file: W, language: Language, limits: Limits) -> io::Result<Self> {
        let mut workbook = Self {
            zip: ZipWriter::new(Sink::new(file)),
            limits,
            styles: Styles::new(language),
            sheets: Vec::new(),
            losses: Losses::default(),
        };
        workbook.put(&package::content_types())?;
        workbook.put(&package::relationships())?;
        Ok(workbook)
    }

    /// Begins a sheet.
    pub(crate) fn sheet<'a>(&'a mut self, head: Head<'a>) -> io::Result<SheetWriter<'a, W>> {
        SheetWriter::begin(self, head)
    }

    pub(crate) const fn losses(&self) -> Losses {
        self.losses
    }

    /// Writes what holds the sheets together. The file is whole, but not yet safe from a power cut.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.put(&package::workbook(&self.sheets))?;
        self.put(&package::workbook_relationships(self.sheets.len()))?;
        self.put(&self.styles.part())?;
        self.zip.finish()?.flush()
    }

    fn put(&mut self, part: &Part) -> io::Result<()> {
        self.begin_part(&part.name)?;
        self.zip.write_all(part.xml.as_bytes())
    }

    fn begin_part(&mut self, name: &str) -> io::Result<()> {
        Ok(self.zip.start_file(name, SimpleFileOptions::default())?)
    }
}
