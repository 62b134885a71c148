//! Operators, groups and tags as files, PINs, presence, and what is kept of it, through the command
//! line.

use serde_json::{Value, json};
use support::{Ctl, Server, Visitor};

use crate::assert_refused;

/// An id that nothing has.
const NOBODY: &str = "01a1dae5-e570-7a83-9e55-d01f6a7be0c4";

async fn made(ctl: &Ctl, room: &str, file: &str) -> Value {
    ctl.json_with(&[room, "create", "-"], file).await
}

#[tokio::test]
async fn an_operator_that_was_shown_can_be_changed_and_given_back_once() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path());
    made(&ctl, "groups", r#"{"name":"Sales"}"#).await;
    let file = r#"{"name":"Anna Berg","groups":["sales"],"time_zone":"europe/oslo",
                   "working_hours":{"monday":[{"from":"09:00","to":"17:00"}]}}"#;
    let anna = made(&ctl, "operators", file).await;
    assert_eq!(
        (&anna["dialogs_max"], &anna["presence"], &anna["has_pin"]),
        (&json!(5), &json!("pause"), &json!(false))
    );
    let mut file = ctl.json(&["operators", "show", "anna berg"]).await;
    assert_eq!(
        (&file["groups"], &file["time_zone"], &file["revision"]),
        (&json!(["Sales"]), &json!("Europe/Oslo"), &json!(1)),
        "groups are told by their names, the zone in its own spelling"
    );
    file["dialogs_max"] = json!(0);
    let text = file.to_string();
    let id = anna["id"].as_str().unwrap();
    ctl.json_with(&["operators", "update", id, "-"], &text)
        .await;
    let again = ctl
        .run_with(&["operators", "update", "Anna Berg", "-"], &text)
        .await;
    let names = &[
        "operator",
        "revision 2",
        "nothing was overwritten",
        "--force",
    ];
    assert_refused(&again, 1, names);
    let forced = ctl
        .run_with(&["operators", "update", "--force", id, "-"], &text)
        .await;
    assert_eq!((forced.code, forced.out), (Some(0), format!("{id}\n")));
    let listed = ctl.run(&["operators", "list"]).await.out;
    assert_eq!(listed, format!("{id}  pause     0 of any  Anna Berg\n"));

    let other = made(&ctl, "operators", r#"{"name":"Boris"}"#).await;
    let other = other["id"].as_str().unwrap();
    let done = ctl
        .run_with(&["operators", "update", other, "-"], &text)
        .await;
    assert_refused(&done, 2, &[id, other, "--force"]);
}

#[tokio::test]
async fn groups_and_tags_come_and_go() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path());
    let anna = made(&ctl, "operators", r#"{"name":"Anna"}"#).await;
    let file = r#"{"name":"Sales","sl_first_s":15,"members":["ANNA"]}"#;
    let sales = made(&ctl, "groups", file).await;
    assert_eq!(
        (&sales["members"], &sales["sl_next_s"]),
        (&json!([anna["id"]]), &Value::Null)
    );
    let id = sales["id"].as_str().unwrap();
    let shown = ctl.json(&["groups", "show", "Sales"]).await;
    assert_eq!(shown["members"], json!(["Anna"]));
    let told = ctl.run(&["groups", "list"]).await.out;
    assert_eq!(
        told,
        format!("{id}    0 of 1   online     0 waiting  Sales\n")
    );
    let done = ctl.run(&["groups", "delete", "sales"]).await;
    assert_eq!((done.code, done.out), (Some(0), format!("deleted {id}\n")));
    assert_eq!(ctl.json(&["groups", "list"]).await, json!([]));
    made(&ctl, "groups", r#"{"name":"sales"}"#).await;
    let taken = ctl.run(&["groups", "restore", id]).await;
    assert_refused(&taken, 2, &["name", "taken"]);
    ctl.run(&["groups", "delete", "sales"]).await;
    let back = ctl.json(&["groups", "restore", id]).await;
    assert_eq!(back["members"], json!([anna["id"]]));

    let vip = made(&ctl, "tags", r#"{"name":"VIP","colour":"rgb(200 100 0)"}"#).await;
    assert_eq!(vip["colour"], "#c86400");
    let shown = ctl.json(&["tags", "show", "vip"]).await;
    ctl.json_with(&["tags", "update", "vip", "-"], &shown.to_string())
        .await;
    let id = vip["id"].as_str().unwrap();
    ctl.run(&["tags", "delete", "vip"]).await;
    assert_eq!(ctl.json(&["tags", "list"]).await, json!([]));
    assert_eq!(ctl.json(&["tags", "restore", id]).await, vip);
}

#[tokio::test]
async fn a_file_that_is_wrong_is_refused_by_what_is_wrong_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path().join("data"));
    made(&ctl, "operators", r#"{"name":"Пётр Ильич"}"#).await;
    let before = ctl.json(&["operators", "list"]).await;
    let long = format!(r#"{{"name":"{}"}}"#, "я".repeat(101));
    let huge = format!(r#"{{"name":"{}"}}"#, "x".repeat(2 << 20));
    let many = format!(r#"{{"name":"A","groups":{:?}}}"#, vec![NOBODY; 101]);
    let twice = format!(r#"{{"name":"A","members":["{NOBODY}","{NOBODY}"]}}"#);
    let unknown = format!(r#"{{"name":"A","groups":["{NOBODY}"]}}"#);
    let stranger = format!(r#"{{"name":"A","members":["{NOBODY}"]}}"#);
    let overlapping = r#"{"name":"A","working_hours":{"friday":[{"from":"09:00","to":"13:00"},{"from":"12:00","to":"18:00"}]}}"#;
    let not_a_time = r#"{"name":"A","working_hours":{"friday":[{"from":"9","to":"13:00"}]}}"#;
    let file = folder.path().join("setup.json");
    for (room, text, names) in [
        ("operators", r#"{"name":" "}"#, &["name", "empty"][..]),
        ("operators", &long, &["name", "101", "100"]),
        ("operators", r#"{"name":"петр  ильич"}"#, &["name", "taken"]),
        ("operators", r#"{"name":"A\u202eB"}"#, &["name", "U+202E"]),
        ("operators", r"{}", &["`name`"]),
        (
            "operators",
            r#"{"name":"A","name":"B"}"#,
            &["`name`", "twice"],
        ),
        ("operators", r#"{"name":7}"#, &["name", "a string"]),
        (
            "operators",
            r#"{"name":"A","limit":7}"#,
            &["`limit`", "`dialogs_max`"],
        ),
        (
            "operators",
            r#"{"name":"A","dialogs_max":101}"#,
            &["dialogs_max", "100"],
        ),
        (
            "operators",
            r#"{"name":"A","dialogs_max":-1}"#,
            &["dialogs_max", "-1"],
        ),
        (
            "operators",
            r#"{"name":"A","time_zone":"Mars"}"#,
            &["time_zone", "Europe/Oslo"],
        ),
        (
            "operators",
            overlapping,
            &["working_hours.friday.1", "overlaps"],
        ),
        (
            "operators",
            not_a_time,
            &["working_hours.friday", "`9`", "09:30"],
        ),
        (
            "operators",
            r#"{"name":"A","groups":["Sales"]}"#,
            &["groups.0", "`Sales`"],
        ),
        ("operators", &unknown, &["groups.0", "no such group"]),
        ("operators", &many, &["groups", "101", "100"]),
        ("operators", r#"{"name":"A""#, &["line 1", "EOF"]),
        ("operators", "[]", &["a map"]),
        ("operators", "", &["line 1"]),
        ("operators", &huge, &["1 MiB"]),
        ("groups", r#"{"name":""}"#, &["name", "empty"]),
        (
            "groups",
            r#"{"name":"A","sl_first_s":0}"#,
            &["sl_first_s", "86400"],
        ),
        (
            "groups",
            r#"{"name":"A","sl_next_s":86401}"#,
            &["sl_next_s", "86400"],
        ),
        (
            "groups",
            r#"{"name":"A","members":["Nina"]}"#,
            &["members.0", "`Nina`"],
        ),
        ("groups", &stranger, &["members.0", "no such operator"]),
        ("groups", &twice, &["members.1", "twice"]),
        ("tags", r#"{"name":"A"}"#, &["`colour`"]),
        (
            "tags",
            r#"{"name":"A","colour":"reddish"}"#,
            &["colour", "`reddish`", "#RRGGBB"],
        ),
        (
            "tags",
            r##"{"name":"","colour":"#fff"}"##,
            &["name", "empty"],
        ),
    ] {
        std::fs::write(&file, text).unwrap();
        let done = ctl.run(&[room, "create", file.to_str().unwrap()]).await;
        assert_refused(&done, 2, names);
    }
    assert_eq!(
        ctl.json(&["operators", "list"]).await,
        before,
        "nothing was kept"
    );
    assert_eq!(ctl.json(&["groups", "list"]).await, json!([]));
    assert_eq!(ctl.json(&["tags", "list"]).await, json!([]));
}

#[tokio::test]
async fn who_is_not_there_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path());
    for (arguments, what) in [
        (&["operators", "show", NOBODY][..], NOBODY),
        (&["operators", "show", "Nina"], "`Nina`"),
        (&["operators", "update", NOBODY, "-"], NOBODY),
        (&["operators", "delete", NOBODY], NOBODY),
        (&["operators", "delete", "Nina"], "`Nina`"),
        (&["operators", "restore", NOBODY], NOBODY),
        (&["operators", "pin", NOBODY, "--remove"], NOBODY),
        (&["operators", "online", NOBODY], NOBODY),
        (&["operators", "pause", "Nina"], "`Nina`"),
        (&["groups", "show", "Sales"], "`Sales`"),
        (&["groups", "delete", NOBODY], NOBODY),
        (&["tags", "show", NOBODY], NOBODY),
        (&["tags", "delete", "VIP"], "`VIP`"),
    ] {
        let done = ctl.run_with(arguments, r#"{"name":"A"}"#).await;
        assert_refused(&done, 1, &["there is no", what]);
    }
    for (arguments, names) in [
        (&["operators", "online"][..], &["<ID>"][..]),
        (&["operators", "hire", "Nina"], &["'hire'"]),
        (&["audit", "--limit", "many"], &["many"]),
    ] {
        assert_refused(&ctl.run(arguments).await, 2, names);
    }
}

#[tokio::test]
async fn a_pin_is_read_from_standard_input_and_shown_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path());
    made(&ctl, "operators", r#"{"name":"Anna"}"#).await;
    for (pin, name) in [
        ("", "4 to 12"),
        ("123\n", "4 to 12"),
        ("1234567890123\n", "4 to 12"),
        ("12 34\n", "4 to 12"),
        ("१२३४\n", "4 to 12"),
    ] {
        let done = ctl.run_with(&["operators", "pin", "Anna"], pin).await;
        assert_refused(&done, 2, &["pin", name]);
    }
    let set = ctl
        .json_with(&["operators", "pin", "Anna"], "004217\r\n")
        .await;
    assert_eq!(set["has_pin"], true);
    let removed = ctl.json(&["operators", "pin", "anna", "--remove"]).await;
    assert_eq!(removed["has_pin"], false);
    let audit = ctl.run(&["audit"]).await.out;
    let actions: Vec<&str> = audit
        .lines()
        .filter_map(|line| line.split("  ").nth(3))
        .collect();
    assert_eq!(actions, ["pin_removed", "pin_set", "operator_created"]);
    assert!(
        !audit.contains("004217") && !audit.contains("argon2"),
        "{audit}"
    );
    let shown = ctl.run(&["operators", "show", "Anna"]).await.out;
    assert!(
        !shown.contains("argon2") && !shown.contains("pin"),
        "{shown}"
    );
    let newest = ctl.json(&["audit", "--limit", "1"]).await;
    assert_eq!(
        (newest.as_array().unwrap().len(), &newest[0]["from"]),
        (1, &json!("command_line"))
    );
}

#[tokio::test]
async fn an_operator_is_online_for_as_long_as_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path());
    made(&ctl, "operators", r#"{"name":"Anna"}"#).await;
    made(&ctl, "groups", r#"{"name":"Sales","members":["Anna"]}"#).await;
    let online = ctl
        .json(&["operators", "online", "anna", "--for", "3600"])
        .await;
    assert_eq!(online["presence"], "online");
    assert_eq!(ctl.json(&["groups", "list"]).await[0]["online"], 1);
    let pause = ctl.json(&["operators", "pause", "anna"]).await;
    assert_eq!(pause["presence"], "pause");
    for wrong in ["0", "86401"] {
        let done = ctl
            .run(&["operators", "online", "anna", "--for", wrong])
            .await;
        assert_refused(&done, 2, &["for_s", "86400"]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_deleted_operator_holds_goes_to_whoever_is_next() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path());
    let (_, key) = ctl.create_chat("Orders").await;
    let server = Server::start(folder.path(), &[]).await;
    for name in ["Anna", "Boris"] {
        made(&ctl, "operators", &json!({ "name": name }).to_string()).await;
    }
    let load = async |name: &str| {
        let listed = ctl.json(&["operators", "list"]).await;
        let found = listed.as_array().unwrap().iter();
        let found = found.filter(|one| one["name"] == name);
        found.map(|one| one["load"].as_u64().unwrap()).sum::<u64>()
    };
    ctl.json(&["operators", "online", "Anna", "--for", "3600"])
        .await;
    let mut visitor = Visitor::open(server.gateway(), &key).await;
    let mut listening = visitor.listen(0);
    let topics = listening.question().await;
    visitor.press(topics.button("Talk to a person")).await;
    listening.state("operator").await;
    assert_eq!((load("Anna").await, load("Boris").await), (1, 0));

    ctl.json(&["operators", "online", "Boris", "--for", "3600"])
        .await;
    ctl.run(&["operators", "delete", "Anna"]).await;
    assert_eq!((load("Anna").await, load("Boris").await), (0, 1));
}
