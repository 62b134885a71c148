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

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read, SeekFrom};

    use calamine::{Data, Reader, Xlsx};

    use super::*;

    const SMALL: Limits = Limits {
        rows: 3,
        linked_rows: 2,
        text: 5,
        bytes: u64::MAX,
    };

    const HEAD: Head<'_> = Head {
        name: "Rows",
        titles: &["A", "B"],
        widths: &[10, 10],
    };

    fn text(text: &str) -> Entry<'_> {
        Entry::Text(Cow::Borrowed(text))
    }

    fn written(limits: Limits, rows: &[Vec<Entry<'_>>]) -> (Vec<u8>, Losses) {
        let mut file = Cursor::new(Vec::new());
        let mut workbook = Workbook::new(&mut file, Language::En, limits).unwrap();
        let mut sheet = workbook.sheet(HEAD).unwrap();
        rows.iter().for_each(|row| sheet.row(row).unwrap());
        sheet.finish().unwrap();
        let losses = workbook.losses();
        workbook.finish().unwrap();
        (file.into_inner(), losses)
    }

    fn read(file: &[u8]) -> Vec<(String, Vec<Vec<String>>)> {
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(file)).unwrap();
        let sheets = book.worksheets().into_iter().map(|(name, range)| {
            let cells = |row: &[Data]| row.iter().map(ToString::to_string).collect();
            (name, range.rows().map(cells).collect())
        });
        sheets.collect()
    }

    fn part(file: &[u8], name: &str) -> String {
        let mut package = zip::ZipArchive::new(Cursor::new(file)).unwrap();
        let mut xml = String::new();
        package
            .by_name(name)
            .unwrap()
            .read_to_string(&mut xml)
            .unwrap();
        xml
    }

    #[test]
    fn a_full_sheet_goes_on_in_the_next_with_titles_and_filter_of_its_own() {
        let rows: Vec<_> = ["1", "2", "3", "4", "5", "6", "7"]
            .map(|n| vec![text(n)])
            .into();
        let (file, _) = written(SMALL, &rows);
        let sheets = read(&file);
        let names: Vec<_> = sheets.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Rows", "Rows (2)", "Rows (3)"]);
        assert_eq!(sheets[1].1, [["A", "B"], ["4", ""], ["5", ""], ["6", ""]]);
        assert_eq!(sheets[2].1, [["A", "B"], ["7", ""]]);
        let book = part(&file, "xl/workbook.xml");
        for filter in [
            "'Rows'!$A$1:$B$4",
            "'Rows (2)'!$A$1:$B$4",
            "'Rows (3)'!$A$1:$B$2",
        ] {
            assert!(book.contains(filter), "{book}");
        }
        let last = part(&file, "xl/worksheets/sheet3.xml");
        assert!(last.contains("<autoFilter ref=\"A1:B2\"/>"), "{last}");
        assert!(last.contains("state=\"frozen\""), "{last}");
    }

    #[test]
    fn exactly_as_many_rows_as_fit_make_one_sheet() {
        let rows: Vec<_> = ["1", "2", "3"].map(|n| vec![text(n)]).into();
        assert_eq!(read(&written(SMALL, &rows).0).len(), 1);
        assert_eq!(read(&written(SMALL, &[]).0)[0].1, [["A", "B"]]);
    }

    #[test]
    fn a_sheet_too_large_for_its_readers_goes_on_in_the_next() {
        let limits = Limits { bytes: 1, ..SMALL };
        let rows = [vec![text("1")], vec![text("2")]];
        assert_eq!(
            read(&written(limits, &rows).0).len(),
            3,
            "titles alone are over the limit"
        );
    }

    #[test]
    fn a_long_text_goes_on_after_the_last_column() {
        let (file, losses) = written(SMALL, &[vec![text("abcdefghijkl"), text("ёжики👍")]]);
        let row = &read(&file)[0].1[1];
        assert_eq!(row, &["abcde", "ёжики", "fghij", "kl", "👍"]);
        assert_eq!(losses.continued, 2);
    }

    #[test]
    fn a_text_is_a_string_cell_whatever_it_holds() {
        let limits = Limits {
            text: 100,
            rows: 100,
            ..SMALL
        };
        let texts = [
            "=1+1",
            "+7",
            "-1",
            "@A1",
            "\tx",
            "1e5",
            " two  spaces ",
            "a\r\nb",
            "<&>\"'",
            "_x0041_",
        ];
        let rows: Vec<_> = texts.map(|entry| vec![text(entry)]).into();
        let (file, losses) = written(limits, &rows);
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(&file)).unwrap();
        let range = book.worksheet_range("Rows").unwrap();
        for (row, entry) in (1..).zip(texts) {
            assert_eq!(
                range.get((row, 0)),
                Some(&Data::String(entry.to_owned())),
                "{entry:?}"
            );
        }
        assert_eq!(losses, Losses::default());
        let (file, losses) = written(limits, &[vec![text("a\0b\x1b")]]);
        assert_eq!(read(&file)[0].1[1][0], "a\u{fffd}b\u{fffd}");
        assert_eq!(losses.replaced, 2);
    }

    #[test]
    fn links_end_where_excel_takes_no_more() {
        let link = |n: u32| {
            let address = format!("parley://dialog/{n}&");
            vec![Entry::Link {
                text: n.to_string(),
                address,
            }]
        };
        let (file, losses) = written(SMALL, &[link(1), link(2), link(3), link(4)]);
        assert_eq!(
            losses.unlinked, 1,
            "each sheet may have two, and the third row had its id as text"
        );
        let addresses = part(&file, "xl/worksheets/_rels/sheet1.xml.rels");
        assert!(
            addresses.contains("Target=\"parley://dialog/2&amp;\" TargetMode=\"External\""),
            "{addresses}"
        );
        assert_eq!(addresses.matches("<Relationship ").count(), 2);
        let sheet = part(&file, "xl/worksheets/sheet1.xml");
        assert!(
            sheet.contains("<hyperlink ref=\"A3\" r:id=\"rId2\"/>"),
            "{sheet}"
        );
        assert_eq!(read(&file)[0].1[3][0], "3");
        assert!(part(&file, "xl/worksheets/_rels/sheet2.xml.rels").contains("dialog/4"));
    }

    #[test]
    fn numbers_have_the_look_of_what_they_are() {
        let euro = Currency::try_from("EUR".to_owned()).unwrap();
        let number = |number, format| Entry::Number(number, format);
        let limits = Limits { rows: 100, ..SMALL };
        let (file, _) = written(
            limits,
            &[vec![
                number(7.0, NumberFormat::Whole),
                number(46_348.5, NumberFormat::Time),
                number(1.5, NumberFormat::Duration),
                number(0.034, NumberFormat::Money(Some(euro))),
                number(0.5, NumberFormat::Money(None)),
                number(1.0, NumberFormat::Money(Some(euro))),
            ]],
        );
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(&file)).unwrap();
        let range = book.worksheet_range("Rows").unwrap();
        let cells: Vec<_> = range.rows().nth(1).unwrap().to_vec();
        assert_eq!(cells[0], Data::Float(7.0));
        let Data::DateTime(at) = cells[1] else {
            panic!("{:?} is no date", cells[1])
        };
        assert!(at.is_datetime() && at.as_f64() == 46_348.5);
        let Data::DateTime(length) = cells[2] else {
            panic!("{:?} is no duration", cells[2])
        };
        assert!(length.is_duration() && length.as_f64() == 1.5);
        assert_eq!(
            cells[3..],
            [Data::Float(0.034), Data::Float(0.5), Data::Float(1.0)]
        );
        let styles = part(&file, "xl/styles.xml");
        assert_eq!(
            styles.matches("[$EUR]").count(),
            1,
            "a currency has one look: {styles}"
        );
    }

    /// A disk with room for some bytes.
    struct Disk {
        file: Cursor<Vec<u8>>,
        room: u64,
    }

    impl Write for Disk {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.file.position() + bytes.len() as u64 > self.room {
                return Err(io::ErrorKind::StorageFull.into());
            }
            self.file.write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Seek for Disk {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            self.file.seek(to)
        }
    }

    #[test]
    fn a_disk_that_fills_up_anywhere_is_an_error() {
        // Hardly compressible, so that rows reach the disk while they are written.
        let mut seed = 1_u64;
        let rows: Vec<_> = (0..3_000)
            .map(|_| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                vec![Entry::Text(Cow::Owned(format!(
                    "{seed:x}{:x}",
                    seed.rotate_left(29)
                )))]
            })
            .collect();
        let attempt = |room| {
            let disk = Disk {
                file: Cursor::default(),
                room,
            };
            let mut workbook = Workbook::new(disk, Language::En, EXCEL)?;
            let mut sheet = workbook.sheet(HEAD)?;
            rows.iter().try_for_each(|row| sheet.row(row))?;
            sheet.finish()?;
            workbook.finish()
        };
        attempt(u64::MAX).unwrap();
        for room in (0..80_000).step_by(7_919) {
            let error = attempt(room).unwrap_err();
            assert_eq!(
                error.kind(),
                io::ErrorKind::StorageFull,
                "room for {room} bytes: {error}"
            );
        }
    }
}
