//! Requests that are wrong: exit 2 when the request is, exit 1 when what it names is not there, and
//! in either case nothing changes.

use support::Ctl;

use crate::assert_refused;

/// An id that nothing has.
const NOBODY: &str = "01a1dae5-e570-7a83-9e55-d01f6a7be0c4";

#[tokio::test]
async fn a_chat_that_is_wrong_is_refused_by_what_is_wrong_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path().join("data"));
    let long = format!(r#"{{"name":"{}"}}"#, "я".repeat(300));
    let huge = format!(r#"{{"name":"{}"}}"#, "x".repeat(25 << 20));
    let unknown_script = format!(r#"{{"name":"A","script":{{"main":"{NOBODY}"}}}}"#);
    let both_wrong = r##"{"name":" ","appearance":{"colours":{"user":"#12"}}}"##;
    let file = folder.path().join("chat.json");
    for (text, names) in [
        (
            r#"{"name":"A","appearance":{"colours":{"bot":"reddish"}}}"#,
            &["colours.bot", "reddish", "#RRGGBB"][..],
        ),
        (r#"{"name":""}"#, &["name", "empty"]),
        (&long, &["name", "300", "100"]),
        (both_wrong, &["name", "appearance.colours.user", "#12"]),
        (&unknown_script, &["script", "no such script"]),
        (r#"{"name":"A""#, &["chat.json", "line 1", "EOF"]),
        (
            "{\"name\":\"A\",\n \"colors\":{}}",
            &["chat.json", "line 2", "`colors`", "`appearance`"],
        ),
        (r#"{"name":7}"#, &["chat.json", "integer `7`", "a string"]),
        (r"{}", &["chat.json", "`name`"]),
        ("", &["chat.json", "line 1"]),
        (&huge, &["chat.json", "24 MiB"]),
    ] {
        std::fs::write(&file, text).unwrap();
        let done = ctl.run(&["chats", "create", file.to_str().unwrap()]).await;
        assert_refused(&done, 2, names);
        let done = ctl.run_with(&["chats", "create", "-"], text).await;
        assert_eq!(done.code, Some(2), "read from standard input: {done:?}");
    }
    std::fs::write(&file, b"{\"name\":\"\xff\xfe\"}").unwrap();
    let done = ctl.run(&["chats", "create", file.to_str().unwrap()]).await;
    assert_refused(&done, 2, &["chat.json", "unicode"]);

    assert_eq!(
        ctl.json(&["chats", "list"]).await,
        serde_json::json!([]),
        "nothing was kept"
    );
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path().join("data"));
    let missing = folder.path().join("missing.json");
    for command in [&["chats", "create"][..], &["chats", "update", NOBODY]] {
        for path in [missing.to_str().unwrap(), folder.path().to_str().unwrap()] {
            let done = ctl.run(&[command, &[path]].concat()).await;
            assert_refused(&done, 2, &[path]);
        }
    }
}

#[tokio::test]
async fn a_wrong_update_leaves_the_chat_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path());
    let (chat, _) = ctl.create_chat("Orders").await;
    let before = ctl.json(&["chats", "show", &chat]).await;
    for (text, names) in [
        (
            r#"{"name":"B","appearance":{"colours":{"buttons":"url(x)"}}}"#,
            &["colours.buttons", "url(x)"][..],
        ),
        (r#"{"name":"B","reversion":1}"#, &["`reversion`"]),
    ] {
        let done = ctl.run_with(&["chats", "update", &chat, "-"], text).await;
        assert_refused(&done, 2, names);
    }
    assert_eq!(ctl.json(&["chats", "show", &chat]).await, before);
}

#[tokio::test]
async fn what_is_not_there_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path());
    for arguments in [
        &["chats", "show", NOBODY][..],
        &["chats", "update", NOBODY, "-"],
        &["chats", "delete", NOBODY],
        &["chats", "frame-code", NOBODY],
        &["dialogs", "show", NOBODY],
    ] {
        let done = ctl.run_with(arguments, r#"{"name":"A"}"#).await;
        assert_refused(&done, 1, &[NOBODY, "there is no"]);
    }
}

#[tokio::test]
async fn a_word_that_means_nothing_is_named_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path());
    let out = folder.path().join("x.csv");
    let out = out.to_str().unwrap();
    for (arguments, names) in [
        (&["chat"][..], &["'chat'", "'chats'"][..]),
        (&["chats", "show"], &["<ID>"]),
        (&["chats", "show", "x"], &["`x` is not an id"]),
        (
            &["chats", "delete", NOBODY, "--dialogs", "burn"],
            &["burn", "keep"],
        ),
        (&["dialogs", "list", "--messenger", "pigeon"], &["pigeon"]),
        (
            &["dialogs", "list", "--status", "odd"],
            &["odd", "no-operator-response"],
        ),
        (
            &["dialogs", "list", "--from", "yesterday"],
            &["`yesterday`", "2026-11-22"],
        ),
        (
            &["dialogs", "list", "--tz", "Mars/Olympus"],
            &["`Mars/Olympus`", "Europe/Moscow"],
        ),
        (&["dialogs", "list", "--limit", "-1"], &["-1"]),
        (&["dialogs", "show", NOBODY, "--tz", "Mars"], &["`Mars`"]),
        (
            &["report", "income", "--out", out],
            &["`income`", "sessions"],
        ),
        (
            &["report", "sessions", "--out", out, "--tz", "Mars"],
            &["`Mars`"],
        ),
        (
            &["report", "sessions", "--out", "x.pdf"],
            &["x.pdf", ".xlsx"],
        ),
        (&["sample", "--dialogs", "0"], &["0 dialogs"]),
        (&["sample", "--dialogs", "many"], &["many"]),
        (&["serve", "--listen", "localhost"], &["localhost"]),
        (
            &[
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--public-url",
                "ftp://x",
            ],
            &["`ftp://x`", "https://"],
        ),
    ] {
        let done = ctl.run(arguments).await;
        assert_refused(&done, 2, names);
    }
    assert!(!std::path::Path::new(out).exists(), "no report was begun");
}

#[tokio::test]
async fn help_is_printed_when_it_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path().join("data"));
    for (arguments, says) in [
        (&["--help"][..], &["serve", "report", "--data"][..]),
        (&["serve", "--help"], &["--listen", "127.0.0.1:7420"]),
        (&["--version"], &["parleyctl", env!("CARGO_PKG_VERSION")]),
    ] {
        let done = ctl.run(arguments).await;
        assert_eq!((done.code, done.err.as_str()), (Some(0), ""));
        for says in says {
            assert!(done.out.contains(says), "{says:?} is not in {:?}", done.out);
        }
    }
    assert_refused(&ctl.run(&[]).await, 2, &["subcommand", "serve"]);
    assert_eq!(
        folder.path().read_dir().unwrap().count(),
        0,
        "no data folder was made"
    );
}
