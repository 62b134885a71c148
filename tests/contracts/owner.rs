//! One process owns a data folder; the others ask it. And the owner ends when it is told to.

use std::collections::BTreeSet;
use std::process::Stdio;

use serde_json::Value;
use support::{Ctl, Posted, Server, Visitor, within};
use tokio::io::AsyncReadExt as _;
use tokio::task::JoinSet;

use crate::assert_refused;

#[tokio::test]
async fn commands_say_the_same_beside_a_running_server_and_without_one() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let ctl = Ctl::on(&data);
    let made = ctl
        .run(&["sample", "--dialogs", "700", "--seed", "3"])
        .await;
    assert_eq!(made.code, Some(0), "{made:?}");
    let chats = ctl.json(&["chats", "list"]).await;
    let chat = chats[0]["id"].as_str().unwrap();
    let dialogs = ctl.json(&["dialogs", "list", "--limit", "1"]).await;
    let dialog = dialogs[0]["id"].as_str().unwrap();
    let out = folder.path().join("sessions.csv");
    let out = out.to_str().unwrap();
    let commands = [
        &["chats", "list"][..],
        &["chats", "list", "RETURNS"],
        &["chats", "show", chat],
        &["--json", "chats", "list"],
        &["dialogs", "list", "--limit", "600"],
        &[
            "--json", "dialogs", "list", "--all", "--status", "closed", "--chat", chat,
        ],
        &["dialogs", "show", dialog, "--tz", "Europe/Moscow"],
        &["report", "sessions", "--with-time", "--out", out],
        &["schema"],
        // What is wrong is wrong in the same words.
        &["chats", "show", "01a1dae5-e570-7a83-9e55-d01f6a7be0c4"],
        &["report", "income", "--out", out],
        &["sample", "--dialogs", "0"],
    ];
    let mut alone = Vec::new();
    for command in commands {
        alone.push(ctl.run(command).await);
    }
    assert_eq!(
        alone.iter().filter(|done| done.code == Some(0)).count(),
        9,
        "{alone:?}"
    );
    let written = std::fs::read(out).unwrap();

    let mut server = Server::start(&data, &[]).await;
    std::fs::remove_file(out).unwrap();
    for (command, alone) in commands.iter().zip(&alone) {
        assert_eq!(&ctl.run(command).await, alone, "{command:?}");
    }
    assert_eq!(std::fs::read(out).unwrap(), written);

    let done = ctl.run(&["serve", "--listen", "127.0.0.1:0"]).await;
    assert_refused(
        &done,
        1,
        &[data.to_str().unwrap(), "in use by another Parley"],
    );
    assert!(server.stop().await.success());
}

#[tokio::test]
async fn what_was_changed_beside_a_server_is_served_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path());
    let server = Server::start(folder.path(), &[]).await;
    let (chat, key) = ctl.create_chat("Orders").await;
    let mut visitor = Visitor::open(server.gateway(), &key).await;
    assert_eq!(visitor.session().await["config"]["title"], "Orders");
    let renamed = r#"{"name":"Returns"}"#;
    ctl.json_with(&["chats", "update", &chat, "-"], renamed)
        .await;
    assert_eq!(visitor.session().await["config"]["title"], "Returns");
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sigterm_lets_requests_finish_and_ends_well() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path());
    let (_, key) = ctl.create_chat("Orders").await;
    let mut server = Server::start(folder.path(), &["--messages-per-minute=100000"]).await;
    let (kept, mut keeping) = tokio::sync::watch::channel(BTreeSet::new());
    let mut visitors = JoinSet::new();
    for _ in 0..8 {
        let mut visitor = Visitor::open(server.gateway(), &key).await;
        let kept = kept.clone();
        visitors.spawn(async move {
            let mut listening = visitor.listen(0);
            // A stream that is open must not hold the end up.
            listening.question().await;
            loop {
                let posted = Posted::text(&visitor.next_id(), "Delivery and payment");
                let sent = visitor.send(&posted).await;
                kept.send_modify(|kept| {
                    kept.insert(sent.id);
                });
            }
        });
    }
    drop(within("messages", keeping.wait_for(|kept| kept.len() >= 40)).await);
    assert_eq!(server.stop().await.code(), Some(0));
    visitors.abort_all();
    while visitors.join_next().await.is_some() {}

    let left = ["parley.sock", "socket.token"].map(|name| folder.path().join(name).exists());
    assert_eq!(left, [false, false], "the way to the owner is taken away");
    let mut archived = BTreeSet::new();
    for row in ctl
        .json(&["dialogs", "list", "--all"])
        .await
        .as_array()
        .unwrap()
    {
        let shown = ctl
            .json(&["dialogs", "show", row["id"].as_str().unwrap()])
            .await;
        let ids = shown["messages"].as_array().unwrap().iter().map(id);
        archived.extend(ids);
    }
    assert!(
        archived.is_superset(&keeping.borrow()),
        "what was acknowledged is there"
    );
}

fn id(message: &Value) -> String {
    message["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_reader_that_has_read_enough_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path());
    let made = ctl.run(&["sample", "--dialogs", "2000"]).await;
    assert_eq!(made.code, Some(0), "{made:?}");
    // More than a pipe holds, so that it is still being written when nobody reads any more.
    let mut child = ctl
        .command(&["--json", "dialogs", "list", "--limit", "2000"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = child.stdout.take().unwrap();
    let mut first = [0; 2];
    out.read_exact(&mut first).await.unwrap();
    assert_eq!(&first, b"[\n");
    drop(out);
    let output = within("an end", child.wait_with_output()).await.unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
