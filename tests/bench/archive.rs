//! The archive: how long it takes from opening the data folder to the first page of the list, full
//! beside empty, and a page far down the list beside the first.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use api::{App, Caller, From, Headless, Options};
use domain::SystemClock;
use serde_json::{Value, json};

use crate::Failure;
use crate::figures::{Times, millis, ratio};

/// Rows of a page, as the window asks for them.
const ROWS: u32 = 50;
/// The page that is measured beside the first.
const FAR: usize = 1000;
/// How often a page is read.
const READS: usize = 300;
/// How often the folder is opened.
const STARTS: usize = 15;
/// Dialogs made at once; it is seen after each whether there are messages enough.
const PIECE: u64 = 20_000;

/// A data folder with so many messages.
pub(crate) struct Archive {
    folder: PathBuf,
    dialogs: u64,
    messages: u64,
}

impl Archive {
    /// Makes the folder and what is in it.
    pub(crate) async fn make(folder: PathBuf, messages: u64) -> Result<Self, Failure> {
        let app = open(&folder).await?;
        let mut made = Self {
            folder,
            dialogs: 0,
            messages: 0,
        };
        while made.messages < messages {
            let request = json!({ "dialogs": PIECE, "seed": made.dialogs + 1 });
            let sample = ask(&app, "sample_write", request).await?;
            made.dialogs += sample["dialogs"].as_u64().unwrap_or_default();
            made.messages += sample["messages"].as_u64().unwrap_or_default();
        }
        app.stop().await;
        Ok(made)
    }
}

impl Archive {
    /// The data folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// How many messages are in it.
    pub(crate) const fn messages(&self) -> u64 {
        self.messages
    }
}

/// Makes a data folder with one chat and no dialog.
pub(crate) async fn one_chat(folder: &Path) -> Result<(), Failure> {
    let app = open(folder).await?;
    ask(&app, "chat_create", json!({ "input": { "name": "Shop" } })).await?;
    app.stop().await;
    Ok(())
}

/// From opening the folder to the first page, of an archive and of an empty folder.
pub(crate) async fn start(archive: &Archive, empty: &Path) -> Result<String, Failure> {
    let full = starts(&archive.folder).await?;
    let empty = starts(empty).await?;
    Ok(format!(
        "From opening the data folder to the chats and the first page of dialogs, without a window\n\
         \x20 {} messages in {} dialogs: {full}\n\
         \x20 none: {empty}\n\
         \x20   {} more\n",
        archive.messages,
        archive.dialogs,
        millis(full.median().saturating_sub(empty.median())),
    ))
}

async fn starts(folder: &Path) -> Result<Times, Failure> {
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let begun = Instant::now();
        let app = open(folder).await?;
        ask(&app, "chats_list", json!({})).await?;
        page(&app, &Value::Null).await?;
        times.push(begun.elapsed());
        app.stop().await;
    }
    Ok(Times::of(times))
}

/// The first page of the list and one far down.
pub(crate) async fn pages(archive: &Archive) -> Result<String, Failure> {
    let app = open(&archive.folder).await?;
    let (mut after, mut reached) = (Value::Null, 1);
    while reached < FAR {
        match page(&app, &after).await?.1["next"].take() {
            Value::Null => break,
            next => after = next,
        }
        reached += 1;
    }
    let first = reads(&app, &Value::Null).await?;
    let far = reads(&app, &after).await?;
    app.stop().await;
    Ok(format!(
        "A page of {ROWS} dialogs out of {}\n\
         \x20 page 1: {first}\n\
         \x20 page {reached}: {far}\n\
         \x20   {:.2} times the first (goal: about 1)\n",
        archive.dialogs,
        ratio(far.median(), first.median()),
    ))
}

async fn reads(app: &App, after: &Value) -> Result<Times, Failure> {
    let mut times = Vec::new();
    for _ in 0..READS {
        times.push(page(app, after).await?.0);
    }
    Ok(Times::of(times))
}

/// A page, and how long it took.
async fn page(app: &App, after: &Value) -> Result<(Duration, Value), Failure> {
    let request = json!({ "filter": {}, "after": after, "limit": ROWS });
    let begun = Instant::now();
    let page = ask(app, "dialogs_page", request).await?;
    Ok((begun.elapsed(), page))
}

async fn ask(app: &App, command: &str, request: Value) -> Result<Value, Failure> {
    let caller = Caller::Owner(From::CommandLine);
    Ok(app.call(caller, command, request).await?)
}

async fn open(folder: &Path) -> Result<App, Failure> {
    let options = Options {
        folder: folder.to_owned(),
        clock: Arc::new(SystemClock),
        host: Arc::new(Headless),
    };
    Ok(App::open(options).await?)
}
