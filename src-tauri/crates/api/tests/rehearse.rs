//! Rehearsals over an archive that is made up.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails says where"
)]

use std::sync::Arc;

use api::{ApiError, App, Caller, From, Headless, News, Options};
use domain::{ManualClock, Timestamp};
use serde_json::{Value, json};
use tempfile::TempDir;

const NOW: Timestamp = Timestamp::from_millis(1_795_000_000_000);
const DIALOGS: u64 = 600;

/// Understands orders and thanks; hands over whoever calls for a person.
const SCRIPT: &str = r#"{"format":1,"name":"Orders","language":"en","blocks":[
    {"id":"start","type":"start","text":"Hello!","next":"menu"},
    {"id":"menu","type":"question","text":"What is it?","branches":[
        {"when":"words","words":["order"],"next":"asked"},
        {"when":"words","words":["person"],"next":"person"},
        {"when":"else","next":"menu"}]},
    {"id":"asked","type":"marker","marker":"asked for an order","next":"more"},
    {"id":"more","type":"question","text":"Anything else?","branches":[
        {"when":"words","words":["thanks","thank","helps"],"next":"end"},
        {"when":"words","words":["person"],"next":"person"},
        {"when":"else","next":"more"}]},
    {"id":"person","type":"transfer","branches":[]},
    {"id":"end","type":"end"}]}"#;

struct World {
    _folder: TempDir,
    app: App,
    script: Value,
}

impl World {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(Options {
            folder: folder.path().to_owned(),
            clock: Arc::new(ManualClock::at(NOW)),
            host: Arc::new(Headless),
        });
        let mut world = Self {
            _folder: folder,
            app: app.await.unwrap(),
            script: Value::Null,
        };
        let language = json!({ "settings": { "language": "en", "theme": "system" } });
        world.call("settings_update", language).await.unwrap();
        let sample = json!({ "dialogs": DIALOGS, "seed": 7, "until": NOW });
        world.call("sample_write", sample).await.unwrap();
        let taken = world
            .call("script_take", json!({ "id": null, "text": SCRIPT }))
            .await
            .unwrap();
        world.script = taken["id"].clone();
        world
    }

    async fn call(&self, command: &str, request: Value) -> Result<Value, ApiError> {
        let caller = Caller::Owner(From::CommandLine);
        self.app.call(caller, command, request).await
    }

    fn request(&self, versions: &Value) -> Value {
        json!({
            "script": self.script, "versions": versions,
            "from": 0, "to": NOW, "chats": null, "messengers": null, "requests": "answered",
        })
    }

    async fn rehearse(&self, versions: Value, threads: usize) -> Value {
        let what = self.request(&versions);
        let request = json!({ "what": what, "threads": threads });
        self.call("rehearse_now", request).await.unwrap()
    }

    /// How many dialogs are behind a figure.
    async fn behind(&self, no: &Value, variant: usize, counted: Value) -> u64 {
        let (mut all, mut before) = (0, Value::Null);
        loop {
            let request =
                json!({ "no": no, "variant": variant, "counted": counted, "before": before });
            let mut page = self.call("rehearsal_dialogs", request).await.unwrap();
            all += page["rows"].as_array().unwrap().len() as u64;
            before = page["next"].take();
            if before.is_null() {
                return all;
            }
        }
    }
}

fn sum(counted: &Value) -> u64 {
    let counted = counted.as_array().unwrap().iter();
    counted.map(|one| one["dialogs"].as_u64().unwrap()).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_archive_gives_the_same_whoever_is_quicker() {
    let world = World::new().await;
    let one = world.rehearse(json!([{ "draft": true }]), 1).await;
    let dialogs = one["dialogs"].as_u64().unwrap();
    assert!(
        dialogs > DIALOGS / 2 && dialogs < DIALOGS,
        "all in which somebody wrote: {dialogs}"
    );
    for threads in [1, 2, 3] {
        let again = world.rehearse(json!([{ "draft": true }]), threads).await;
        assert_eq!(again["variants"], one["variants"], "{threads} threads");
    }
    let variant = &one["variants"][0];
    assert_eq!(
        sum(&variant["ends"]),
        dialogs,
        "every dialog ended in one way"
    );
    let of = |block: &str| {
        let mut blocks = variant["blocks"].as_array().unwrap().iter();
        blocks
            .find(|counted| counted["block"] == block)
            .unwrap()
            .clone()
    };
    assert_eq!(
        of("start")["dialogs"],
        dialogs,
        "every dialog began at the start"
    );
    assert_eq!(of("asked")["dialogs"], variant["markers"][0]["dialogs"]);
    let texts = variant["not_understood"].as_array().unwrap();
    let times: Vec<_> = texts.iter().map(|text| text["times"].as_u64()).collect();
    assert!(
        times.is_sorted_by(|a, b| a >= b) && times.len() > 3,
        "{texts:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn each_figure_is_the_number_of_the_dialogs_behind_it() {
    let world = World::new().await;
    let published = json!({ "id": world.script, "revision": 1 });
    world.call("script_publish", published).await.unwrap();
    let shorter = SCRIPT.replace(r#"{"when":"words","words":["order"],"next":"asked"},"#, "");
    let shorter = shorter
        .replace(
            r#"{"id":"asked","type":"marker","marker":"asked for an order","next":"more"},"#,
            "",
        )
        .replace(
            r#"{"when":"else","next":"menu"}"#,
            r#"{"when":"else","next":"more"}"#,
        );
    let taken = json!({ "id": world.script, "text": shorter });
    world.call("script_take", taken).await.unwrap();
    let versions = json!([{ "version": 1 }, { "draft": true }]);
    let rehearsal = world.rehearse(versions.clone(), 2).await;
    assert_eq!(rehearsal["request"]["versions"], versions);
    let no = &rehearsal["no"];
    for (variant, figures) in rehearsal["variants"].as_array().unwrap().iter().enumerate() {
        let all = world.behind(no, variant, json!({ "type": "all" })).await;
        assert_eq!(json!(all), rehearsal["dialogs"]);
        for counted in figures["ends"].as_array().unwrap() {
            let (really, ended) = (&counted["really"], &counted["ended"]);
            let figure = json!({ "type": "ended", "really": really, "ended": ended });
            let behind = world.behind(no, variant, figure).await;
            assert_eq!(json!(behind), counted["dialogs"], "{counted}");
        }
        let misunderstood = json!({ "type": "not_understood" });
        let behind = world.behind(no, variant, misunderstood).await;
        assert_eq!(json!(behind), figures["elses"]["dialogs"]);
        for counted in figures["markers"].as_array().unwrap() {
            let figure = json!({ "type": "marked", "marker": counted["marker"] });
            let behind = world.behind(no, variant, figure).await;
            assert_eq!(json!(behind), counted["dialogs"], "{counted}");
        }
        for counted in figures["blocks"].as_array().unwrap() {
            for (kind, of) in [
                ("came_by", "dialogs"),
                ("ended_at", "ended"),
                ("not_understood_at", "elses"),
            ] {
                let figure = json!({ "type": kind, "block": counted["block"] });
                let behind = world.behind(no, variant, figure).await;
                assert_eq!(json!(behind), counted[of], "{kind}: {counted}");
            }
        }
    }
    let differing = json!({ "type": "differing" });
    let behind = [0, 1].map(|variant| world.behind(no, variant, differing.clone()));
    let [first, second] = behind;
    let (first, second) = (first.await, second.await);
    assert!(first > 0 && first == second, "{first}, {second}");

    let list = json!({ "script": world.script });
    let list = world.call("rehearsals_list", list).await.unwrap();
    assert_eq!(list[0]["no"], *no);
    assert_eq!(list[0]["dialogs"], rehearsal["dialogs"]);
    let by_no = json!({ "no": no });
    world.call("rehearsal_delete", by_no.clone()).await.unwrap();
    for command in ["rehearsal_get", "rehearsal_delete"] {
        let error = world.call(command, by_no.clone()).await.unwrap_err();
        assert_eq!(error.code, "not_found", "{command}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsal_that_is_cancelled_leaves_nothing() {
    let world = World::new().await;
    let mut news = world.app.news();
    let window = Caller::Owner(From::Window);
    let request = world.request(&json!([{ "draft": true }]));
    let job = world.app.call(window, "rehearse", request.clone()).await;
    let id = job.unwrap()["id"].clone();
    let cancel = json!({ "id": id });
    world.call("job_cancel", cancel).await.unwrap();
    let state = loop {
        if let News::Job { job } = news.recv().await.unwrap() {
            let job = serde_json::to_value(job).unwrap();
            if job["id"] == id && job["state"] != "running" {
                break job["state"].clone();
            }
        }
    };
    assert_eq!(state, "cancelled");
    let list = json!({ "script": world.script });
    let list = world.call("rehearsals_list", list).await.unwrap();
    assert_eq!(list, json!([]));

    let job = world.app.call(window, "rehearse", request).await.unwrap();
    let done = loop {
        if let News::Job { job: news } = news.recv().await.unwrap() {
            let news = serde_json::to_value(news).unwrap();
            if news["id"] == job["id"] && news["state"] != "running" {
                break news;
            }
        }
    };
    assert_eq!(
        (&done["state"], &done["title"]),
        (&json!("done"), &json!("Orders"))
    );
    let no: i64 = done["result"].as_str().unwrap().parse().unwrap();
    world
        .call("rehearsal_get", json!({ "no": no }))
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_rehearsed_is_refused() {
    let world = World::new().await;
    let draft = json!([{ "draft": true }]);
    let good = world.request(&draft);
    let with = |field: &str, value: Value| {
        let mut request = good.clone();
        request[field] = value;
        request
    };
    let three = json!([{ "version": 1 }, { "version": 2 }, { "version": 3 }]);
    for (request, code) in [
        (with("versions", json!([])), "malformed_request"),
        (with("versions", three), "malformed_request"),
        (
            with("versions", json!([{ "draft": false }])),
            "malformed_request",
        ),
        (with("to", json!(0)), "malformed_request"),
        (with("versions", json!([{ "version": 9 }])), "not_found"),
        (
            with("script", json!("01a1dae5-e570-7a83-9e55-d01f6a7be0c4")),
            "not_found",
        ),
    ] {
        let refused = world.call("rehearse_now", json!({ "what": request })).await;
        assert_eq!(refused.unwrap_err().code, code, "{request}");
    }
    let broken = SCRIPT.replace(r#""next":"more"}"#, r#""next":"nowhere"}"#);
    let taken = json!({ "id": world.script, "text": broken });
    world.call("script_take", taken).await.unwrap();
    let refused = world.call("rehearse_now", json!({ "what": good })).await;
    let refused = refused.unwrap_err();
    assert_eq!(refused.code, "invalid");
    assert_eq!(
        refused.details[0]["block"], "asked",
        "it names what is wrong"
    );
}
