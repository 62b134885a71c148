//! The one file that touches the disk: a report goes into a file beside its target, which takes the
//! target's place when it is whole and safe.

use std::ffi::OsStr;
#[cfg(unix)]
use std::fs::File;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use domain::{ChatId, ScriptId, Timestamp};
use jiff::tz::TimeZone;
use language::Language;
use store::{DialogFilter, Reader, StoreError};
use tempfile::NamedTempFile;

use crate::ReportError;
use crate::book::Book;
use crate::definition::Report;
use crate::delimited::Delimited;
use crate::digest::{Digest, Digested};
use crate::lines::Lines;
use crate::source::{Progress, Source};
use crate::wording::Wording;
use crate::workbook::EXCEL;

/// A report to be made.
#[derive(Debug, Clone)]
pub struct Request {
    /// Which.
    pub report: &'static Report,
    /// Of which dialogs.
    pub filter: DialogFilter,
    /// Whether the times of messages are shown.
    pub with_time: bool,
    /// Name of the time zone all times are shown in: `Europe/Moscow`, `UTC`.
    pub zone: String,
    /// The language of titles, names and separators.
    pub language: Language,
    /// The moment it is made, as the sheet *About* tells it.
    pub made_at: Timestamp,
    /// The program's version, as the sheet *About* tells it.
    pub program_version: String,
}

/// A report that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// How many rows its first sheet has.
    pub rows: u64,
    /// SHA-256 of those rows in canonical form, lower-case hexadecimal: the same for the same data
    /// in every format, language and time zone.
    pub digest: String,
    /// Where it lies.
    pub path: PathBuf,
}

/// What a report is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `.xlsx`: all sheets, for people.
    Workbook,
    /// `.csv`: the first sheet, for spreadsheets.
    Csv,
    /// `.jsonl`: the first sheet, an object a line, for programs.
    JsonLines,
}

impl Format {
    /// The format a file's name asks for by its ending, in whatever case.
    ///
    /// # Errors
    /// When the ending is none of the three.
    pub fn of(path: &Path) -> Result<Self, ReportError> {
        let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
        match ending.to_ascii_lowercase().as_str() {
            "xlsx" => Ok(Self::Workbook),
            "csv" => Ok(Self::Csv),
            "jsonl" => Ok(Self::JsonLines),
            _ => Err(ReportError::UnknownFormat {
                path: path.to_owned(),
            }),
        }
    }
}

/// Makes a report and puts it at `target`, in the format its name asks for, in place of a file that
/// may lie there. `progress` is called before the first dialog and after each; when it breaks, the
/// report is cancelled.
///
/// # Errors
/// See [`ReportError`]; then nothing new stays on the disk, and an old file is as it was.
pub fn export(
    reader: &Reader<'_>,
    request: &Request,
    target: &Path,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Made, ReportError> {
    let format = Format::of(target)?;
    let zone = TimeZone::get(&request.zone).map_err(|_| ReportError::UnknownZone {
        zone: request.zone.chars().take(40).collect(),
    })?;
    let wording = Wording {
        language: request.language,
        zone,
    };
    let Request {
        report,
        filter,
        with_time,
        ..
    } = request;
    let sheets = match format {
        Format::Workbook => report.sheets,
        Format::Csv | Format::JsonLines => &report.sheets[..1],
    };
    let total = sheets.iter().try_fold(0, |total, sheet| {
        Ok::<_, StoreError>(total + sheet.dialogs(reader, filter)?)
    })?;
    let unfinished = Unfinished::beside(target)?;
    let mut source = Source::new(reader, filter, *with_time, total, progress)?;
    let failed = |reason| ReportError::writing(target, reason);
    let file = unfinished.0.as_file();
    let columns = Report::columns_of(report.main(), &mut source)?;
    let mut digest = Digest::of(&columns);
    let Digested { rows, sha256 } = match format {
        Format::Workbook => {
            let chats = chat_names(reader, &filter.chats)?;
            let book = Book {
                request,
                wording: &wording,
                chats: &chats,
                script: script_name(reader, filter.script)?,
                limits: EXCEL,
            };
            book.write(&mut source, file, &failed)?
        }
        Format::Csv => {
            let mut csv = Delimited::new(file, &columns, &wording).map_err(failed)?;
            report.main().each_row(&mut source, &mut |cells| {
                digest.row(cells);
                csv.row(cells).map_err(failed)
            })?;
            csv.finish().map_err(failed)?;
            digest.finish()
        }
        Format::JsonLines => {
            let mut lines = Lines::new(file, &columns, &wording);
            report.main().each_row(&mut source, &mut |cells| {
                digest.row(cells);
                lines.row(cells).map_err(failed)
            })?;
            lines.finish().map_err(failed)?;
            digest.finish()
        }
    };
    unfinished.keep(target)?;
    Ok(Made {
        rows,
        digest: sha256,
        path: target.to_owned(),
    })
}

/// What people call the chats; an id where there is no such chat any more.
fn chat_names(reader: &Reader<'_>, chats: &[ChatId]) -> Result<Vec<String>, StoreError> {
    chats
        .iter()
        .map(|id| {
            Ok(reader
                .chat_of_old(*id)?
                .map_or_else(|| id.to_string(), |chat| chat.name))
        })
        .collect()
}

/// What people call the script; its id where there is no such script.
fn script_name(
    reader: &Reader<'_>,
    script: Option<ScriptId>,
) -> Result<Option<String>, StoreError> {
    let Some(id) = script else {
        return Ok(None);
    };
    let name = reader.script_name(id)?;
    Ok(Some(name.unwrap_or_else(|| id.to_string())))
}

/// A file beside its target that is deleted unless it is kept.
struct Unfinished(NamedTempFile);

impl Unfinished {
    fn beside(target: &Path) -> Result<Self, ReportError> {
        if target.is_dir() {
            return Err(ReportError::IsFolder {
                path: target.to_owned(),
            });
        }
        let mut file = tempfile::Builder::new();
        file.prefix(".parley-report-").suffix(".part");
        // Readable by whom the user's umask lets read it, like any file a person saves.
        #[cfg(unix)]
        file.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        file.tempfile_in(folder(target))
            .map(Self)
            .map_err(|reason| ReportError::writing(target, reason))
    }

    /// Makes the file safe from a power cut and gives it its name.
    fn keep(self, target: &Path) -> Result<(), ReportError> {
        let failed = |reason| ReportError::writing(target, reason);
        self.0.as_file().sync_all().map_err(failed)?;
        self.0
            .persist(target)
            .map_err(|error| match error.error.kind() {
                // Windows does not say who is in the way of a file that could just be made beside it.
                io::ErrorKind::PermissionDenied if cfg!(windows) && target.exists() => {
                    ReportError::InUse {
                        path: target.to_owned(),
                    }
                }
                _ => failed(error.error),
            })?;
        // The file is whole and in its place; where a folder cannot be synced, that must do.
        #[cfg(unix)]
        let _ = File::open(folder(target)).and_then(|folder| folder.sync_all());
        Ok(())
    }
}

fn folder(target: &Path) -> &Path {
    target
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_is_in_the_name_in_whatever_case() {
        assert_eq!(Format::of(Path::new("a/b.XLSX")).unwrap(), Format::Workbook);
        assert_eq!(Format::of(Path::new("b.tar.csv")).unwrap(), Format::Csv);
        assert_eq!(Format::of(Path::new("b.jsonl")).unwrap(), Format::JsonLines);
        for name in ["b", "b.", "b.xls", ".csv", "", "/", "ё.json"] {
            let error = Format::of(Path::new(name)).unwrap_err().to_string();
            assert!(
                error.starts_with(name) && error.contains(".xlsx, .csv or .jsonl"),
                "{error}"
            );
        }
    }
}
