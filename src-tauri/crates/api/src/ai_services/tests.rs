use serde_json::{Value, json};

use super::*;
use crate::loopback::{Server, World};

impl World {
    async fn services(&self) -> Value {
        self.call("ai_services_list", json!({})).await
    }

    async fn key(&self, name: &str) -> Option<String> {
        let name = key_of(name);
        let key = self
            .app
            .with_vault(move |vault| vault.get(&name))
            .await
            .unwrap();
        key.map(|key| key.expose().to_owned())
    }

    async fn audited(&self) -> Value {
        self.call("audit_list", json!({ "before": null, "limit": 100 }))
            .await
    }
}

fn service(name: &str) -> Value {
    json!({ "name": name, "address": "https://ai.example/v1/", "model": "small" })
}

#[tokio::test]
async fn a_key_is_kept_replaced_moved_and_taken_away_and_never_told() {
    let world = World::new().await;
    let save = async |was: Option<&str>, name: &str, key: Option<&str>| {
        let mut request = service(name);
        request["was"] = json!(was);
        request["key"] = json!(key);
        let saved = world.call("ai_service_save", request).await;
        let address = "https://ai.example/v1";
        let has_key = saved["has_key"].as_bool().unwrap();
        assert_eq!(
            saved,
            json!({ "name": name, "address": address, "model": "small", "has_key": has_key })
        );
        has_key
    };
    assert!(!save(None, "Local", None).await);
    assert!(save(None, "Support", Some("key-1")).await);
    assert!(
        save(Some("support"), "Support", None).await,
        "none keeps the one there"
    );
    assert_eq!(world.key("Support").await.as_deref(), Some("key-1"));
    assert!(save(Some("Support"), "Support", Some("key-2")).await);
    assert!(
        save(Some("Support"), "Sales", None).await,
        "it goes along with the name"
    );
    assert_eq!(world.key("Sales").await.as_deref(), Some("key-2"));
    assert_eq!(world.key("Support").await, None);
    assert!(save(Some("Sales"), "Shop", Some("key-3")).await);
    assert_eq!(world.key("Shop").await.as_deref(), Some("key-3"));
    assert_eq!(world.key("Sales").await, None);

    let listed = world.services().await;
    let names = listed
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap());
    assert_eq!(names.collect::<Vec<_>>(), ["Local", "Shop"]);

    assert!(
        !save(Some("Shop"), "Shop", Some("")).await,
        "an empty one takes it away"
    );
    assert_eq!(world.key("Shop").await, None);
    assert!(save(Some("Shop"), "Shop", Some("key-4")).await);
    world
        .call("ai_service_delete", json!({ "name": "SHOP" }))
        .await;
    assert_eq!(world.key("Shop").await, None);

    let told = format!("{}{}", world.services().await, world.audited().await);
    assert!(!told.contains("key-"), "{told}");
    assert!(
        told.contains("ai_service_deleted") && told.contains("ai_service_saved"),
        "{told}"
    );
}

#[tokio::test]
async fn what_is_wrong_with_a_service_is_told_and_nothing_is_kept() {
    let world = World::new().await;
    world.call("ai_service_save", service("Support")).await;
    let before = world.services().await;

    let mut taken = service(" SUPPORT ");
    taken["key"] = json!("key-1");
    let error = world.refused("ai_service_save", taken).await;
    assert_eq!(error.details, json!([{ "field": "name", "code": "taken" }]));
    let mut unknown = service("Sales");
    unknown["was"] = json!("Shop");
    assert_eq!(
        world.refused("ai_service_save", unknown).await.code,
        "not_found"
    );
    let mut wrong = service("");
    wrong["address"] = json!("ai");
    let error = world.refused("ai_service_save", wrong).await;
    let fields = error.details.as_array().unwrap().iter();
    let fields: Vec<_> = fields
        .map(|problem| problem["field"].as_str().unwrap())
        .collect();
    assert_eq!((&*error.code, fields), ("invalid", vec!["name", "address"]));
    let gone = world
        .refused("ai_service_delete", json!({ "name": "Shop" }))
        .await;
    assert_eq!(gone.code, "not_found");

    assert_eq!(world.services().await, before);
    assert_eq!(
        world.key("Support").await,
        None,
        "a refused service keeps no key"
    );
}

#[tokio::test]
async fn a_trial_says_what_came_or_why_nothing_did() {
    let world = World::new().await;
    let answer = json!({ "choices": [{ "message": { "content": "I can be reached." } }] });
    let server = Server::saying(200, &answer.to_string()).await;
    let refusing = Server::saying(401, r#"{"error":{"message":"wrong key"}}"#).await;
    for (name, server) in [("Support", &server), ("Sales", &refusing)] {
        let mut request = service(name);
        request["address"] = json!(format!("http://{}", server.address));
        world.call("ai_service_save", request).await;
    }
    let tried = async |name: &str| {
        world
            .refused("ai_service_test", json!({ "name": name }))
            .await
    };
    let error = tried("Support").await;
    assert_eq!(error.code, "address_private");
    assert_eq!(error.details, json!({ "at": server.address.to_string() }));

    let addresses = [&server, &refusing].map(|server| server.address.to_string());
    world
        .call("allowed_addresses_save", json!({ "addresses": addresses }))
        .await;
    let said = world
        .call("ai_service_test", json!({ "name": "support" }))
        .await;
    assert_eq!(said["said"], "I can be reached.");
    let error = tried("Sales").await;
    assert_eq!(error.code, "ai_refused");
    assert_eq!(error.details, json!({ "status": 401, "said": "wrong key" }));
    assert_eq!(tried("Shop").await.code, "not_found");
}

#[tokio::test]
async fn a_key_that_is_gone_is_told_and_nobody_is_asked_without_it() {
    let world = World::new().await;
    let server = Server::saying(200, "{}").await;
    world.allow(&server).await;
    let mut request = service("Support");
    request["address"] = json!(format!("http://{}", server.address));
    request["key"] = json!("key-1");
    world.call("ai_service_save", request).await;
    world
        .app
        .with_vault(|vault| vault.remove(&key_of("Support")))
        .await
        .unwrap();
    let error = world
        .refused("ai_service_test", json!({ "name": "Support" }))
        .await;
    assert_eq!(error.code, "key_gone");
    assert_eq!(server.asked(), [""; 0]);
}

#[tokio::test]
async fn allowed_addresses_are_kept_in_one_spelling_and_who_allowed_them_too() {
    let world = World::new().await;
    let save = async |addresses: &[&str]| {
        let request = json!({ "addresses": addresses });
        world.call("allowed_addresses_save", request).await
    };
    assert_eq!(world.call("allowed_addresses", json!({})).await, json!([]));
    save(&[" LocalHost:11434", "192.168.1.5:8080"]).await;
    save(&["192.168.1.5:8080", "[::1]:80"]).await;
    save(&["192.168.1.5:8080", "[::1]:80"]).await;
    let kept = world.call("allowed_addresses", json!({})).await;
    assert_eq!(kept, json!(["192.168.1.5:8080", "[::1]:80"]));
    let audited = world.audited().await;
    let audited = audited.as_array().unwrap().iter();
    let audited = audited.filter(|entry| entry["action"] == "addresses_allowed");
    let audited: Vec<_> = audited.map(|entry| entry["details"].clone()).collect();
    assert_eq!(
        audited,
        [
            json!({ "added": ["[::1]:80"], "removed": ["localhost:11434"] }),
            json!({ "added": ["localhost:11434", "192.168.1.5:8080"], "removed": [] }),
        ]
    );

    let wrong = json!({ "addresses": ["a:1", "A:1", "localhost"] });
    let error = world.refused("allowed_addresses_save", wrong).await;
    assert_eq!(
        error.details[0],
        json!({ "field": "addresses.1", "code": "twice" })
    );
    assert_eq!(error.details[1]["field"], "addresses.2");
    assert_eq!(
        world.call("allowed_addresses", json!({})).await,
        kept,
        "nothing was changed"
    );
}
