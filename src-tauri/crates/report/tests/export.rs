//! Reports made from a real store and read back with other people's readers.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails says where"
)]

use std::io::Read;
use std::ops::ControlFlow;

use calamine::{Data, Range, Reader as _, Xlsx};
use domain::{
    AuthorType, ChatId, ChatSettings, ClientId, ClosedBy, Colour, DialogId, Ending, GroupId,
    GroupInput, MessageId, MessageKind, Messenger, OperatorId, OperatorInput, StartedBy, TagId,
    TagInput, Timestamp,
};
use language::Language;
use report::{Made, Progress, Report, ReportError, Request, export};
use store::{
    DialogFilter, SampleDialog, SampleMessage, SampleRating, SampleService, SampleTurn, Store,
    StoreError, Writer,
};
use tempfile::TempDir;

/// 2026-11-22 10:00:00 UTC.
const MORNING: Timestamp = Timestamp::from_millis(1_795_341_600_000);

/// What the clients of the test wrote; each is a dialog's only message of a client.
const WRITTEN: [&str; 4] = [
    "=SUM(A1)",
    "Где мой заказ?\nЖду 👍",
    "bell \u{7} rang",
    "plain, \"quoted\"; text",
];

struct World {
    store: Store,
    chat: ChatId,
    folder: TempDir,
}

fn said(at: Timestamp, author_type: AuthorType, author: Option<&str>, text: &str) -> SampleMessage {
    SampleMessage {
        id: MessageId::new(at),
        at,
        author_type,
        author: author.map(str::to_owned),
        operator: None,
        kind: MessageKind::Text,
        text: text.to_owned(),
    }
}

/// An operator in a group, and a tag.
fn crew(w: &mut Writer<'_>) -> Result<(OperatorId, GroupId, TagId), StoreError> {
    let (operator, group) = (OperatorId::new(MORNING), GroupId::new(MORNING));
    let tag = TagId::new(MORNING);
    let input = OperatorInput {
        name: "Ольга".to_owned(),
        picture: None,
        dialogs_max: 5,
        groups: Vec::new(),
        working_hours: None,
        time_zone: None,
    };
    w.add_operator(operator, &input, MORNING)?;
    let input = GroupInput {
        name: "Заказы".to_owned(),
        sl_first_s: None,
        sl_next_s: None,
        members: vec![operator],
    };
    w.add_group(group, &input, MORNING)?;
    let input = TagInput {
        name: "срочно".to_owned(),
        colour: Colour::rgb(1, 2, 3),
    };
    w.add_tag(tag, &input, MORNING)?;
    Ok((operator, group, tag))
}

async fn world() -> World {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let store = Store::open(&data, MORNING).unwrap();
    let chat = ChatId::new(MORNING);
    store
        .write(move |w| {
            w.add_chat(
                chat,
                "Заказы, returns",
                &ChatSettings::default(),
                &store::Made::by_program(MORNING),
            )?;
            let channel = w.add_web_channel(chat, "key", MORNING)?;
            let (operator, group, tag) = crew(w)?;
            for (hour, text) in (0..).zip(WRITTEN) {
                let at = MORNING.plus_seconds(hour * 3600);
                let served = hour == 1;
                w.add_sample_dialog(&SampleDialog {
                    id: DialogId::new(at),
                    client: ClientId::new(at),
                    chat,
                    channel,
                    messenger: Messenger::Web,
                    started_by: StartedBy::Bot,
                    script: None,
                    client_name: (hour == 0).then(|| "Анна".to_owned()),
                    client_language: None,
                    first_page: Some("https://shop.example/?a=1".to_owned()),
                    handed_over_at: served.then(|| at.plus_seconds(3)),
                    ending: Ending::ClientTimeout,
                    closed_by: ClosedBy::System,
                    closed_at: at.plus_seconds(90_061),
                    messages: vec![
                        said(at, AuthorType::Bot, None, "Hello!"),
                        said(at.plus_seconds(3), AuthorType::Client, None, text),
                        said(
                            at.plus_seconds(9),
                            AuthorType::Operator,
                            Some("Ольга"),
                            "One moment",
                        ),
                    ],
                    service: served.then(|| SampleService {
                        group: (group, "Заказы".to_owned()),
                        operator: Some((operator, "Ольга".to_owned())),
                        waited_until: at.plus_seconds(5),
                        turns: vec![SampleTurn {
                            opened_at: at.plus_seconds(3),
                            goal_s: 30,
                            answered_at: Some(at.plus_seconds(9)),
                        }],
                        result: Some("Решено".to_owned()),
                    }),
                    rating: served.then(|| SampleRating {
                        rating: 8,
                        scale: 10,
                        at: at.plus_seconds(60),
                        comment: Some("=быстро".to_owned()),
                    }),
                    tags: if served { vec![tag] } else { Vec::new() },
                })?;
            }
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
    World {
        store,
        chat,
        folder,
    }
}

fn request() -> Request {
    Request {
        report: Report::named("sessions").unwrap(),
        filter: DialogFilter::default(),
        with_time: false,
        zone: "Europe/Moscow".to_owned(),
        language: Language::En,
        made_at: MORNING.plus_seconds(100_000),
        program_version: "0.1.0".to_owned(),
    }
}

impl World {
    fn export(&self, request: &Request, name: &str) -> Result<Made, ReportError> {
        let target = self.folder.path().join(name);
        self.store.read_long(|reader| {
            export(reader, request, &target, &mut |_| ControlFlow::Continue(()))
        })
    }

    fn text(&self, request: &Request, name: &str) -> String {
        std::fs::read_to_string(self.export(request, name).unwrap().path).unwrap()
    }

    fn sheet(&self, request: &Request, name: &str, sheet: &str) -> Range<Data> {
        let made = self.export(request, name).unwrap();
        let mut book: Xlsx<_> = calamine::open_workbook(made.path).unwrap();
        book.worksheet_range(sheet).unwrap()
    }

    /// The files beside the data folder.
    fn files(&self) -> Vec<String> {
        let names = std::fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<_> = names
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.retain(|name| name != "data");
        names.sort();
        names
    }
}

fn column<'a>(sheet: &'a Range<Data>, title: &str) -> Vec<&'a Data> {
    let at = sheet
        .rows()
        .next()
        .unwrap()
        .iter()
        .position(|cell| cell == title);
    let at = at.unwrap_or_else(|| panic!("no column {title}"));
    sheet.rows().skip(1).map(|row| &row[at]).collect()
}

/// A date cell as it is shown.
fn clock(cell: &Data) -> String {
    let Data::DateTime(at) = cell else {
        panic!("{cell:?} is no date")
    };
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}

fn texts(cells: &[&Data]) -> Vec<String> {
    cells.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn what_operators_did_and_clients_thought_is_told_of_those_dialogs_alone() {
    let world = world().await;
    let sheet = world.sheet(&request(), "a.xlsx", "Sessions");
    for (title, value) in [
        ("Operators", "Ольга"),
        ("Operator group", "Заказы"),
        ("Rating", "8"),
        ("Scale", "10"),
        ("CSI, %", "78"),
        ("Rating comment", "=быстро"),
        ("Result by the operator", "Решено"),
        ("Tags", "срочно"),
    ] {
        assert_eq!(
            texts(&column(&sheet, title)),
            ["", value, "", ""],
            "{title}"
        );
    }
    assert_eq!(clock(column(&sheet, "Taken at")[1]), "2026-11-22 14:00:05");
    let Data::DateTime(length) = column(&sheet, "First response")[1] else {
        panic!("a duration")
    };
    assert_eq!((length.as_f64() * 86_400.0).round(), 6.0);
}

#[tokio::test]
async fn a_workbook_holds_every_dialog_with_typed_cells() {
    let world = world().await;
    let sheet = world.sheet(&request(), "a.xlsx", "Sessions");
    assert_eq!(sheet.height(), 1 + WRITTEN.len());
    assert_eq!(texts(&column(&sheet, "Chat")), ["Заказы, returns"; 4]);
    assert_eq!(texts(&column(&sheet, "Ending")), ["Client timeout"; 4]);
    assert_eq!(*column(&sheet, "Client messages")[0], Data::Float(1.0));
    assert_eq!(*column(&sheet, "Taken at")[0], Data::Empty);
    assert_eq!(
        clock(column(&sheet, "Chat date")[1]),
        "2026-11-22 14:00:00",
        "by Moscow's clock"
    );
    let Data::DateTime(length) = column(&sheet, "Duration")[0] else {
        panic!("a duration")
    };
    assert!(length.is_duration(), "25 hours must not show as 1");
    assert_eq!((length.as_f64() * 86_400.0).round(), 90_061.0);
    assert_eq!(
        texts(&column(&sheet, "Dialog")),
        [
            "Bot: Hello!\nАнна: =SUM(A1)\nОльга: One moment",
            "Bot: Hello!\nClient: Где мой заказ?\nЖду 👍\nОльга: One moment",
            "Bot: Hello!\nClient: bell \u{fffd} rang\nОльга: One moment",
            "Bot: Hello!\nClient: plain, \"quoted\"; text\nОльга: One moment",
        ]
    );
}

#[tokio::test]
async fn messages_have_their_own_sheet_with_and_without_time() {
    let world = world().await;
    let without = world.sheet(&request(), "a.xlsx", "Messages");
    let titles: Vec<_> = without
        .rows()
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        titles,
        [
            "Session id",
            "No.",
            "Author type",
            "Author",
            "Kind",
            "Text",
            "Attachment",
            "Delivery"
        ]
    );
    assert_eq!(without.height(), 1 + 3 * WRITTEN.len());
    assert_eq!(
        *column(&without, "Text")[1],
        Data::String("=SUM(A1)".to_owned())
    );
    assert_eq!(texts(&column(&without, "No.")[..4]), ["1", "2", "3", "1"]);
    assert_eq!(
        texts(&column(&without, "Author")[..4]),
        ["", "Анна", "Ольга", ""]
    );

    let request = Request {
        with_time: true,
        ..request()
    };
    let with = world.sheet(&request, "b.xlsx", "Messages");
    assert_eq!(clock(column(&with, "Sent at")[1]), "2026-11-22 13:00:03");
    let sessions = world.sheet(&request, "b.xlsx", "Sessions");
    assert_eq!(
        column(&sessions, "Dialog")[0].to_string(),
        "[2026-11-22 13:00:00] Bot: Hello!\n[2026-11-22 13:00:03] Анна: =SUM(A1)\n\
         [2026-11-22 13:00:09] Ольга: One moment"
    );
}

#[tokio::test]
async fn about_tells_what_was_asked_and_what_came_out() {
    let world = world().await;
    let filter = DialogFilter {
        messengers: vec![Messenger::Web, Messenger::Telegram],
        chats: vec![world.chat],
        from: Some(MORNING),
        ..DialogFilter::default()
    };
    let request = Request {
        filter,
        language: Language::Ru,
        ..request()
    };
    let made = world.export(&request, "a.xlsx").unwrap();
    let about = world.sheet(&request, "a.xlsx", "Об отчёте");
    let fact = |label: &str| -> Vec<String> {
        let rows = about.rows().filter(|row| row[0] == *label);
        rows.map(|row| row[1].to_string()).collect()
    };
    assert_eq!(fact("Отчёт"), ["Все сессии чатов"]);
    assert_eq!(fact("Мессенджеры"), ["Виджет на сайте, Telegram"]);
    assert_eq!(fact("Чаты"), ["Заказы, returns"]);
    assert_eq!(fact("Начаты раньше"), ["Без ограничения"]);
    assert_eq!(fact("Часовой пояс"), ["Europe/Moscow"]);
    assert_eq!(fact("Версия Parley"), ["0.1.0"]);
    assert_eq!(fact("Строк"), ["4", "12"]);
    assert_eq!(fact("SHA-256 строк")[0], made.digest);
    let notes = fact("Примечание");
    assert!(
        notes
            .iter()
            .any(|note| note.contains("2 управляющих символа")),
        "the bell is in the transcript and in the message: {notes:?}"
    );
    assert_eq!(
        fact("session_id"),
        ["Id сессии"; 2],
        "the ids of the digest are explained"
    );
}

#[tokio::test]
async fn the_digest_depends_on_the_data_alone() {
    let world = world().await;
    let made = world.export(&request(), "a.xlsx").unwrap();
    assert_eq!(made.rows, 4);
    let russian = Request {
        language: Language::Ru,
        zone: "America/Lima".to_owned(),
        made_at: MORNING,
        ..request()
    };
    for name in ["b.xlsx", "b.csv", "b.jsonl"] {
        for request in [&request(), &russian] {
            assert_eq!(
                world.export(request, name).unwrap().digest,
                made.digest,
                "{name}"
            );
        }
    }
    let fewer = DialogFilter {
        from: Some(MORNING.plus_seconds(1)),
        ..DialogFilter::default()
    };
    let fewer = world
        .export(
            &Request {
                filter: fewer,
                ..request()
            },
            "c.csv",
        )
        .unwrap();
    assert_eq!(fewer.rows, 3);
    assert_ne!(fewer.digest, made.digest);
}

#[tokio::test]
async fn the_same_report_is_the_same_file() {
    let world = world().await;
    for (one, other) in [
        ("a.xlsx", "b.xlsx"),
        ("a.csv", "b.csv"),
        ("a.jsonl", "b.jsonl"),
    ] {
        let read = |name| std::fs::read(world.export(&request(), name).unwrap().path).unwrap();
        assert!(read(one) == read(other), "{one} and {other} differ");
    }
}

#[tokio::test]
async fn csv_has_ids_as_titles_and_texts_as_written() {
    let world = world().await;
    let text = world.text(
        &Request {
            language: Language::Ru,
            ..request()
        },
        "a.csv",
    );
    let text = text
        .strip_prefix('\u{feff}')
        .expect("a byte order mark for spreadsheets");
    let mut csv = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(text.as_bytes());
    let titles = csv.headers().unwrap().clone();
    let ids: Vec<_> = Report::ALL[0]
        .columns()
        .iter()
        .map(|column| column.id.to_string())
        .collect();
    assert_eq!(titles, ids);
    let rows: Vec<_> = csv.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 4);
    let last = ids.len() - 1;
    assert_eq!(
        &rows[1][last],
        "bot: Hello!\nclient: Где мой заказ?\nЖду 👍\nОльга: One moment"
    );
    assert_eq!(&rows[0][1], "2026-11-22 13:00:00");
    assert_eq!(&rows[0][3], "web");
}

#[tokio::test]
async fn json_lines_name_every_column() {
    let world = world().await;
    let text = world.text(&request(), "a.jsonl");
    let rows: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(rows.len(), 4);
    assert_eq!(
        rows[0].as_object().unwrap().len(),
        Report::ALL[0].columns().len()
    );
    assert_eq!(rows[0]["chat_date"], "2026-11-22T13:00:00.000+03:00");
    assert_eq!(rows[0]["duration_s"], 90_061);
    assert_eq!(rows[0]["taken_at"], serde_json::Value::Null);
    assert_eq!(
        rows[2]["dialog"],
        "bot: Hello!\nclient: bell \u{7} rang\nОльга: One moment"
    );
}

#[tokio::test]
async fn a_report_without_dialogs_is_still_a_report() {
    let world = world().await;
    let filter = DialogFilter {
        to: Some(MORNING),
        ..DialogFilter::default()
    };
    let request = Request {
        filter,
        ..request()
    };
    assert_eq!(world.sheet(&request, "a.xlsx", "Sessions").height(), 1);
    assert_eq!(world.export(&request, "a.jsonl").unwrap().rows, 0);
    assert_eq!(world.text(&request, "a.csv").lines().count(), 1);
}

#[tokio::test]
async fn a_cancelled_report_leaves_the_old_file_whole() {
    let world = world().await;
    for name in ["a.xlsx", "a.csv", "a.jsonl"] {
        let target = world.folder.path().join(name);
        std::fs::write(&target, "old").unwrap();
        for stop_at in 0..4 {
            let mut progress = |progress: Progress| {
                if progress.done == stop_at {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            };
            let result = world
                .store
                .read_long(|reader| export(reader, &request(), &target, &mut progress));
            assert!(matches!(result, Err(ReportError::Cancelled)), "{result:?}");
        }
        assert_eq!(std::fs::read_to_string(&target).unwrap(), "old");
    }
    assert_eq!(world.files(), ["a.csv", "a.jsonl", "a.xlsx"]);
    world.export(&request(), "a.csv").unwrap();
    assert_ne!(
        world.text(&request(), "a.csv"),
        "old",
        "a whole report takes its place"
    );
}

#[tokio::test]
async fn progress_counts_to_its_total() {
    let world = world().await;
    for (name, total) in [("a.xlsx", 8), ("a.csv", 4)] {
        let mut seen = Vec::new();
        let target = world.folder.path().join(name);
        let mut progress = |progress| {
            seen.push(progress);
            ControlFlow::Continue(())
        };
        world
            .store
            .read_long(|reader| export(reader, &request(), &target, &mut progress))
            .unwrap();
        let expected: Vec<_> = (0..=total).map(|done| Progress { done, total }).collect();
        assert_eq!(seen, expected, "{name}");
    }
}

#[tokio::test]
async fn a_target_that_cannot_be_is_refused_by_name() {
    let world = world().await;
    std::fs::create_dir(world.folder.path().join("folder.xlsx")).unwrap();
    std::fs::write(world.folder.path().join("file"), "").unwrap();
    let before = world.files();
    for (name, says) in [
        ("a.xls", "a report ends in .xlsx, .csv or .jsonl"),
        ("folder.xlsx", "is a folder"),
        ("missing/a.xlsx", "its folder does not exist"),
        ("file/a.csv", "its folder does not exist"),
        (
            &format!("{}.csv", "long".repeat(100)),
            "could not be written",
        ),
    ] {
        let error = world.export(&request(), name).unwrap_err().to_string();
        let path = world.folder.path().join(name);
        assert!(
            error.starts_with(&path.display().to_string()) && error.contains(says),
            "{error}"
        );
    }
    let nowhere = Request {
        zone: "Mars/Olympus".to_owned(),
        ..request()
    };
    let error = world.export(&nowhere, "a.xlsx").unwrap_err().to_string();
    assert!(
        error.starts_with("`Mars/Olympus` is not a time zone"),
        "{error}"
    );
    assert_eq!(world.files(), before, "nothing half-written stays");
}

#[tokio::test]
async fn ids_are_links_to_their_dialogs() {
    let world = world().await;
    let made = world.export(&request(), "a.xlsx").unwrap();
    let mut package = zip::ZipArchive::new(std::fs::File::open(made.path).unwrap()).unwrap();
    let mut links = String::new();
    let name = "xl/worksheets/_rels/sheet1.xml.rels";
    package
        .by_name(name)
        .unwrap()
        .read_to_string(&mut links)
        .unwrap();
    for id in texts(&column(
        &world.sheet(&request(), "a.xlsx", "Sessions"),
        "Session id",
    )) {
        let target = format!("Target=\"parley://dialog/{id}\"");
        assert!(links.contains(&target), "{id} has no link: {links}");
    }
}

#[tokio::test]
async fn the_details_of_a_dialog_are_the_columns_of_its_report() {
    let world = world().await;
    let mut rows = Vec::new();
    world
        .store
        .read_long(|reader| {
            reader.each_session(&DialogFilter::default(), |session, _| {
                rows.push(report::parameters(session, |id, cell| {
                    (id, format!("{cell:?}"))
                }));
                Ok::<_, StoreError>(())
            })
        })
        .unwrap();
    let columns = Report::ALL[0].columns();
    let told: Vec<_> = rows[0].iter().map(|(id, _)| *id).collect();
    let expected: Vec<_> = columns
        .iter()
        .map(|column| &*column.id)
        .filter(|id| *id != "dialog")
        .collect();
    assert_eq!(told, expected);
    assert!(rows[0].contains(&("duration_s", "Seconds(90061)".to_owned())));
    assert!(rows[0].contains(&("taken_at", "None".to_owned())));
}
