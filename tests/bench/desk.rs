//! Operators at work while many clients write: how long a message takes from the client's post until an
//! operator is told of it and finds it, with every widget listening.

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use api::{App, Caller, From, Headless, Listen, News, Options};
use domain::{DialogId, SystemClock};
use serde_json::{Value, json};
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;
use tokio::sync::broadcast::error::RecvError;
use tokio::task::JoinSet;
use tokio::time::MissedTickBehavior;

use crate::Failure;
use crate::figures::{Times, met};
use crate::poster::Poster;

/// What is asked of this line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shift {
    /// Visitors with the widget open.
    pub(crate) widgets: usize,
    /// Operators who share them.
    pub(crate) operators: usize,
    /// Messages a second.
    pub(crate) steady: u32,
    /// How long it lasts.
    pub(crate) time: Duration,
}

/// How long after the last post everything has to have arrived.
const GRACE: Duration = Duration::from_secs(5);
/// Messages of a thread that an operator reads.
const READ: u32 = 20;

/// What clients wrote and no operator has found yet, by dialog.
type Unread = Arc<Mutex<HashMap<DialogId, (String, Instant)>>>;

/// A visitor with the dialog that an operator holds.
type Widget = (Arc<tokio::sync::Mutex<Poster>>, DialogId);

/// How long it took until the operator was told, and until they had read it.
type Found = (Duration, Duration);

pub(crate) async fn measure(folder: &Path, shift: Shift) -> Result<String, Failure> {
    let app = App::open(Options {
        folder: folder.to_owned(),
        clock: Arc::new(SystemClock),
        host: Arc::new(Headless),
    })
    .await?;
    app.start().await?;
    let mut listen = Listen {
        address: Some(SocketAddr::from(([127, 0, 0, 1], 0))),
        ..Listen::default()
    };
    listen.limits.messages_per_minute = u32::MAX;
    listen.limits.new_visitors_per_minute = u32::MAX;
    listen.limits.connections = 4 * shift.widgets;
    // A visitor's connection is silent between two messages.
    listen.limits.head_time = Duration::from_secs(3600);
    let address = app.start_gateway(&listen).await?;
    let key = chat(&app).await?;
    for no in 0..shift.operators {
        let name = format!("Operator {no}");
        let input = json!({ "name": name, "dialogs_max": 0 });
        ask(&app, "operator_create", json!({ "input": input })).await?;
        let online = json!({ "operator": name, "presence": "online", "for_s": 86_400 });
        ask(&app, "operator_presence", online).await?;
    }

    let mut widgets = Vec::new();
    let mut heard = JoinSet::new();
    for _ in 0..shift.widgets {
        let mut poster = Poster::open(address, &key).await?;
        poster.write("Talk to a person").await?;
        let stream = poster.stream().await?;
        heard.spawn(hear(poster.conversation().to_owned(), stream));
        widgets.push(poster);
    }
    let dialogs = held(&app, shift).await?;

    let unread = Unread::default();
    let mut desks = JoinSet::new();
    for no in 0..shift.operators {
        let mine = dialogs.iter().filter(|(_, (operator, _))| *operator == no);
        let mine: Vec<DialogId> = mine.map(|(dialog, _)| *dialog).collect();
        desks.spawn(work(app.clone(), no, mine, Arc::clone(&unread)));
    }
    let by_client: HashMap<String, DialogId> = dialogs
        .into_iter()
        .map(|(dialog, (_, client))| (client, dialog))
        .collect();
    let widgets: Vec<Widget> = widgets
        .into_iter()
        .filter_map(|poster| {
            let dialog = *by_client.get(poster.conversation())?;
            Some((Arc::new(tokio::sync::Mutex::new(poster)), dialog))
        })
        .collect();
    let posted = post(&widgets, shift, &unread).await?;
    tokio::time::sleep(GRACE).await;
    let mut said = HashMap::new();
    for (poster, _) in &widgets {
        let mut poster = poster.lock().await;
        let last = poster.last_seq().await?;
        said.insert(poster.conversation().to_owned(), last);
    }
    app.stop().await;
    drop(app);
    let mut found = Vec::new();
    while let Some(desk) = desks.join_next().await {
        found.extend(desk.map_err(io::Error::other)?);
    }
    let mut gaps = 0;
    while let Some(widget) = heard.join_next().await {
        let (conversation, last) = widget.map_err(io::Error::other)?;
        gaps += u64::from(last.is_none() || last != said.get(&conversation).copied());
    }
    let (told, read): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    let lost = posted - told.len();
    let (told, read) = (Times::of(told), Times::of(read));
    let most = told.within(99);
    Ok(format!(
        "{} operators and {} connected widgets, {} messages a second for {} s\n\
         \x20 from a client's post to the operator's news     {told} (goal: p99 under 100 ms, {})\n\
         \x20 until the operator has read it                  {read}\n\
         \x20 {posted} posted, {lost} not found by operators, {gaps} widgets with a gap (goal: nothing lost, {})\n",
        shift.operators,
        shift.widgets,
        shift.steady,
        shift.time.as_secs(),
        met(most < Duration::from_millis(100)),
        met(lost == 0 && gaps == 0),
    ))
}

async fn ask(app: &App, command: &str, request: Value) -> Result<Value, Failure> {
    let caller = Caller::Owner(From::CommandLine);
    Ok(app.call(caller, command, request).await?)
}

/// A chat in which nobody is taken from an operator: its site key.
async fn chat(app: &App) -> Result<String, Failure> {
    let day = json!({ "web": 86_400 });
    let input = json!({
        "name": "Orders",
        "script": { "client_silence_s": day, "lifetime_s": day },
    });
    let chat = ask(app, "chat_create", json!({ "input": input })).await?;
    let code = ask(app, "frame_code", json!({ "chat": chat["id"] })).await?;
    let page = code["test_page"].as_str().unwrap_or_default();
    let key = page.split_once("k=").map(|(_, key)| key.to_owned());
    Ok(key.ok_or_else(|| io::Error::other("a chat's page names its key"))?)
}

/// Waits until operators hold every dialog; gives for each who, and its client.
async fn held(app: &App, shift: Shift) -> Result<HashMap<DialogId, (usize, String)>, Failure> {
    loop {
        let mut held = HashMap::new();
        for no in 0..shift.operators {
            let mut after = Value::Null;
            loop {
                let request = json!({
                    "as": format!("Operator {no}"), "tab": "my", "after": after, "limit": 200,
                });
                let page = ask(app, "inbox_list", request).await?;
                for row in page["rows"].as_array().into_iter().flatten() {
                    let id = row["id"].as_str().and_then(|id| id.parse().ok());
                    let client = row["client"]["id"].as_str().unwrap_or_default();
                    held.extend(id.map(|id| (id, (no, client.to_owned()))));
                }
                after = page["next"].clone();
                if after.is_null() {
                    break;
                }
            }
        }
        if held.len() == shift.widgets {
            return Ok(held);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Writes at a steady rate, one client after another; says how many messages.
async fn post(widgets: &[Widget], shift: Shift, unread: &Unread) -> Result<usize, Failure> {
    let mut ticks = tokio::time::interval(Duration::from_secs(1) / shift.steady);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let (mut posting, mut posted) = (JoinSet::new(), 0);
    let begun = Instant::now();
    for (poster, dialog) in widgets.iter().cycle() {
        ticks.tick().await;
        if begun.elapsed() >= shift.time {
            break;
        }
        posted += 1;
        let text = format!("Message {posted}");
        let entry = (text.clone(), Instant::now());
        let mut waiting = unread.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.insert(*dialog, entry);
        drop(waiting);
        let poster = Arc::clone(poster);
        posting.spawn(async move { poster.lock().await.write(&text).await });
    }
    for done in posting.join_all().await {
        done?;
    }
    Ok(posted)
}

/// An operator at work: told of a change, they read what is new in those of their dialogs.
async fn work(app: App, no: usize, mine: Vec<DialogId>, unread: Unread) -> Vec<Found> {
    let mut news = app.news();
    let name = format!("Operator {no}");
    let mut found = Vec::new();
    loop {
        let ids = match tokio::time::timeout(2 * GRACE, news.recv()).await {
            Ok(Ok(News::Dialogs { ids })) if !ids.is_empty() => ids,
            Ok(Ok(News::Dialogs { .. }) | Err(RecvError::Lagged(_))) => mine.clone(),
            Ok(Ok(_)) => continue,
            Ok(Err(RecvError::Closed)) | Err(_) => return found,
        };
        let told = Instant::now();
        for id in ids.into_iter().filter(|id| mine.contains(id)) {
            let waits = unread
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .get(&id)
                .cloned();
            let Some((text, posted)) = waits else {
                continue;
            };
            let request = json!({ "as": name, "dialog": id, "limit": READ });
            let Ok(thread) = ask(&app, "thread", request).await else {
                continue;
            };
            let entries = thread["entries"].as_array().into_iter().flatten();
            if entries
                .rev()
                .any(|entry| entry["message"]["text"] == text.as_str())
            {
                unread
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .remove(&id);
                found.push((told.duration_since(posted), posted.elapsed()));
            }
        }
    }
}

/// Listens until the gateway ends the stream; gives the number of the last message, none when one was
/// left out.
async fn hear(conversation: String, mut stream: TcpStream) -> (String, Option<u64>) {
    let (mut arrived, mut last) = (Vec::new(), 0);
    loop {
        match stream.read_buf(&mut arrived).await {
            Ok(0) | Err(_) => return (conversation, Some(last)),
            Ok(_) => {}
        }
        while let Some(end) = arrived.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = arrived.drain(..=end).collect();
            let line = String::from_utf8_lossy(&line);
            let id = line
                .strip_prefix("id: ")
                .and_then(|id| id.trim().parse().ok());
            if let Some(id) = id {
                if id != last + 1 {
                    return (conversation, None);
                }
                last = id;
            }
        }
    }
}
