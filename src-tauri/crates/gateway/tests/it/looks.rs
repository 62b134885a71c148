//! What the widget is told of a chat, wherever it asks.

use std::collections::BTreeMap;

use domain::{
    Appearance, ChatSettings, Consumer, ContentId, Crop, General, Language, Messenger, Picture,
    Pictures, SETTINGS, Setting,
};
use serde_json::{Value, json};

use crate::support::{KEY, Place, read};

/// What stands between two texts.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(start).unwrap();
    rest.split_once(end).unwrap().0
}

/// What a page of somebody who speaks `language` is told: the loader, the panel, a session.
async fn told(place: &Place, language: &str) -> (Value, Value, Value) {
    let get = async |path: &str| {
        let url = place.url(&format!("/widget/v1/{path}?k={KEY}"));
        let asked = place.http.get(url).header("Accept-Language", language);
        asked.send().await.unwrap().text().await.unwrap()
    };
    let loader = get("loader.js").await;
    // The loader is minified; its configuration is the object that begins with the key.
    let start = loader.find(&format!("{{\"key\":\"{KEY}\"")).unwrap();
    let mut loader = serde_json::Deserializer::from_str(&loader[start..]).into_iter();
    let loader = loader.next().unwrap().unwrap();
    let panel = get("panel").await;
    let panel = between(&panel, "id=\"config\">", "</script>");
    let panel = serde_json::from_str(panel).unwrap();
    let coming = json!({"site_key": KEY, "locale": language});
    let mut session = read(place.session(coming).await).await;
    (loader, panel, session["config"].take())
}

#[tokio::test]
async fn a_chat_without_settings_has_nothing_to_add() {
    let place = Place::open().await;
    let (loader, panel, session) = told(&place, "en").await;
    assert_eq!(panel, session, "the panel learns nothing new by asking");
    assert_eq!(
        panel["avatars"],
        json!({"bot": null, "operator": null, "user": null})
    );
    assert_eq!(panel["links"], json!([]));
    assert_eq!(panel["knowledge_base"], Value::Null);
    assert_eq!(
        (&loader["links"], &loader["sites"]),
        (&json!([]), &json!([]))
    );
}

#[tokio::test]
async fn pictures_links_and_help_are_told() {
    let id = |digit: u8| ContentId::of_sha256([digit; 32]);
    let picture = |digit| Picture {
        id: id(digit),
        source: id(digit + 1),
        crop: Crop {
            x: 0,
            y: 0,
            side: 64,
        },
    };
    let settings = ChatSettings {
        general: General {
            knowledge_base: "https://help.example/?a=1&b=</script>".to_owned(),
            ..General::default()
        },
        appearance: Appearance {
            pictures: Pictures {
                bot: Some(picture(0xab)),
                operator: None,
                user: Some(picture(0x01)),
            },
            ..Appearance::default()
        },
        links: BTreeMap::from([
            (Messenger::Vk, "https://vk.me/fjell".to_owned()),
            (Messenger::Telegram, "https://t.me/fjell".to_owned()),
        ]),
        ..ChatSettings::default()
    };
    let place = Place::of(|_| {}, settings).await;
    let (loader, panel, session) = told(&place, "en").await;
    assert_eq!(panel, session);
    assert_eq!(
        panel["avatars"],
        json!({
            "bot": format!("pictures/{}/64", "ab".repeat(32)),
            "operator": null,
            "user": format!("pictures/{}/64", "01".repeat(32)),
        })
    );
    let links = json!([
        {"messenger": "telegram", "name": "Write to us in Telegram", "url": "https://t.me/fjell"},
        {"messenger": "vk", "name": "Write to us in VK", "url": "https://vk.me/fjell"},
    ]);
    assert_eq!((&panel["links"], &loader["links"]), (&links, &links));
    assert_eq!(
        panel["knowledge_base"],
        "https://help.example/?a=1&b=</script>"
    );
}

#[tokio::test]
async fn a_chat_with_a_language_speaks_it_to_everyone() {
    let speaking = |language| ChatSettings {
        general: General {
            language,
            ..General::default()
        },
        ..ChatSettings::default()
    };
    for (chats, visitors, spoken) in [
        (None, "ru-RU", "ru"),
        (None, "en", "en"),
        (Some(Language::Ru), "en", "ru"),
        (Some(Language::En), "ru", "en"),
    ] {
        let place = Place::of(|_| {}, speaking(chats)).await;
        let (loader, panel, session) = told(&place, visitors).await;
        for told in [loader, panel, session] {
            assert_eq!(told["language"], spoken, "{chats:?} {visitors}");
            let open = if spoken == "ru" {
                "Открыть чат"
            } else {
                "Open chat"
            };
            assert_eq!(told["texts"]["open"], open, "{chats:?} {visitors}");
        }
    }
}

#[tokio::test]
async fn the_loader_knows_the_sites_as_browsers_name_them() {
    let sites = [
        "https://Shop.example:443/",
        "https://*.group.example",
        "rubbish",
    ];
    let place = Place::with(|_| {}, &sites).await;
    let (loader, panel, _) = told(&place, "en").await;
    let named = json!(["https://shop.example", "https://*.group.example", "rubbish"]);
    assert_eq!(
        loader["sites"], named,
        "a list never becomes shorter, since none means all"
    );
    assert_eq!(panel["sites"], Value::Null);
}

#[tokio::test]
async fn each_setting_of_the_widget_changes_what_it_is_told() {
    let id = ContentId::of_sha256([3; 32]);
    let picture = json!({"id": id, "source": id, "crop": {"x": 0, "y": 0, "side": 64}});
    let other_than_default = |path: &str| match path {
        "general.language" => json!("ru"),
        "general.knowledge_base" => json!("https://help.example/"),
        "links" => json!({"telegram": "https://t.me/shop_bot"}),
        "widget.allowed_sites" => json!(["https://shop.example"]),
        path if path.starts_with("appearance.colours.") => json!("#123456"),
        path if path.starts_with("appearance.pictures.") => picture.clone(),
        path => panic!("say what {path} changes"),
    };
    let of_widget = |setting: &&Setting| setting.consumer == Consumer::Widget;
    let plain = told(&Place::open().await, "en").await;
    for setting in SETTINGS.iter().filter(of_widget) {
        let mut chat = serde_json::to_value(ChatSettings::default()).unwrap();
        let place = setting
            .path
            .split('.')
            .fold(&mut chat, |at, part| &mut at[part]);
        *place = other_than_default(setting.path);
        let place = Place::of(|_| {}, serde_json::from_value(chat).unwrap()).await;
        assert_ne!(told(&place, "en").await, plain, "{}", setting.path);
    }
}
