//! The owner of a data folder answers other processes of the same person: `parleyctl` beside a
//! running window.
//!
//! One call a connection, one line of JSON each way. Whoever can read the token's file in the data
//! folder is its owner; that holds alike on every system, whatever rights its sockets have.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use interprocess::local_socket::tokio::prelude::*;
use interprocess::local_socket::tokio::{Listener, Stream};
use interprocess::local_socket::{GenericFilePath, ListenerOptions, Name};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};

use crate::{ApiError, App, Caller, From};

/// The longest request in bytes: a chat with its pictures.
const REQUEST: u64 = 40 << 20;

#[derive(Debug, Serialize, Deserialize)]
struct Ask {
    token: String,
    command: String,
    request: Value,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Ok(Value),
    Error(ApiError),
}

fn token_file(folder: &Path) -> PathBuf {
    folder.join("socket.token")
}

/// A path of its own for each data folder. Systems take about a hundred bytes, so a folder that lies
/// deep has its socket elsewhere.
fn socket_path(folder: &Path) -> PathBuf {
    if cfg!(windows) {
        return PathBuf::from(format!(r"\\.\pipe\parley-{}", digest(folder)));
    }
    let beside = folder.join("parley.sock");
    if beside.as_os_str().len() < 100 {
        return beside;
    }
    std::env::temp_dir().join(format!("parley-{}.sock", digest(folder)))
}

fn digest(folder: &Path) -> String {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let digest = Sha256::digest(folder.as_os_str().as_encoded_bytes());
    digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn name(path: &Path) -> io::Result<Name<'static>> {
    path.to_owned().to_fs_name::<GenericFilePath>()
}

/// Makes the socket and its token; the future answers until it is dropped.
pub(crate) fn listen(app: &App) -> Result<impl Future<Output = ()> + use<>, ApiError> {
    let folder = app.store().folder().to_owned();
    let failed = |error: io::Error| {
        ApiError::new(
            "no_socket",
            format!("the socket for parleyctl cannot be made: {error}"),
        )
    };
    let token = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>());
    write_token(&token_file(&folder), &token).map_err(failed)?;
    let path = socket_path(&folder);
    // A killed owner leaves its socket behind; the folder's lock says that nobody else answers on it.
    if !cfg!(windows) {
        let _ = std::fs::remove_file(&path);
    }
    let listener: Listener = name(&path)
        .and_then(|name| ListenerOptions::new().name(name).create_tokio())
        .map_err(failed)?;
    let app = app.clone();
    Ok(async move {
        loop {
            match listener.accept().await {
                Ok(stream) => {
                    let (app, token) = (app.clone(), token.clone());
                    tokio::spawn(async move {
                        if let Err(error) = answer(&app, &token, stream).await {
                            tracing::debug!(%error, "a caller at the socket went away");
                        }
                    });
                }
                Err(error) => {
                    tracing::warn!(%error, "the socket could not be accepted on");
                    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
                }
            }
        }
    })
}

/// Takes away what [`listen`] made.
pub(crate) fn remove(folder: &Path) {
    let _ = std::fs::remove_file(token_file(folder));
    if !cfg!(windows) {
        let _ = std::fs::remove_file(socket_path(folder));
    }
}

fn write_token(path: &Path, token: &str) -> io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(token.as_bytes())
}

async fn answer(app: &App, token: &str, stream: Stream) -> io::Result<()> {
    let mut line = String::new();
    let mut reader = BufReader::new(&stream).take(REQUEST);
    reader.read_line(&mut line).await?;
    let answer = match serde_json::from_str::<Ask>(&line) {
        Ok(ask) if same(&ask.token, token) => {
            let caller = Caller::Owner(From::CommandLine);
            match app.call(caller, &ask.command, ask.request).await {
                Ok(response) => Answer::Ok(response),
                Err(error) => Answer::Error(error),
            }
        }
        Ok(_) => Answer::Error(ApiError::new(
            "not_allowed",
            "the token is not the folder's",
        )),
        Err(error) => Answer::Error(ApiError::malformed(error)),
    };
    let mut text = serde_json::to_string(&answer).map_err(io::Error::other)?;
    text.push('\n');
    (&stream).write_all(text.as_bytes()).await
}

/// Compares without telling by the time it takes how much was right.
fn same(given: &str, token: &str) -> bool {
    Sha256::digest(given) == Sha256::digest(token)
}

/// Has the owner of `folder` run a command.
///
/// # Errors
/// `no_owner` when nobody answers there, and those of the command.
pub async fn ask_owner(folder: &Path, command: &str, request: Value) -> Result<Value, ApiError> {
    let nobody = |error: io::Error| {
        let folder = folder.display();
        ApiError::new(
            "no_owner",
            format!("the Parley that uses {folder} does not answer: {error}"),
        )
    };
    let token = std::fs::read_to_string(token_file(folder)).map_err(nobody)?;
    let name = name(&socket_path(folder)).map_err(nobody)?;
    let stream = Stream::connect(name).await.map_err(nobody)?;
    let ask = Ask {
        token,
        command: command.to_owned(),
        request,
    };
    let mut text = serde_json::to_string(&ask).map_err(|error| nobody(io::Error::other(error)))?;
    text.push('\n');
    (&stream).write_all(text.as_bytes()).await.map_err(nobody)?;
    let mut line = String::new();
    BufReader::new(&stream)
        .read_line(&mut line)
        .await
        .map_err(nobody)?;
    match serde_json::from_str(&line).map_err(|error| nobody(error.into()))? {
        Answer::Ok(response) => Ok(response),
        Answer::Error(error) => Err(error),
    }
}
