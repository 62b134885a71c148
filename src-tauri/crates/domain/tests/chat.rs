//! Good and bad values for every setting of a chat.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails says where"
)]

use domain::{ChatFile, ChatInput, ChatSettings, Kind, SETTINGS, differences};
use serde_json::{Value, json};

/// A chat with one setting changed.
fn with(path: &str, value: &Value) -> Value {
    let mut chat = serde_json::to_value(ChatInput {
        name: "Orders".to_owned(),
        ..ChatInput::default()
    })
    .unwrap();
    let mut place = &mut chat;
    for part in path.split('.') {
        place = &mut place[part];
    }
    *place = value.clone();
    chat
}

/// What is said of a chat with this value there; nothing when it is right.
fn said(path: &str, value: &Value) -> Vec<String> {
    match serde_json::from_value::<ChatInput>(with(path, value)) {
        Err(error) => vec![error.to_string()],
        Ok(input) => match input.check() {
            Ok(_) => Vec::new(),
            Err(problems) => problems.iter().map(ToString::to_string).collect(),
        },
    }
}

/// The value that is kept of this one.
fn kept(path: &str, value: &Value) -> Value {
    let input: ChatInput = serde_json::from_value(with(path, value)).unwrap();
    let (name, settings) = input
        .check()
        .unwrap_or_else(|problems| panic!("{path} {value}: {problems:?}"));
    let kept = serde_json::to_value(ChatInput::of(name, settings)).unwrap();
    path.split('.')
        .fold(&kept, |place, part| &place[part])
        .clone()
}

const SCRIPT: &str = "01a1dae5-e570-7a83-9e55-d01f6a7be0c4";

/// A setting's path, its good values as they are kept, and bad ones, each with a part of what is said.
type Row = (&'static str, Vec<Value>, Vec<(Value, &'static str)>);

fn table() -> Vec<Row> {
    let script = || {
        (
            vec![json!(null), json!(SCRIPT)],
            vec![(json!("greeting"), "UUID"), (json!(7), "string")],
        )
    };
    let switch = || {
        (
            vec![json!(true), json!(false)],
            vec![(json!("yes"), "boolean"), (json!(1), "boolean")],
        )
    };
    let number = |least: u32, most: u32| {
        let range = "must be from";
        let mut bad = vec![
            (json!(u64::from(most) + 1), range),
            (json!(-1), "invalid value"),
            (json!(1.5), "invalid type"),
            (json!("60"), "invalid type"),
            (json!(5_000_000_000_u64), "invalid value"),
        ];
        if least > 0 {
            bad.push((json!(least - 1), range));
        }
        (vec![json!(least), json!(least + 1), json!(most)], bad)
    };
    let text = || {
        (
            vec![
                json!(""),
                json!("Please wait."),
                json!("Подождите 🙂\nспасибо"),
                json!("я".repeat(4000)),
            ],
            vec![
                (
                    json!("я".repeat(4001)),
                    "has 4001 characters; the limit is 4000",
                ),
                (json!(null), "invalid type"),
                (json!("Wait, {name}."), "nothing fills in {name} here"),
                (json!("Wait\u{7}"), "U+0007"),
                (json!("Wait\u{202e}"), "U+202E"),
            ],
        )
    };
    let colour = || {
        (
            vec![json!("#1e69d0"), json!("#1e69d080"), json!("#ffffff")],
            vec![
                (json!("reddish"), "`reddish` is not a colour"),
                (json!("#12"), "is not a colour"),
                (json!(""), "is not a colour"),
                (json!(0xff), "invalid type"),
            ],
        )
    };
    let id = "0f".repeat(32);
    let picture = || {
        (
            vec![
                json!(null),
                json!({ "id": id, "source": id, "crop": { "x": 0, "y": 4, "side": 512 } }),
            ],
            vec![
                (
                    json!({ "id": "../../etc/passwd", "source": id, "crop": { "x": 0, "y": 0, "side": 1 } }),
                    "64 digits",
                ),
                (
                    json!({ "id": id, "source": id, "crop": { "x": -1, "y": 0, "side": 1 } }),
                    "invalid value",
                ),
                (json!({ "id": id, "source": id }), "missing field"),
                (json!("face.png"), "invalid type"),
            ],
        )
    };
    let mut rows = Vec::new();
    let mut row =
        |path, (good, bad): (Vec<Value>, Vec<(Value, &'static str)>)| rows.push((path, good, bad));

    row(
        "name",
        (
            vec![json!("A"), json!("Заказы <b> & co"), json!("x".repeat(100))],
            vec![
                (json!(""), "is empty"),
                (json!(" \t"), "is empty"),
                (json!("a\nb"), "U+000A"),
                (json!("a\u{1b}[31m"), "U+001B"),
                (
                    json!("x".repeat(101)),
                    "has 101 characters; the limit is 100",
                ),
                (json!(7), "invalid type"),
            ],
        ),
    );
    row(
        "general.language",
        (
            vec![json!(null), json!("en"), json!("ru")],
            vec![
                (json!("de"), "unknown variant"),
                (json!(""), "unknown variant"),
            ],
        ),
    );
    row(
        "general.knowledge_base",
        (
            vec![
                json!(""),
                json!("https://help.example.com/start"),
                json!("http://intranet/wiki?page=1"),
            ],
            vec![
                (json!("help.example.com"), "write it like https://"),
                (json!("javascript:alert(1)"), "write it like"),
                (json!("https://me:secret@help.example.com"), "password"),
                (
                    json!(format!("https://a.example/{}", "x".repeat(2000))),
                    "the limit is 2000",
                ),
            ],
        ),
    );
    // Which zones there are is known by the computer, not here.
    row(
        "general.time_zone",
        (
            vec![json!(null), json!("Europe/Oslo")],
            vec![(json!(3), "invalid type")],
        ),
    );
    row(
        "general.working_hours",
        (
            vec![
                json!(null),
                json!({ "monday": [{ "from": "09:00", "to": "13:00" }, { "from": "14:00", "to": "24:00" }], "tuesday": [], "wednesday": [], "thursday": [], "friday": [], "saturday": [], "sunday": [{ "from": "00:00", "to": "00:01" }] }),
            ],
            vec![
                (json!({}), "no working hour in the whole week"),
                (
                    json!({ "monday": [{ "from": "18:00", "to": "09:00" }] }),
                    "monday.0: ends before it begins",
                ),
                (
                    json!({ "friday": [{ "from": "09:00", "to": "09:00" }] }),
                    "friday.0: ends before",
                ),
                (
                    json!({ "monday": [{ "from": "09:00", "to": "12:00" }, { "from": "11:59", "to": "18:00" }] }),
                    "monday.1: overlaps",
                ),
                (
                    json!({ "monday": [{ "from": "9:00", "to": "18:00" }] }),
                    "`9:00` is not a time of day",
                ),
                (
                    json!({ "monday": [{ "from": "09:00", "to": "24:01" }] }),
                    "`24:01`",
                ),
                (json!({ "mon": [] }), "unknown field `mon`"),
                (
                    json!({ "monday": (0..7).map(|h| json!({ "from": format!("{h:02}:00"), "to": format!("{h:02}:30") })).collect::<Vec<_>>() }),
                    "has 7 entries; the limit is 6",
                ),
            ],
        ),
    );
    row(
        "general.holidays",
        (
            vec![
                json!([]),
                json!([{ "first": "2026-12-24", "last": "2026-12-26", "name": "Christmas" }]),
                json!([{ "first": "2028-02-29", "last": "2028-02-29", "name": "" }]),
            ],
            vec![
                (
                    json!([{ "first": "2026-12-26", "last": "2026-12-24", "name": "" }]),
                    "holidays.0.last: ends before it begins",
                ),
                (
                    json!([{ "first": "2026-02-29", "last": "2026-03-01", "name": "" }]),
                    "2026-02",
                ),
                (
                    json!([{ "first": "24.12.2026", "last": "2026-12-26", "name": "" }]),
                    "year",
                ),
                (
                    json!([{ "first": "2026-12-24", "last": "2026-12-24", "name": "x".repeat(101) }]),
                    "the limit is 100",
                ),
                (
                    json!(vec![
                        json!({ "first": "2026-01-01", "last": "2026-01-01", "name": "" });
                        401
                    ]),
                    "has 401 entries; the limit is 400",
                ),
            ],
        ),
    );
    row("script.main", script());
    row("script.reply_to_first_message", switch());
    row("script.after_bot", script());
    row("script.after_operator", script());
    row("script.after_client_timeout", script());
    row("script.client_silence_s.web", number(0, 604_800));
    row("script.client_silence_s.messengers", number(0, 604_800));
    row("script.lifetime_s.web", number(60, 604_800));
    row("script.lifetime_s.messengers", number(60, 604_800));
    row("feedback.ask", switch());
    row("feedback.after_s", number(0, 86_400));
    row(
        "feedback.scale",
        (
            vec![json!("two"), json!("five"), json!("ten")],
            vec![
                (json!("three"), "unknown variant"),
                (json!(5), "invalid type"),
            ],
        ),
    );
    row("feedback.text", text());
    row(
        "feedback.ask_result",
        (
            vec![json!(false)],
            vec![
                (json!(true), "feedback.results: is empty"),
                (json!("no"), "boolean"),
            ],
        ),
    );
    row(
        "feedback.results",
        (
            vec![
                json!([]),
                json!(["Solved", "Решено"]),
                json!((0..50).map(|n| format!("Result {n}")).collect::<Vec<_>>()),
            ],
            vec![
                (json!(["Solved", " "]), "feedback.results.1: is empty"),
                (
                    json!(["Solved", "solved "]),
                    "feedback.results.1: is there twice",
                ),
                (json!(["x".repeat(101)]), "the limit is 100"),
                (
                    json!((0..51).map(|n| format!("Result {n}")).collect::<Vec<_>>()),
                    "has 51 entries; the limit is 50",
                ),
            ],
        ),
    );
    row("queue.operator_idle_s", number(0, 86_400));
    row(
        "queue.operator_idle_to",
        (
            vec![json!("bot"), json!("next_operator"), json!("queue")],
            vec![(json!("nobody"), "unknown variant")],
        ),
    );
    row("queue.time_s", number(0, 86_400));
    row("queue.notify_min.web", number(0, 1440));
    row("queue.notify_min.messengers", number(0, 1440));
    row(
        "queue.text",
        (
            vec![
                json!(""),
                json!("You are {position}, {name}; about {wait}."),
                json!("a { b } c }"),
            ]
            .into_iter()
            .take(2)
            .collect(),
            vec![
                (
                    json!("You are {place}"),
                    "nothing fills in {place}; known are {position}, {wait}, {name}",
                ),
                (json!("я".repeat(4001)), "the limit is 4000"),
            ],
        ),
    );
    row("queue.busy_text", text());
    row("service_level.first_s", number(1, 86_400));
    row("service_level.next_s", number(1, 86_400));
    row("service_level.working_hours_only", switch());
    for path in [
        "appearance.colours.bot",
        "appearance.colours.operator",
        "appearance.colours.user",
        "appearance.colours.buttons",
        "appearance.colours.buttons_text",
    ] {
        row(path, colour());
    }
    for path in [
        "appearance.pictures.bot",
        "appearance.pictures.operator",
        "appearance.pictures.user",
    ] {
        row(path, picture());
    }
    // Each messenger's own forms are tried where they are told.
    row(
        "links",
        (
            vec![
                json!({}),
                json!({ "telegram": "https://t.me/fjell_orders", "viber": "viber://pa?chatURI=fjell" }),
            ],
            vec![
                (
                    json!({ "telegram": "https://t.me.evil.example/fjell" }),
                    "links.telegram: ",
                ),
                (
                    json!({ "whatsapp": "javascript:alert(1)" }),
                    "links.whatsapp: ",
                ),
                (
                    json!({ "web": "https://shop.example" }),
                    "links.web: needs no address",
                ),
                (json!({ "icq": "1" }), "unknown variant"),
            ],
        ),
    );
    let list = |from: &str, more: Value| {
        let mut list = json!({ "from": from, "currency": "EUR", "dialog": 0, "free_messages": 0, "channels": {} });
        list.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        list
    };
    row(
        "prices",
        (
            vec![
                json!([]),
                json!([
                    list(
                        "2026-01-01",
                        json!({ "dialog": 50_000, "channels": { "whatsapp": { "bot": 1, "operator": 0, "client": 1_000_000_000_000_i64 } } })
                    ),
                    list("2026-07-01", json!({ "currency": "RUB" }))
                ]),
            ],
            vec![
                (
                    json!([list("2026-01-01", json!({})), list("2026-01-01", json!({}))]),
                    "prices.1.from: is there twice",
                ),
                (
                    json!([list("2026-01-01", json!({ "dialog": -1 }))]),
                    "prices.0.dialog: is not a price",
                ),
                (
                    json!([list(
                        "2026-01-01",
                        json!({ "channels": { "viber": { "bot": 1_000_000_000_001_i64 } } })
                    )]),
                    "prices.0.channels.viber.bot: is not a price; it must be from 0 to 1000000",
                ),
                (
                    json!([list("2026-01-01", json!({ "currency": "euro" }))]),
                    "`euro` is not a currency",
                ),
                (json!([list("01.01.2026", json!({}))]), "year"),
                (
                    json!([list("2026-01-01", json!({ "free_messages": -5 }))]),
                    "invalid value",
                ),
            ],
        ),
    );
    row(
        "widget.allowed_sites",
        (
            vec![
                json!([]),
                json!([
                    "https://shop.example",
                    "https://*.shop.example",
                    "http://127.0.0.1:8080"
                ]),
            ],
            vec![
                (
                    json!(["shop.example"]),
                    "widget.allowed_sites.0: `shop.example`",
                ),
                (json!(["https://shop.example/basket"]), "names a page"),
                (
                    json!(["https://a.example", "https://A.example/"]),
                    "widget.allowed_sites.1: is there twice",
                ),
                (json!([""]), "is empty"),
                (
                    json!(
                        (0..201)
                            .map(|n| format!("https://s{n}.example"))
                            .collect::<Vec<_>>()
                    ),
                    "has 201 entries; the limit is 200",
                ),
            ],
        ),
    );
    rows
}

#[test]
fn every_setting_takes_its_good_values_and_says_what_is_wrong_with_bad_ones() {
    for (path, good, bad) in table() {
        for value in good {
            assert_eq!(
                kept(path, &value),
                value,
                "{path} is kept as it was written"
            );
        }
        for (value, part) in bad {
            let said = said(path, &value);
            assert!(
                said.iter().any(|said| said.contains(part)),
                "{path} = {value}: {said:?} should say `{part}`"
            );
        }
    }
}

#[test]
fn every_setting_is_in_the_table_and_every_value_of_a_chat_is_a_setting() {
    let tried: Vec<&str> = table().iter().map(|(path, ..)| *path).collect();
    let declared: Vec<&str> = SETTINGS.iter().map(|setting| setting.path).collect();
    assert_eq!(declared, tried);

    fn leaves(path: String, value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(parts) if path.is_empty() || !parts.is_empty() => {
                for (name, part) in parts {
                    let path = if path.is_empty() {
                        name.clone()
                    } else {
                        format!("{path}.{name}")
                    };
                    leaves(path, part, found);
                }
            }
            _ => found.push(path),
        }
    }
    let mut found = Vec::new();
    leaves(
        String::new(),
        &serde_json::to_value(ChatInput::default()).unwrap(),
        &mut found,
    );
    let mut declared: Vec<String> = declared.into_iter().map(str::to_owned).collect();
    found.sort();
    declared.sort();
    assert_eq!(found, declared);
}

#[test]
fn defaults_are_within_their_limits() {
    let default = serde_json::to_value(ChatInput::default()).unwrap();
    for setting in SETTINGS {
        if let Kind::Number {
            least,
            most,
            zero_is_off,
            ..
        } = setting.kind
        {
            let value = setting.value(&default).as_u64().unwrap();
            assert!(
                (u64::from(least)..=u64::from(most)).contains(&value),
                "{}",
                setting.path
            );
            assert_eq!(
                zero_is_off,
                least == 0,
                "{}: what may be 0 means off by it",
                setting.path
            );
        }
    }
}

#[test]
fn everything_wrong_is_said_at_once() {
    let mut chat = with("name", &json!(""));
    chat["appearance"]["colours"]["user"] = json!("reddish");
    chat["queue"]["time_s"] = json!(1_000_000);
    chat["links"] = json!({ "telegram": "t.me" });
    let input: ChatInput = serde_json::from_value(chat).unwrap();
    let fields: Vec<String> = input
        .check()
        .unwrap_err()
        .into_iter()
        .map(|problem| problem.field)
        .collect();
    assert_eq!(
        fields,
        [
            "name",
            "queue.time_s",
            "appearance.colours.user",
            "links.telegram"
        ]
    );
}

#[test]
fn what_is_half_typed_can_be_shown() {
    let mut chat = with("name", &json!(""));
    chat["appearance"]["colours"]["user"] = json!("#12");
    chat["appearance"]["colours"]["bot"] = json!("#123456");
    let input: ChatInput = serde_json::from_value(chat).unwrap();
    let (_, settings, problems) = input.read();
    assert_eq!(problems.len(), 2);
    let colours = settings.appearance.colours;
    assert_eq!(colours.bot.to_string(), "#123456");
    assert_eq!(
        colours.user,
        ChatSettings::default().appearance.colours.user
    );
}

#[test]
fn a_file_may_leave_out_all_but_the_name_and_must_not_misspell() {
    let file: ChatFile = serde_json::from_str(r#"{"name":"A"}"#).unwrap();
    let input = ChatInput::from(file);
    assert_eq!(
        input,
        ChatInput {
            name: "A".to_owned(),
            ..ChatInput::default()
        }
    );
    for (text, unknown) in [
        (r#"{"name":"A","colors":{}}"#, "unknown field `colors`"),
        (r#"{"name":"A","queue":{"time":1}}"#, "unknown field `time`"),
        (
            r##"{"name":"A","appearance":{"colours":{"users":"#fff"}}}"##,
            "unknown field `users`",
        ),
    ] {
        let error = serde_json::from_str::<ChatFile>(text)
            .unwrap_err()
            .to_string();
        assert!(error.contains(unknown), "{error}");
    }
}

#[test]
fn price_lists_are_kept_in_the_order_of_their_days() {
    let list = |from: &str| json!({ "from": from, "currency": "EUR", "dialog": 0, "free_messages": 0, "channels": {} });
    let kept = kept("prices", &json!([list("2026-07-01"), list("2026-01-01")]));
    assert_eq!(kept, json!([list("2026-01-01"), list("2026-07-01")]));
}

#[test]
fn differences_name_settings_and_each_link() {
    let one = ChatInput::default();
    let mut other = one.clone();
    other.queue.time_s = 60;
    other
        .links
        .insert(domain::Messenger::Viber, "viber://pa?chatURI=a".to_owned());
    other.general.working_hours = Some(domain::WorkingHours::default());
    let found: Vec<(String, Value, Value)> = differences(&one, &other)
        .into_iter()
        .map(|difference| (difference.path, difference.before, difference.after))
        .collect();
    let paths: Vec<&str> = found.iter().map(|(path, ..)| &**path).collect();
    assert_eq!(
        paths,
        ["general.working_hours", "queue.time_s", "links.viber"]
    );
    assert_eq!((&found[1].1, &found[1].2), (&json!(300), &json!(60)));
    assert_eq!(found[2].1, Value::Null);
    assert_eq!(differences(&other, &other), []);
}

#[test]
fn too_many_entries_are_one_problem_however_wrong_each_is() {
    let many = json!(vec!["a"; 10_000]);
    let said = said("feedback.results", &many);
    assert_eq!(
        said,
        ["feedback.results: has 10000 entries; the limit is 50"]
    );
}

#[test]
fn a_part_of_a_pair_that_is_left_out_has_its_default() {
    let file = r#"{"name":"A","script":{"lifetime_s":{"web":100},"client_silence_s":{"messengers":7}},"queue":{"notify_min":{}}}"#;
    let file: ChatFile = serde_json::from_str(file).unwrap();
    let pair = |pair: domain::ByChannel| (pair.web, pair.messengers);
    assert_eq!(pair(file.script.lifetime_s), (100, 86_400));
    assert_eq!(pair(file.script.client_silence_s), (900, 7));
    assert_eq!(pair(file.queue.notify_min), (1, 0));
}
