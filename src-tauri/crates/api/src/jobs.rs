use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::settings::Nothing;
use crate::{ApiError, App, News};

/// Finished jobs that are still shown.
const FINISHED: usize = 20;
/// Progress is told this often at most.
const TELL: Duration = Duration::from_millis(100);

/// Long work that shows how far it is.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Job {
    id: String,
    kind: JobKind,
    /// What it makes, in words or as a file's name.
    title: String,
    done: u64,
    total: Option<u64>,
    state: JobState,
    error: Option<ApiError>,
    /// What it made: a file's name.
    result: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum JobKind {
    Export,
    Sample,
    Rehearsal,
}

/// How a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// It is at work.
    Running,
    /// It is finished.
    Done,
    /// Somebody cancelled it.
    Cancelled,
    /// It could not be finished.
    Failed,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct JobById {
    id: String,
}

#[derive(Debug)]
struct Entry {
    job: Job,
    cancel: Arc<AtomicBool>,
    file: Option<PathBuf>,
}

/// The jobs of this run of the program, the latest last.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    entries: Mutex<Vec<Entry>>,
}

/// What a running job tells and is told.
pub(crate) struct Progress {
    app: App,
    id: String,
    cancel: Arc<AtomicBool>,
    told: Option<Instant>,
}

impl Progress {
    /// Tells how far the job is; breaks when it is to end.
    pub(crate) fn at(&mut self, done: u64, total: Option<u64>) -> ControlFlow<()> {
        if self.told.is_none_or(|told| told.elapsed() >= TELL) {
            self.told = Some(Instant::now());
            self.app.change_job(&self.id, |entry| {
                entry.job.done = done;
                entry.job.total = total;
            });
        }
        if self.cancel.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

impl Jobs {
    fn entries(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl App {
    /// Starts long work on a thread of its own.
    pub(crate) fn start_job(
        &self,
        kind: JobKind,
        title: String,
        file: Option<PathBuf>,
        work: impl FnOnce(&mut Progress) -> Result<Option<String>, ApiError> + Send + 'static,
    ) -> Job {
        let id = domain::InboxId::new(self.now()).to_string();
        let job = Job {
            id: id.clone(),
            kind,
            title,
            done: 0,
            total: None,
            state: JobState::Running,
            error: None,
            result: None,
        };
        let cancel = Arc::new(AtomicBool::new(false));
        let entry = Entry {
            job: job.clone(),
            cancel: Arc::clone(&cancel),
            file,
        };
        {
            let mut entries = self.jobs().entries();
            entries.push(entry);
            let running = |entry: &Entry| entry.job.state == JobState::Running;
            while entries.iter().filter(|entry| !running(entry)).count() > FINISHED {
                let oldest = entries.iter().position(|entry| !running(entry));
                oldest.map(|oldest| entries.remove(oldest));
            }
        }
        self.tell(News::Job { job: job.clone() });
        let mut progress = Progress {
            app: self.clone(),
            id,
            cancel,
            told: None,
        };
        tokio::task::spawn_blocking(move || {
            let result = work(&mut progress);
            progress.app.change_job(&progress.id, |entry| match result {
                Ok(made) => {
                    entry.job.state = JobState::Done;
                    entry.job.result = made;
                    entry.job.total = entry.job.total.or(Some(entry.job.done));
                    entry.job.done = entry.job.total.unwrap_or(entry.job.done);
                }
                Err(error) if error.code == "cancelled" => entry.job.state = JobState::Cancelled,
                Err(error) => {
                    tracing::warn!(%error, "a job failed");
                    entry.job.state = JobState::Failed;
                    entry.job.error = Some(error);
                }
            });
        });
        job
    }

    fn change_job(&self, id: &str, change: impl FnOnce(&mut Entry)) {
        let job = {
            let mut entries = self.jobs().entries();
            let Some(entry) = entries.iter_mut().find(|entry| entry.job.id == id) else {
                return;
            };
            change(entry);
            entry.job.clone()
        };
        self.tell(News::Job { job });
    }
}

pub(crate) async fn jobs_list(app: App, _: Nothing) -> Result<Vec<Job>, ApiError> {
    Ok(app
        .jobs()
        .entries()
        .iter()
        .map(|entry| entry.job.clone())
        .collect())
}

pub(crate) async fn job_cancel(app: App, request: JobById) -> Result<Nothing, ApiError> {
    let entries = app.jobs().entries();
    let entry = entries.iter().find(|entry| entry.job.id == request.id);
    let entry = entry.ok_or_else(|| ApiError::not_found("job", &request.id))?;
    entry.cancel.store(true, Ordering::Relaxed);
    Ok(Nothing {})
}

pub(crate) async fn job_reveal(app: App, request: JobById) -> Result<Nothing, ApiError> {
    let file = {
        let entries = app.jobs().entries();
        let entry = entries.iter().find(|entry| entry.job.id == request.id);
        entry.and_then(|entry| entry.file.clone())
    };
    let file = file.ok_or_else(|| ApiError::not_found("file of job", &request.id))?;
    app.host().reveal(&file)?;
    Ok(Nothing {})
}
