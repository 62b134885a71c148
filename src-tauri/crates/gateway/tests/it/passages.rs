//! Tokens by which a visitor's dialog goes on in a messenger.

use std::collections::BTreeMap;

use domain::{ChatSettings, Clock, ClosedBy, Ending, Messenger};
use serde_json::json;
use store::StoreError;

use crate::support::{KEY, Place, Visitor, read, refused};

async fn place() -> Place {
    let link = "https://t.me/shop_bot".to_owned();
    let settings = ChatSettings {
        links: BTreeMap::from([(Messenger::Telegram, link)]),
        ..ChatSettings::default()
    };
    Place::of(|_| {}, settings).await
}

async fn asks(visitor: &Visitor<'_>, messenger: &str) -> reqwest::Response {
    visitor
        .post("/passages", json!({ "messenger": messenger }))
        .await
}

#[tokio::test]
async fn a_passage_is_one_more_token_for_a_day() {
    let place = place().await;
    let visitor = place.visitor().await;
    let one = read(asks(&visitor, "telegram").await).await;
    let other = read(asks(&visitor, "telegram").await).await;
    assert_ne!(one["token"], other["token"]);
    assert_ne!(one["token"].as_str().unwrap(), visitor.token);
    let now = place.clock.now();
    assert_eq!(one["expires_at"], now.plus_seconds(24 * 3600).millis());
    let token = one["token"].as_str().unwrap();
    let fits = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    assert!(
        token.len() <= 64 && token.chars().all(fits),
        "every messenger's link carries it: {token}"
    );
    let session = json!({"site_key": KEY, "visitor_token": token});
    let session = read(place.session(session).await).await;
    assert_ne!(
        session["conversation_id"].as_str().unwrap(),
        visitor.client.to_string(),
        "it opens nothing but the way it is for"
    );
}

#[tokio::test]
async fn there_is_no_passage_to_where_the_chat_has_no_link_or_from_no_dialog() {
    let place = place().await;
    let visitor = place.visitor().await;
    for messenger in ["viber", "web", "pigeon", ""] {
        let refusal = refused(asks(&visitor, messenger).await).await;
        assert_eq!(refusal, (400, "invalid_field".to_owned()), "{messenger}");
    }
    let (client, dialog, now) = (visitor.client, visitor.dialog().await, place.clock.now());
    let closed: Result<(), StoreError> = place
        .store
        .write(move |w| w.close_dialog(dialog, client, Ending::Lifetime, ClosedBy::System, now))
        .await;
    closed.unwrap();
    let refusal = refused(asks(&visitor, "telegram").await).await;
    assert_eq!(refusal, (409, "no_dialog".to_owned()));
    let stranger = Visitor {
        token: "forged".to_owned(),
        ..visitor.clone()
    };
    let refusal = refused(asks(&stranger, "telegram").await).await;
    assert_eq!(refusal, (401, "unknown_visitor".to_owned()));
}

#[tokio::test]
async fn passages_by_the_dozen_are_refused() {
    let place = place().await;
    let visitor = place.visitor().await;
    let mut asked = 0;
    while asks(&visitor, "telegram").await.status() == 200 {
        asked += 1;
    }
    assert_eq!(asked, 10);
    let refusal = refused(asks(&visitor, "telegram").await).await;
    assert_eq!(refusal, (429, "rate_limited".to_owned()));
}
