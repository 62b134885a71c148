//! Tables of cases for every rule of how a dialog lives, each rule with its defaults and its zeros.
//! What concerns several dialogs is told in `tests/desk`.

mod rule_01_greeting;
mod rule_02_handover;
mod rule_03_queue;
mod rule_04_operator_idle;
mod rule_05_client_silence;
mod rule_06_lifetime;
mod rule_07_endings;
mod rule_08_scripts_after_an_ending;
mod rule_09_feedback;
mod rule_09_ratings;
mod rule_10_result;
mod rule_11_after_closed;
mod rule_13_presence;
mod rule_14_channels;
mod rule_15_late_answers;
mod script_blocks;
mod service_level;

use domain::{ChatSettings, Messenger};
use engine::Settings;
use language::Language;

/// Hands over to group 1 at once, with a branch for everything that can go wrong.
const GROUP: &str = r#"{"format":1,"name":"A","language":"en","blocks":[
    {"id":"start","type":"start","next":"person"},
    {"id":"person","type":"transfer","group":"01010101-0101-0101-0101-010101010101","branches":[
        {"when":"no_operator","next":"nobody"},{"when":"operator_idle","next":"idle"}]},
    {"id":"nobody","type":"question","text":"Nobody came. A note?","branches":[{"when":"else","next":"bye"}]},
    {"id":"idle","type":"question","text":"They are slow. A note?","branches":[{"when":"else","next":"bye"}]},
    {"id":"bye","type":"end"}]}"#;

/// Says one thing and ends.
const GOODBYE: &str = r#"{"format":1,"name":"B","language":"en","blocks":[
    {"id":"start","type":"start","text":"One more thing.","next":"bye"},
    {"id":"bye","type":"end"}]}"#;

/// Asks one thing and ends.
const SURVEY: &str = r#"{"format":1,"name":"C","language":"en","blocks":[
    {"id":"start","type":"start","next":"ask"},
    {"id":"ask","type":"question","text":"Was it easy?","branches":[{"when":"else","next":"bye"}]},
    {"id":"bye","type":"end"}]}"#;

/// What a chat nobody has configured lays down.
fn defaults(messenger: Messenger) -> Settings {
    Settings::of(&ChatSettings::default(), messenger, Language::En)
}

/// Open from nine to six in UTC on every day, so closed when the tests begin; it opens at second
/// 38 800 and closes at second 71 200.
fn by_day(settings: &mut Settings) {
    let day = serde_json::json!([{"from": "09:00", "to": "18:00"}]);
    let week = serde_json::json!({"monday": day, "tuesday": day, "wednesday": day, "thursday": day,
        "friday": day, "saturday": day, "sunday": day});
    let general = serde_json::json!({"time_zone": "UTC", "working_hours": week});
    let general = serde_json::from_value(general).expect("these are working hours");
    settings.hours = engine::Hours::of_chat(&general);
}
