use std::io::{self, Seek, Write};

use super::package::{self, Link, Range, SheetPart, Style, Styles, put};
use super::{Entry, Head, Workbook, text};

/// The most columns a sheet has.
const COLUMNS: usize = 16_384;

/// A sheet on its way into its workbook, and the sheets it goes on in.
pub(crate) struct SheetWriter<'a, W: Write + Seek> {
    workbook: &'a mut Workbook<W>,
    head: Head<'a>,
    /// Which of the sheets of this name it is, from 1.
    part: u32,
    /// Rows in this part, titles included.
    rows: u32,
    bytes: u64,
    links: Vec<Link>,
    /// The XML of one row, kept for its memory.
    xml: String,
}

impl<'a, W: Write + Seek> SheetWriter<'a, W> {
    pub(super) fn begin(workbook: &'a mut Workbook<W>, head: Head<'a>) -> io::Result<Self> {
        let mut sheet = Self {
            workbook,
            head,
            part: 0,
            rows: 0,
            bytes: 0,
            links: Vec::new(),
            xml: String::new(),
        };
        sheet.begin_part()?;
        Ok(sheet)
    }

    /// Writes a row below the last one.
    pub(crate) fn row(&mut self, entries: &[Entry<'_>]) -> io::Result<()> {
        let limits = self.workbook.limits;
        if self.rows - self.titles() >= limits.rows || self.bytes >= limits.bytes {
            self.end_part()?;
            self.begin_part()?;
        }
        self.write_row(entries)
    }

    /// Ends the sheet.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.end_part()
    }

    fn titles(&self) -> u32 {
        u32::from(!self.head.titles.is_empty())
    }

    fn begin_part(&mut self) -> io::Result<()> {
        self.part += 1;
        (self.rows, self.bytes) = (0, 0);
        self.links.clear();
        let Head {
            name,
            titles,
            widths,
        } = self.head;
        let name = match self.part {
            1 => name.to_owned(),
            part => format!("{name} ({part})"),
        };
        self.workbook.sheets.push(SheetPart { name, filter: None });
        let number = self.workbook.sheets.len();
        self.workbook.begin_part(&package::sheet_name(number))?;
        let xml = package::sheet_head(widths, !titles.is_empty());
        self.workbook.zip.write_all(xml.as_bytes())?;
        if titles.is_empty() {
            return Ok(());
        }
        let titles: Vec<_> = titles.iter().copied().map(Entry::Title).collect();
        self.write_row(&titles)
    }

    fn end_part(&mut self) -> io::Result<()> {
        let filter = (!self.head.titles.is_empty()).then_some(Range {
            columns: self.head.titles.len(),
            rows: self.rows,
        });
        let tail = package::sheet_tail(filter, &self.links);
        self.workbook.zip.write_all(tail.as_bytes())?;
        let number = self.workbook.sheets.len();
        if let Some(sheet) = self.workbook.sheets.last_mut() {
            sheet.filter = filter;
        }
        if self.links.is_empty() {
            return Ok(());
        }
        self.workbook
            .put(&package::sheet_relationships(number, &self.links))
    }

    fn write_row(&mut self, entries: &[Entry<'_>]) -> io::Result<()> {
        self.rows += 1;
        self.xml.clear();
        put(&mut self.xml, format_args!("<row r=\"{}\">", self.rows));
        let mut rest = Vec::new();
        for (column, entry) in entries.iter().enumerate() {
            match entry {
                Entry::Empty => {}
                Entry::Text(text) => {
                    let pieces = text::pieces(text, self.workbook.limits.text);
                    self.text(column, pieces[0], None);
                    self.workbook.losses.continued += u64::from(pieces.len() > 1);
                    rest.extend_from_slice(&pieces[1..]);
                }
                Entry::Title(title) => self.text(column, title, Some(Styles::TITLE)),
                Entry::Link { text, address } => self.link(column, text, address),
                Entry::Number(number, format) => {
                    let Style(style) = self.workbook.styles.of(*format);
                    let cell = self.cell(column);
                    put(
                        &mut self.xml,
                        format_args!("<c r=\"{cell}\" s=\"{style}\"><v>{number}</v></c>"),
                    );
                }
            }
        }
        // 16,384 columns of full cells are half a gigabyte of text in one row: no dialog has that.
        for (column, piece) in (entries.len()..COLUMNS).zip(rest) {
            self.text(column, piece, None);
        }
        self.xml.push_str("</row>");
        self.bytes += self.xml.len() as u64;
        self.workbook.zip.write_all(self.xml.as_bytes())
    }

    fn link(&mut self, column: usize, text: &str, address: &str) {
        if self.rows - self.titles() > self.workbook.limits.linked_rows {
            self.workbook.losses.unlinked += 1;
            self.text(column, text, None);
            return;
        }
        let mut escaped = String::new();
        text::escape(address, &mut escaped);
        self.links.push(Link {
            cell: self.cell(column),
            address: escaped,
        });
        self.text(column, text, Some(Styles::LINK));
    }

    fn text(&mut self, column: usize, text: &str, style: Option<Style>) {
        let cell = self.cell(column);
        put(
            &mut self.xml,
            format_args!("<c r=\"{cell}\" t=\"inlineStr\""),
        );
        if let Some(Style(style)) = style {
            put(&mut self.xml, format_args!(" s=\"{style}\""));
        }
        self.xml.push_str("><is><t xml:space=\"preserve\">");
        self.workbook.losses.replaced += text::escape(text, &mut self.xml);
        self.xml.push_str("</t></is></c>");
    }

    /// The name of a cell of the row that is being written.
    fn cell(&self, column: usize) -> String {
        format!("{}{}", package::letters(column), self.rows)
    }
}
