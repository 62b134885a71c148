//! Rehearsals: what versions of a script would have made of the dialogs of a period. They are
//! reckoned on the archive as it is; nothing is sent, and nothing but their result is kept.

mod shown;
mod work;

use std::sync::Arc;

use domain::{ChatId, DialogId, Messenger, RealEnd, RehearsedEnd, ScriptId, Timestamp};
use engine::{Plot, Requests};
use script::{BlockId, Script};
use serde::{Deserialize, Serialize};
use store::{DialogFilter, Reader};
use ts_rs::TS;

use crate::jobs::{Job, JobKind};
use crate::scripts;
use crate::settings::Nothing;
use crate::{ApiError, App, script_check};

use shown::Kept;
pub(crate) use shown::{
    Rehearsal, RehearsalByNo, RehearsalDialogs, RehearsalRow, RehearsalsOf, rehearsal_delete,
    rehearsal_dialogs, rehearsal_get, rehearsals_list,
};

/// What is to be rehearsed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct RehearsalRequest {
    script: ScriptId,
    /// One version, or two to be compared.
    versions: Vec<RehearsedVersion>,
    /// Dialogs begun at or after.
    from: Timestamp,
    /// Dialogs begun before.
    to: Timestamp,
    /// Of these chats; none means any.
    #[serde(default)]
    chats: Option<Vec<ChatId>>,
    /// Reached through these; none means any.
    #[serde(default)]
    messengers: Option<Vec<Messenger>>,
    requests: RehearsedRequests,
}

/// A version of a script that is rehearsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RehearsedVersion {
    /// What somebody works on; always true.
    Draft(bool),
    /// What was published under this number.
    Version(u32),
}

/// What becomes of what a script asks servers and language models: nobody is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RehearsedRequests {
    /// They are taken to have answered.
    Answered,
    /// They are taken not to have.
    Failed,
}

/// The dialogs that a figure counts. A block is one of the rehearsed script, or of another one that it
/// leads to.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Counted {
    /// All of them.
    All,
    /// Those that had ended, and whose rehearsal ended, in a certain way; none means any.
    Ended {
        /// How they had ended.
        really: Option<RealEnd>,
        /// How their rehearsal ended.
        ended: Option<RehearsedEnd>,
    },
    /// Those in which the client was not understood at least once.
    NotUnderstood,
    /// Those that ended otherwise with the other version.
    Differing,
    /// Those that passed a marker.
    Marked {
        /// Which.
        marker: String,
    },
    /// Those that came by a block.
    CameBy {
        /// Which.
        block: BlockId,
        /// Of which script; none means the rehearsed one.
        #[serde(default)]
        #[ts(optional)]
        script: Option<ScriptId>,
    },
    /// Those that ended at a block.
    EndedAt {
        /// Which.
        block: BlockId,
        /// Of which script; none means the rehearsed one.
        #[serde(default)]
        #[ts(optional)]
        script: Option<ScriptId>,
    },
    /// Those whose client a question did not understand.
    NotUnderstoodAt {
        /// Which.
        block: BlockId,
        /// Of which script; none means the rehearsed one.
        #[serde(default)]
        #[ts(optional)]
        script: Option<ScriptId>,
    },
}

/// A page of the dialogs behind a figure asked for.
#[derive(Debug, Serialize, TS)]
pub(crate) struct RehearsedPage {
    rows: Vec<RehearsedRow>,
    /// Before which the next page begins; none when this is the last.
    next: Option<DialogId>,
}

/// A dialog behind a figure.
#[derive(Debug, Serialize, TS)]
pub(crate) struct RehearsedRow {
    dialog: crate::dialogs::DialogRow,
    really: RealEnd,
    ended: RehearsedEnd,
    /// Whether it ended otherwise with the other version.
    differs: bool,
    /// How often the client was not understood.
    elses: u32,
}

impl RehearsalRequest {
    fn check(&self) -> Result<(), ApiError> {
        let versions = self.versions.as_slice();
        if versions.is_empty() || versions.len() > 2 {
            let message = "`versions` has one version to rehearse, or two to compare";
            return Err(ApiError::malformed(message));
        }
        if versions.contains(&RehearsedVersion::Draft(false)) {
            return Err(ApiError::malformed("a draft is rehearsed by `draft: true`"));
        }
        if self.from >= self.to {
            return Err(ApiError::malformed("the period ends before it begins"));
        }
        Ok(())
    }

    fn filter(&self) -> DialogFilter {
        DialogFilter {
            chats: self.chats.clone().unwrap_or_default(),
            messengers: self.messengers.clone().unwrap_or_default(),
            from: Some(self.from),
            to: Some(self.to),
            ..DialogFilter::default()
        }
    }

    fn requests(&self) -> Requests {
        match self.requests {
            RehearsedRequests::Answered => Requests::Answered,
            RehearsedRequests::Failed => Requests::Failed,
        }
    }
}

/// A version of a script, with the published versions of all that it leads to.
fn plot(r: &Reader<'_>, id: ScriptId, version: RehearsedVersion) -> Result<Plot, ApiError> {
    let script = match version {
        RehearsedVersion::Draft(_) => {
            let kept = r.script(id)?;
            let kept = kept.ok_or_else(|| ApiError::not_found("script", id))?;
            let draft = scripts::draft(&kept.draft)?;
            draft
                .check()
                .map_err(|errors| script_check::unsound(&errors))?
        }
        RehearsedVersion::Version(number) => {
            let kept = r.script_version(id, number)?;
            let kept = kept.ok_or_else(|| ApiError::not_found("version", number))?;
            read(&kept.body)?
        }
    };
    let mut leads_to: Vec<(ScriptId, Arc<Script>)> = Vec::new();
    let mut open: Vec<ScriptId> = script.references().into_iter().collect();
    while let Some(next) = open.pop() {
        let is_known = next == id || leads_to.iter().any(|(known, _)| *known == next);
        if !is_known && let Some(published) = r.published_script(next)? {
            let published = read(&published.body)?;
            open.extend(published.references());
            leads_to.push((next, Arc::new(published)));
        }
    }
    Ok(Plot::of(id, Arc::new(script), leads_to))
}

fn read(body: &str) -> Result<Script, ApiError> {
    Script::read(body).map_err(|error| ApiError::new("damaged_script", error.to_string()))
}

impl App {
    /// The versions that a request names, ready to be rehearsed, and what the script is called.
    async fn plots(&self, request: &RehearsalRequest) -> Result<(Vec<Plot>, String), ApiError> {
        request.check()?;
        let request = request.clone();
        self.store()
            .read(move |r| {
                let id = request.script;
                let script = r.script(id)?;
                let script = script.ok_or_else(|| ApiError::not_found("script", id))?;
                let versions = request.versions.iter();
                let plots = versions.map(|version| plot(r, id, *version));
                Ok((plots.collect::<Result<_, ApiError>>()?, script.name))
            })
            .await
    }

    /// Erases what rehearsals left that are not wanted any more.
    async fn erase_rehearsals(&self) -> Result<(), ApiError> {
        while self.store().write(|w| w.erase_rehearsals()).await? {}
        Ok(())
    }
}

pub(crate) async fn rehearse(app: App, request: RehearsalRequest) -> Result<Job, ApiError> {
    let (plots, name) = app.plots(&request).await?;
    let (at_work, runtime) = (app.clone(), tokio::runtime::Handle::current());
    Ok(
        app.start_job(JobKind::Rehearsal, name, None, move |progress| {
            let work = work::Work {
                app: &at_work,
                runtime,
                request: &request,
                plots: &plots,
                threads: work::threads(),
            };
            let no = work.run(&mut |done, total| progress.at(done, Some(total)))?;
            Ok(Some(no.to_string()))
        }),
    )
}

/// Rehearses while the caller waits, for the command line.
pub(crate) async fn rehearse_now(app: App, request: RehearseNow) -> Result<Rehearsal, ApiError> {
    let RehearseNow { what, threads } = request;
    let (plots, _) = app.plots(&what).await?;
    let (at_work, runtime) = (app.clone(), tokio::runtime::Handle::current());
    let work = move || {
        let work = work::Work {
            app: &at_work,
            runtime,
            request: &what,
            plots: &plots,
            threads: threads.unwrap_or_else(work::threads),
        };
        work.run(&mut |_, _| std::ops::ControlFlow::Continue(()))
    };
    let no = tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| ApiError::new("internal", error.to_string()))??;
    rehearsal_get(app, RehearsalByNo { no }).await
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct RehearseNow {
    what: RehearsalRequest,
    /// How many threads work on it; none means as many as are of use.
    #[serde(default)]
    threads: Option<usize>,
}
