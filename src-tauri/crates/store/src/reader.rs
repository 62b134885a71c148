use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{CachedStatement, Connection, OptionalExtension, Params, Row};
use tokio::sync::Semaphore;

use crate::{StoreError, open};

/// Readers at work at once; more would only wait for the same disk.
const READERS: usize = 4;

/// Reads the store, all of it as it stood at one moment.
pub struct Reader<'a> {
    pub(crate) connection: &'a Connection,
}

impl<'a> Reader<'a> {
    pub(crate) const fn new(connection: &'a Connection) -> Self {
        Self { connection }
    }

    /// The schema as SQL.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn schema(&self) -> Result<String, StoreError> {
        open::schema(self.connection)
    }

    pub(crate) fn statement(&self, sql: &str) -> Result<CachedStatement<'a>, StoreError> {
        Ok(self.connection.prepare_cached(sql)?)
    }

    pub(crate) fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        Ok(self.statement(sql)?.query_row(params, read).optional()?)
    }

    pub(crate) fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        Ok(self
            .statement(sql)?
            .query_map(params, read)?
            .collect::<Result<_, _>>()?)
    }

    pub(crate) fn execute(&self, sql: &str, params: impl Params) -> Result<usize, StoreError> {
        Ok(self.statement(sql)?.execute(params)?)
    }
}

/// A few connections that cannot write.
#[derive(Debug)]
pub(crate) struct Readers {
    folder: PathBuf,
    idle: Arc<Mutex<Vec<Connection>>>,
    places: Arc<Semaphore>,
}

impl Readers {
    pub(crate) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            idle: Arc::default(),
            places: Arc::new(Semaphore::new(READERS)),
        }
    }

    /// Runs `read` on a thread where waiting for the disk holds nobody up.
    pub(crate) async fn run<T, E, F>(&self, read: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Reader<'_>) -> Result<T, E> + Send + 'static,
    {
        let place = Arc::clone(&self.places)
            .acquire_owned()
            .await
            .map_err(|_| StoreError::Closed)?;
        let (folder, idle) = (self.folder.clone(), Arc::clone(&self.idle));
        tokio::task::spawn_blocking(move || {
            let _place = place;
            let kept = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let connection = kept.map_or_else(|| open::reader(&folder), Ok)?;
            let result = snapshot(&connection, read);
            idle.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(connection);
            result
        })
        .await
        .map_err(|error| StoreError::Panicked(error.to_string()))?
    }
}

/// Runs `read` inside one read transaction, so that everything it sees belongs together.
pub(crate) fn snapshot<T, E: From<StoreError>>(
    connection: &Connection,
    read: impl FnOnce(&Reader<'_>) -> Result<T, E>,
) -> Result<T, E> {
    connection
        .execute_batch("BEGIN")
        .map_err(StoreError::from)?;
    let result = read(&Reader::new(connection));
    connection
        .execute_batch("COMMIT")
        .map_err(StoreError::from)?;
    result
}
