//! The world around a conversation, and the words for what a script is told and what it wants done.

use std::fmt::Display;
use std::num::NonZeroUsize;
use std::str::FromStr;

use domain::{DialogId, Messenger, ScriptId, Timestamp};
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use script::{Ask, Facts, Input, Output, Replied};

/// What a script may know of the world.
pub(crate) struct World {
    now: Timestamp,
    zone: TimeZone,
    dialog: DialogId,
    transcript: String,
    name: Option<String>,
    phone: Option<String>,
    channel: Messenger,
    page: Option<String>,
    previous: Option<ScriptId>,
    is_open: bool,
}

/// 2026-11-23, a Monday, at 14:05 UTC.
impl Default for World {
    fn default() -> Self {
        Self {
            now: Timestamp::from_millis(1_795_442_700_000),
            zone: TimeZone::UTC,
            dialog: DialogId::from_bytes([7; 16]),
            transcript: String::new(),
            name: None,
            phone: None,
            channel: Messenger::Web,
            page: None,
            previous: None,
            is_open: true,
        }
    }
}

/// What a text stands for.
fn read<T: FromStr<Err: Display>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|error| format!("`{text}`: {error}"))
}

impl World {
    pub(crate) fn learn(&mut self, fact: &str) -> Result<(), String> {
        let (key, value) = fact.split_once(' ').unwrap_or((fact, ""));
        let owned = || Some(value.to_owned());
        match key {
            "now" => {
                let now: DateTime = read(value)?;
                let now = now
                    .to_zoned(TimeZone::UTC)
                    .map_err(|error| error.to_string())?;
                self.now = Timestamp::from_millis(now.timestamp().as_millisecond());
            }
            "hours_east" => {
                let offset = Offset::from_hours(read(value)?).map_err(|error| error.to_string())?;
                self.zone = TimeZone::fixed(offset);
            }
            "dialog" => self.dialog = read(value)?,
            "transcript" => value.clone_into(&mut self.transcript),
            "name" => self.name = owned(),
            "phone" => self.phone = owned(),
            "channel" => self.channel = read(value)?,
            "page" => self.page = owned(),
            "previous" => self.previous = Some(read(value)?),
            "open" => self.is_open = true,
            "closed" => self.is_open = false,
            _ => return Err(format!("there is no fact `{key}`")),
        }
        Ok(())
    }

    pub(crate) fn facts(&self) -> Facts<'_> {
        Facts {
            now: self.now,
            zone: &self.zone,
            dialog: self.dialog,
            transcript: &self.transcript,
            client_name: self.name.as_deref(),
            client_phone: self.phone.as_deref(),
            channel: self.channel,
            page: self.page.as_deref(),
            previous_script: self.previous,
            is_open: self.is_open,
        }
    }
}

/// What a line tells the script.
pub(crate) fn told(line: &str) -> Result<Input<'_>, String> {
    if let Some(text) = line.strip_prefix("> ") {
        return Ok(Input::Text(text));
    }
    let line = line.trim_start_matches("! ");
    let (what, rest) = line.split_once(' ').unwrap_or((line, ""));
    Ok(match (what, rest) {
        ("start", "") => Input::Start { first: None },
        ("start", first) => Input::Start { first: Some(first) },
        ("followed", from) => Input::Followed {
            from: Some(read(from)?),
        },
        // People count buttons from 1.
        ("button", number) => Input::Button(read::<NonZeroUsize>(number)?.get() - 1),
        ("file", text) => Input::File { text },
        ("silence", "") => Input::NoAnswer,
        ("again", "") => Input::AskAgain,
        ("pause", "over") => Input::PauseOver,
        ("no", "operator") => Input::NoOperator,
        ("operator", "idle") => Input::OperatorIdle,
        ("no", "script") => Input::NoScript,
        ("reply", reply) => {
            let mut words = reply.splitn(3, ' ');
            let mut next = || words.next().unwrap_or_default();
            let (step, kind, rest) = (read(next())?, next(), next());
            let reply = match kind {
                "said" => Replied::Said(rest),
                "failed" => Replied::Failed { why: rest },
                status => Replied::Http {
                    status: read(status)?,
                    body: rest,
                },
            };
            Input::Replied { step, reply }
        }
        _ => return Err(format!("a script cannot be told `{line}`")),
    })
}

/// What a script wants done, as a line.
pub(crate) fn shown(output: &Output) -> String {
    match output {
        Output::Say { text } => format!("< {text}"),
        Output::Ask {
            text,
            buttons,
            no_answer_s,
        } => {
            let mut line = "?".to_owned();
            line.extend(text.iter().map(|text| format!(" {text}")));
            line.extend(buttons.iter().map(|title| format!(" [{title}]")));
            line.extend(no_answer_s.map(|seconds| format!(" {seconds} s")));
            // A question may have nothing to show.
            if line == "?" { "? ".to_owned() } else { line }
        }
        Output::Wait { seconds } => format!("= waits {seconds} s"),
        Output::Inquire { step, ask } => format!("= asks {step} {}", asked(ask)),
        Output::Mark { marker, value, .. } => match value {
            Some(value) => format!("= marks {marker}: {value}"),
            None => format!("= marks {marker}"),
        },
        Output::Result { result } => format!("= result {result}"),
        Output::Transfer { group: None } => "= hands over".to_owned(),
        Output::Transfer { group: Some(group) } => format!("= hands over to {group}"),
        Output::Follow { script } => format!("= goes on in {script}"),
        Output::End => "= ends".to_owned(),
        Output::NoBranch => "= has no branch".to_owned(),
        Output::Log(note) => format!("= logs {note}"),
    }
}

fn asked(ask: &Ask) -> String {
    match ask {
        Ask::Http {
            method,
            url,
            headers,
            body,
            timeout_s,
        } => {
            let mut line = format!("{method:?} {url} within {timeout_s} s");
            let headers = headers.iter();
            line.extend(headers.map(|(name, value)| format!(" with {name}: {value}")));
            line.extend(body.iter().map(|body| format!(" sending {body}")));
            line
        }
        Ask::Ai {
            service,
            instructions,
            messages,
            timeout_s,
        } => format!("{service} “{instructions}” of {messages} messages within {timeout_s} s"),
    }
}
