//! What people set about a chat: checked, kept, changed by two at once, brought back, compared, and
//! carried to another computer.

use serde_json::{Value, json};

use crate::place::Place;

/// A picture of two colours, so that where it was cut can be seen.
fn picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_fn(300, 200, |x, _| match x {
        0..150 => image::Rgb([200, 30, 30]),
        _ => image::Rgb([30, 30, 200]),
    })
    .write_to(&mut bytes, image::ImageFormat::Png)
    .unwrap();
    bytes.into_inner()
}

/// A square of that picture, kept by the program.
async fn square(place: &Place, x: u32) -> Value {
    let taken = place
        .app
        .take_bytes("picture_take", "me.png".to_owned(), picture())
        .await
        .unwrap();
    assert_eq!(
        (&taken["width"], &taken["height"]),
        (&json!(300), &json!(200))
    );
    let crop = json!({ "x": x, "y": 0, "side": 100 });
    let request = json!({ "source": taken["source"], "crop": crop });
    place.ask_window("picture_crop", request).await
}

async fn input_of(place: &Place, chat: &str) -> Value {
    let mut chat = place.ask("chat_get", json!({ "id": chat })).await;
    let parts = chat.as_object_mut().unwrap();
    for beside in ["id", "revision", "created_at", "updated_at"] {
        parts.remove(beside);
    }
    chat
}

#[tokio::test]
async fn the_second_of_two_who_edit_one_chat_is_told_what_the_first_changed() {
    let place = Place::open().await;
    let (chat, _) = place.chat("Orders").await;
    let mut first = input_of(&place, &chat).await;
    let mut second = first.clone();
    first["queue"]["time_s"] = json!(600);
    first["links"]["telegram"] = json!("https://t.me/fjell_orders");
    second["name"] = json!("Sales");
    let save = |input: &Value| json!({ "id": chat, "revision": 1, "input": input });

    place.ask_window("chat_update", save(&first)).await;
    let refusal = place
        .try_ask("chat_update", save(&second))
        .await
        .unwrap_err();
    assert_eq!(refusal.code, "conflict");
    assert!(
        refusal
            .message
            .contains("queue.time_s from 300 to 600, links.telegram from null to"),
        "{}",
        refusal.message
    );
    let details = &refusal.details;
    assert_eq!(
        (
            &details["revision"],
            &details["from"],
            &details["chat"]["name"]
        ),
        (&json!(2), &json!("window"), &json!("Orders"))
    );
    assert_eq!(
        details["changes"],
        json!([
            { "path": "queue.time_s", "before": 300, "after": 600 },
            { "path": "links.telegram", "before": null, "after": "https://t.me/fjell_orders" },
        ])
    );
    assert_eq!(
        input_of(&place, &chat).await,
        first,
        "nothing was overwritten"
    );

    let same = json!({ "id": chat, "revision": 2, "input": first });
    let saved = place.ask("chat_update", same).await;
    assert_eq!(
        saved["revision"], 2,
        "what changes nothing makes no version"
    );

    second = json!({ "name": "Sales", "queue": first["queue"], "links": first["links"] });
    let merged = json!({ "id": chat, "revision": 2, "input": second });
    let saved = place.ask("chat_update", merged).await;
    assert_eq!(
        (&saved["revision"], &saved["queue"]["time_s"]),
        (&json!(3), &json!(600))
    );
}

#[tokio::test]
async fn the_history_says_who_changed_what_and_brings_it_back() {
    let place = Place::open().await;
    let (chat, _) = place.chat("Orders").await;
    let mut input = input_of(&place, &chat).await;
    input["queue"]["busy_text"] = json!("Please wait.");
    place
        .ask_window(
            "chat_update",
            json!({ "id": chat, "revision": 1, "input": input }),
        )
        .await;
    input["name"] = json!("Sales");
    input["appearance"]["colours"]["bot"] = json!("#abc");
    place
        .ask(
            "chat_update",
            json!({ "id": chat, "revision": null, "input": input }),
        )
        .await;

    let versions = place
        .ask("chat_versions", json!({ "id": chat, "before": null }))
        .await;
    let told: Vec<Value> = versions
        .as_array()
        .unwrap()
        .iter()
        .map(|version| {
            let changes = version["changes"].as_array().unwrap();
            let paths: Vec<&Value> = changes.iter().map(|change| &change["path"]).collect();
            json!([version["revision"], version["from"], paths])
        })
        .collect();
    assert_eq!(
        told,
        [
            json!([3, "command_line", ["name", "appearance.colours.bot"]]),
            json!([2, "window", ["queue.busy_text"]]),
            json!([1, "command_line", []]),
        ]
    );
    let older = place
        .ask("chat_versions", json!({ "id": chat, "before": 2 }))
        .await;
    assert_eq!(older.as_array().unwrap().len(), 1);

    let late = json!({ "id": chat, "revision": 2, "to": 1 });
    assert_eq!(place.refused("chat_go_back", late).await, "conflict");
    let back = place
        .ask(
            "chat_go_back",
            json!({ "id": chat, "revision": 3, "to": 1 }),
        )
        .await;
    assert_eq!(
        (&back["revision"], &back["name"]),
        (&json!(4), &json!("Orders"))
    );
    assert_eq!(back["queue"]["busy_text"], "");
    let nowhere = json!({ "id": chat, "revision": 4, "to": 99 });
    assert_eq!(place.refused("chat_go_back", nowhere).await, "not_found");
}

#[tokio::test]
async fn a_duplicate_has_everything_but_the_key_and_differs_only_in_its_name() {
    let place = Place::open().await;
    let (chat, key) = place.chat("Orders 2").await;
    let mut input = input_of(&place, &chat).await;
    input["service_level"]["first_s"] = json!(15);
    input["appearance"]["pictures"]["bot"] = square(&place, 0).await;
    place
        .ask(
            "chat_update",
            json!({ "id": chat, "revision": 1, "input": input }),
        )
        .await;

    let copy = place.ask("chat_duplicate", json!({ "id": chat })).await;
    assert_eq!(
        (&copy["name"], &copy["revision"]),
        (&json!("Orders 3"), &json!(1))
    );
    let request = json!({ "one": chat, "other": copy["id"] });
    assert_eq!(
        place.ask("chats_compare", request).await,
        json!([{ "path": "name", "before": "Orders 2", "after": "Orders 3" }])
    );
    let channels = place
        .ask("channels_list", json!({ "chat": copy["id"] }))
        .await;
    assert_eq!(channels[0]["messenger"], "web");
    assert_ne!(channels[0]["site_key"], key);
}

#[tokio::test]
async fn a_chat_goes_to_another_computer_with_its_pictures_and_without_secrets() {
    let here = Place::open().await;
    let (chat, key) = here.chat("Orders").await;
    let mut input = input_of(&here, &chat).await;
    let left = square(&here, 0).await;
    let right = square(&here, 200).await;
    assert_eq!(left["source"], right["source"], "kept once by its content");
    assert_ne!(left["id"], right["id"]);
    input["appearance"]["pictures"] = json!({ "bot": left, "operator": right, "user": null });
    input["widget"]["allowed_sites"] = json!(["https://shop.example"]);
    here.ask(
        "chat_update",
        json!({ "id": chat, "revision": 1, "input": input }),
    )
    .await;
    let file = here
        .ask("chat_file", json!({ "id": chat, "pictures": true }))
        .await;
    assert!(!file.to_string().contains(&key), "the site key stays here");
    assert_eq!(file["pictures"].as_object().unwrap().len(), 1);

    let there = Place::open().await;
    let mut without = file.clone();
    without.as_object_mut().unwrap().remove("pictures");
    let refusal = there
        .try_ask("chat_from_file", json!({ "file": without }))
        .await
        .unwrap_err();
    assert!(
        refusal
            .message
            .contains("appearance.pictures.bot: there is no such picture"),
        "{}",
        refusal.message
    );

    let made = there.ask("chat_from_file", json!({ "file": file })).await;
    assert_eq!(made["widget"], input["widget"]);
    let id = made["appearance"]["pictures"]["bot"]["id"]
        .as_str()
        .unwrap();
    let (kind, bytes) = there.app.picture(id, "64").await.unwrap();
    let shown = image::load_from_memory(&bytes).unwrap().to_rgb8();
    assert_eq!((kind, shown.dimensions()), ("image/jpeg", (64, 64)));
    let [red, _, blue] = shown.get_pixel(32, 32).0;
    assert!(
        red > 150 && blue < 80,
        "the left half is red: {:?}",
        shown.get_pixel(32, 32)
    );

    // What was shown can be given back as it is.
    let mut shown = there
        .ask("chat_file", json!({ "id": made["id"], "pictures": false }))
        .await;
    shown["name"] = json!("Orders here");
    let again = json!({ "id": made["id"], "file": shown, "force": false });
    let saved = there.ask("chat_to_file", again.clone()).await;
    assert_eq!(saved["revision"], 2);
    assert_eq!(
        there.refused("chat_to_file", again).await,
        "conflict",
        "it names revision 1"
    );
    shown["name"] = json!("Orders there");
    let forced = json!({ "id": made["id"], "file": shown, "force": true });
    assert_eq!(there.ask("chat_to_file", forced).await["revision"], 3);
}

#[tokio::test]
async fn what_a_setting_names_must_be_there() {
    let place = Place::open().await;
    let nothing = "00".repeat(32);
    let input = json!({
        "name": "A",
        "general": { "time_zone": "Europe/Atlantis" },
        "script": { "after_bot": "01a1dae5-e570-7a83-9e55-d01f6a7be0c4" },
        "appearance": { "pictures": { "user": { "id": nothing, "source": nothing, "crop": { "x": 0, "y": 0, "side": 1 } } } },
    });
    let checked = place
        .ask("chat_check", json!({ "id": null, "input": input }))
        .await;
    let problems = checked["problems"].as_array().unwrap();
    let told: Vec<String> = problems
        .iter()
        .map(|problem| {
            format!(
                "{} {}",
                problem["field"].as_str().unwrap(),
                problem["code"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "script.after_bot unknown_script",
            "general.time_zone unknown_zone",
            "appearance.pictures.user unknown_picture",
        ]
    );
    assert_eq!(
        place
            .refused("chat_create", json!({ "input": input }))
            .await,
        "invalid"
    );

    let mut good = input.clone();
    good["general"]["time_zone"] = json!("Europe/Oslo");
    good["script"] = json!({});
    good["appearance"] = json!({});
    let checked = place
        .ask("chat_check", json!({ "id": null, "input": good }))
        .await;
    assert_eq!(checked, json!({ "problems": [], "warnings": [] }));
}

#[tokio::test]
async fn what_is_set_reaches_the_widget_and_its_preview_alike() {
    let place = Place::open().await;
    let (chat, key) = place.chat("Orders").await;
    let bot = square(&place, 0).await;
    let mut input = input_of(&place, &chat).await;
    input["general"] =
        json!({ "language": "ru", "knowledge_base": "https://help.example.com/start" });
    input["appearance"] =
        json!({ "colours": { "buttons": "rgb(11 93 75)" }, "pictures": { "bot": bot } });
    input["links"] = json!({ "viber": "viber://pa?chatURI=fjell", "telegram": "https://t.me/fjell_orders", "line": "" });
    let preview = json!({ "input": input, "language": "en" });
    let mut preview = place.ask_window("chat_preview", preview).await;
    place
        .ask(
            "chat_update",
            json!({ "id": chat, "revision": 1, "input": input }),
        )
        .await;

    let mut visitor = place.visitor(&key).await;
    let config = &visitor.session().await["config"];
    assert_eq!(config["language"], "ru");
    assert_eq!(config["knowledge_base"], "https://help.example.com/start");
    assert_eq!(config["colours"]["buttons"], "#0b5d4b");
    let messengers: Vec<&Value> = config["links"]
        .as_array()
        .unwrap()
        .iter()
        .map(|link| &link["messenger"])
        .collect();
    assert_eq!(
        messengers,
        ["telegram", "viber"],
        "in the order of the list, without the empty one"
    );
    assert_eq!(
        config["avatars"]["bot"],
        format!("pictures/{}/64", bot["id"].as_str().unwrap())
    );
    preview["key"] = config["key"].clone();
    assert_eq!(&preview, config);
}

#[tokio::test]
async fn a_list_of_chats_is_found_by_folded_names_sorted_and_narrowed() {
    let place = Place::open().await;
    let names = ["Ёлки и игрушки", "Orders", "возврат", "елка живая"];
    let mut chats = Vec::new();
    for name in names {
        chats.push(place.chat(name).await);
    }
    let mut visitor = place.visitor(&chats[2].1).await;
    visitor.write("?").await;
    visitor.listen(3).question().await;
    let mut shut_out = place.visitor(&chats[1].1).await;
    let channel = place
        .ask("channels_list", json!({ "chat": chats[1].0 }))
        .await[0]["id"]
        .clone();
    place
        .ask("channel_switch", json!({ "id": channel, "on": false }))
        .await;

    let listed = async |request: Value| -> Vec<String> {
        let rows = place.ask("chats_list", request).await;
        let rows = rows.as_array().unwrap().iter();
        rows.map(|row| row["name"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        listed(json!({ "search": "ЕЛК" })).await,
        ["елка живая", "Ёлки и игрушки"]
    );
    assert_eq!(
        listed(json!({})).await,
        ["Orders", "возврат", "елка живая", "Ёлки и игрушки"]
    );
    assert_eq!(
        listed(json!({ "sort": "dialogs_today", "descending": true })).await[0],
        "возврат"
    );
    assert_eq!(
        listed(json!({ "descending": true })).await[0],
        "Ёлки и игрушки"
    );
    assert_eq!(listed(json!({ "shown": "off" })).await, ["Orders"]);
    assert_eq!(listed(json!({ "shown": "on" })).await.len(), 3);
    assert_eq!(
        shut_out.refused().await,
        "unknown_visitor",
        "a channel that is off lets nobody in"
    );
}

#[tokio::test]
async fn the_palette_is_answered_in_every_model() {
    let place = Place::open().await;
    let shown = place
        .ask(
            "colour_read",
            json!({ "text": "rgb(46 139 109)", "beside": "#ffffff" }),
        )
        .await;
    assert_eq!(shown["colour"], "#2e8b6d");
    assert_eq!(shown["rgba"], json!(["46", "139", "109", "1"]));
    assert_eq!(
        (&shown["level"], &shown["nearest"]["colour"]),
        (&json!("below"), &json!("#2c8569"))
    );
    let typed = json!({ "model": "hsla", "fields": ["210", "0", "50", "1"] });
    let grey = place
        .ask(
            "colour_read",
            json!({ "text": "", "typed": typed, "beside": null }),
        )
        .await;
    assert_eq!(
        (&grey["colour"], &grey["hsla"][0]),
        (&json!("#808080"), &json!("210")),
        "a grey keeps the hue that was typed"
    );
    assert_eq!(
        place
            .ask("colour_read", json!({ "text": "reddish", "beside": null }))
            .await,
        Value::Null
    );
}

#[tokio::test]
async fn a_picture_that_is_none_is_refused_in_words_and_leaves_nothing() {
    let place = Place::open().await;
    let take = async |name: &str, bytes: Vec<u8>| {
        place
            .app
            .take_bytes("picture_take", name.to_owned(), bytes)
            .await
            .unwrap_err()
    };
    let refusal = take("me.png", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;".to_vec()).await;
    assert_eq!(
        (refusal.code.as_str(), &refusal.details["found"]),
        ("picture_not_an_image", &json!("gif"))
    );
    let refusal = take("me.png", vec![0; 5_242_881]).await;
    assert_eq!(refusal.code, "picture_too_big");
    assert_eq!(
        refusal.details,
        json!({ "bytes": 5_242_881, "limit": 5_242_880 })
    );
    let shelf = place.folder.path().join("data/media");
    assert_eq!(std::fs::read_dir(shelf).unwrap().count(), 0);
    for (id, size) in [
        ("../../parley.db", "64"),
        ("00", "256"),
        (&*"00".repeat(32), "64"),
        (&*"00".repeat(32), "999"),
    ] {
        assert_eq!(
            place.app.picture(id, size).await.unwrap_err().code,
            "not_found"
        );
    }
}

#[tokio::test]
async fn the_schema_holds_the_limits_and_defaults_of_every_setting() {
    let place = Place::open().await;
    let schema = place.ask("chat_schema", json!({})).await;
    let time = &schema["properties"]["queue"]["properties"]["time_s"];
    assert_eq!(
        (&time["minimum"], &time["maximum"], &time["default"]),
        (&json!(0), &json!(86_400), &json!(300))
    );
    let lifetime = &schema["properties"]["script"]["properties"]["lifetime_s"]["properties"]["web"];
    assert_eq!(
        (&lifetime["minimum"], &lifetime["default"]),
        (&json!(60), &json!(3600))
    );
    assert_eq!(schema["required"], json!(["name"]));
    let declared = place.ask("chat_settings", json!({})).await;
    for setting in declared["settings"].as_array().unwrap() {
        let path = setting["path"].as_str().unwrap();
        let place = path
            .split('.')
            .fold(&schema, |place, part| &place["properties"][part]);
        assert!(place.is_object(), "{path} is not in the schema");
        if path != "name" {
            assert_eq!(place["default"], setting["default"], "{path}");
        }
    }
}
