use std::path::{Path, PathBuf};

use report::{Made, Report, Request, export};
use serde::{Deserialize, Serialize};
use store::DialogFilter;
use ts_rs::TS;

use crate::host::Pick;
use crate::jobs::{Job, JobKind};
use crate::settings::Nothing;
use crate::{ApiError, App};

#[derive(Debug, Serialize, TS)]
pub(crate) struct ReportRow {
    id: &'static str,
    title: &'static str,
}

/// What a report can be saved as.
const PICKS: [Pick; 3] = [
    Pick {
        name: "Excel",
        endings: &["xlsx"],
    },
    Pick {
        name: "CSV",
        endings: &["csv"],
    },
    Pick {
        name: "JSON Lines",
        endings: &["jsonl"],
    },
];

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReportById {
    report: String,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct ColumnTitle {
    id: String,
    title: String,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReportExport {
    report: String,
    #[serde(default)]
    filter: DialogFilter,
    with_time: bool,
    time_zone: String,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReportWrite {
    #[serde(flatten)]
    what: ReportExport,
    /// Where to; the ending names the format.
    out: PathBuf,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct ReportWritten {
    rows: u64,
    digest: String,
    path: PathBuf,
}

impl App {
    async fn request(&self, what: ReportExport) -> Result<Request, ApiError> {
        let report = Report::named(&what.report)
            .map_err(|error| ApiError::new("unknown_report", error.to_string()))?;
        Ok(Request {
            report,
            filter: what.filter,
            with_time: what.with_time,
            zone: what.time_zone,
            language: self.language().await?,
            made_at: self.now(),
            program_version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }

    fn write_report(
        &self,
        request: &Request,
        target: &Path,
        progress: &mut dyn FnMut(report::Progress) -> std::ops::ControlFlow<()>,
    ) -> Result<Made, ApiError> {
        Ok(self
            .store()
            .read_long(|reader| export(reader, request, target, progress))?)
    }
}

pub(crate) async fn reports_list(app: App, _: Nothing) -> Result<Vec<ReportRow>, ApiError> {
    let language = app.language().await?;
    Ok(Report::ALL
        .iter()
        .map(|report| ReportRow {
            id: report.id(),
            title: report.title().of(language),
        })
        .collect())
}

pub(crate) async fn report_columns(
    app: App,
    request: ReportById,
) -> Result<Vec<ColumnTitle>, ApiError> {
    let language = app.language().await?;
    let report = Report::named(&request.report)
        .map_err(|error| ApiError::new("unknown_report", error.to_string()))?;
    Ok(report
        .columns()
        .into_iter()
        .map(|column| ColumnTitle {
            title: column.title(language).to_owned(),
            id: column.id.into_owned(),
        })
        .collect())
}

pub(crate) async fn report_export(
    app: App,
    request: ReportExport,
) -> Result<Option<Job>, ApiError> {
    let request = app.request(request).await?;
    let day = app.today_as_date();
    let suggested = format!("{} {day}.xlsx", request.report.title().of(request.language));
    let Some(mut target) = app.host().pick_save(&suggested, &PICKS).await? else {
        return Ok(None);
    };
    if target.extension().is_none() {
        target.set_extension("xlsx");
    }
    let name = target
        .file_name()
        .map_or_else(|| suggested, |name| name.to_string_lossy().into_owned());
    let (at_work, file) = (app.clone(), target.clone());
    Ok(Some(app.start_job(
        JobKind::Export,
        name.clone(),
        Some(file),
        move |progress| {
            at_work.write_report(&request, &target, &mut |at| {
                progress.at(at.done, Some(at.total))
            })?;
            Ok(Some(name))
        },
    )))
}

pub(crate) async fn report_write(
    app: App,
    request: ReportWrite,
) -> Result<ReportWritten, ApiError> {
    let ReportWrite { what, out } = request;
    let request = app.request(what).await?;
    let work =
        move || app.write_report(&request, &out, &mut |_| std::ops::ControlFlow::Continue(()));
    let made = tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| ApiError::new("internal", error.to_string()))??;
    Ok(ReportWritten {
        rows: made.rows,
        digest: made.digest,
        path: made.path,
    })
}
