//! A server that is killed at any moment loses no message it has acknowledged, handles none twice,
//! and goes on with every session where it was.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails says where"
)]

mod talk;
mod undisturbed;

use std::collections::{BTreeMap, HashMap};

use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use serde::Deserialize;
use support::{Ctl, Message, Posted, Server};
use tokio::sync::watch;
use tokio::task::JoinSet;

use talk::Talk;

const KILLS: u32 = 100;
const VISITORS: u64 = 16;
/// Messages kept between two kills, at most.
const BETWEEN: u64 = 48;

/// A dialog as `parleyctl dialogs show` prints it.
#[derive(Deserialize)]
struct Shown {
    id: String,
    client_id: String,
    messages: Vec<ShownMessage>,
}

#[derive(Deserialize)]
struct ShownMessage {
    id: String,
    seq: u64,
    text: String,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_a_hundred_times_under_load_it_loses_nothing_and_doubles_nothing() {
    let seed =
        std::env::var("PARLEY_SEED").map_or_else(|_| rand::random(), |seed| seed.parse().unwrap());
    println!("seed {seed}; PARLEY_SEED={seed} makes the visitors say the same again");
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path());
    let (_, site_key) = ctl.create_chat("Orders").await;
    let limits = [
        "--messages-per-minute=1000000",
        "--visitors-per-minute=1000",
    ];
    let mut server = Server::start(folder.path(), &limits).await;

    let (kept, mut keeping) = watch::channel(0);
    let (end, ending) = watch::channel(false);
    let mut talks = JoinSet::new();
    for visitor in 0..VISITORS {
        let mut talk = Talk::begin(server.gateway(), &site_key, seed ^ visitor).await;
        let (kept, ending) = (kept.clone(), ending.clone());
        talks.spawn(async move {
            talk.go_on(&kept, &ending).await;
            talk
        });
    }
    let mut random = StdRng::seed_from_u64(seed);
    for _ in 0..KILLS {
        let enough = *keeping.borrow() + random.random_range(0..=BETWEEN);
        tokio::select! {
            reached = keeping.wait_for(|kept| *kept >= enough) => drop(reached.unwrap()),
            gone = talks.join_next() => panic!("a visitor waits in vain: {:?}", gone.map(Result::err)),
        }
        server.kill().await;
        server.restart().await;
    }
    end.send_replace(true);
    let mut returning = JoinSet::new();
    for mut talk in talks.join_all().await {
        let kept = kept.clone();
        returning.spawn(async move { (talk.come_back(&kept).await, talk) });
    }
    let talks = returning.join_all().await;

    let archive = archive(&ctl).await;
    let (mut acknowledged, mut resent, mut messages, mut dialogs) = (0, 0, 0, 0);
    for (last, talk) in &talks {
        let seqs: Vec<u64> = talk.heard.iter().map(|message| message.seq).collect();
        let all: Vec<u64> = (1..=*last).collect();
        assert_eq!(seqs, all, "the stream brought every message once, in order");
        assert_eq!(
            talk.read_again().await,
            talk.heard,
            "nothing of it changes later"
        );
        check_acknowledged(talk);
        dialogs += check_answers(talk);
        check_archived(talk, &archive);
        acknowledged += talk.said.len();
        resent += talk
            .said
            .iter()
            .map(|(_, sent)| sent.tries - 1)
            .sum::<u32>();
        messages += talk.heard.len();
    }
    assert_eq!(
        archive.len(),
        dialogs,
        "no dialog but those of the visitors"
    );
    assert!(server.stop().await.success(), "the last one ends in peace");
    println!(
        "killed {KILLS} times while {VISITORS} visitors wrote: {acknowledged} messages \
         acknowledged after {resent} resends; {messages} messages in {dialogs} dialogs; none \
         missing, none doubled, every session resumed"
    );
}

/// Every message that was acknowledged stands there once, as it was acknowledged, and no other does.
fn check_acknowledged(talk: &Talk) {
    let own = |message: &&Message| message.author == "client";
    let found: Vec<_> = talk
        .heard
        .iter()
        .filter(own)
        .map(|found| {
            (
                found.client_msg_id.as_deref(),
                &found.id,
                found.seq,
                &found.text,
            )
        })
        .collect();
    let kept: Vec<_> = talk
        .said
        .iter()
        .map(|(posted, sent)| {
            (
                Some(posted.client_msg_id.as_str()),
                &sent.id,
                sent.seq,
                &posted.text,
            )
        })
        .collect();
    assert_eq!(found, kept);
}

/// The bot said in every dialog what it would have said had nobody killed it: each message was
/// handled once, and each session went on where it was. Gives the number of dialogs.
fn check_answers(talk: &Talk) -> usize {
    let posted = talk.said.iter().map(|(posted, _)| posted);
    let posted: HashMap<&str, &Posted> = posted
        .map(|posted| (posted.client_msg_id.as_str(), posted))
        .collect();
    let mut dialogs: BTreeMap<&str, Vec<&Message>> = BTreeMap::new();
    for message in &talk.heard {
        dialogs.entry(&message.dialog).or_default().push(message);
    }
    for dialog in dialogs.values() {
        let answers = dialog.iter().filter(|message| message.author != "client");
        let answers: Vec<_> = answers
            .map(|answer| {
                let payloads = answer.buttons.iter().map(|button| button.payload.clone());
                (answer.text.clone(), payloads.collect::<Vec<_>>())
            })
            .collect();
        assert_eq!(answers, undisturbed::answers(dialog, &posted));
    }
    dialogs.len()
}

/// The archive holds the same messages as the visitor's stream.
fn check_archived(talk: &Talk, archive: &[Shown]) {
    let mut archived: Vec<_> = archive
        .iter()
        .filter(|dialog| dialog.client_id == talk.visitor.conversation)
        .flat_map(|dialog| {
            dialog
                .messages
                .iter()
                .map(|message| (message.seq, &dialog.id, message))
        })
        .map(|(seq, dialog, message)| (seq, &message.id, dialog, &message.text))
        .collect();
    archived.sort_unstable();
    let heard: Vec<_> = talk
        .heard
        .iter()
        .map(|message| (message.seq, &message.id, &message.dialog, &message.text))
        .collect();
    assert_eq!(archived, heard);
}

/// Every dialog there is, as `parleyctl` shows it beside the running server.
async fn archive(ctl: &Ctl) -> Vec<Shown> {
    let listed = ctl
        .json(&["dialogs", "list", "--all", "--limit", "100000"])
        .await;
    let mut archive = Vec::new();
    for row in listed.as_array().unwrap() {
        let id = row["id"].as_str().unwrap();
        let shown = ctl.json(&["dialogs", "show", id]).await;
        archive.push(serde_json::from_value(shown).unwrap());
    }
    archive
}
