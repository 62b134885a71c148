//! Sessions of one process: what many open dialogs weigh, how fast the engine takes steps, and how late
//! it finds a deadline among them.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::{ChannelId, ChatId, ChatSettings, Clock as _, DialogId, SystemClock, Timestamp};
use engine::Engine;
use store::{Change, Made, Store, StoreError, TokenHash, VisitorFacts};
use tokio::sync::broadcast::error::RecvError;
use tokio::time::MissedTickBehavior;

use crate::Failure;
use crate::figures::{Times, met, rate};

/// Dialogs opened in one transaction.
const PIECE: u32 = 500;
/// Deadlines that fall due in a second.
const DUE_A_SECOND: u32 = 500;
/// For how long they do, in seconds.
const DUE_FOR: u32 = 10;
/// How long those clients are silent, in seconds: until all of them were greeted.
const SILENCE: u32 = 30;
/// Between two looks at whether everything was handled.
const PAUSE: Duration = Duration::from_millis(10);
/// Whoever is found this late is not found at all.
const LOST: Duration = Duration::from_secs(60);

/// Visitors who come one after another, each with a token of their own.
struct Door {
    store: Store,
    came: u32,
}

impl Door {
    /// So many visitors open the widget; nothing is answered before the engine looks.
    async fn open(
        &mut self,
        chat: ChatId,
        channel: ChannelId,
        visitors: u32,
    ) -> Result<(), StoreError> {
        let first = self.came;
        self.came += visitors;
        let now = SystemClock.now();
        self.store
            .write(move |w| {
                for no in first..first + visitors {
                    let mut token = [0; 32];
                    token[..4].copy_from_slice(&no.to_be_bytes());
                    let (token, facts) = (TokenHash(token), VisitorFacts::default());
                    let visitor = w.add_visitor(channel, chat, token, &facts, now)?;
                    w.visit(&visitor, token, &facts, true, now)?;
                }
                Ok(())
            })
            .await
    }
}

pub(crate) async fn measure(folder: &Path, sessions: u32) -> Result<String, Failure> {
    let store = Store::open(folder, SystemClock.now())?;
    let mut door = Door {
        store: store.clone(),
        came: 0,
    };
    let [patient, hasty] = [(7 * 24 * 3600, "Orders"), (SILENCE, "Returns")];
    let patient = chat(&store, patient).await?;
    let hasty = chat(&store, hasty).await?;
    let rest = memory()?;

    let mut left = sessions;
    while left > 0 {
        let piece = left.min(PIECE);
        door.open(patient.0, patient.1, piece).await?;
        left -= piece;
    }
    let begun = Instant::now();
    let engine = tokio::spawn(Engine::new(store.clone(), Arc::new(SystemClock)).run());
    while !store.read(|r| r.pending_inbox(1)).await?.is_empty() {
        tokio::time::sleep(PAUSE).await;
    }
    let steps = rate(sessions as usize, begun.elapsed());
    let weight = memory()?.saturating_sub(rest);

    let mut ticks = tokio::time::interval(Duration::from_millis(100));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
    for _ in 0..DUE_FOR * 10 {
        ticks.tick().await;
        door.open(hasty.0, hasty.1, DUE_A_SECOND / 10).await?;
    }
    let late = delays(&store).await?;
    engine.abort();
    let most = late.within(99);
    Ok(format!(
        "Sessions of one process\n\
         \x20 {sessions} open                                     {} MiB above rest, {steps:.0} steps a second\n\
         \x20 {DUE_A_SECOND} deadlines a second among them              {late} late (goal: p99 under 50 ms, {})\n",
        weight / 1024,
        met(most < Duration::from_millis(50)),
    ))
}

/// How late the dialogs that fall due next are found to be over.
async fn delays(store: &Store) -> Result<Times, Failure> {
    let mut changes = store.changes();
    let until = SystemClock.now().plus_seconds(SILENCE);
    let count = DUE_A_SECOND * DUE_FOR;
    let due = store.read(move |r| r.due_sessions(until, count)).await?;
    let mut due: HashMap<DialogId, Timestamp> = due.into_iter().collect();
    let mut late = Vec::new();
    while !due.is_empty() {
        let commit = match tokio::time::timeout(LOST, changes.recv()).await {
            Ok(Ok(commit)) => commit,
            Ok(Err(RecvError::Lagged(_))) => continue,
            Ok(Err(RecvError::Closed)) | Err(_) => break,
        };
        let now = SystemClock.now();
        for change in commit.iter() {
            if let Change::Dialog { dialog, .. } = change
                && due.get(dialog).is_some_and(|due| *due <= now)
                && let Some(due) = due.remove(dialog)
            {
                late.push(now.since(due));
            }
        }
    }
    // What was never found counts as late as can be.
    late.extend(due.values().map(|_| LOST));
    Ok(Times::of(late))
}

/// A chat whose clients may be silent for so long.
async fn chat(
    store: &Store,
    (silence_s, key): (u32, &'static str),
) -> Result<(ChatId, ChannelId), StoreError> {
    let now = SystemClock.now();
    let mut settings = ChatSettings::default();
    settings.script.client_silence_s.web = silence_s;
    settings.script.lifetime_s.web = 7 * 24 * 3600;
    store
        .write(move |w| {
            let script = script::builtin(domain::Language::En);
            let body = script.draft().write();
            w.keep_builtin_script("en", script.name(), &body, now)?;
            let chat = ChatId::new(now);
            w.add_chat(chat, key, &settings, &Made::by_program(now))?;
            Ok((chat, w.add_web_channel(chat, key, now)?))
        })
        .await
}

/// What this process holds in memory, in KiB; nothing where the system does not say.
fn memory() -> std::io::Result<u64> {
    if !cfg!(target_os = "linux") {
        return Ok(0);
    }
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    Ok(number.unwrap_or(0))
}
