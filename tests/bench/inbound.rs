//! Messages of clients: how many a second are on the disk and acknowledged, and how long each takes,
//! beside the same store with a commit for each message and beside the disk itself.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::{ChatId, ChatSettings, Clock as _, SystemClock};
use store::{Inbound, Made, Store, StoreError, TokenHash, Visitor, VisitorFacts};
use support::{Ctl, Server};
use tokio::sync::Mutex;
use tokio::task::JoinSet;
use tokio::time::MissedTickBehavior;

use crate::Failure;
use crate::figures::{Times, met, millis, rate, ratio};
use crate::poster::Poster;

/// What is asked of this line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Load {
    /// Clients that post at the same time.
    pub(crate) clients: usize,
    /// How long each measurement lasts.
    pub(crate) time: Duration,
    /// Messages a second of the steady measurement.
    pub(crate) steady: u32,
}

pub(crate) async fn measure(folder: &Path, load: Load) -> Result<String, Failure> {
    let disk = disk(folder)?;
    let store = one_by_one(&folder.join("alone"), load.time / 2).await?;

    let data = folder.join("served");
    let (_, key) = Ctl::on(&data).create_chat("Orders").await;
    let limits = [
        "--messages-per-minute=4294967295",
        "--visitors-per-minute=4294967295",
    ];
    let mut server = Server::start(&data, &limits).await;
    let lonely = vec![Poster::open(server.address(), &key).await?];
    let alone = together(lonely, load.time / 2).await?;
    let mut posters = alone.posters;
    for _ in posters.len()..load.clients {
        posters.push(Poster::open(server.address(), &key).await?);
    }
    // The first of them warm caches up.
    let warm = together(posters, load.time / 5).await?;
    let all = together(warm.posters, load.time).await?;
    let steady = steady(all.posters, load.steady, load.time).await?;
    server.stop().await;

    let more = all.rate / store;
    let slower = ratio(steady.within(99), disk.median());
    Ok(format!(
        "Messages that come in, on the disk before they are acknowledged\n\
         \x20 the disk itself, 4 KiB appended and fdatasync   {disk}\n\
         \x20 the store itself, a commit for each message     {store:.0} a second\n\
         \x20 parleyctl serve, 1 client                       {:.0} a second, {}\n\
         \x20 parleyctl serve, {} clients                     {:.0} a second, {}; the bot answers each, the last {} later\n\
         \x20   {more:.1} times a commit for each (goal: 10 times, {}), {:.1} times 1 client\n\
         \x20 parleyctl serve, {} a second                    {steady}\n\
         \x20   p99 is {slower:.1} times the disk's p50 (goal: at most 6 times, {}); the disk's p99 is {:.1} times\n",
        alone.rate,
        alone.times,
        load.clients,
        all.rate,
        all.times,
        millis(all.answered),
        met(more >= 10.0),
        all.rate / alone.rate,
        load.steady,
        met(slower <= 6.0),
        ratio(disk.within(99), disk.median()),
    ))
}

/// What the disk itself takes to make four kilobytes durable.
fn disk(folder: &Path) -> io::Result<Times> {
    let mut file = File::create(folder.join("disk"))?;
    let block = [b'x'; 4096];
    let mut times = Vec::new();
    for _ in 0..1000 {
        let begun = Instant::now();
        file.write_all(&block)?;
        file.sync_data()?;
        times.push(begun.elapsed());
    }
    Ok(Times::of(times))
}

/// Messages a second into the same store when each waits for its own commit.
async fn one_by_one(folder: &Path, time: Duration) -> Result<f64, Failure> {
    let clock = SystemClock;
    let now = clock.now();
    let store = Store::open(folder, now)?;
    let visitor: Visitor = store
        .write(move |w| {
            let chat = ChatId::new(now);
            w.add_chat(
                chat,
                "Orders",
                &ChatSettings::default(),
                &Made::by_program(now),
            )?;
            let channel = w.add_web_channel(chat, "key", now)?;
            let facts = VisitorFacts::default();
            w.add_visitor(channel, chat, TokenHash([0; 32]), &facts, now)
        })
        .await?;
    let begun = Instant::now();
    let mut kept = 0;
    while begun.elapsed() < time {
        kept += 1;
        let inbound = Inbound {
            remote_id: format!("m{kept}"),
            text: "Delivery and payment".to_owned(),
            payload: None,
            attachment: None,
        };
        let now = clock.now();
        store
            .write(move |w| w.receive(&visitor, &inbound, now))
            .await
            .map_err(|error: StoreError| error)?;
    }
    Ok(rate(kept, begun.elapsed()))
}

/// What clients measured that posted together.
struct Together {
    posters: Vec<Poster>,
    /// Messages acknowledged in a second.
    rate: f64,
    times: Times,
    /// How long after the last acknowledgement the bot had answered everything.
    answered: Duration,
}

/// Every client posts its next message as soon as the last one is acknowledged.
async fn together(posters: Vec<Poster>, time: Duration) -> io::Result<Together> {
    let begun = Instant::now();
    let mut posting = JoinSet::new();
    for mut poster in posters {
        posting.spawn(async move {
            let mut times = Vec::new();
            while begun.elapsed() < time {
                let sent = Instant::now();
                poster.post().await?;
                times.push(sent.elapsed());
            }
            Ok::<_, io::Error>((poster, times))
        });
    }
    let posted: io::Result<Vec<_>> = posting.join_all().await.into_iter().collect();
    let (mut posters, times): (Vec<_>, Vec<_>) = posted?.into_iter().unzip();
    let (times, took) = (times.concat(), begun.elapsed());
    for poster in &mut posters {
        poster.is_answered().await?;
    }
    Ok(Together {
        posters,
        rate: rate(times.len(), took),
        times: Times::of(times),
        answered: begun.elapsed() - took,
    })
}

/// So many messages a second, whether the ones before were acknowledged or not.
async fn steady(posters: Vec<Poster>, a_second: u32, time: Duration) -> io::Result<Times> {
    let posters: Vec<_> = posters
        .into_iter()
        .map(|poster| Arc::new(Mutex::new(poster)))
        .collect();
    let mut ticks = tokio::time::interval(Duration::from_secs(1) / a_second);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let mut posting = JoinSet::new();
    let begun = Instant::now();
    for poster in posters.iter().cycle() {
        ticks.tick().await;
        if begun.elapsed() >= time {
            break;
        }
        let (poster, sent) = (Arc::clone(poster), Instant::now());
        posting.spawn(async move {
            poster.lock().await.post().await?;
            Ok::<_, io::Error>(sent.elapsed())
        });
    }
    let times: io::Result<Vec<_>> = posting.join_all().await.into_iter().collect();
    Ok(Times::of(times?))
}
