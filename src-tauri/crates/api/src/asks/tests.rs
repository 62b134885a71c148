use domain::{AskKind, AuthorType, MessageKind};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::*;
use crate::loopback::{NOON, Server, World};

impl World {
    /// Has a script ask, at the present time.
    async fn ask(&self, step: u32, kind: AskKind, ask: &Ask) {
        let (dialog, body, now) = (self.dialog, ask.to_json(), self.app.now());
        let asked = self
            .app
            .store()
            .write(move |w| w.ask(dialog, step, kind, &body, now));
        asked.await.unwrap();
    }

    /// Lets asks be asked until so many are answered; their answers by step.
    async fn answers(&self, count: usize) -> Vec<(u32, Answer)> {
        let mut changes = self.app.store().changes();
        let running = tokio::spawn(run(self.app.clone()));
        loop {
            let answered = self
                .app
                .store()
                .read(|r| r.asks_answered(100))
                .await
                .unwrap();
            if answered.len() >= count {
                running.abort();
                let told = answered.iter().map(|ask| {
                    (
                        ask.step,
                        Answer::from_json(ask.answer.as_deref().unwrap_or_default()),
                    )
                });
                let mut told: Vec<_> = told.collect();
                told.sort_by_key(|(step, _)| *step);
                return told;
            }
            changes.recv().await.unwrap();
        }
    }

    async fn answer(&self) -> Answer {
        self.answers(1).await.remove(0).1
    }
}

fn http(method: script::Method, url: String) -> Ask {
    Ask::Http {
        method,
        url,
        headers: Vec::new(),
        body: None,
        timeout_s: 10,
    }
}

fn get(url: String) -> Ask {
    http(script::Method::Get, url)
}

fn failed(answer: &Answer) -> &str {
    match answer {
        Answer::Failed { why } => why,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_a_server_answers_is_kept_whatever_its_status() {
    let world = World::new().await;
    let server = Server::saying(404, "{\"order\":\"ё\"}").await;
    world.allow(&server).await;
    let ask = Ask::Http {
        method: script::Method::Post,
        url: format!("http://{}/orders?of=17", server.address),
        headers: vec![("X-Shop".to_owned(), "1".to_owned())],
        body: Some("{\"a\":1}".to_owned()),
        timeout_s: 10,
    };
    world.ask(1, AskKind::Request, &ask).await;
    let answer = Answer::Http {
        status: 404,
        body: "{\"order\":\"ё\"}".to_owned(),
    };
    assert_eq!(world.answers(1).await, [(1, answer)]);
    let asked = server.asked();
    assert!(asked[0].starts_with("POST /orders?of=17 "), "{asked:?}");
    assert!(
        asked[0].contains("content-type: application/json\r\n"),
        "{asked:?}"
    );
    assert!(
        asked[0].contains("x-shop: 1\r\n") && asked[0].ends_with("{\"a\":1}"),
        "{asked:?}"
    );
}

#[tokio::test]
async fn nothing_is_made_to_reach_others_before_a_script_asks() {
    let world = World::new().await;
    let running = tokio::spawn(run(world.app.clone()));
    world.app.store().tell(Change::Asks);
    world.call("allowed_addresses", json!({})).await;
    world.call("ai_services_list", json!({})).await;
    running.abort();
    assert!(!world.app.connections().was_wanted());
}

#[tokio::test]
async fn whoever_cannot_be_asked_is_a_failure_and_not_the_end() {
    let world = World::new().await;
    let server = Server::saying(200, "inside").await;
    let dead = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    let addresses = json!({ "addresses": [dead.to_string()] });
    world.call("allowed_addresses_save", addresses).await;
    world
        .ask(
            1,
            AskKind::Request,
            &get(format!("http://{}/", server.address)),
        )
        .await;
    world
        .ask(2, AskKind::Request, &get(format!("http://{dead}/")))
        .await;
    world
        .ask(3, AskKind::Request, &get("shop".to_owned()))
        .await;
    let (dialog, now) = (world.dialog, world.app.now());
    let asked = world
        .app
        .store()
        .write(move |w| w.ask(dialog, 4, AskKind::Ai, "{\"ask\":\"new\"}", now));
    asked.await.unwrap();
    let answers = world.answers(4).await;
    for ((_, answer), says) in answers.iter().zip([
        "inside a private network",
        "cannot be reached",
        "cannot be read",
        "unknown variant `new`",
    ]) {
        assert!(failed(answer).contains(says), "{answer:?}");
    }
    assert_eq!(server.asked(), [""; 0]);
}

#[tokio::test]
async fn no_more_than_sixteen_are_asked_at_once_and_all_in_the_end() {
    let world = World::new().await;
    let (door, open) = watch::channel(false);
    let server = Server::behind(open, 200, "ok").await;
    world.allow(&server).await;
    for step in 0..20 {
        world
            .ask(
                step,
                AskKind::Request,
                &get(format!("http://{}/", server.address)),
            )
            .await;
    }
    let looking = async {
        server.asked_times(AT_ONCE).await;
        let pending = world
            .app
            .store()
            .read(|r| r.asks_pending(100))
            .await
            .unwrap();
        assert_eq!((pending.len(), server.asked().len()), (4, 16));
        door.send(true).unwrap();
    };
    let (answers, ()) = tokio::join!(world.answers(20), looking);
    assert_eq!(answers.len(), 20);
    assert_eq!(server.asked().len(), 20);
}

#[tokio::test]
async fn after_a_crash_only_what_can_be_repeated_is_sent_again() {
    let world = World::new().await;
    let server = Server::saying(200, "again").await;
    world.allow(&server).await;
    let url = format!("http://{}/", server.address);
    world.ask(1, AskKind::Request, &get(url.clone())).await;
    world
        .ask(2, AskKind::Request, &http(script::Method::Post, url))
        .await;
    assert_eq!(
        take(&world.app, 16).await.len(),
        2,
        "they were sent, and then it was killed"
    );
    let answers = world.answers(2).await;
    let again = Answer::Http {
        status: 200,
        body: "again".to_owned(),
    };
    assert_eq!(answers[0].1, again);
    assert!(
        failed(&answers[1].1).contains("may have been carried out"),
        "{answers:?}"
    );
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn what_nobody_waits_for_any_more_is_not_sent() {
    let world = World::new().await;
    let server = Server::saying(200, "late").await;
    world.allow(&server).await;
    world
        .ask(
            1,
            AskKind::Request,
            &get(format!("http://{}/", server.address)),
        )
        .await;
    world.clock.set(NOON.plus_seconds(10 + GRACE_S + 1));
    assert_eq!(failed(&world.answer().await), "it was too late to ask");
    assert_eq!(server.asked(), [""; 0]);
}

#[tokio::test]
async fn a_model_answers_with_its_key_and_the_last_of_the_dialog() {
    let world = World::new().await;
    let answer = json!({ "choices": [{ "message": { "content": " We open at nine. " } }] });
    let server = Server::saying(200, &answer.to_string()).await;
    world.allow(&server).await;
    let service = json!({
        "name": "Support",
        "address": format!("http://{}/v1", server.address),
        "model": "small",
        "key": "key-17",
    });
    world.call("ai_service_save", service).await;
    let ask = Ask::Ai {
        service: "support".to_owned(),
        instructions: "Be brief.".to_owned(),
        messages: 2,
        timeout_s: 30,
    };
    world.ask(1, AskKind::Ai, &ask).await;
    let said = Answer::Said {
        text: "We open at nine.".to_owned(),
    };
    assert_eq!(world.answer().await, said);

    let asked = server.asked();
    assert!(
        asked[0].starts_with("POST /v1/chat/completions "),
        "{asked:?}"
    );
    assert!(
        asked[0].contains("authorization: Bearer key-17\r\n"),
        "{asked:?}"
    );
    let (_, body) = asked[0].split_once("\r\n\r\n").unwrap();
    let body: Value = serde_json::from_str(body).unwrap();
    assert_eq!(body["model"], "small");
    let shown = body["messages"].as_array().unwrap();
    assert_eq!(
        shown[0],
        json!({ "role": "system", "content": "Be brief." })
    );
    let dialog = world.dialog;
    let talk = world
        .app
        .store()
        .read(move |r| r.last_messages(dialog, 50))
        .await
        .unwrap();
    let last = talk.iter().rev().find(|message| {
        message.author_type != AuthorType::System && message.kind == MessageKind::Text
    });
    assert_eq!(shown.len(), 3, "{shown:?}");
    assert_eq!(shown[2]["content"], last.unwrap().text);

    let kept = ["parley.db", "parley.db-wal", "vault.json"]
        .map(|name| std::fs::read(world.folder.path().join("data").join(name)).unwrap());
    for file in kept {
        assert!(
            !file.windows(6).any(|part| part == b"key-17"),
            "a key is kept nowhere but locked"
        );
    }
}

#[tokio::test]
async fn a_model_that_answers_nonsense_or_is_not_there_is_a_failure() {
    let world = World::new().await;
    let server = Server::saying(200, "<html>").await;
    world.allow(&server).await;
    let address = format!("http://{}", server.address);
    let service = json!({ "name": "Support", "address": address, "model": "small" });
    world.call("ai_service_save", service).await;
    let ask = |service: &str| Ask::Ai {
        service: service.to_owned(),
        instructions: "Be brief.".to_owned(),
        messages: 0,
        timeout_s: 30,
    };
    world.ask(1, AskKind::Ai, &ask("Support")).await;
    world.ask(2, AskKind::Ai, &ask("Sales")).await;
    let answers = world.answers(2).await;
    assert!(
        failed(&answers[0].1).contains("no answer of a language model"),
        "{answers:?}"
    );
    assert!(
        failed(&answers[1].1).contains("no AI service `Sales`"),
        "{answers:?}"
    );
}
