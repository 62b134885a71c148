//! The work of a rehearsal: threads read the archive by the page and rehearse each dialog; one
//! collects what they found, in the archive's order, and keeps it.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::available_parallelism;

use domain::{ChatId, DialogId, Messenger, RealEnd};
use engine::{Figures, Plot, Rehearsed, Venue, real_end, rehearse};
use store::{DialogCursor, DialogFilter, Reader, RecordedDialog, RehearsedDialog};
use tokio::runtime::Handle;

use super::{Kept, RehearsalRequest};
use crate::{ApiError, App};

/// Dialogs that a thread takes at once.
const PAGE: u32 = 500;
/// More threads would only wait for the same disk, and the program has other things to do.
const THREADS: usize = 4;

/// How many threads are of use on this computer.
pub(super) fn threads() -> usize {
    available_parallelism().map_or(1, usize::from).min(THREADS)
}

pub(super) struct Work<'a> {
    pub(super) app: &'a App,
    pub(super) runtime: Handle,
    pub(super) request: &'a RehearsalRequest,
    pub(super) plots: &'a [Plot],
    pub(super) threads: usize,
}

/// Where the next thread begins to read.
#[derive(Default)]
struct Next {
    page: u64,
    after: Option<DialogCursor>,
    is_end: bool,
}

/// What a thread found: the number of its page and the dialogs on it.
type Page = (u64, Vec<Found>);

struct Found {
    dialog: DialogId,
    really: RealEnd,
    /// By version.
    rehearsed: Vec<Rehearsed>,
}

impl Work<'_> {
    /// Rehearses, and keeps the result; gives its number. `progress` is told how many dialogs are
    /// done and how many there are, and breaks to cancel, after which nothing is left.
    pub(super) fn run(
        &self,
        progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
    ) -> Result<i64, ApiError> {
        let (script, now) = (self.request.script, self.app.now());
        let request = serde_json::to_string(self.request)
            .map_err(|error| ApiError::new("internal", error.to_string()))?;
        let begun = self
            .app
            .store()
            .write(move |w| w.begin_rehearsal(script, &request, now));
        let no = self.runtime.block_on(begun).map_err(ApiError::from)?;
        let done = self.reckon(no, progress).and_then(|result| {
            let finished = self
                .app
                .store()
                .write(move |w| w.finish_rehearsal(no, &result));
            self.runtime.block_on(finished).map_err(ApiError::from)
        });
        if done.is_err() {
            let dropped = self.app.store().write(move |w| w.drop_rehearsal(no));
            self.runtime.block_on(dropped).map_err(ApiError::from)?;
        }
        self.runtime.block_on(self.app.erase_rehearsals())?;
        done.map(|()| no)
    }

    /// The result as JSON.
    fn reckon(
        &self,
        no: i64,
        progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
    ) -> Result<String, ApiError> {
        let filter = self.request.filter();
        let total = self.app.store().read_long(|r| r.count_records(&filter))?;
        let mut figures: Vec<Figures> = self.plots.iter().map(Figures::of).collect();
        let next = Mutex::new(Next::default());
        let (sender, pages) = sync_channel(self.threads.max(1));
        std::thread::scope(|scope| {
            for _ in 0..self.threads.max(1) {
                let (sender, next, filter) = (sender.clone(), &next, &filter);
                scope.spawn(move || {
                    let read = self
                        .app
                        .store()
                        .read_long(|r| self.read(r, filter, next, &sender));
                    if let Err(error) = read {
                        // Nobody listens any more when it was cancelled.
                        let _ = sender.send(Err(error));
                    }
                });
            }
            drop(sender);
            // Pages come as they are done, and are taken in the archive's order, so that the same
            // archive gives the same result.
            let (mut early, mut wanted, mut done) = (BTreeMap::new(), 0, 0);
            if progress(done, total).is_break() {
                return Err(ApiError::cancelled());
            }
            for page in pages {
                let (number, found): Page = page?;
                early.insert(number, found);
                while let Some(found) = early.remove(&wanted) {
                    wanted += 1;
                    done += found.len() as u64;
                    self.keep(no, &found, &mut figures)?;
                    if progress(done, total.max(done)).is_break() {
                        return Err(ApiError::cancelled());
                    }
                }
            }
            Ok(())
        })?;
        let kept = Kept::of(&self.request.versions, self.plots, &figures);
        serde_json::to_string(&kept).map_err(|error| ApiError::new("internal", error.to_string()))
    }

    /// Reads pages and rehearses the dialogs on them until there are no more, or nobody listens.
    fn read(
        &self,
        r: &Reader<'_>,
        filter: &DialogFilter,
        next: &Mutex<Next>,
        sender: &SyncSender<Result<Page, ApiError>>,
    ) -> Result<(), ApiError> {
        let mut venues = Venues::default();
        loop {
            let (number, records) = {
                let mut next = next.lock().unwrap_or_else(PoisonError::into_inner);
                if next.is_end {
                    return Ok(());
                }
                let records = r.records(filter, next.after, PAGE)?;
                next.is_end = u32::try_from(records.len()) != Ok(PAGE);
                next.after = records.last().map(RecordedDialog::cursor).or(next.after);
                let number = next.page;
                next.page += 1;
                (number, records)
            };
            let mut found = Vec::with_capacity(records.len());
            for mut record in records {
                record.said = r.recorded_messages(record.id)?;
                if let Some(venues) = venues.of(r, self.plots, record.chat, record.messenger)? {
                    found.push(self.rehearse(&record, venues));
                }
            }
            if sender.send(Ok((number, found))).is_err() {
                return Ok(());
            }
        }
    }

    fn rehearse(&self, record: &RecordedDialog, venues: &[Venue]) -> Found {
        let requests = self.request.requests();
        let plots = self.plots.iter().zip(venues);
        Found {
            dialog: record.id,
            really: real_end(record),
            rehearsed: plots
                .map(|(plot, venue)| rehearse(plot, record, venue, requests))
                .collect(),
        }
    }

    /// Counts the dialogs of a page, and keeps how each went.
    fn keep(&self, no: i64, found: &[Found], figures: &mut [Figures]) -> Result<(), ApiError> {
        let mut rows = Vec::with_capacity(found.len() * figures.len());
        for found in found {
            let [first, ..] = found.rehearsed.as_slice() else {
                continue;
            };
            let differs = found
                .rehearsed
                .iter()
                .any(|other| other.ended != first.ended);
            let versions = (0..).zip(figures.iter_mut()).zip(&found.rehearsed);
            for ((variant, figures), rehearsed) in versions {
                figures.add(found.really, rehearsed);
                rows.push(row(found, variant, rehearsed, differs));
            }
        }
        let kept = self.app.store().write(move |w| w.add_rehearsed(no, &rows));
        self.runtime.block_on(kept).map_err(ApiError::from)
    }
}

fn row(found: &Found, variant: u8, rehearsed: &Rehearsed, differs: bool) -> RehearsedDialog {
    let questions = rehearsed.misunderstood.iter();
    RehearsedDialog {
        variant,
        dialog: found.dialog,
        really: found.really,
        ended: rehearsed.ended,
        differs,
        elses: u32::try_from(rehearsed.misunderstood.len()).unwrap_or(u32::MAX),
        last_block: rehearsed.path.last().copied(),
        blocks: once(rehearsed.path.iter().copied()),
        else_blocks: once(questions.map(|missed| missed.question)),
        markers: once(rehearsed.markers.iter().copied()),
    }
}

/// Each number once, in order.
fn once(numbers: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut numbers: Vec<u32> = numbers.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// The places where dialogs were, for each of the versions.
#[derive(Default)]
struct Venues {
    known: HashMap<(ChatId, Messenger), Option<Vec<Venue>>>,
}

impl Venues {
    /// None when the chat was erased meanwhile.
    fn of(
        &mut self,
        r: &Reader<'_>,
        plots: &[Plot],
        chat: ChatId,
        messenger: Messenger,
    ) -> Result<Option<&[Venue]>, ApiError> {
        let venues = match self.known.entry((chat, messenger)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let chat = r.chat_of_old(chat)?;
                place.insert(chat.map(|chat| {
                    let plots = plots.iter();
                    plots
                        .map(|plot| Venue::of(&chat.settings, messenger, plot.language()))
                        .collect()
                }))
            }
        };
        Ok(venues.as_deref())
    }
}
