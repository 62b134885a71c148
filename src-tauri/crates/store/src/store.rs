use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use domain::Timestamp;
use tokio::sync::broadcast;

use crate::reader::{Readers, snapshot};
use crate::writer::WriteQueue;
use crate::{Change, Reader, StoreError, Writer, open};

/// Commits a listener may be behind before it is told to read everything again.
const CHANGES: usize = 4096;

/// The store of one data folder; clones share it. The folder is this process's until the last clone
/// is gone.
#[derive(Debug, Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    folder: PathBuf,
    queue: Option<WriteQueue>,
    thread: Mutex<Option<JoinHandle<()>>>,
    readers: Readers,
    changes: broadcast::Sender<Arc<[Change]>>,
    _lock: File,
}

impl Drop for Inner {
    fn drop(&mut self) {
        // The queue goes first, so that the thread ends; the lock is given back after its last write.
        self.queue = None;
        if let Some(thread) = self
            .thread
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
        {
            // A job may hold the last clone; the thread cannot wait for itself, and ends by itself.
            if thread.thread().id() != std::thread::current().id() {
                let _ = thread.join();
            }
        }
    }
}

impl Store {
    /// Opens the store in `folder`, makes it when there is none, and brings it up to date.
    ///
    /// # Errors
    /// [`StoreError::InUse`] when another process has it, and why the file cannot be used; a file
    /// that is refused is left as it is.
    pub fn open(folder: &Path, now: Timestamp) -> Result<Self, StoreError> {
        let lock = open::lock(folder)?;
        let connection = open::writer(folder, now)?;
        let (changes, _) = broadcast::channel(CHANGES);
        let (queue, thread) = WriteQueue::start(connection, folder, changes.clone())?;
        Ok(Self {
            inner: Arc::new(Inner {
                folder: folder.to_owned(),
                queue: Some(queue),
                thread: Mutex::new(Some(thread)),
                readers: Readers::new(folder),
                changes,
                _lock: lock,
            }),
        })
    }

    /// The data folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.inner.folder
    }

    /// Runs `job` on the writing thread. When it returns `Ok`, what it changed is on the disk; when
    /// it returns `Err`, nothing of it is. Dropping the future does not take the job back.
    ///
    /// # Errors
    /// Those of `job`, and the store's when the batch it was in could not be committed.
    pub async fn write<T, E, F>(&self, job: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&mut Writer<'_>) -> Result<T, E> + Send + 'static,
    {
        let queue = self
            .inner
            .queue
            .as_ref()
            .expect("the queue is taken only by `drop`");
        queue.run(job).await
    }

    /// Runs `read` over one moment's state, on a thread of its own kind. For short reads: there are
    /// few places.
    ///
    /// # Errors
    /// Those of `read`, and the store's when it cannot be read.
    pub async fn read<T, E, F>(&self, read: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Reader<'_>) -> Result<T, E> + Send + 'static,
    {
        self.inner.readers.run(read).await
    }

    /// Like [`Store::read`], but for long work such as an export: on the calling thread, with a
    /// connection of its own, so that it takes nobody's place.
    ///
    /// # Errors
    /// Those of `read`, and the store's when it cannot be read.
    pub fn read_long<T, E: From<StoreError>>(
        &self,
        read: impl FnOnce(&Reader<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        snapshot(&open::reader(&self.inner.folder)?, read)
    }

    /// Tells listeners of something that is not kept.
    pub fn tell(&self, change: Change) {
        // Nobody may listen.
        let _ = self.inner.changes.send(Arc::from([change]));
    }

    /// What commits change, from now on. A listener that is told it lagged reads everything again.
    #[must_use]
    pub fn changes(&self) -> broadcast::Receiver<Arc<[Change]>> {
        self.inner.changes.subscribe()
    }
}
