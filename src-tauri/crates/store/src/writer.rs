//! The one thread that writes. Jobs queue; each runs in a savepoint; a batch of them is committed
//! together, so that durability costs one fsync a batch and not one a job.

use std::any::Any;
use std::ops::Deref;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;

use rusqlite::Connection;
use tokio::sync::{broadcast, mpsc as jobs, oneshot};

use crate::{Change, Reader, StoreError, open};

/// Jobs that wait before a caller does.
const QUEUE: usize = 1024;
/// Jobs in one commit: more would make the first of them wait too long.
const BATCH: usize = 256;
/// So many pages of the log that are not in the database yet are moved there beside the writer:
/// 16 MiB.
const CHECKPOINT_PAGES: i64 = 4096;
/// A log of so many pages is to begin again at its front: 128 MiB.
const LONG_PAGES: i64 = 32_768;
/// A log of so many pages is moved whatever has to wait for it: 512 MiB.
const TRUNCATE_PAGES: i64 = 131_072;

/// Changes the store. It exists only while a job runs, inside a transaction.
pub struct Writer<'a> {
    reader: Reader<'a>,
    pub(crate) changes: Vec<Change>,
}

impl<'a> Deref for Writer<'a> {
    type Target = Reader<'a>;

    fn deref(&self) -> &Reader<'a> {
        &self.reader
    }
}

impl<'a> Writer<'a> {
    pub(crate) const fn of(connection: &'a Connection) -> Self {
        Self {
            reader: Reader::new(connection),
            changes: Vec::new(),
        }
    }
}

impl Writer<'_> {
    /// Notes what will be told to listeners after the commit; the same thing once.
    pub(crate) fn changed(&mut self, change: Change) {
        if self.changes.contains(&Change::Everything) {
            return;
        }
        if change == Change::Everything {
            self.changes.clear();
        }
        let known = match (&change, self.changes.last_mut()) {
            (
                Change::Messages {
                    client, last_seq, ..
                },
                Some(Change::Messages {
                    client: before,
                    last_seq: last,
                    ..
                }),
            ) if client == before => {
                *last = *last_seq;
                true
            }
            _ => self.changes.contains(&change),
        };
        if !known {
            self.changes.push(change);
        }
    }

    /// Runs one part of a job so that its failure undoes that part alone.
    ///
    /// # Errors
    /// Those of `part`, after its changes were undone; a panic inside becomes
    /// [`StoreError::Panicked`].
    pub fn part<T, E: From<StoreError>>(
        &mut self,
        part: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        let noted = self.changes.len();
        let database = |sql: &str| self.reader.connection.execute_batch(sql);
        database("SAVEPOINT part").map_err(StoreError::from)?;
        let result = catch_unwind(AssertUnwindSafe(|| part(self)))
            .unwrap_or_else(|panic| Err(StoreError::Panicked(words(&*panic)).into()));
        let database = |sql: &str| self.reader.connection.execute_batch(sql);
        if result.is_ok() {
            database("RELEASE part").map_err(StoreError::from)?;
        } else {
            // A full disk may have ended the whole transaction already; then there is no savepoint
            // left, and the commit fails for everybody.
            let _ = database("ROLLBACK TO part; RELEASE part");
            self.changes.truncate(noted);
        }
        result
    }
}

fn words(panic: &(dyn Any + Send)) -> String {
    panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no reason given".to_owned())
}

type Answer = Box<dyn FnOnce(Result<(), StoreError>) + Send>;
/// A job gets the writer, or why there is none.
type Job = Box<dyn FnOnce(Result<&mut Writer<'_>, StoreError>) -> Answer + Send>;

/// The queue in front of the writing thread.
#[derive(Debug)]
pub(crate) struct WriteQueue {
    jobs: jobs::Sender<Job>,
}

impl WriteQueue {
    /// Starts the writing thread; it ends when the queue is dropped and empty.
    pub(crate) fn start(
        connection: Connection,
        folder: &Path,
        changes: broadcast::Sender<Arc<[Change]>>,
    ) -> Result<(Self, JoinHandle<()>), StoreError> {
        let (sender, receiver) = jobs::channel(QUEUE);
        let checkpoints = Checkpoints::start(folder)?;
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || write(&connection, receiver, &changes, checkpoints))
            .map_err(|error| StoreError::Disk(error.to_string()))?;
        Ok((Self { jobs: sender }, thread))
    }

    /// Runs `job` and returns once what it did is durable.
    pub(crate) async fn run<T, E, F>(&self, job: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&mut Writer<'_>) -> Result<T, E> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |writer| {
            let result = writer.map_err(E::from).and_then(|writer| writer.part(job));
            Box::new(move |committed| {
                // Nobody may wait any more; the change stands all the same.
                let _ = answer.send(match committed {
                    Ok(()) => result,
                    Err(error) => result.and(Err(error.into())),
                });
            })
        });
        self.jobs.send(job).await.map_err(|_| StoreError::Closed)?;
        answered.await.map_err(|_| StoreError::Closed)?
    }
}

fn write(
    connection: &Connection,
    mut jobs: jobs::Receiver<Job>,
    listeners: &broadcast::Sender<Arc<[Change]>>,
    checkpoints: Checkpoints,
) {
    while let Some(first) = jobs.blocking_recv() {
        let mut answers = Vec::new();
        let (committed, changes) = batch(connection, first, &mut jobs, &mut answers);
        if let Err(error) = &committed {
            if !connection.is_autocommit() {
                let _ = connection.execute_batch("ROLLBACK");
            }
            tracing::error!(%error, jobs = answers.len(), "a batch could not be committed");
        }
        if committed.is_ok() && !changes.is_empty() {
            // No listener is a state of its own, not a failure.
            let _ = listeners.send(changes.into());
        }
        for answer in answers {
            answer(committed.clone());
        }
        tidy_log(connection, &checkpoints);
    }
    // Two checkpoints at once are refused, and the last one is to leave nothing in the log.
    checkpoints.end();
    let _ = connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)");
}

/// Runs the jobs that wait, and commits them together.
fn batch(
    connection: &Connection,
    first: Job,
    jobs: &mut jobs::Receiver<Job>,
    answers: &mut Vec<Answer>,
) -> (Result<(), StoreError>, Vec<Change>) {
    if let Err(error) = connection.execute_batch("BEGIN IMMEDIATE") {
        let error = StoreError::from(error);
        answers.push(first(Err(error.clone())));
        return (Err(error), Vec::new());
    }
    let mut writer = Writer::of(connection);
    let mut next = Some(first);
    while let Some(job) = next.take() {
        answers.push(job(Ok(&mut writer)));
        if connection.is_autocommit() {
            // A full disk ends the transaction; whoever comes next must not write outside of one.
            return (Err(StoreError::NoSpace), Vec::new());
        }
        if answers.len() < BATCH {
            next = jobs.try_recv().ok();
        }
    }
    let committed = connection.execute_batch("COMMIT").map_err(StoreError::from);
    (committed, writer.changes)
}

/// Keeps the log from growing without end. The length of its file does not tell how long it is: that
/// stays when the log begins again at its front.
fn tidy_log(connection: &Connection, checkpoints: &Checkpoints) {
    let Ok((pages, moved)) = log_pages(connection) else {
        // The next commit says what is wrong with the log, to those who wait for it.
        return;
    };
    let left = pages - moved;
    if pages > TRUNCATE_PAGES {
        let _ = connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)");
    } else if left > CHECKPOINT_PAGES {
        // Full means that one is asked for already.
        let _ = checkpoints.ask.try_send(());
    } else if pages > LONG_PAGES && left > 0 {
        // Only a log of which nothing is left begins again, and whoever moves it beside a busy
        // writer never comes to its end.
        let _ = connection.execute_batch("PRAGMA wal_checkpoint(PASSIVE)");
    }
}

/// The pages in the log, and how many of them are in the database too.
fn log_pages(connection: &Connection) -> rusqlite::Result<(i64, i64)> {
    connection
        .prepare_cached("PRAGMA wal_checkpoint(NOOP)")?
        .query_row([], |row| Ok((row.get(1)?, row.get(2)?)))
}

/// The thread that makes checkpoints beside the writer.
struct Checkpoints {
    ask: mpsc::SyncSender<()>,
    thread: JoinHandle<()>,
}

impl Checkpoints {
    fn start(folder: &Path) -> Result<Self, StoreError> {
        let connection = open::checkpointer(folder)?;
        let (ask, asked) = mpsc::sync_channel::<()>(1);
        let thread = std::thread::Builder::new()
            .name("store-checkpoint".to_owned())
            .spawn(move || {
                while asked.recv().is_ok() {
                    if let Err(error) = connection.execute_batch("PRAGMA wal_checkpoint(PASSIVE)") {
                        tracing::warn!(%error, "a checkpoint could not be made");
                    }
                }
            })
            .map_err(|error| StoreError::Disk(error.to_string()))?;
        Ok(Self { ask, thread })
    }

    /// Waits for the one that is being made, and makes no other.
    fn end(self) {
        drop(self.ask);
        let _ = self.thread.join();
    }
}

#[cfg(test)]
mod tests {
    use domain::Timestamp;

    use crate::{Store, StoreError};

    const NOON: Timestamp = Timestamp::from_millis(1_795_000_000_000);

    /// The database may not grow: what a full disk does, without filling one.
    #[tokio::test]
    async fn a_full_disk_is_told_and_nothing_is_half_written() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), NOON).unwrap();
        store.write(|w| w.set_setting("before", &1)).await.unwrap();
        let error = store
            .write(|w| {
                w.connection.pragma_update(None, "max_page_count", 1)?;
                for n in 0..100 {
                    w.set_setting(&format!("filler {n}"), &"x".repeat(4000))?;
                }
                Ok::<_, StoreError>(())
            })
            .await
            .unwrap_err();
        assert!(matches!(error, StoreError::NoSpace), "{error}");
        assert_eq!(
            store
                .read(|r| r.setting::<String>("filler 0"))
                .await
                .unwrap(),
            None
        );
        assert_eq!(
            store.read(|r| r.setting::<i32>("before")).await.unwrap(),
            Some(1)
        );
        store
            .write(|w| {
                w.connection
                    .pragma_update(None, "max_page_count", 1_000_000)?;
                w.set_setting("after", &2)
            })
            .await
            .unwrap();
        assert_eq!(
            store.read(|r| r.setting::<i32>("after")).await.unwrap(),
            Some(2)
        );
    }

    #[test]
    fn a_checkpoint_is_asked_for_by_what_is_left_to_move() {
        let folder = tempfile::tempdir().unwrap();
        let connection = crate::open::writer(folder.path(), NOON).unwrap();
        let write = |bytes: usize| {
            let text = "x".repeat(bytes);
            let sql = "INSERT OR REPLACE INTO settings VALUES ('filler', ?)";
            connection.execute(sql, [text]).unwrap();
        };
        connection
            .execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")
            .unwrap();
        write(4 << 20);
        let (pages, moved) = super::log_pages(&connection).unwrap();
        assert!(pages > 1000 && moved == 0, "{moved} of {pages}");
        connection
            .execute_batch("PRAGMA wal_checkpoint(PASSIVE)")
            .unwrap();
        assert_eq!(super::log_pages(&connection).unwrap(), (pages, pages));
        let length = || {
            std::fs::metadata(folder.path().join("parley.db-wal"))
                .unwrap()
                .len()
        };
        let before = length();
        write(1);
        let (pages, moved) = super::log_pages(&connection).unwrap();
        assert!(pages < 100 && moved == 0, "{moved} of {pages}");
        assert_eq!(length(), before, "the file is as long as it was");
    }
}
