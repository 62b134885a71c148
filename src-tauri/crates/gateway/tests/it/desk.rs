//! What the visitor is told of operators and the queue, and what operators are told of the visitor.

use std::sync::Arc;
use std::time::Duration;

use domain::{AuthorType, ContentId, DialogState, MessageKind, Picture};
use serde_json::{Value, json};
use store::{Change, StoreError};
use tokio::sync::broadcast::Receiver;

use crate::support::{KEY, Place, Visitor, read, refused};

async fn typing(visitor: &Visitor<'_>, by: AuthorType) {
    let (client, dialog) = (visitor.client, visitor.dialog().await);
    visitor
        .place
        .store
        .tell(Change::Typing { client, dialog, by });
}

/// Who was told to be writing since `changes` was listened to.
fn told(changes: &mut Receiver<Arc<[Change]>>) -> Vec<Change> {
    let mut told = Vec::new();
    while let Ok(changes) = changes.try_recv() {
        told.extend(
            changes
                .iter()
                .filter(|change| matches!(change, Change::Typing { .. }))
                .cloned(),
        );
    }
    told
}

#[tokio::test]
async fn the_place_in_the_queue_is_told_and_told_again_as_it_changes() {
    let place = Place::open().await;
    let (first, second) = (place.visitor().await, place.visitor().await);
    first.queue().await;
    place.clock.advance(Duration::from_secs(1));
    second.queue().await;
    let mut stream = second.listen(0).await;
    let dialog = second.dialog().await;
    assert_eq!(
        stream.state().await,
        json!({"state": "queued", "dialog": dialog, "queue": {"position": 2}})
    );
    place.clock.advance(Duration::from_secs(239));
    first.meets("Anna", None).await;
    let first_of_all = json!({
        "state": "queued", "dialog": dialog, "queue": {"position": 1, "wait_s": 240},
    });
    assert_eq!(stream.state().await, first_of_all);
    let polled = read(second.get("/poll").await).await;
    assert_eq!(polled["queue"], first_of_all["queue"]);
    let session = json!({"site_key": KEY, "visitor_token": second.token});
    let session = read(place.session(session).await).await;
    assert_eq!(session["queue"], first_of_all["queue"]);
}

#[tokio::test]
async fn who_answers_is_told_by_name_and_picture() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    let mut stream = visitor.listen(0).await;
    assert_eq!(stream.state().await["state"], "bot");
    let id = ContentId::of_sha256([7; 32]);
    let picture: Picture = serde_json::from_value(json!({
        "id": id, "source": id, "crop": {"x": 0, "y": 0, "side": 64},
    }))
    .unwrap();
    visitor.meets("Anna", Some(picture)).await;
    let dialog = visitor.dialog().await;
    let told = stream.state().await;
    let address = format!("pictures/{id}/64");
    assert_eq!(
        told,
        json!({"state": "operator", "dialog": dialog, "operator": {"name": "Anna", "picture": address}})
    );
    typing(&visitor, AuthorType::Operator).await;
    let event = stream.event().await;
    assert_eq!(event.data, json!({"by": "operator", "name": "Anna"}));
    let polled = read(visitor.get("/poll").await).await;
    assert_eq!(polled["operator"], told["operator"]);
}

#[tokio::test]
async fn that_an_operator_writes_is_told_at_once() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    let mut stream = visitor.listen(0).await;
    assert_eq!(stream.state().await["state"], "bot");
    typing(&visitor, AuthorType::Client).await;
    typing(&visitor, AuthorType::Operator).await;
    let event = stream.event().await;
    assert_eq!(
        (event.name.as_str(), event.id, event.data),
        ("typing", None, json!({"by": "operator"}))
    );
}

#[tokio::test]
async fn a_poll_ends_when_an_operator_writes() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    let polling = visitor.get("/poll?cursor=0&wait=25");
    tokio::pin!(polling);
    // Whether the poll waits already cannot be seen from outside, and what is told to nobody is lost.
    let polled = loop {
        typing(&visitor, AuthorType::Operator).await;
        tokio::select! {
            polled = &mut polling => break polled,
            _ = place.get("/health") => {}
        }
    };
    assert_eq!(read(polled).await["typing"], json!({"by": "operator"}));
}

#[tokio::test]
async fn that_the_visitor_writes_is_told_to_operators_and_a_flood_is_not() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    let dialog = visitor.dialog().await;
    let mut changes = place.store.changes();
    assert_eq!(visitor.post("/typing", json!({})).await.status(), 204);
    for _ in 0..20 {
        let response = visitor.post("/typing", json!({})).await;
        assert_eq!(response.headers()["retry-after"], "2");
        assert_eq!(refused(response).await, (429, "rate_limited".to_owned()));
    }
    let by = AuthorType::Client;
    let client = visitor.client;
    assert_eq!(told(&mut changes), [Change::Typing { client, dialog, by }]);
    place.clock.advance(Duration::from_secs(2));
    assert_eq!(visitor.post("/typing", json!({})).await.status(), 204);
    assert_eq!(told(&mut changes).len(), 1);
    let nobody = place
        .http
        .post(place.url("/widget/v1/typing"))
        .bearer_auth("x");
    assert_eq!(refused(nobody.send().await.unwrap()).await.0, 401);
}

#[tokio::test]
async fn without_a_dialog_nobody_is_told_of_writing() {
    let place = Place::open().await;
    let session = read(place.session(json!({"site_key": KEY, "open": false})).await).await;
    let mut changes = place.store.changes();
    let token = session["visitor_token"].as_str().unwrap();
    let asked = place
        .http
        .post(place.url("/widget/v1/typing"))
        .bearer_auth(token);
    assert_eq!(asked.send().await.unwrap().status(), 204);
    assert_eq!(told(&mut changes), []);
}

#[tokio::test]
async fn pages_are_kept_as_the_visitor_moves_on_and_a_flood_is_not() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    let visit = async |url: Value| {
        let body =
            json!({"page_url": url, "page_title": "Shoes", "referrer": "https://shop.example/"});
        visitor.post("/visits", body).await
    };
    for wrong in [
        json!("javascript:alert(1)"),
        json!(""),
        json!("/shoes"),
        json!(null),
        json!(7),
    ] {
        let response = visit(wrong.clone()).await;
        assert_eq!(
            refused(response).await,
            (400, "invalid_field".to_owned()),
            "{wrong}"
        );
    }
    let mut changes = place.store.changes();
    for n in 0..30 {
        let response = visit(json!(format!("https://shop.example/{n}"))).await;
        assert_eq!(response.status(), 204, "{n}");
    }
    let dialog = visitor.dialog().await;
    let client = visitor.client;
    let news = changes.try_recv().unwrap();
    assert_eq!(
        &news[..],
        [Change::Dialog { dialog, client }],
        "the client's card is read again"
    );
    assert_eq!(
        refused(visit(json!("https://shop.example/30")).await)
            .await
            .0,
        429
    );
    place.clock.advance(Duration::from_secs(60));
    assert_eq!(visit(json!("https://shop.example/30")).await.status(), 204);
}

#[tokio::test]
async fn the_states_of_operators_and_of_the_end_are_told() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    let mut stream = visitor.listen(0).await;
    assert_eq!(stream.state().await["state"], "bot");
    let (dialog, client) = (visitor.dialog().await, visitor.client);
    for state in [
        DialogState::Queued,
        DialogState::Operator,
        DialogState::Ending,
        DialogState::Feedback,
    ] {
        let moved: Result<_, StoreError> = place
            .store
            .write(move |writer| writer.set_dialog_state(dialog, client, state))
            .await;
        moved.unwrap();
        let told = stream.state().await;
        assert_eq!(
            (&told["state"], &told["dialog"]),
            (&json!(state.code()), &json!(dialog))
        );
        let polled = read(visitor.get("/poll").await).await;
        assert_eq!(polled["state"], state.code());
        let session = json!({"site_key": KEY, "visitor_token": visitor.token});
        let session = read(place.session(session).await).await;
        assert_eq!(
            (&session["state"], &session["dialog"]),
            (&json!(state.code()), &json!(dialog))
        );
    }
}

#[tokio::test]
async fn a_question_for_a_rating_says_its_scale() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    let titles = ["1", "2", "3", "4", "5"];
    visitor
        .says(
            AuthorType::Bot,
            MessageKind::RatingRequest,
            "How was it?",
            &titles,
        )
        .await;
    visitor
        .says(
            AuthorType::Bot,
            MessageKind::ResultRequest,
            "Is it solved?",
            &["Yes", "No"],
        )
        .await;
    let polled = read(visitor.get("/poll").await).await;
    let (rating, result) = (&polled["events"][0], &polled["events"][1]);
    assert_eq!(
        (&rating["type"], &rating["scale"]),
        (&json!("rating_request"), &json!(5))
    );
    assert_eq!(rating["buttons"][4], json!({"title": "5", "payload": "p5"}));
    assert_eq!(
        (&result["type"], &result["scale"]),
        (&json!("result_request"), &Value::Null)
    );
}
