//! CSV as spreadsheets read it: a byte order mark, and in Russian semicolons and decimal commas.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{Terminator, Writer, WriterBuilder};
use language::Language;

use crate::Cell;
use crate::definition::ColumnFacts;
use crate::wording::{Wording, decimal};

/// Rows on their way into a CSV file.
pub(crate) struct Delimited<'a, W: Write> {
    csv: Writer<W>,
    wording: &'a Wording,
}

impl<'a, W: Write> Delimited<'a, W> {
    pub(crate) fn new(
        mut file: W,
        columns: &[ColumnFacts],
        wording: &'a Wording,
    ) -> io::Result<Self> {
        file.write_all("\u{feff}".as_bytes())?;
        let delimiter = match wording.language {
            Language::En => b',',
            Language::Ru => b';',
        };
        let mut csv = WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(Terminator::CRLF)
            .from_writer(file);
        csv.write_record(columns.iter().map(|column| &*column.id))
            .map_err(cause)?;
        Ok(Self { csv, wording })
    }

    pub(crate) fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        for cell in cells {
            self.csv
                .write_field(field(cell, self.wording).as_bytes())
                .map_err(cause)?;
        }
        self.csv.write_record(None::<&[u8]>).map_err(cause)
    }

    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.csv.flush()
    }
}

/// What the file said; the CSV writer itself would hide that in an error of no kind.
fn cause(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn field<'a>(cell: &'a Cell<'_>, wording: &Wording) -> Cow<'a, str> {
    match cell {
        Cell::None => Cow::Borrowed(""),
        Cell::Text(text) => inert(Cow::Borrowed(text)),
        Cell::Dialog(id) => Cow::Owned(id.to_string()),
        Cell::Code(code, _) => Cow::Borrowed(code),
        Cell::Time(at) => Cow::Owned(wording.time(*at)),
        Cell::Seconds(number) | Cell::Number(number) => Cow::Owned(number.to_string()),
        Cell::Money(money, _) => Cow::Owned(match wording.language {
            Language::En => decimal(*money),
            Language::Ru => decimal(*money).replace('.', ","),
        }),
        Cell::Transcript(transcript) => {
            inert(Cow::Owned(wording.transcript_with_codes(transcript)))
        }
    }
}

/// The text, after an apostrophe when a spreadsheet would run it as a formula.
fn inert(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use domain::{Money, Timestamp};
    use jiff::tz::TimeZone;
    use language::report::column;

    use super::*;
    use crate::Kind;

    fn written(language: Language, rows: &[&[Cell<'_>]]) -> String {
        let facts = |id: &'static str| ColumnFacts {
            id: id.into(),
            kind: Kind::Text,
            words: column::TEXT,
            called: None,
        };
        let columns: Vec<_> = ["a", "b", "c"].map(facts).into();
        let wording = Wording {
            language,
            zone: TimeZone::get("Europe/Moscow").unwrap(),
        };
        let mut file = Vec::new();
        let mut csv = Delimited::new(&mut file, &columns, &wording).unwrap();
        rows.iter().for_each(|row| csv.row(row).unwrap());
        csv.finish().unwrap();
        String::from_utf8(file).unwrap()
    }

    #[test]
    fn separators_are_those_of_the_language() {
        let row = [
            Cell::text("a;b,c"),
            Cell::Money(Money::from_millionths(34_000), None),
            Cell::Time(Timestamp::from_millis(1_795_341_603_123)),
        ];
        assert_eq!(
            written(Language::En, &[&row]),
            "\u{feff}a,b,c\r\n\"a;b,c\",0.034,2026-11-22 13:00:03\r\n"
        );
        assert_eq!(
            written(Language::Ru, &[&row]),
            "\u{feff}a;b;c\r\n\"a;b,c\";0,034;2026-11-22 13:00:03\r\n"
        );
    }

    #[test]
    fn a_full_disk_is_still_a_full_disk() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                match bytes {
                    b"\xef\xbb\xbf" => Ok(bytes.len()),
                    _ => Err(io::ErrorKind::StorageFull.into()),
                }
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let wording = Wording {
            language: Language::En,
            zone: TimeZone::UTC,
        };
        let mut csv = Delimited::new(Full, &[], &wording).unwrap();
        let text = "long".repeat(10_000);
        let error = csv.row(&[Cell::text(&text)]).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    }

    #[test]
    fn a_text_a_spreadsheet_would_run_begins_with_an_apostrophe() {
        for text in ["=1+1", "+7 900", "-", "@SUM(A1)", "\tx", "\r=1"] {
            assert_eq!(inert(text.into()), format!("'{text}"));
        }
        for text in ["", "a=1", " =1", "'=1", "ё"] {
            assert_eq!(inert(text.into()), text);
        }
        let row = [
            Cell::text("=HYPERLINK(\"http://x\")"),
            Cell::None,
            Cell::Number(5),
        ];
        assert_eq!(
            written(Language::En, &[&row]),
            "\u{feff}a,b,c\r\n\"'=HYPERLINK(\"\"http://x\"\")\",,5\r\n"
        );
    }
}
