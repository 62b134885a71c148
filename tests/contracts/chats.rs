//! Chats as files, their history and their channels, through the command line.

use serde_json::{Value, json};
use support::Ctl;

use crate::assert_refused;

async fn shown(ctl: &Ctl, chat: &str) -> Value {
    ctl.json(&["chats", "show", chat]).await
}

#[tokio::test]
async fn a_file_that_was_shown_can_be_changed_and_given_back_once() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path());
    let (chat, _) = ctl.create_chat("Orders").await;
    let mut file = shown(&ctl, &chat).await;
    assert_eq!(
        (&file["revision"], &file["queue"]["time_s"]),
        (&json!(1), &json!(300))
    );
    file["queue"]["time_s"] = json!(600);
    let text = file.to_string();
    ctl.json_with(&["chats", "update", &chat, "-"], &text).await;
    assert_eq!(shown(&ctl, &chat).await["queue"]["time_s"], 600);

    let again = ctl.run_with(&["chats", "update", &chat, "-"], &text).await;
    assert_refused(
        &again,
        1,
        &[
            "saved this in the meantime",
            "nothing was overwritten",
            "queue.time_s from 300 to 600",
            "--force",
        ],
    );
    let forced = ctl
        .run_with(&["chats", "update", "--force", &chat, "-"], &text)
        .await;
    assert_eq!(forced.code, Some(0), "{forced:?}");
    let bare = ctl
        .run_with(&["chats", "update", &chat, "-"], r#"{"name":"Sales"}"#)
        .await;
    assert_eq!(
        bare.code,
        Some(0),
        "a file that names no revision began from none: {bare:?}"
    );
    assert_eq!(
        shown(&ctl, &chat).await["queue"]["time_s"],
        300,
        "what is left out has its default"
    );
}

#[tokio::test]
async fn the_history_is_told_and_gone_back_in() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path());
    let (chat, _) = ctl.create_chat("Orders").await;
    let renamed = r#"{"name":"Sales","queue":{"busy_text":"Wait."}}"#;
    ctl.json_with(&["chats", "update", &chat, "-"], renamed)
        .await;
    let told = ctl.run(&["chats", "history", &chat]).await.out;
    assert!(told.contains("name: \"Orders\" -> \"Sales\""), "{told}");
    assert!(
        told.contains("queue.busy_text: \"\" -> \"Wait.\"") && told.contains("command_line"),
        "{told}"
    );
    let done = ctl.run(&["chats", "go-back", &chat, "1"]).await;
    assert_eq!(done.code, Some(0), "{done:?}");
    let back = shown(&ctl, &chat).await;
    assert_eq!(
        (&back["name"], &back["revision"]),
        (&json!("Orders"), &json!(3))
    );
    assert_refused(
        &ctl.run(&["chats", "go-back", &chat, "7"]).await,
        1,
        &["there is no version 7"],
    );
}

#[tokio::test]
async fn an_exported_chat_is_made_again_in_another_folder() {
    let folder = tempfile::tempdir().unwrap();
    let (here, there) = (
        Ctl::on(folder.path().join("here")),
        Ctl::on(folder.path().join("there")),
    );
    let input = r#"{"name":"Orders","links":{"telegram":"https://t.me/fjell_orders"},"service_level":{"first_s":15}}"#;
    let chat = here.json_with(&["chats", "create", "-"], input).await;
    let file = here
        .run(&["chats", "export", chat["id"].as_str().unwrap()])
        .await
        .out;
    let made = there.json_with(&["chats", "create", "-"], &file).await;
    for section in ["name", "links", "service_level", "queue", "script"] {
        assert_eq!(made[section], chat[section], "{section}");
    }
    assert_ne!(made["id"], chat["id"]);
    let copy = there
        .json(&["chats", "duplicate", made["id"].as_str().unwrap()])
        .await;
    let ids = [made["id"].as_str().unwrap(), copy["id"].as_str().unwrap()];
    let told = there.run(&["chats", "compare", ids[0], ids[1]]).await.out;
    assert_eq!(told, "name: \"Orders\" -> \"Orders 2\"\n");
}

#[tokio::test]
async fn the_schema_is_a_json_schema_that_names_every_section() {
    let folder = tempfile::tempdir().unwrap();
    let schema = Ctl::on(folder.path()).json(&["chats", "schema"]).await;
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    let properties = schema["properties"].as_object().unwrap();
    for section in [
        "name",
        "general",
        "script",
        "feedback",
        "queue",
        "service_level",
        "appearance",
        "links",
        "prices",
        "widget",
    ] {
        assert!(properties.contains_key(section), "{section}");
    }
    assert_eq!(schema["additionalProperties"], false);
}

#[tokio::test]
async fn a_channel_is_switched_off_and_on() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path());
    let (chat, _) = ctl.create_chat("Orders").await;
    let channels = ctl.json(&["channels", "list", &chat]).await;
    let id = channels[0]["id"].as_str().unwrap();
    for (command, on) in [("disable", false), ("enable", true)] {
        assert_eq!(ctl.run(&["channels", command, id]).await.code, Some(0));
        assert_eq!(ctl.json(&["channels", "list", &chat]).await[0]["on"], on);
    }
    let nobody = "01a1dae5-e570-7a83-9e55-d01f6a7be0c4";
    assert_refused(
        &ctl.run(&["channels", "disable", nobody]).await,
        1,
        &["there is no channel", nobody],
    );
}

#[tokio::test]
async fn a_file_of_one_chat_does_not_overwrite_another() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path());
    let (one, _) = ctl.create_chat("One").await;
    let (other, _) = ctl.create_chat("Other").await;
    let file = shown(&ctl, &one).await.to_string();
    let done = ctl.run_with(&["chats", "update", &other, "-"], &file).await;
    assert_refused(&done, 2, &[&one, &other, "--force"]);
    assert_eq!(shown(&ctl, &other).await["name"], "Other");
    let mut foreign = shown(&ctl, &other).await;
    foreign["revision"] = json!(9999);
    let done = ctl
        .run_with(&["chats", "update", &other, "-"], &foreign.to_string())
        .await;
    assert_refused(&done, 1, &["stands at revision 1", "9999"]);
}

#[tokio::test]
async fn files_of_other_programs_are_read_or_named() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path().join("data"));
    let file = folder.path().join("chat.json");
    std::fs::write(&file, b"\xef\xbb\xbf{\"name\":\"A\"}\r\n").unwrap();
    let done = ctl.run(&["chats", "create", file.to_str().unwrap()]).await;
    assert_eq!(
        done.code,
        Some(0),
        "a mark before UTF-8 is passed over: {done:?}"
    );
    std::fs::write(&file, b"\xff\xfe{\0\"\0").unwrap();
    let done = ctl.run(&["chats", "create", file.to_str().unwrap()]).await;
    assert_refused(&done, 2, &["chat.json", "UTF-16", "UTF-8"]);
    let wrong = r#"{"name":"A","queue":{"time_s":-5}}"#;
    let done = ctl.run_with(&["chats", "create", "-"], wrong).await;
    assert_refused(&done, 2, &["standard input", "queue.time_s", "line 1"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn commands_at_the_same_time_wait_for_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path());
    let mut creating = tokio::task::JoinSet::new();
    for number in 0..6 {
        let ctl = ctl.clone();
        let file = format!(r#"{{"name":"Chat {number}"}}"#);
        creating.spawn(async move { ctl.run_with(&["chats", "create", "-"], &file).await });
    }
    while let Some(done) = creating.join_next().await {
        let done = done.unwrap();
        assert_eq!(done.code, Some(0), "{done:?}");
    }
    let chats = ctl.json(&["chats", "list"]).await;
    assert_eq!(chats.as_array().unwrap().len(), 6);
}

#[tokio::test]
async fn a_command_that_still_reads_holds_nobody_up() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path());
    let mut reading = ctl
        .command(&["chats", "create", "-"])
        .stdin(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let server = support::Server::start(folder.path(), &[]).await;
    drop(server);
    reading.kill().await.unwrap();
}
