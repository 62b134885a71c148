//! What a bot says that nobody ever killed: the dialog's own events, stepped once each, in order.

use std::collections::HashMap;

use domain::{ChatSettings, Messenger, Timestamp};
use engine::{Context, Effect, Event, Session, Settings, Staff, step};
use language::Language;
use support::{Message, Posted};

/// The texts and button payloads of a bot that hears what the client of `dialog` said; `posted` has
/// what was posted by the visitor's own ids.
pub(crate) fn answers(
    dialog: &[&Message],
    posted: &HashMap<&str, &Posted>,
) -> Vec<(String, Vec<String>)> {
    let first = dialog
        .first()
        .expect("a dialog that is looked at has messages");
    let id = first.dialog.parse().expect("a dialog's id is an id");
    let settings = Settings::of(&ChatSettings::default(), Messenger::Web, Language::En);
    let (script, staff) = (script::builtin(Language::En), Staff::default());
    let context = Context::of(&settings, script, &staff);
    let now = Timestamp::from_millis(first.ts);
    let mut session = Session::new(id, now);
    let mut said = Vec::new();
    let mut happens = |event: Event<'_>| {
        let stepped = step(&context, session.clone(), event, now);
        session = stepped.session;
        for effect in stepped.effects {
            if let Effect::Say { text, buttons, .. } = effect {
                let payloads = buttons.into_iter().map(|button| button.payload).collect();
                said.push((text, payloads));
            }
        }
    };
    // Only a bot that was asked to greet has the first word.
    if first.author == "bot" {
        happens(Event::Opened);
    }
    let own_ids = dialog
        .iter()
        .filter_map(|message| message.client_msg_id.as_deref());
    for own_id in own_ids {
        let posted = posted[own_id];
        happens(Event::ClientMessage {
            text: &posted.text,
            payload: posted.payload.as_deref(),
            file: false,
        });
    }
    said
}
