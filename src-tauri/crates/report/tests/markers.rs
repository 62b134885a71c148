//! Report `markers`, made from a real store and read back with another reader.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails says where"
)]

use std::ops::ControlFlow;

use calamine::{Data, Range, Reader as _, Xlsx};
use domain::{ChatId, ChatSettings, DialogId, ScriptId, Timestamp};
use language::Language;
use report::{Made, Progress, Report, Request, export};
use store::{
    DialogFilter, DialogScript, Inbound, Made as MadeBy, Store, StoreError, TokenHash, VisitorFacts,
};
use tempfile::TempDir;

/// 2026-11-22 10:00:00 UTC.
const MORNING: Timestamp = Timestamp::from_millis(1_795_341_600_000);

struct World {
    store: Store,
    script: ScriptId,
    folder: TempDir,
}

/// What a dialog passed: the marker, its value, and how many seconds after the beginning.
type Passed = (&'static str, Option<&'static str>, u32);

/// Four dialogs, of which one passed nothing.
const DIALOGS: [&[Passed]; 4] = [
    &[
        ("ordered", Some("1"), 10),
        ("asked", None, 20),
        ("ordered", Some("=2"), 30),
    ],
    &[],
    &[("ordered", Some("3"), 40)],
    &[("ordered", None, 60), ("status", Some("x"), 61)],
];

async fn world() -> World {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let store = Store::open(&data, MORNING).unwrap();
    let script = store
        .write(|w| {
            let script = ScriptId::new(MORNING);
            w.add_script(script, "Orders", "{}", &MadeBy::by_program(MORNING))?;
            let chat = ChatId::new(MORNING);
            let settings = ChatSettings::default();
            w.add_chat(chat, "Shop", &settings, &MadeBy::by_program(MORNING))?;
            let channel = w.add_web_channel(chat, "key", MORNING)?;
            for (hour, passed) in (0_u8..).zip(DIALOGS) {
                let at = MORNING.plus_seconds(u32::from(hour) * 3600);
                let facts = VisitorFacts::default();
                let visitor = w.add_visitor(channel, chat, TokenHash([hour; 32]), &facts, at)?;
                let wrote = Inbound {
                    remote_id: "a".to_owned(),
                    text: "Hello".to_owned(),
                    payload: None,
                    attachment: None,
                };
                w.receive(&visitor, &wrote, at)?;
                let dialog = w.open_dialog_of(visitor.client)?.unwrap();
                w.set_dialog_script(
                    dialog,
                    DialogScript {
                        id: script,
                        version: 7,
                    },
                )?;
                for (marker, value, after) in passed {
                    let at = at.plus_seconds(*after);
                    w.mark(dialog, visitor.client, "block-1", marker, *value, at)?;
                }
            }
            Ok::<_, StoreError>(script)
        })
        .await
        .unwrap();
    World {
        store,
        script,
        folder,
    }
}

fn request(filter: DialogFilter) -> Request {
    Request {
        report: Report::named("markers").unwrap(),
        filter,
        with_time: false,
        zone: "UTC".to_owned(),
        language: Language::En,
        made_at: MORNING.plus_seconds(100_000),
        program_version: "0.1.0".to_owned(),
    }
}

impl World {
    fn export(&self, filter: DialogFilter, name: &str) -> (Made, Progress) {
        let target = self.folder.path().join(name);
        let mut last = Progress { done: 0, total: 0 };
        let request = request(filter);
        let made = self.store.read_long(|reader| {
            export(reader, &request, &target, &mut |at| {
                last = at;
                ControlFlow::Continue(())
            })
        });
        (made.unwrap(), last)
    }

    fn sheet(&self, filter: DialogFilter, sheet: &str) -> Range<Data> {
        let (made, _) = self.export(filter, "a.xlsx");
        let mut book: Xlsx<_> = calamine::open_workbook(made.path).unwrap();
        book.worksheet_range(sheet).unwrap()
    }
}

fn texts(cells: &[Data]) -> Vec<String> {
    cells.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn every_marker_has_a_column_with_its_last_value_or_time() {
    let world = world().await;
    let sheet = world.sheet(DialogFilter::default(), "Dialogs with markers");
    let rows: Vec<_> = sheet.rows().collect();
    let titles = texts(rows[0]);
    assert_eq!(
        titles[6..],
        [
            "Script",
            "Script version",
            "Operators",
            "Status",
            "Rating",
            "asked",
            "ordered",
            "status"
        ],
        "a marker may be called what a column is"
    );
    assert_eq!(rows.len(), 1 + 3, "a dialog without markers is not in it");
    assert_eq!(texts(&rows[1][6..8]), ["Orders", "7"]);
    assert_eq!(
        rows[1][12],
        Data::String("=2".to_owned()),
        "the last value, as a text"
    );
    assert!(
        matches!(rows[1][11], Data::DateTime(_)),
        "{:?}",
        rows[1][11]
    );
    assert_eq!(rows[2][11], Data::Empty);
    assert_eq!(rows[2][12], Data::String("3".to_owned()));
    assert!(
        matches!(rows[3][12], Data::DateTime(_)),
        "{:?}",
        rows[3][12]
    );
}

#[tokio::test]
async fn passes_and_the_funnel_have_their_own_sheets() {
    let world = world().await;
    let passes = world.sheet(DialogFilter::default(), "Passes");
    assert_eq!(passes.rows().count(), 1 + 6);
    let first = passes.rows().nth(1).unwrap();
    assert_eq!(texts(&first[1..3]), ["ordered", "1"]);
    assert_eq!(first[4], Data::String("block-1".to_owned()));
    let funnel = world.sheet(DialogFilter::default(), "Funnel");
    let rows: Vec<_> = funnel.rows().skip(1).map(|row| texts(&row[..3])).collect();
    assert_eq!(
        rows,
        [
            ["ordered", "3", "75"],
            ["asked", "1", "25"],
            ["status", "1", "25"]
        ],
        "of four dialogs"
    );
    let Data::DateTime(median) = &funnel.rows().nth(1).unwrap()[3] else {
        panic!("no duration: {funnel:?}")
    };
    assert!(median.is_duration(), "{median:?}");
    assert_eq!(
        (median.as_f64() * 86_400.0).round(),
        40.0,
        "of 10, 40 and 60 seconds"
    );
}

#[tokio::test]
async fn a_filter_holds_for_columns_and_shares_too() {
    let world = world().await;
    let filter = DialogFilter {
        from: Some(MORNING.plus_seconds(3600)),
        to: Some(MORNING.plus_seconds(3 * 3600)),
        script: Some(world.script),
        ..DialogFilter::default()
    };
    let sheet = world.sheet(filter.clone(), "Dialogs with markers");
    let titles = texts(sheet.rows().next().unwrap());
    assert_eq!(titles[11..], ["ordered"]);
    let funnel = world.sheet(filter.clone(), "Funnel");
    assert_eq!(
        texts(&funnel.rows().nth(1).unwrap()[..3]),
        ["ordered", "1", "50"]
    );
    let about = world.sheet(filter, "About");
    let fact = |label: &str| {
        let row = about.rows().find(|row| row[0] == *label).unwrap();
        row[1].to_string()
    };
    assert_eq!(fact("Script"), "Orders");
    assert_eq!(fact("Marker"), "Any");

    let marked = DialogFilter {
        marker: Some("asked".to_owned()),
        ..DialogFilter::default()
    };
    let sheet = world.sheet(marked, "Dialogs with markers");
    assert_eq!(sheet.rows().count(), 1 + 1);
}

#[tokio::test]
async fn programs_get_ids_that_no_marker_can_take() {
    let world = world().await;
    let (made, end) = world.export(DialogFilter::default(), "a.jsonl");
    assert_eq!(made.rows, 3);
    assert_eq!(end, Progress { done: 3, total: 3 });
    let text = std::fs::read_to_string(&made.path).unwrap();
    let first: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    assert_eq!(first["status"], "bot");
    assert_eq!(first["marker.status"], serde_json::Value::Null);
    assert_eq!(first["marker.ordered"], "=2");
    assert_eq!(first["marker.asked"], "2026-11-22T10:00:20.000+00:00");
    let (_, end) = world.export(DialogFilter::default(), "a.xlsx");
    assert_eq!(
        end,
        Progress { done: 9, total: 9 },
        "three dialogs for three sheets"
    );
}

#[tokio::test]
async fn an_archive_without_markers_makes_an_empty_report() {
    let world = world().await;
    let filter = DialogFilter {
        marker: Some("never".to_owned()),
        ..DialogFilter::default()
    };
    let (made, end) = world.export(filter.clone(), "a.xlsx");
    assert_eq!((made.rows, end), (0, Progress { done: 0, total: 0 }));
    let sheet = world.sheet(filter, "Funnel");
    assert_eq!(sheet.rows().count(), 1);
}

#[tokio::test]
async fn sessions_name_the_markers_of_a_dialog() {
    let world = world().await;
    let mut told: Vec<(DialogId, String)> = Vec::new();
    let all = DialogFilter::default();
    world
        .store
        .read_long(|reader| {
            reader.each_session(&all, |session, _| {
                report::parameters(session, |id, cell| {
                    if id == "markers" {
                        told.push((session.id, format!("{cell:?}")));
                    }
                });
                Ok::<_, StoreError>(())
            })
        })
        .unwrap();
    let told: Vec<_> = told.into_iter().map(|(_, cell)| cell).collect();
    assert_eq!(
        told,
        [
            "Text(\"asked, ordered\")",
            "None",
            "Text(\"ordered\")",
            "Text(\"ordered, status\")"
        ]
    );
}
