//! What is right and wrong with a chat that somebody is writing, and what there is to know about its
//! settings.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::{
    Capabilities, ChatId, ChatInput, ChatSettings, Messenger, Problem, ProblemCode, SETTINGS,
    Setting, WritesFirst,
};
use gateway::WidgetConfig;
use jiff::tz::TimeZone;
use language::{Language, Words, talk};
use media::{PictureSize, Shelf};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{Reader, StoreError};
use ts_rs::TS;

use crate::settings::Nothing;
use crate::{ApiError, App};

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChatCheck {
    /// The chat that is being changed; none while it does not exist.
    id: Option<ChatId>,
    input: ChatInput,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChatPreview {
    input: ChatInput,
    /// The language of a visitor, for a chat that has none of its own.
    language: Language,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct ChatChecked {
    /// What must be mended before it can be saved.
    problems: Vec<Problem>,
    /// What a channel of the chat cannot do.
    warnings: Vec<Warning>,
}

/// A setting that a channel of the chat cannot follow.
#[derive(Debug, PartialEq, Eq, Serialize, TS)]
pub(crate) struct Warning {
    /// The setting's path.
    field: String,
    messenger: Messenger,
    #[serde(flatten)]
    code: WarningCode,
}

#[derive(Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "code", rename_all = "snake_case")]
pub(crate) enum WarningCode {
    /// Nothing can be sent there.
    SendsNothing,
    /// The text is longer than a message there may be; it will be sent in parts.
    TooLong { length: u32, limit: u32 },
    /// It shows fewer buttons than there are; the client answers with a number.
    FewerButtons { count: u32, limit: u32 },
    /// It shows no buttons; the client answers with a number.
    NoButtons,
    /// It cannot be written to first: what is due waits for the client's next message.
    CannotWriteFirst,
    /// It can be written to first only so many hours after the client wrote.
    OnlyWithin { hours: u32 },
}

/// What the window has to know to show a chat's settings.
#[derive(Debug, Serialize, TS)]
pub(crate) struct ChatForm {
    settings: Vec<SettingForm>,
    /// What is said where a text is left empty, by the setting's path.
    own_texts: BTreeMap<&'static str, Words>,
    /// An address of each messenger in its usual form, in the order messengers are shown.
    link_examples: Vec<(Messenger, &'static str)>,
    /// The IANA name of this computer's zone; none when it cannot be told.
    zone: Option<String>,
}

/// A setting, with what it is in a new chat.
#[derive(Debug, Serialize, TS)]
pub(crate) struct SettingForm {
    #[serde(flatten)]
    setting: Setting,
    #[ts(type = "unknown")]
    default: Value,
}

/// Checks an input against itself and against what there is.
pub(crate) fn check(
    reader: &Reader<'_>,
    shelf: &Shelf,
    input: &ChatInput,
) -> Result<(String, ChatSettings), ApiError> {
    let (name, settings, problems) = read(reader, shelf, input)?;
    if problems.is_empty() {
        Ok((name, settings))
    } else {
        Err(ApiError::invalid(&problems))
    }
}

fn read(
    reader: &Reader<'_>,
    shelf: &Shelf,
    input: &ChatInput,
) -> Result<(String, ChatSettings, Vec<Problem>), StoreError> {
    let (name, mut settings, mut problems) = input.read();
    for (field, script) in input.script.named() {
        if let Some(script) = script
            && reader.published_script(script)?.is_none()
        {
            problems.push(Problem::new(field, ProblemCode::UnknownScript));
        }
    }
    if let Some(zone) = &input.general.time_zone {
        match TimeZone::get(zone) {
            // Its own spelling, however it was typed.
            Ok(zone) => settings.general.time_zone = zone.iana_name().map(str::to_owned),
            Err(_) => problems.push(Problem::new("general.time_zone", ProblemCode::UnknownZone)),
        }
    }
    for (field, picture) in input.appearance.pictures.named() {
        if shelf.read(picture.id, PictureSize::Px64).is_err() {
            problems.push(Problem::new(field, ProblemCode::UnknownPicture));
        }
    }
    Ok((name, settings, problems))
}

/// What channels cannot do of what is set.
fn warnings(settings: &ChatSettings, messengers: &[Messenger]) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for &messenger in messengers {
        let can = messenger.capabilities();
        let mut warn = |field: &str, code: Option<WarningCode>| {
            warnings.extend(code.map(|code| Warning {
                field: field.to_owned(),
                messenger,
                code,
            }));
        };
        let feedback = &settings.feedback;
        let texts = [
            ("feedback.text", &feedback.text),
            ("queue.text", &settings.queue.text),
            ("queue.busy_text", &settings.queue.busy_text),
        ];
        for (field, text) in texts {
            warn(field, too_long(&can, text));
        }
        if feedback.ask {
            warn("feedback.scale", buttons(&can, feedback.scale.best()));
            if feedback.after_s > 0 {
                warn("feedback.after_s", first(&can));
            }
        }
        if settings.queue.notify_min.of(messenger) > 0 {
            let field = match messenger {
                Messenger::Web => "queue.notify_min.web",
                _ => "queue.notify_min.messengers",
            };
            warn(field, first(&can));
        }
    }
    warnings
}

fn too_long(can: &Capabilities, text: &str) -> Option<WarningCode> {
    let length = u32::try_from(can.text_unit.length(text)).unwrap_or(u32::MAX);
    match can.max_text {
        _ if length == 0 => None,
        0 => Some(WarningCode::SendsNothing),
        limit => (length > limit).then_some(WarningCode::TooLong { length, limit }),
    }
}

fn buttons(can: &Capabilities, count: u32) -> Option<WarningCode> {
    match can.max_buttons {
        0 => Some(WarningCode::NoButtons),
        limit if limit < count => Some(WarningCode::FewerButtons { count, limit }),
        _ => None,
    }
}

fn first(can: &Capabilities) -> Option<WarningCode> {
    match can.writes_first {
        WritesFirst::Always => None,
        WritesFirst::WithinWindow { hours } => Some(WarningCode::OnlyWithin { hours }),
        WritesFirst::Never => Some(WarningCode::CannotWriteFirst),
    }
}

pub(crate) async fn chat_check(app: App, request: ChatCheck) -> Result<ChatChecked, ApiError> {
    let ChatCheck { id, input } = request;
    let shelf = Arc::clone(app.shelf());
    app.store()
        .read(move |r| {
            let (_, settings, problems) = read(r, &shelf, &input)?;
            let mut messengers: Vec<Messenger> = match id {
                Some(id) => r.channels(id)?.iter().map(|one| one.messenger).collect(),
                None => vec![Messenger::Web],
            };
            messengers.sort_unstable();
            messengers.dedup();
            Ok(ChatChecked {
                problems,
                warnings: warnings(&settings, &messengers),
            })
        })
        .await
}

pub(crate) async fn chat_settings(_: App, _: Nothing) -> Result<ChatForm, ApiError> {
    Ok(form(TimeZone::system().iana_name()))
}

/// What there is to know of the settings on a computer in this zone.
pub(crate) fn form(zone: Option<&str>) -> ChatForm {
    // What is plain data is always written as JSON.
    let new = serde_json::to_value(ChatInput::default()).unwrap_or_default();
    let settings = SETTINGS.iter().map(|&setting| SettingForm {
        setting,
        default: setting.value(&new).clone(),
    });
    ChatForm {
        settings: settings.collect(),
        own_texts: BTreeMap::from([
            ("feedback.text", talk::RATING),
            ("queue.text", talk::QUEUE),
            ("queue.busy_text", talk::BUSY),
        ]),
        link_examples: Messenger::ALL
            .iter()
            .filter_map(|&messenger| Some((messenger, *messenger.link_forms().first()?)))
            .collect(),
        zone: zone.map(str::to_owned),
    }
}

/// What the gateway would tell the widget of the chat; what is wrong in it has its default.
pub(crate) async fn chat_preview(_: App, request: ChatPreview) -> Result<Value, ApiError> {
    let (name, settings, _) = request.input.read();
    let config = WidgetConfig::new(String::new(), &name, &settings, request.language);
    serde_json::to_value(config).map_err(ApiError::malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(change: impl FnOnce(&mut ChatSettings), messengers: &[Messenger]) -> Vec<String> {
        let mut settings = ChatSettings::default();
        change(&mut settings);
        warnings(&settings, messengers)
            .into_iter()
            .map(|warning| format!("{} {} {:?}", warning.field, warning.messenger, warning.code))
            .collect()
    }

    #[test]
    fn the_widget_can_do_all_that_can_be_set() {
        let everything = |settings: &mut ChatSettings| {
            settings.feedback.ask = true;
            settings.feedback.after_s = 60;
            settings.feedback.scale = domain::RatingScale::Ten;
            settings.feedback.text = "я".repeat(4000);
        };
        assert_eq!(said(everything, &[Messenger::Web]), [""; 0]);
    }

    #[test]
    fn a_channel_that_cannot_follow_is_named_at_the_setting() {
        let asks = |settings: &mut ChatSettings| {
            settings.feedback.ask = true;
            settings.feedback.after_s = 60;
            settings.feedback.scale = domain::RatingScale::Ten;
            settings.queue.notify_min.messengers = 5;
            settings.queue.text = "я".repeat(1025);
        };
        assert_eq!(
            said(
                asks,
                &[
                    Messenger::Web,
                    Messenger::Whatsapp,
                    Messenger::Alice,
                    Messenger::Skype
                ]
            ),
            [
                "feedback.after_s whatsapp OnlyWithin { hours: 24 }",
                "queue.notify_min.messengers whatsapp OnlyWithin { hours: 24 }",
                "queue.text alice TooLong { length: 1025, limit: 1024 }",
                "feedback.after_s alice CannotWriteFirst",
                "queue.notify_min.messengers alice CannotWriteFirst",
                "feedback.scale skype FewerButtons { count: 10, limit: 6 }",
            ]
        );
        let busy = |settings: &mut ChatSettings| settings.queue.busy_text = "Wait.".to_owned();
        assert_eq!(
            said(busy, &[Messenger::Snapchat]),
            ["queue.busy_text snapchat SendsNothing"]
        );
    }

    #[test]
    fn what_is_off_warns_of_nothing() {
        assert_eq!(said(|_| (), Messenger::ALL), [""; 0]);
    }
}
