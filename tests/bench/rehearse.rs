//! A script rehearsed on a large archive: how long it takes, and what a second thread is worth.

use std::path::Path;
use std::time::{Duration, Instant};

use api::App;
use serde_json::{Value, json};

use crate::Failure;
use crate::archive::{ask, open};
use crate::figures::{met, rate, ratio};

/// A rehearsal is to take less than this.
const GOAL: Duration = Duration::from_secs(60);
/// Dialogs made at once.
const PIECE: u32 = 20_000;

/// Looks at each thing a client writes in every way there is.
const SCRIPT: &str = r#"{"format":1,"name":"Bench","language":"en","blocks":[
    {"id":"start","type":"start","text":"Hello!","next":"menu"},
    {"id":"menu","type":"question","text":"How can I help?","branches":[
        {"when":"button","title":"My order","next":"order"},
        {"when":"button","title":"Delivery","next":"delivery"},
        {"when":"words","words":["order","parcel","package","tracking number"],"next":"order"},
        {"when":"words","words":["address","courier","arrive","deliver"],"next":"delivery"},
        {"when":"pattern","pattern":"(refund|money back|paid twice)","next":"money"},
        {"when":"phrases","phrases":["I want to return it","can I exchange the size","it does not fit me","how do I send it back"],"next":"return"},
        {"when":"phrases","phrases":["talk to a person","call a colleague","give me an operator"],"next":"person"},
        {"when":"entity","entity":"phone","next":"person"},
        {"when":"else","next":"pardon"},
        {"when":"no_answer","after_s":120,"next":"nudge"}]},
    {"id":"order","type":"marker","marker":"order","next":"look"},
    {"id":"look","type":"request","url":"https://shop.example/orders","save":[{"from":"/status","to":"status"}],
        "branches":[{"when":"ok","next":"shipped"},{"when":"failed","next":"person"}]},
    {"id":"shipped","type":"condition","branches":[
        {"when":"all","tests":[{"left":"{status}","is":"filled"}],"next":"more"},{"when":"else","next":"more"}]},
    {"id":"delivery","type":"marker","marker":"delivery","next":"more"},
    {"id":"money","type":"marker","marker":"money","next":"person"},
    {"id":"return","type":"marker","marker":"return","next":"more"},
    {"id":"nudge","type":"message","text":"Are you still there?","next":"menu"},
    {"id":"pardon","type":"message","text":"Sorry?","next":"menu"},
    {"id":"more","type":"question","text":"Is there anything else?","branches":[
        {"when":"phrases","phrases":["thank you","great, thanks","no, that is all","that helps"],"next":"end"},
        {"when":"words","words":["person","operator","colleague"],"next":"person"},
        {"when":"else","next":"menu"}]},
    {"id":"person","type":"transfer","branches":[]},
    {"id":"end","type":"end"}]}"#;

/// An archive of so many dialogs, and a script rehearsed on all of it.
pub(crate) async fn measure(folder: &Path, dialogs: u32) -> Result<String, Failure> {
    let app = open(folder).await?;
    let language = json!({ "settings": { "language": "en", "theme": "system" } });
    ask(&app, "settings_update", language).await?;
    let mut made = 0;
    while made < dialogs {
        let piece = PIECE.min(dialogs - made);
        let request = json!({ "dialogs": piece, "seed": made + 1 });
        ask(&app, "sample_write", request).await?;
        made += piece;
    }
    let taken = ask(&app, "script_take", json!({ "id": null, "text": SCRIPT })).await?;
    let script = &taken["id"];
    let request = json!({ "id": script, "revision": taken["revision"] });
    ask(&app, "script_publish", request).await?;
    let draft = json!([{ "draft": true }]);
    let both = json!([{ "version": 1 }, { "draft": true }]);
    let alone = rehearse(&app, script, &draft, 1).await?;
    let two = rehearse(&app, script, &draft, 2).await?;
    let compared = rehearse(&app, script, &both, 2).await?;
    app.stop().await;
    Ok(format!(
        "A script rehearsed on {dialogs} dialogs, those left out in which nobody wrote\n\
         \x20 one thread: {alone}\n\
         \x20 two threads: {two}\n\
         \x20   {:.2} times as fast\n\
         \x20 two versions, two threads: {compared} (goal: less than {} s, {})\n",
        ratio(alone.time, two.time),
        GOAL.as_secs(),
        met(compared.time < GOAL),
    ))
}

struct Rehearsed {
    time: Duration,
    dialogs: usize,
}

impl std::fmt::Display for Rehearsed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (seconds, rate) = (self.time.as_secs_f64(), rate(self.dialogs, self.time));
        write!(f, "{seconds:.1} s, {rate:.0} dialogs/s")
    }
}

async fn rehearse(
    app: &App,
    script: &Value,
    versions: &Value,
    threads: usize,
) -> Result<Rehearsed, Failure> {
    let what = json!({
        "script": script, "versions": versions, "requests": "answered",
        "from": 0, "to": 9_007_199_254_740_991_i64,
    });
    let begun = Instant::now();
    let request = json!({ "what": what, "threads": threads });
    let rehearsal = ask(app, "rehearse_now", request).await?;
    let time = begun.elapsed();
    let dialogs = rehearsal["dialogs"].as_u64().unwrap_or_default();
    Ok(Rehearsed {
        time,
        dialogs: usize::try_from(dialogs).unwrap_or(usize::MAX),
    })
}
