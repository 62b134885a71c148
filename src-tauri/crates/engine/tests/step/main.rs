//! The life of a dialog: what happens, at which second, in; what is to be done out.

mod always;
mod builtin;
mod dialog;
mod endings;
mod late;
mod rules;
mod world;

use domain::{ChatSettings, DialogId, Messenger, Timestamp};
use engine::Settings;
use expect_test::Expect;
use language::Language;

use world::{Happens, World};

/// Greets, asks, and knows every way on.
const SHOP: &str = r#"{"format":1,"name":"A","language":"en","blocks":[
    {"id":"start","type":"start","text":"Hello!","next":"menu"},
    {"id":"menu","type":"question","text":"What is it?","branches":[
        {"when":"button","title":"Delivery","next":"delivery"},
        {"when":"button","title":"A person","next":"person"},
        {"when":"button","title":"Nothing","next":"bye"},
        {"when":"else","next":"pardon"}]},
    {"id":"delivery","type":"message","text":"Two days.","next":"menu"},
    {"id":"pardon","type":"message","text":"Pardon?","next":"menu"},
    {"id":"person","type":"transfer","branches":[{"when":"no_operator","next":"note"}]},
    {"id":"note","type":"question","text":"Leave a note.","branches":[{"when":"else","next":"thanks"}]},
    {"id":"thanks","type":"message","text":"Thanks.","next":"bye"},
    {"id":"bye","type":"end"}]}"#;

/// Hands over at once, and has no branch for when nobody comes.
const HANDOVER: &str = r#"{"format":1,"name":"A","language":"en","blocks":[
    {"id":"start","type":"start","next":"person"},
    {"id":"person","type":"transfer","branches":[]}]}"#;

/// Asks again after a minute without an answer.
const NUDGE: &str = r#"{"format":1,"name":"A","language":"en","blocks":[
    {"id":"start","type":"start","next":"menu"},
    {"id":"menu","type":"question","text":"What is it?","branches":[
        {"when":"button","title":"Nothing","next":"bye"},
        {"when":"else","next":"menu"},
        {"when":"no_answer","after_s":60,"next":"nudge"}]},
    {"id":"nudge","type":"message","text":"Are you there?","next":"menu"},
    {"id":"bye","type":"end"}]}"#;

/// The moment at which the dialogs of the tests begin: a Tuesday, 22:13:20 in UTC.
const BEGIN: Timestamp = Timestamp::from_millis(1_700_000_000_000);

fn dialog() -> DialogId {
    DialogId::from_bytes([7; 16])
}

fn settings() -> Settings {
    Settings {
        busy_text: "Busy.".to_owned(),
        nobody_came_text: "Nobody came.".to_owned(),
        notify_s: 0,
        ..Settings::of(&ChatSettings::default(), Messenger::Web, Language::En)
    }
}

/// Lets things happen to a dialog of a script and shows what is to be done.
fn check(script: &str, story: &[(u32, Happens<'_>)], shown: Expect) {
    World::of(script).check(story, shown);
}

fn check_with(settings: &Settings, script: &str, story: &[(u32, Happens<'_>)], shown: Expect) {
    let settings = settings.clone();
    let world = World {
        settings,
        ..World::of(script)
    };
    world.check(story, shown);
}
