use std::fmt::Write as _;

use clap::Args;
use domain::{ChatId, Messenger, ScriptId};
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use crate::door::{Door, pretty, word};
use crate::failure::Failure;
use crate::filter::moment;

/// Texts that were not understood, printed of each version.
const TEXTS: usize = 10;

#[derive(Debug, Args)]
pub(crate) struct RehearseOptions {
    /// Its id
    id: ScriptId,
    /// Dialogs begun at or after this day or moment, as in 2026-11-22
    #[arg(long, value_name = "TIME")]
    from: String,
    /// Dialogs begun before this moment; a day alone counts to its end
    #[arg(long, value_name = "TIME")]
    to: String,
    /// A published version [default: the draft]; twice to compare two
    #[arg(long, value_name = "N")]
    version: Vec<u32>,
    /// The draft, beside a version to compare it with
    #[arg(long)]
    draft: bool,
    /// Of this chat; may be repeated
    #[arg(long, value_name = "ID")]
    chat: Vec<ChatId>,
    /// Reached through this messenger; may be repeated
    #[arg(long, value_name = "NAME")]
    messenger: Vec<Messenger>,
    /// Take servers and language models not to answer
    #[arg(long)]
    unanswered: bool,
    /// The time zone of times, such as Europe/Moscow [default: this computer's]
    #[arg(long, value_name = "ZONE")]
    tz: Option<String>,
}

impl RehearseOptions {
    fn request(&self) -> Result<Value, Failure> {
        let zone = match &self.tz {
            Some(name) => TimeZone::get(name).map_err(|_| {
                Failure::Request(format!(
                    "`{name}` is not a time zone; use a name like Europe/Moscow or UTC"
                ))
            })?,
            None => TimeZone::system(),
        };
        let published = self.version.iter();
        let mut versions: Vec<Value> = published
            .map(|version| json!({ "version": version }))
            .collect();
        if self.draft || versions.is_empty() {
            versions.push(json!({ "draft": true }));
        }
        let any = |list: Value| if list == json!([]) { Value::Null } else { list };
        Ok(json!({
            "script": self.id,
            "versions": versions,
            "from": moment(&self.from, &zone, false)?,
            "to": moment(&self.to, &zone, true)?,
            "chats": any(json!(self.chat)),
            "messengers": any(json!(self.messenger)),
            "requests": if self.unanswered { "failed" } else { "answered" },
        }))
    }
}

/// Rehearses versions of a script on the dialogs of a period, and prints what came of it.
pub(crate) async fn run(
    door: &Door,
    options: RehearseOptions,
    json: bool,
) -> Result<String, Failure> {
    let request = json!({ "what": options.request()? });
    let rehearsal = door.call("rehearse_now", request).await?;
    if json {
        return Ok(pretty(&rehearsal));
    }
    let variants = rehearsal["variants"].as_array().into_iter().flatten();
    let variants: Vec<String> = variants.map(variant).collect();
    let (no, dialogs) = (&rehearsal["no"], &rehearsal["dialogs"]);
    Ok(format!(
        "rehearsal {no}: {dialogs} dialogs\n{}",
        variants.concat()
    ))
}

fn variant(variant: &Value) -> String {
    let mut text = match variant["version"]["version"].as_u64() {
        Some(version) => format!("version {version}\n"),
        None => "draft\n".to_owned(),
    };
    let each = |list: &'static str| variant[list].as_array().into_iter().flatten();
    for counted in each("ends") {
        let (really, ended) = (word(counted, "really"), word(counted, "ended"));
        let _ = writeln!(text, "  {really} -> {ended}: {}", counted["dialogs"]);
    }
    let times = |counted: &Value| {
        let (times, dialogs) = (&counted["times"], &counted["dialogs"]);
        format!("{times} times in {dialogs} dialogs")
    };
    let _ = writeln!(text, "  not understood: {}", times(&variant["elses"]));
    for counted in each("markers") {
        let marker = word(counted, "marker");
        let _ = writeln!(text, "  marker {marker}: {}", times(counted));
    }
    for counted in each("not_understood").take(TEXTS) {
        let said = word(counted, "text").replace(['\n', '\r'], " ");
        let _ = writeln!(
            text,
            "  {:>6}  {said}",
            counted["times"].as_u64().unwrap_or(0)
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        options: RehearseOptions,
    }

    fn request(arguments: &[&str]) -> Value {
        let id = "01a1dae5-e570-7a83-9e55-d01f6a7be0c4";
        let always = [
            "x",
            id,
            "--from",
            "2026-11-01",
            "--to",
            "2026-11-01",
            "--tz",
            "UTC",
        ];
        let line = Line::try_parse_from(always.iter().chain(arguments)).unwrap();
        line.options.request().unwrap()
    }

    #[test]
    fn the_draft_is_rehearsed_unless_a_version_is_named() {
        for (arguments, versions) in [
            (vec![], json!([{ "draft": true }])),
            (vec!["--version", "3"], json!([{ "version": 3 }])),
            (
                vec!["--version", "3", "--draft"],
                json!([{ "version": 3 }, { "draft": true }]),
            ),
            (
                vec!["--version", "3", "--version", "4"],
                json!([{ "version": 3 }, { "version": 4 }]),
            ),
        ] {
            assert_eq!(request(&arguments)["versions"], versions, "{arguments:?}");
        }
    }

    #[test]
    fn a_day_is_rehearsed_to_its_end() {
        let request = request(&["--unanswered"]);
        let length = request["to"].as_i64().unwrap() - request["from"].as_i64().unwrap();
        assert_eq!(length, 24 * 3600 * 1000);
        assert_eq!(request["requests"], "failed");
        assert_eq!(request["chats"], Value::Null, "none named means any");
    }

    #[test]
    fn figures_are_told_a_line_each() {
        let told = variant(&json!({
            "version": { "version": 3 },
            "ends": [{ "really": "operator", "ended": "bot", "dialogs": 7 }],
            "elses": { "times": 5, "dialogs": 4 },
            "markers": [{ "marker": "asked", "times": 2, "dialogs": 1 }],
            "not_understood": [{ "text": "call\nme", "times": 3 }],
        }));
        assert_eq!(
            told,
            "version 3\n  operator -> bot: 7\n  not understood: 5 times in 4 dialogs\n  \
             marker asked: 2 times in 1 dialogs\n       3  call me\n"
        );
    }
}
