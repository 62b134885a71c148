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
/// Chats of a long list.
const MANY: usize = 1000;
/// How long a screen shows one picture.
const FRAME: Duration = Duration::from_micros(16_667);
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

/// The list of many chats beside that of a few, as it is read at every key of a search.
pub(crate) async fn chats(folder: &Path) -> Result<String, Failure> {
    let app = open(folder).await?;
    ask(&app, "sample_write", json!({ "dialogs": PIECE, "seed": 1 })).await?;
    let few = lists(&app).await?;
    for number in 0..MANY {
        let input = json!({ "name": format!("Филиал {number}, сёла и города") });
        ask(&app, "chat_create", json!({ "input": input })).await?;
    }
    let many = lists(&app).await?;
    app.stop().await;
    Ok(format!(
        "The list of chats at a key of a search, {PIECE} dialogs beside them\n\
         \x20 a few chats: {few}\n\
         \x20 {MANY} more: {many}\n\
         \x20   {:.2} of a picture at 60 a second (goal: less than 1)\n",
        ratio(many.median(), FRAME),
    ))
}

async fn lists(app: &App) -> Result<Times, Failure> {
    let mut times = Vec::new();
    for read in 0..READS {
        let search = ["", "ф", "фили", "села", "nothing"][read % 5];
        let begun = Instant::now();
        ask(app, "chats_list", json!({ "search": search })).await?;
        times.push(begun.elapsed());
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

pub(crate) async fn ask(app: &App, command: &str, request: Value) -> Result<Value, Failure> {
    let caller = Caller::Owner(From::CommandLine);
    Ok(app.call(caller, command, request).await?)
}

pub(crate) async fn open(folder: &Path) -> Result<App, Failure> {
    let options = Options {
        folder: folder.to_owned(),
        clock: Arc::new(SystemClock),
        host: Arc::new(Headless),
    };
    Ok(App::open(options).await?)
}
