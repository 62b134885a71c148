//! The parts of the package beside the sheets' rows.

use std::fmt::Write as _;

use domain::Currency;
use language::Language;

use super::NumberFormat;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const SPREADSHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// A file of the package.
pub(super) struct Part {
    pub(super) name: String,
    pub(super) xml: String,
}

/// What the workbook says of a sheet.
pub(super) struct SheetPart {
    pub(super) name: String,
    /// The cells its filter is over.
    pub(super) filter: Option<Range>,
}

/// Cells from A1 on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Range {
    pub(super) columns: usize,
    pub(super) rows: u32,
}

/// `A`, `Z`, `AA`: the letters of a column that counts from zero.
pub(super) fn letters(column: usize) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).expect("a remainder of 26 is below 26"));
    match column / 26 {
        0 => last.to_string(),
        before => format!("{}{last}", letters(before - 1)),
    }
}

/// The types of the parts. A part is a sheet unless it is named, so that this part, which readers
/// like to find first, can be written before anybody knows how many sheets there will be.
pub(super) fn content_types() -> Part {
    Part {
        name: "[Content_Types].xml".to_owned(),
        xml: format!(
            "{HEAD}<Types xmlns=\"{TYPES}\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"{SPREADSHEET}.worksheet+xml\"/>\
             <Override PartName=\"/xl/workbook.xml\" ContentType=\"{SPREADSHEET}.sheet.main+xml\"/>\
             <Override PartName=\"/xl/styles.xml\" ContentType=\"{SPREADSHEET}.styles+xml\"/>\
             </Types>"
        ),
    }
}

pub(super) fn relationships() -> Part {
    Part {
        name: "_rels/.rels".to_owned(),
        xml: format!(
            "{HEAD}<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"rId1\" \
             Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    }
}

pub(super) fn sheet_name(number: usize) -> String {
    format!("xl/worksheets/sheet{number}.xml")
}

/// The addresses that links of a sheet lead to, in their order.
pub(super) fn sheet_relationships(number: usize, links: &[Link]) -> Part {
    let mut xml = format!("{HEAD}<Relationships xmlns=\"{PACKAGE}\">");
    for (id, link) in (1..).zip(links) {
        put(
            &mut xml,
            format_args!(
                "<Relationship Id=\"rId{id}\" Type=\"{OFFICE}/hyperlink\" Target=\"{}\" \
                 TargetMode=\"External\"/>",
                link.address
            ),
        );
    }
    xml.push_str("</Relationships>");
    Part {
        name: format!("xl/worksheets/_rels/sheet{number}.xml.rels"),
        xml,
    }
}

/// A cell that leads somewhere.
pub(super) struct Link {
    pub(super) cell: String,
    /// Escaped.
    pub(super) address: String,
}

pub(super) fn sheet_head(widths: &[usize], frozen: bool) -> String {
    let mut xml = format!("{HEAD}<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\">");
    if frozen {
        xml.push_str(
            "<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" \
             activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>",
        );
    }
    if !widths.is_empty() {
        xml.push_str("<cols>");
        for (number, width) in (1..).zip(widths) {
            put(
                &mut xml,
                format_args!(
                    "<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>"
                ),
            );
        }
        xml.push_str("</cols>");
    }
    xml.push_str("<sheetData>");
    xml
}

pub(super) fn sheet_tail(filter: Option<Range>, links: &[Link]) -> String {
    let mut xml = "</sheetData>".to_owned();
    if let Some(Range { columns, rows }) = filter {
        let last = letters(columns - 1);
        put(
            &mut xml,
            format_args!("<autoFilter ref=\"A1:{last}{rows}\"/>"),
        );
    }
    if !links.is_empty() {
        xml.push_str("<hyperlinks>");
        for (id, link) in (1..).zip(links) {
            put(
                &mut xml,
                format_args!("<hyperlink ref=\"{}\" r:id=\"rId{id}\"/>", link.cell),
            );
        }
        xml.push_str("</hyperlinks>");
    }
    xml.push_str("</worksheet>");
    xml
}

pub(super) fn workbook(sheets: &[SheetPart]) -> Part {
    let mut xml = format!(
        "{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><bookViews><workbookView/></bookViews>\
         <sheets>"
    );
    for (number, sheet) in (1..).zip(sheets) {
        put(
            &mut xml,
            format_args!(
                "<sheet name=\"{}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>",
                sheet.name
            ),
        );
    }
    xml.push_str("</sheets>");
    // Excel keeps the range of a filter a second time, as a hidden name; some programs read only it.
    let filters = sheets
        .iter()
        .enumerate()
        .filter_map(|(at, sheet)| Some((at, sheet, sheet.filter?)));
    let mut names = String::new();
    for (at, sheet, Range { columns, rows }) in filters {
        put(
            &mut names,
            format_args!(
                "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{at}\" hidden=\"1\">\
                 '{}'!$A$1:${}${rows}</definedName>",
                sheet.name,
                letters(columns - 1)
            ),
        );
    }
    if !names.is_empty() {
        put(
            &mut xml,
            format_args!("<definedNames>{names}</definedNames>"),
        );
    }
    xml.push_str("</workbook>");
    Part {
        name: "xl/workbook.xml".to_owned(),
        xml,
    }
}

pub(super) fn workbook_relationships(sheets: usize) -> Part {
    let mut xml = format!("{HEAD}<Relationships xmlns=\"{PACKAGE}\">");
    for number in 1..=sheets {
        put(
            &mut xml,
            format_args!(
                "<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/worksheet\" \
                 Target=\"worksheets/sheet{number}.xml\"/>"
            ),
        );
    }
    let styles = sheets + 1;
    put(
        &mut xml,
        format_args!(
            "<Relationship Id=\"rId{styles}\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/>\
             </Relationships>"
        ),
    );
    Part {
        name: "xl/_rels/workbook.xml.rels".to_owned(),
        xml,
    }
}

/// A look of cells: its place in the list of looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style(pub(super) usize);

/// The looks of cells. Those of money are added as currencies turn up.
pub(super) struct Styles {
    time: &'static str,
    currencies: Vec<Option<Currency>>,
}

const FIRST_OWN_FORMAT: usize = 164;

impl Styles {
    pub(super) const TITLE: Style = Style(1);
    pub(super) const LINK: Style = Style(2);
    const WHOLE: Style = Style(3);
    const TIME: Style = Style(4);
    const DURATION: Style = Style(5);
    const FIRST_MONEY: usize = 6;

    pub(super) const fn new(language: Language) -> Self {
        Self {
            time: match language {
                Language::En => "yyyy\\-mm\\-dd\\ hh:mm:ss",
                Language::Ru => "dd\\.mm\\.yyyy\\ hh:mm:ss",
            },
            currencies: Vec::new(),
        }
    }

    pub(super) fn of(&mut self, format: NumberFormat) -> Style {
        match format {
            NumberFormat::Whole => Self::WHOLE,
            NumberFormat::Time => Self::TIME,
            NumberFormat::Duration => Self::DURATION,
            NumberFormat::Money(currency) => {
                let known = self.currencies.iter().position(|known| *known == currency);
                Style(
                    Self::FIRST_MONEY
                        + known.unwrap_or_else(|| {
                            self.currencies.push(currency);
                            self.currencies.len() - 1
                        }),
                )
            }
        }
    }

    pub(super) fn part(&self) -> Part {
        let mut formats = vec![self.time.to_owned(), "[h]:mm:ss".to_owned()];
        formats.extend(self.currencies.iter().map(|currency| match currency {
            Some(currency) => format!("#,##0.00####\\ [${currency}]"),
            None => "#,##0.00####".to_owned(),
        }));
        let mut xml = format!(
            "{HEAD}<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"{}\">",
            formats.len()
        );
        for (id, format) in (FIRST_OWN_FORMAT..).zip(&formats) {
            put(
                &mut xml,
                format_args!("<numFmt numFmtId=\"{id}\" formatCode=\"{format}\"/>"),
            );
        }
        xml.push_str(
            "</numFmts><fonts count=\"3\">\
             <font><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>\
             <font><b/><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>\
             <font><u/><sz val=\"11\"/><color rgb=\"FF0563C1\"/><name val=\"Calibri\"/><family val=\"2\"/></font>\
             </fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>\
             <fill><patternFill patternType=\"gray125\"/></fill></fills>\
             <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
             <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>",
        );
        // General, title, link, whole number (format 1 is `0`), then the formats above.
        let fixed = [(0, 0), (0, 1), (0, 2), (1, 0)];
        let own = (FIRST_OWN_FORMAT..).zip(&formats).map(|(id, _)| (id, 0));
        put(
            &mut xml,
            format_args!("<cellXfs count=\"{}\">", fixed.len() + formats.len()),
        );
        for (format, font) in fixed.into_iter().chain(own) {
            put(
                &mut xml,
                format_args!(
                    "<xf numFmtId=\"{format}\" fontId=\"{font}\" fillId=\"0\" borderId=\"0\" xfId=\"0\" \
                     applyNumberFormat=\"1\" applyFont=\"1\"/>"
                ),
            );
        }
        xml.push_str(
            "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>\
             </cellStyles></styleSheet>",
        );
        Part {
            name: "xl/styles.xml".to_owned(),
            xml,
        }
    }
}

/// Appends to a text in memory.
pub(super) fn put(xml: &mut String, what: std::fmt::Arguments<'_>) {
    xml.write_fmt(what)
        .expect("a String takes whatever is written");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_in_excel() {
        for (column, name) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (52, "BA"),
            (701, "ZZ"),
            (702, "AAA"),
            (16_383, "XFD"),
        ] {
            assert_eq!(letters(column), name);
        }
    }
}
