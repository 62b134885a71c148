//! The scripts of the centre.

use domain::{GroupId, ScriptId};

use crate::plan::Script;

const SHOP: &str = r#"{"format":1,"name":"Shop","language":"en","blocks":[
    {"id":"start","type":"start","text":"Hello!","next":"menu"},
    {"id":"menu","type":"question","text":"What is it?","branches":[
        {"when":"button","title":"Delivery","next":"delivery"},
        {"when":"button","title":"A person","next":"person"},
        {"when":"button","title":"Nothing","next":"bye"},
        {"when":"else","next":"pardon"}]},
    {"id":"delivery","type":"message","text":"Two days.","next":"menu"},
    {"id":"pardon","type":"message","text":"Pardon?","next":"menu"},
    {"id":"person","type":"transfer","branches":[{"when":"no_operator","next":"note"}]},
    {"id":"note","type":"question","text":"Leave a note.","branches":[{"when":"else","next":"bye"}]},
    {"id":"bye","type":"end"}]}"#;

const HANDOVER: &str = r#"{"format":1,"name":"Handover","language":"en","blocks":[
    {"id":"start","type":"start","next":"person"},
    {"id":"person","type":"transfer","branches":[]}]}"#;

const GROUP: &str = r#"{"format":1,"name":"Group","language":"ru","blocks":[
    {"id":"start","type":"start","next":"person"},
    {"id":"person","type":"transfer","group":"GROUP","branches":[
        {"when":"no_operator","next":"again"},{"when":"operator_idle","next":"idle"}]},
    {"id":"again","type":"question","text":"Nobody came. Wait?","branches":[
        {"when":"button","title":"Yes","next":"person"},{"when":"else","next":"bye"}]},
    {"id":"idle","type":"message","text":"They are slow.","next":"person"},
    {"id":"bye","type":"end"}]}"#;

const NUDGE: &str = r#"{"format":1,"name":"Nudge","language":"en","blocks":[
    {"id":"start","type":"start","next":"menu"},
    {"id":"menu","type":"question","text":"What is it?","branches":[
        {"when":"button","title":"Nothing","next":"bye"},
        {"when":"else","next":"menu"},
        {"when":"no_answer","after_s":60,"next":"nudge"}]},
    {"id":"nudge","type":"message","text":"Are you there?","next":"menu"},
    {"id":"bye","type":"end"}]}"#;

const GOODBYE: &str = r#"{"format":1,"name":"Goodbye","language":"en","blocks":[
    {"id":"start","type":"start","text":"One more thing.","next":"bye"},
    {"id":"bye","type":"end"}]}"#;

const SURVEY: &str = r#"{"format":1,"name":"Survey","language":"en","blocks":[
    {"id":"start","type":"start","next":"ask"},
    {"id":"ask","type":"question","text":"Was it easy?","branches":[{"when":"else","next":"bye"}]},
    {"id":"bye","type":"end"}]}"#;

/// Asks a server, waits, draws lots, takes turns, counts, and goes on in another script.
const ORDER: &str = r#"{"format":1,"name":"Order","language":"en","blocks":[
    {"id":"start","type":"start","text":"Hello, {clientName}!","next":"number"},
    {"id":"number","type":"question","text":"Which order?","save_to":"order","branches":[
        {"when":"button","title":"Delivery","next":"look"},
        {"when":"words","words":["person"],"next":"person"},
        {"when":"file","next":"lot"},
        {"when":"else","next":"look"},
        {"when":"no_answer","after_s":40,"next":"turns"}]},
    {"id":"look","type":"request","url":"https://shop.example/{order}","timeout_s":20,"save":[{"from":"/status","to":"status"}],
        "branches":[{"when":"status","status":404,"next":"turns"},{"when":"ok","next":"found"},{"when":"failed","next":"wait"}]},
    {"id":"found","type":"marker","marker":"found","value":"{status}","next":"told"},
    {"id":"told","type":"message","text":"It is {status}.","next":"result"},
    {"id":"result","type":"result","result":"Told","next":"lot"},
    {"id":"wait","type":"pause","seconds":25,"next":"ai"},
    {"id":"ai","type":"ai","service":"helper","instructions":"Help. {dialog}","branches":[
        {"when":"answered","next":"number"},{"when":"failed","next":"turns"}]},
    {"id":"lot","type":"random","branches":[{"weight":3,"next":"number"},{"weight":1,"next":"more"}]},
    {"id":"turns","type":"in_order","branches":[{"next":"number"},{"next":"person"},{"next":"more"}]},
    {"id":"more","type":"set","values":[{"name":"n","is":"number","value":"1 + 2"}],"next":"on"},
    {"id":"on","type":"script","script":"NEXT","next":"person"},
    {"id":"person","type":"transfer","branches":[{"when":"no_operator","next":"wait"},{"when":"operator_idle","next":"number"}]}]}"#;

/// What a script says; the one that hands over to a group hands over to this one, and the one that goes
/// on in another script goes on in the one given.
pub(crate) fn body(script: Script, group: GroupId, next: ScriptId) -> String {
    match script {
        Script::Shop => SHOP.to_owned(),
        Script::Handover => HANDOVER.to_owned(),
        Script::Group => GROUP.replace("GROUP", &group.to_string()),
        Script::Nudge => NUDGE.to_owned(),
        Script::Goodbye => GOODBYE.to_owned(),
        Script::Survey => SURVEY.to_owned(),
        Script::Order => ORDER.replace("NEXT", &next.to_string()),
    }
}
