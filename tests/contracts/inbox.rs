//! What operators do in dialogs, through the command line: taking, answering, passing on, tagging and
//! closing, and what is refused without a trace.

use serde_json::{Value, json};
use support::{Ctl, Listening, Server, Visitor};

use crate::assert_refused;

/// An id that nothing has.
const NOTHING: &str = "01a1dae5-e570-7a83-9e55-d01f6a7be0c4";

/// A program that runs, two operators of whom nobody is online, and a client who asked for a person.
struct Desk {
    folder: tempfile::TempDir,
    ctl: Ctl,
    _server: Server,
    visitor: Visitor,
    listening: Listening,
    dialog: String,
}

impl Desk {
    async fn open(chat: &Value) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ctl = Ctl::on(folder.path().join("data"));
        let (id, key) = ctl.create_chat("Orders").await;
        ctl.json_with(&["chats", "update", "--force", &id, "-"], &chat.to_string())
            .await;
        let server = Server::start(&folder.path().join("data"), &[]).await;
        for name in ["Anna", "Boris"] {
            let file = json!({ "name": name }).to_string();
            ctl.json_with(&["operators", "create", "-"], &file).await;
        }
        let mut visitor = Visitor::open(server.gateway(), &key).await;
        let mut listening = visitor.listen(0);
        let topics = listening.question().await;
        visitor.press(topics.button("Talk to a person")).await;
        listening.state("queued").await;
        let waiting = ctl
            .json(&["dialogs", "inbox", "--as", "Anna", "--tab", "help"])
            .await;
        let dialog = waiting[0]["id"].as_str().unwrap().to_owned();
        Self {
            folder,
            ctl,
            _server: server,
            visitor,
            listening,
            dialog,
        }
    }

    /// What an operator sees in a list.
    async fn list(&self, operator: &str, tab: &str) -> Vec<Value> {
        let list = ["dialogs", "inbox", "--as", operator, "--tab", tab];
        match self.ctl.json(&list).await {
            Value::Array(rows) => rows,
            other => panic!("{other}"),
        }
    }

    async fn act(&self, verb: &str, operator: &str, more: &[&str]) -> support::Done {
        let arguments = [&["dialogs", verb, &self.dialog, "--as", operator], more].concat();
        self.ctl.run(&arguments).await
    }

    async fn messages(&self) -> Vec<Value> {
        let shown = self.ctl.json(&["dialogs", "show", &self.dialog]).await;
        shown["messages"].as_array().unwrap().clone()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dialog_is_taken_answered_passed_on_and_closed() {
    let feedback = json!({ "ask_result": true, "results": ["Solved", "Open"] });
    let chat = json!({ "name": "Orders", "feedback": feedback });
    let mut desk = Desk::open(&chat).await;
    let waiting = &desk.list("Boris", "help").await[0];
    assert_eq!(
        (&waiting["section"], &waiting["position"], &waiting["mine"]),
        (&json!("queue"), &json!(1), &json!(false))
    );
    assert_eq!(desk.list("Anna", "my").await, Vec::<Value>::new());

    let taken = desk.act("take", "anna", &["--json"]).await;
    assert_eq!(taken.code, Some(0), "{taken:?}");
    let taken: Value = serde_json::from_str(&taken.out).unwrap();
    assert_eq!(
        (
            &taken["section"],
            &taken["operator"]["name"],
            &taken["turn"]["first"]
        ),
        (&json!("to_answer"), &json!("Anna"), &json!(true))
    );
    desk.listening.state("operator").await;
    assert_eq!(desk.list("Anna", "help").await, Vec::<Value>::new());

    let picture = desk.folder.path().join("label.png");
    std::fs::write(&picture, b"\x89PNG\r\n\x1a\n and more").unwrap();
    let picture = picture.to_str().unwrap();
    let file = ["--file", picture, "--key", "k1", "Your label, Liv"];
    let sent = desk.act("send", "Anna", &file).await;
    assert_eq!(sent.code, Some(0), "{sent:?}");
    let again = desk.act("send", "Anna", &file).await;
    assert_eq!(again.out, sent.out, "the same key sends nothing twice");
    let said: Vec<Value> = desk
        .messages()
        .await
        .into_iter()
        .filter(|message| message["author_type"] == "operator")
        .collect();
    assert_eq!(sent.out.lines().count(), said.len(), "{said:?}");
    assert!(
        said.iter()
            .all(|message| message["operator"]["name"] == "Anna")
    );
    assert!(
        said.iter()
            .any(|message| message["text"] == "Your label, Liv")
    );
    let file = said.iter().find(|message| !message["attachment"].is_null());
    let file = &file.unwrap()["attachment"];
    assert_eq!(
        (&file["name"], &file["mime"], &file["is_picture"]),
        (&json!("label.png"), &json!("image/png"), &json!(true))
    );
    let mine = &desk.list("Anna", "my").await[0];
    assert_eq!(
        (&mine["section"], &mine["last_author"], &mine["turn"]),
        (
            &json!("waiting_for_client"),
            &json!("operator"),
            &Value::Null
        )
    );
    desk.visitor.write("And if the zip breaks again?").await;
    let passed = desk
        .act("transfer", "Anna", &["--to", "operator:boris"])
        .await;
    let told = format!("passed on {} to Boris, who is not there now\n", desk.dialog);
    assert_eq!((passed.code, &passed.out), (Some(0), &told), "{passed:?}");
    let his = &desk.list("Boris", "my").await[0];
    assert_eq!(
        (&his["section"], &his["last_text"], &his["unread"]),
        (
            &json!("to_answer"),
            &json!("And if the zip breaks again?"),
            &json!(1)
        )
    );

    desk.ctl
        .json_with(
            &["tags", "create", "-"],
            r##"{"name":"Zip","colour":"#cc0000"}"##,
        )
        .await;
    let tags = desk.ctl.run(&["dialogs", "tag", &desk.dialog, "zip"]).await;
    assert_eq!(
        (tags.code, tags.out.as_str()),
        (Some(0), "Zip\n"),
        "{tags:?}"
    );

    let shown = desk.ctl.json(&["dialogs", "show", &desk.dialog]).await;
    assert_eq!(
        (
            &shown["operator"]["name"],
            &shown["group"],
            &shown["tags"][0]["name"]
        ),
        (&json!("Boris"), &Value::Null, &json!("Zip"))
    );

    let closed = desk.act("close", "Boris", &["--result", "Solved"]).await;
    assert_eq!(closed.code, Some(0), "{closed:?}");
    desk.listening.state("closed").await;
    let shown = desk.ctl.json(&["dialogs", "show", &desk.dialog]).await;
    assert_eq!(
        (&shown["ending"], &shown["closed_by"]),
        (&json!("operator_closed"), &json!("operator"))
    );
    assert_eq!(
        (&shown["result"], &shown["rating"]),
        (&json!("Solved"), &Value::Null)
    );
    let happened = shown["happenings"].as_array().unwrap().iter();
    let happened: Vec<_> = happened.map(|one| one["what"].as_str().unwrap()).collect();
    assert_eq!(
        happened,
        [
            "handed_over",
            "help",
            "taken",
            "transferred",
            "operator_result",
            "closed"
        ]
    );
    let text = desk.ctl.run(&["dialogs", "show", &desk.dialog]).await.out;
    let told = [
        "Result      Solved",
        "Tags        Zip",
        "* handed over to anybody",
        "* taken by Anna",
        "Anna: Your label, Liv",
        "* passed on by Anna to Boris",
        "* result: Solved, says Boris",
        "* closed by Boris: operator_closed",
    ];
    let mut rest = text.as_str();
    for line in told {
        rest = rest
            .split_once(line)
            .unwrap_or_else(|| panic!("no `{line}` in its place: {text}"))
            .1;
    }
    let late = desk.act("send", "Boris", &["Bye"]).await;
    assert_refused(&late, 1, &["over"]);

    let kept = desk.ctl.json(&["audit", "--limit", "10"]).await;
    let kept: Vec<_> = kept
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["subject"] == desk.dialog.as_str())
        .map(|row| {
            (
                row["action"].clone(),
                row["operator"]["name"].clone(),
                row["verified"].clone(),
            )
        })
        .collect();
    let row = |action: &str, name: &str| (json!(action), json!(name), json!(false));
    assert_eq!(
        kept,
        [
            row("dialog_closed", "Boris"),
            row("dialog_transferred", "Anna"),
            row("dialog_taken", "Anna")
        ]
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_somebody_else_holds_is_refused_by_their_name_and_nothing_changes() {
    let desk = Desk::open(&json!({ "name": "Orders" })).await;
    assert_refused(
        &desk.act("send", "Anna", &["Hello"]).await,
        1,
        &["nobody", "take it"],
    );
    let done = desk.act("take", "Anna", &[]).await;
    assert_eq!(
        done.out,
        format!("taken {} for Anna, who is not there now\n", desk.dialog),
        "{done:?}"
    );
    let before = (desk.messages().await, desk.list("Anna", "my").await);
    for (verb, more) in [
        ("take", &[][..]),
        ("take", &["--over", "Boris"]),
        ("send", &["Hello"]),
        ("transfer", &["--to", "bot"]),
        ("close", &[]),
        ("close", &["--spam"]),
    ] {
        let done = desk.act(verb, "Boris", more).await;
        assert_refused(&done, 1, &["Anna", "has this dialog"]);
    }
    assert_eq!(
        (desk.messages().await, desk.list("Anna", "my").await),
        before
    );
    let over = desk.act("take", "Boris", &["--over", "Anna"]).await;
    assert_eq!(over.code, Some(0), "{over:?}");
    assert_eq!(desk.list("Boris", "my").await.len(), 1);
    assert_refused(&desk.act("send", "Anna", &["Hello"]).await, 1, &["Boris"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_sent_or_done_is_refused_by_what_is_wrong() {
    let chat = json!({
        "name": "Orders",
        "feedback": { "ask_result": true, "results": ["solved", "no answer"] },
    });
    let mut desk = Desk::open(&chat).await;
    desk.act("take", "Anna", &[]).await;
    let before = desk.messages().await;
    let file = |name: &str, bytes: &[u8]| {
        let path = desk.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let program = file("photo.jpg", b"MZ\x90\x00 and more");
    let script = file("setup.ps1", b"words");
    let empty = file("empty.txt", b"");
    let large = file("large.bin", &vec![7; (20 << 20) + 1]);
    let missing = desk.folder.path().join("missing.pdf");
    let missing = missing.to_str().unwrap();
    let long = "я".repeat(20_001);
    let cases: &[(&str, &[&str], i32, &[&str])] = &[
        (
            "send",
            &["--file", &program],
            2,
            &["photo.jpg", "program or a script"],
        ),
        (
            "send",
            &["--file", &script, "Look"],
            2,
            &["setup.ps1", "program or a script"],
        ),
        ("send", &["--file", &empty], 2, &["empty"]),
        ("send", &["--file", &large], 2, &["20 MB"]),
        ("send", &["--file", missing], 2, &["missing.pdf"]),
        ("send", &["  "], 2, &["nothing to send"]),
        ("send", &[&long], 2, &["characters", "limit"]),
        ("close", &[], 2, &["solved", "no answer"]),
        ("close", &["--result", "lost"], 2, &["lost", "solved"]),
        (
            "transfer",
            &["--to", "operator:Zoe"],
            1,
            &["operator", "Zoe"],
        ),
        ("transfer", &["--to", "group:Sales"], 1, &["group", "Sales"]),
        (
            "transfer",
            &["--to", "script:Sales"],
            1,
            &["script", "Sales"],
        ),
        (
            "transfer",
            &["--to", "somebody"],
            2,
            &["somebody", "operator:WHO"],
        ),
    ];
    for (verb, more, code, names) in cases {
        assert_refused(&desk.act(verb, "Anna", more).await, *code, names);
    }
    assert_refused(&desk.act("take", "Zoe", &[]).await, 1, &["operator", "Zoe"]);
    let gone = desk
        .ctl
        .run(&["dialogs", "take", NOTHING, "--as", "Anna"])
        .await;
    assert_refused(&gone, 1, &["no such dialog"]);
    let tag = desk.ctl.run(&["dialogs", "tag", &desk.dialog, "vip"]).await;
    assert_refused(&tag, 1, &["tag", "vip"]);
    assert_eq!(desk.messages().await, before, "nothing of it was said");

    let closed = desk.act("close", "Anna", &["--result", "solved"]).await;
    assert_eq!(closed.code, Some(0), "{closed:?}");
    desk.listening.state("closed").await;
}
