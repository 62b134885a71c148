//! Opening the data folder: who owns it, whether the file is ours, and bringing it up to date.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read};
use std::path::Path;

use domain::Timestamp;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, params};
use sha2::{Digest, Sha256};

use crate::StoreError;

/// The database's name in the data folder.
pub(crate) const FILE: &str = "parley.db";
/// "PRLY": tells a Parley database from another program's.
const APPLICATION_ID: i32 = 0x5052_4C59;
/// A job of many statements keeps them all prepared.
const STATEMENTS: usize = 128;

/// What brings a file from one format to the next; never changed once released.
const MIGRATIONS: &[(&str, &str)] = &[
    ("ground", include_str!("../migrations/0001_ground.sql")),
    ("views", include_str!("../migrations/0002_views.sql")),
    (
        "chat_versions",
        include_str!("../migrations/0003_chat_versions.sql"),
    ),
    (
        "operators",
        include_str!("../migrations/0004_operators.sql"),
    ),
    ("scripts", include_str!("../migrations/0005_scripts.sql")),
    (
        "rehearsals",
        include_str!("../migrations/0006_rehearsals.sql"),
    ),
];

/// Takes the folder for this process; the lock ends with the file.
pub(crate) fn lock(folder: &Path) -> Result<File, StoreError> {
    create_folder(folder)?;
    let path = folder.join("parley.lock");
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(|error| refuse(&path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse {
            folder: folder.to_owned(),
        }),
        Err(TryLockError::Error(error)) => Err(refuse(&path, &error)),
    }
}

#[cfg(unix)]
fn create_folder(folder: &Path) -> Result<(), StoreError> {
    use std::os::unix::fs::DirBuilderExt;
    // Other people's dialogs are nobody else's business on a shared machine.
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(|error| refuse(folder, &error))
}

#[cfg(not(unix))]
fn create_folder(folder: &Path) -> Result<(), StoreError> {
    std::fs::create_dir_all(folder).map_err(|error| refuse(folder, &error))
}

/// SQLite gives its other files the rights of this one, so it is made before SQLite would make it.
fn create_file(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

fn refuse(path: &Path, error: &io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::StorageFull => StoreError::NoSpace,
        _ => StoreError::NoPermission {
            path: path.to_owned(),
            reason: error.to_string(),
        },
    }
}

/// The one connection that writes, its file brought up to date.
pub(crate) fn writer(folder: &Path, now: Timestamp) -> Result<Connection, StoreError> {
    let path = folder.join(FILE);
    look_at(&path)?;
    let refused = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(ErrorCode::CannotOpen) => StoreError::NoPermission {
            path: path.clone(),
            reason: error.to_string(),
        },
        Some(ErrorCode::NotADatabase) => StoreError::NotADatabase { path: path.clone() },
        _ => error.into(),
    };
    create_file(&path).map_err(|error| refuse(&path, &error))?;
    let mut connection = Connection::open(&path).map_err(refused)?;
    prepare(&connection).map_err(refused)?;
    recognise(&connection, &path)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    // FULL makes a commit durable; checkpoints are made beside the writer, not by it.
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    migrate(&mut connection, &path, now)?;
    Ok(connection)
}

/// A connection that cannot write.
pub(crate) fn reader(folder: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(folder.join(FILE), flags)?;
    prepare(&connection)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// A connection that moves what was committed from the log into the database.
pub(crate) fn checkpointer(folder: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open(folder.join(FILE))?;
    prepare(&connection)?;
    connection.pragma_update(None, "synchronous", "normal")?;
    Ok(connection)
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "cache_size", -32_768)?;
    connection.pragma_update(None, "mmap_size", 268_435_456)?;
    connection.pragma_update(None, "temp_store", "memory")?;
    // A plan that looks at bound values is made again for each of them: a tenth of the writer's time,
    // and a list that is quick for one value and slow for the next.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// SQLite would take a short foreign file for an empty database and write over it.
fn look_at(path: &Path) -> Result<(), StoreError> {
    let mut head = Vec::new();
    match File::open(path) {
        Ok(file) => file
            .take(16)
            .read_to_end(&mut head)
            .map_err(|error| refuse(path, &error))?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(refuse(path, &error)),
    };
    if head.is_empty() || head == b"SQLite format 3\0" {
        return Ok(());
    }
    Err(StoreError::NotADatabase {
        path: path.to_owned(),
    })
}

/// Refuses what is not ours or comes from the future, before anything is written to it.
fn recognise(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let not_ours = || StoreError::NotADatabase {
        path: path.to_owned(),
    };
    let number = |sql: &str| {
        connection
            .query_row(sql, [], |row| row.get::<_, i64>(0))
            .map_err(|error| match error.sqlite_error_code() {
                Some(ErrorCode::NotADatabase) => not_ours(),
                _ => error.into(),
            })
    };
    let tables = number("SELECT count(*) FROM sqlite_schema")?;
    let application = number("PRAGMA application_id")?;
    if tables > 0 && application != i64::from(APPLICATION_ID) {
        return Err(not_ours());
    }
    let known = latest();
    match u32::try_from(number("PRAGMA user_version")?) {
        Ok(found) if found <= known => Ok(()),
        Ok(found) => Err(StoreError::FromTheFuture {
            path: path.to_owned(),
            found,
            known,
        }),
        Err(_) => Err(not_ours()),
    }
}

/// The format this program writes.
pub(crate) fn latest() -> u32 {
    u32::try_from(MIGRATIONS.len()).expect("migrations are counted by hand")
}

fn migrate(connection: &mut Connection, path: &Path, now: Timestamp) -> Result<(), StoreError> {
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    transaction.execute_batch(
        "CREATE TABLE IF NOT EXISTS migrations (
           version INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at INTEGER NOT NULL
         ) STRICT",
    )?;
    for (version, (name, sql)) in (1_u32..).zip(MIGRATIONS) {
        let digest: String = Sha256::digest(sql.as_bytes())
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let applied: Option<String> = transaction
            .query_row(
                "SELECT sha256 FROM migrations WHERE version = ?",
                [version],
                |row| row.get(0),
            )
            .optional()?;
        match applied {
            Some(applied) if applied == digest => {}
            Some(_) => {
                return Err(StoreError::ForeignFormat {
                    path: path.to_owned(),
                    version,
                });
            }
            None => {
                transaction.execute_batch(sql)?;
                transaction.execute(
                    "INSERT INTO migrations (version, name, sha256, applied_at) VALUES (?, ?, ?, ?)",
                    params![version, name, digest, now.millis()],
                )?;
            }
        }
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", latest())?;
    transaction.commit()?;
    Ok(())
}

/// The whole schema as SQL, for people who open the file with another program.
pub(crate) fn schema(connection: &Connection) -> Result<String, StoreError> {
    let mut statement = connection.prepare(
        "SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
         ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, name",
    )?;
    let parts: Vec<String> = statement
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(parts.join("\n\n") + "\n")
}
