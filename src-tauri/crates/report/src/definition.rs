//! How a report is declared. A column's id, type, words and value stand in one place, so that no
//! list can fall out of step with another.

use std::borrow::Cow;

use language::report::ColumnWords;
use language::{Language, Words};
use store::{DialogFilter, Reader, StoreError};

use crate::source::{Source, Subject};
use crate::{Cell, Kind, ReportError, UnknownReport, markers, sessions};

/// A report: what it is called and the sheets it has.
pub struct Report {
    pub(crate) id: &'static str,
    pub(crate) title: Words,
    /// The first is the report itself and all there is of it outside a workbook.
    pub(crate) sheets: &'static [&'static dyn Sheet],
}

/// What there is to say of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnFacts {
    /// Its stable id: the title in files for programs, in presets and on the command line.
    pub id: Cow<'static, str>,
    /// What it holds.
    pub kind: Kind,
    /// Its title and meaning for people.
    pub words: ColumnWords,
    /// What somebody called it, in place of a title of ours: a marker's name.
    pub called: Option<String>,
}

impl ColumnFacts {
    /// Its title for people.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        let ours = || self.words.title.of(language);
        self.called.as_deref().unwrap_or_else(ours)
    }
}

/// A sheet of a report, whatever its rows are made of.
pub(crate) trait Sheet: Sync {
    /// Its name in a workbook.
    fn name(&self) -> Words;

    /// Its columns, in order; those that depend on the dialogs come last and are not among them.
    fn columns(&self, with_time: bool) -> Vec<ColumnFacts>;

    /// Its columns that depend on the dialogs, in order.
    fn columns_of_source(&self, _source: &mut Source<'_>) -> Result<Vec<ColumnFacts>, ReportError> {
        Ok(Vec::new())
    }

    /// How many dialogs are read for it.
    fn dialogs(&self, reader: &Reader<'_>, filter: &DialogFilter) -> Result<u64, StoreError>;

    /// Shows `visit` every row, as many cells as there are columns, until it fails.
    fn each_row(
        &self,
        source: &mut Source<'_>,
        visit: &mut dyn FnMut(&[Cell<'_>]) -> Result<(), ReportError>,
    ) -> Result<(), ReportError>;
}

/// A sheet with one row for each `S` of the source.
pub(crate) struct Table<S: Subject> {
    pub(crate) name: Words,
    pub(crate) columns: &'static [Column<S>],
}

/// A column of a table.
pub(crate) struct Column<S: Subject> {
    pub(crate) id: &'static str,
    pub(crate) kind: Kind,
    pub(crate) words: ColumnWords,
    /// Whether it is there only when times of messages are asked for.
    pub(crate) only_with_time: bool,
    pub(crate) value: for<'row> fn(&'row S::Of<'row>) -> Cell<'row>,
}

impl<S: Subject> Column<S> {
    pub(crate) const fn new(
        id: &'static str,
        kind: Kind,
        words: ColumnWords,
        value: for<'row> fn(&'row S::Of<'row>) -> Cell<'row>,
    ) -> Self {
        Self {
            id,
            kind,
            words,
            only_with_time: false,
            value,
        }
    }

    /// The column, there only when times of messages are asked for.
    pub(crate) const fn only_with_time(self) -> Self {
        Self {
            only_with_time: true,
            ..self
        }
    }
}

impl<S: Subject> Table<S> {
    pub(crate) fn shown(&self, with_time: bool) -> impl Iterator<Item = &'static Column<S>> {
        self.columns
            .iter()
            .filter(move |column| with_time || !column.only_with_time)
    }
}

impl<S: Subject> Sheet for Table<S> {
    fn name(&self) -> Words {
        self.name
    }

    fn columns(&self, with_time: bool) -> Vec<ColumnFacts> {
        let shown = self.shown(with_time);
        let facts = shown.map(|column| ColumnFacts {
            id: Cow::Borrowed(column.id),
            kind: column.kind,
            words: column.words,
            called: None,
        });
        facts.collect()
    }

    fn dialogs(&self, reader: &Reader<'_>, filter: &DialogFilter) -> Result<u64, StoreError> {
        S::dialogs(reader, filter)
    }

    fn each_row(
        &self,
        source: &mut Source<'_>,
        visit: &mut dyn FnMut(&[Cell<'_>]) -> Result<(), ReportError>,
    ) -> Result<(), ReportError> {
        let columns: Vec<_> = self.shown(source.with_time()).collect();
        S::each(source, &mut |of| {
            let cells: Vec<_> = columns.iter().map(|column| (column.value)(of)).collect();
            visit(&cells)
        })
    }
}

impl Report {
    /// Every report, in the order it is shown.
    pub const ALL: &'static [&'static Self] = &[&sessions::REPORT, &markers::REPORT];

    /// The report with this id.
    ///
    /// # Errors
    /// When there is none; the error names them all.
    pub fn named(id: &str) -> Result<&'static Self, UnknownReport> {
        Self::ALL
            .iter()
            .copied()
            .find(|report| report.id == id)
            .ok_or_else(|| UnknownReport {
                id: id.chars().take(40).collect(),
                choices: Self::ALL
                    .iter()
                    .map(|report| report.id)
                    .collect::<Vec<_>>()
                    .join(", "),
            })
    }

    /// Its stable id: `sessions`.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// Its title for people.
    #[must_use]
    pub const fn title(&self) -> Words {
        self.title
    }

    /// The columns of its first sheet, in order; those that depend on the dialogs are not among them.
    #[must_use]
    pub fn columns(&self) -> Vec<ColumnFacts> {
        self.main().columns(true)
    }

    /// Every column of a sheet, for these dialogs.
    pub(crate) fn columns_of(
        sheet: &dyn Sheet,
        source: &mut Source<'_>,
    ) -> Result<Vec<ColumnFacts>, ReportError> {
        let mut columns = sheet.columns(source.with_time());
        columns.extend(sheet.columns_of_source(source)?);
        Ok(columns)
    }

    pub(crate) fn main(&self) -> &'static dyn Sheet {
        self.sheets[0]
    }
}

impl std::fmt::Debug for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Report").field(&self.id).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use language::Language;

    use super::*;

    #[test]
    fn an_unknown_report_is_refused_with_the_choices() {
        let error = Report::named("sesions").unwrap_err().to_string();
        assert_eq!(
            error,
            "`sesions` is not a report; choose one of sessions, markers"
        );
        assert_eq!(Report::named("sessions").unwrap().id(), "sessions");
    }

    #[test]
    fn every_sheet_has_a_name_excel_takes_and_columns_told_apart() {
        for report in Report::ALL {
            assert!(!report.sheets.is_empty(), "{report:?} must have a sheet");
            for language in Language::ALL {
                let mut names = HashSet::new();
                for sheet in report.sheets {
                    let name = sheet.name().of(*language);
                    assert!(names.insert(name.to_lowercase()), "{name} is there twice");
                    assert!(
                        name.chars().count() <= 25
                            && !name.contains(['[', ']', ':', '*', '?', '/', '\\', '\'']),
                        "{name}: a number must fit after it within 31 characters"
                    );
                    let mut seen = HashSet::new();
                    for column in sheet.columns(true) {
                        let (id, title) =
                            (column.id.to_string(), column.title(*language).to_owned());
                        assert!(seen.insert(id.clone()), "{id} is there twice");
                        assert!(
                            seen.insert(title.clone()) || title == id,
                            "{title} is there twice"
                        );
                        assert!(column.words.meaning.of(*language).ends_with('.'), "{title}");
                    }
                }
            }
        }
    }
}
