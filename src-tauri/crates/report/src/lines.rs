//! JSON lines, for programs: an object a row, with column ids as names and nothing left out.

use std::io::{self, BufWriter, Write};

use crate::Cell;
use crate::definition::ColumnFacts;
use crate::wording::{Wording, decimal};

/// Rows on their way into a file of JSON lines.
pub(crate) struct Lines<'a, W: Write> {
    file: BufWriter<W>,
    columns: &'a [ColumnFacts],
    wording: &'a Wording,
}

impl<'a, W: Write> Lines<'a, W> {
    pub(crate) fn new(file: W, columns: &'a [ColumnFacts], wording: &'a Wording) -> Self {
        Self {
            file: BufWriter::new(file),
            columns,
            wording,
        }
    }

    pub(crate) fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        for (at, (column, cell)) in self.columns.iter().zip(cells).enumerate() {
            let before = if at == 0 { '{' } else { ',' };
            write!(self.file, "{before}")?;
            serde_json::to_writer(&mut self.file, &column.id)?;
            self.file.write_all(b":")?;
            self.value(cell)?;
        }
        self.file.write_all(b"}\n")
    }

    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.file.flush()
    }

    fn value(&mut self, cell: &Cell<'_>) -> io::Result<()> {
        match cell {
            Cell::None => self.file.write_all(b"null"),
            Cell::Text(text) => self.text(text),
            Cell::Dialog(id) => write!(self.file, "\"{id}\""),
            Cell::Code(code, _) => self.text(code),
            Cell::Time(at) => self.text(&self.wording.time_with_offset(*at)),
            Cell::Seconds(number) | Cell::Number(number) => write!(self.file, "{number}"),
            Cell::Money(money, _) => write!(self.file, "{}", decimal(*money)),
            Cell::Transcript(transcript) => {
                self.text(&self.wording.transcript_with_codes(transcript))
            }
        }
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        Ok(serde_json::to_writer(&mut self.file, text)?)
    }
}

#[cfg(test)]
mod tests {
    use domain::{Messenger, Money, Timestamp};
    use jiff::tz::TimeZone;
    use language::report::column;
    use language::{Language, name};

    use super::*;
    use crate::Kind;

    #[test]
    fn a_row_is_an_object_of_typed_values() {
        let facts = |id: &'static str| ColumnFacts {
            id: id.into(),
            kind: Kind::Text,
            words: column::TEXT,
            called: None,
        };
        let columns = ["a", "b", "c", "d", "e"].map(facts);
        let wording = Wording {
            language: Language::Ru,
            zone: TimeZone::get("Europe/Moscow").unwrap(),
        };
        let mut file = Vec::new();
        let mut lines = Lines::new(&mut file, &columns, &wording);
        let row = [
            Cell::text("=\"\n\0"),
            Cell::None,
            Cell::Time(Timestamp::from_millis(1_795_341_603_123)),
            Cell::Money(Money::from_millionths(34_000), None),
            Cell::Code("web", name::messenger(Messenger::Web)),
        ];
        lines.row(&row).unwrap();
        lines.finish().unwrap();
        assert_eq!(
            String::from_utf8(file).unwrap(),
            "{\"a\":\"=\\\"\\n\\u0000\",\"b\":null,\"c\":\"2026-11-22T13:00:03.123+03:00\",\"d\":0.034,\"e\":\"web\"}\n"
        );
    }
}
