//! A report as a workbook: its sheets in order, then *About*.

use std::borrow::Cow;
use std::io::{self, Seek, Write};

use domain::Timestamp;
use jiff::civil;

use crate::about::{self, Done};
use crate::definition::{ColumnFacts, Report};
use crate::digest::{Digest, Digested};
use crate::export::Request;
use crate::source::Source;
use crate::wording::Wording;
use crate::workbook::{Entry, Head, Limits, NumberFormat, Workbook};
use crate::{Cell, Kind, ReportError};

/// A report that is to become a workbook.
pub(crate) struct Book<'a> {
    pub(crate) request: &'a Request,
    pub(crate) wording: &'a Wording,
    /// Names of the chats of the filter.
    pub(crate) chats: &'a [String],
    /// Name of the script of the filter.
    pub(crate) script: Option<String>,
    pub(crate) limits: Limits,
}

impl Book<'_> {
    /// Writes it all; answers with the digest of the first sheet. `failed` says what a failure of
    /// the file means.
    pub(crate) fn write(
        &self,
        source: &mut Source<'_>,
        file: impl Write + Seek,
        failed: &dyn Fn(io::Error) -> ReportError,
    ) -> Result<Digested, ReportError> {
        let language = self.wording.language;
        let mut workbook = Workbook::new(file, language, self.limits).map_err(failed)?;
        let mut done = Vec::new();
        for sheet in self.request.report.sheets {
            let name = sheet.name().of(language);
            let columns = Report::columns_of(*sheet, source)?;
            let titles: Vec<_> = columns
                .iter()
                .map(|column| column.title(language))
                .collect();
            let widths: Vec<_> = columns
                .iter()
                .zip(&titles)
                .map(|(column, title)| width(column, title))
                .collect();
            let mut digest = Digest::of(&columns);
            let head = Head {
                name,
                titles: &titles,
                widths: &widths,
            };
            let mut writer = workbook.sheet(head).map_err(failed)?;
            sheet.each_row(source, &mut |cells| {
                digest.row(cells);
                let entries: Vec<_> = cells.iter().map(|cell| entry(cell, self.wording)).collect();
                writer.row(&entries).map_err(failed)
            })?;
            writer.finish().map_err(failed)?;
            done.push(Done {
                name,
                columns,
                digested: digest.finish(),
            });
        }
        self.write_about(&mut workbook, &done).map_err(failed)?;
        workbook.finish().map_err(failed)?;
        Ok(done.swap_remove(0).digested)
    }

    fn write_about(
        &self,
        workbook: &mut Workbook<impl Write + Seek>,
        done: &[Done],
    ) -> io::Result<()> {
        let rows = about::rows(self, done, workbook.losses());
        let name = language::report::sheet::ABOUT.of(self.wording.language);
        let head = Head {
            name,
            titles: &[],
            widths: &about::WIDTHS,
        };
        let mut sheet = workbook.sheet(head)?;
        rows.iter().try_for_each(|row| sheet.row(row))?;
        sheet.finish()
    }
}

/// A value as it stands in a workbook.
fn entry<'a>(cell: &'a Cell<'_>, wording: &Wording) -> Entry<'a> {
    match cell {
        Cell::None => Entry::Empty,
        Cell::Text(text) => Entry::Text(Cow::Borrowed(text)),
        Cell::Dialog(id) => Entry::Link {
            text: id.to_string(),
            address: format!("parley://dialog/{id}"),
        },
        Cell::Code(_, words) => Entry::Text(Cow::Borrowed(words.of(wording.language))),
        Cell::Time(at) => time(*at, wording),
        Cell::Seconds(seconds) => Entry::Number(*seconds as f64 / DAY, NumberFormat::Duration),
        Cell::Number(number) => Entry::Number(*number as f64, NumberFormat::Whole),
        Cell::Money(money, currency) => {
            let units = money.millionths() as f64 / 1_000_000.0;
            Entry::Number(units, NumberFormat::Money(*currency))
        }
        Cell::Transcript(transcript) => Entry::Text(Cow::Owned(wording.transcript(transcript))),
    }
}

/// Seconds of a day.
const DAY: f64 = 86_400.0;

/// A moment by the wall clock, to the second like everywhere else in the workbook. Excel knows no
/// days before 1900 and believes that year had a 29 February, so what is before March is a text.
pub(crate) fn time(at: Timestamp, wording: &Wording) -> Entry<'static> {
    let first = civil::date(1900, 3, 1).at(0, 0, 0, 0);
    let zero = civil::date(1899, 12, 30).at(0, 0, 0, 0);
    match wording.wall_clock(at) {
        Some(clock) if clock >= first => {
            let seconds = clock.duration_since(zero).as_secs();
            Entry::Number(seconds as f64 / DAY, NumberFormat::Time)
        }
        _ => Entry::Text(Cow::Owned(wording.time(at))),
    }
}

/// Wide enough for the values, and for the title with the arrow of the filter.
fn width(column: &ColumnFacts, title: &str) -> usize {
    let values = match column.kind {
        Kind::Id => 38,
        Kind::Text => 24,
        Kind::Code => 16,
        Kind::Time => 20,
        Kind::Seconds | Kind::Number => 10,
        Kind::Money => 14,
        Kind::Transcript => 60,
    };
    values.max(title.chars().count() + 4)
}
