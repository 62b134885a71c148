//! A dialog as an operator reads it: messages, what happened, and notes, back into the dialogs before.

use std::ops::Range;

use domain::{DialogId, Messenger, OperatorId, Timestamp};
use serde::{Deserialize, Serialize};
use store::{DialogHead, Happened, Happening, Reader, StoreError};
use ts_rs::TS;

use crate::dialogs::{ChatMark, Message};
use crate::notes::Note;
use crate::{ApiError, App, From};

/// The most messages of a page.
const MESSAGES: u32 = 200;
/// The most dialogs of a page; there may be many with next to nothing in them.
const DIALOGS: usize = 20;

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThreadOf {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    dialog: DialogId,
    /// What a former answer called `earlier`; none begins with the latest.
    #[serde(default)]
    before: Option<String>,
    /// The most messages to give.
    limit: u32,
}

/// A part of a thread.
#[derive(Debug, Serialize, TS)]
pub(crate) struct Thread {
    /// The oldest first.
    entries: Vec<Entry>,
    /// Where what came before is found; none when this is the beginning.
    earlier: Option<String>,
}

/// Something in a thread.
#[derive(Debug, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Entry {
    /// A dialog begins.
    Dialog {
        dialog: DialogId,
        chat: ChatMark,
        messenger: Messenger,
        at: Timestamp,
        rating: Option<u32>,
        /// The best rating there is.
        scale: Option<u32>,
    },
    Message {
        dialog: DialogId,
        message: Message,
    },
    Happening {
        dialog: DialogId,
        at: Timestamp,
        what: Happening,
    },
    Note {
        dialog: Option<DialogId>,
        note: Note,
    },
}

/// Where a page of a thread ends: before the message of this seq in this dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    dialog: DialogId,
    before: u64,
}

impl Place {
    const fn at_the_end_of(dialog: DialogId) -> Self {
        let before = u64::MAX;
        Self { dialog, before }
    }

    fn text(self) -> String {
        format!("{}.{}", self.dialog, self.before)
    }

    fn read(text: &str) -> Result<Self, ApiError> {
        let parts = text.split_once('.').and_then(|(dialog, before)| {
            let (dialog, before) = (dialog.parse().ok()?, before.parse().ok()?);
            Some(Self { dialog, before })
        });
        parts.ok_or_else(|| ApiError::malformed("`before` is not the `earlier` of a thread"))
    }
}

pub(crate) async fn thread(app: App, from: From, request: ThreadOf) -> Result<Thread, ApiError> {
    let viewer = app.viewer(from, request.as_operator).await?;
    let limit = request.limit.clamp(1, MESSAGES);
    let dialog = request.dialog;
    let place = match &request.before {
        Some(before) => Place::read(before)?,
        None => Place::at_the_end_of(dialog),
    };
    app.store()
        .read(move |r| {
            if r.dialog_head(dialog)?.is_none() {
                return Err(ApiError::not_found("dialog", dialog));
            }
            Ok(above(r, place, limit, viewer)?)
        })
        .await
}

/// What stands above a place, up to `limit` messages of this dialog and the ones before.
fn above(
    r: &Reader<'_>,
    place: Place,
    limit: u32,
    viewer: Option<OperatorId>,
) -> Result<Thread, StoreError> {
    let (mut next, mut left) = (Some(place), limit as usize);
    // Each dialog's entries, the latest dialog first.
    let mut parts = Vec::new();
    while let Some(place) = next.filter(|_| left > 0 && parts.len() < DIALOGS) {
        let Some(head) = r.dialog_head(place.dialog)? else {
            next = None;
            break;
        };
        // One more than wanted, to know whether the dialog's beginning is reached.
        let wanted = u32::try_from(left + 1).unwrap_or(u32::MAX);
        let mut messages = r.messages_before(head.id, place.before, wanted)?;
        let begins = messages.len() <= left;
        if !begins {
            messages.remove(0);
        }
        left -= messages.len();
        let from = messages
            .first()
            .filter(|_| !begins)
            .map(|message| message.seq);
        let within = from.unwrap_or(0)..place.before;
        let happenings = r.happenings(head.id)?;
        let notes = r.notes_of_dialog(head.id)?;
        next = match from {
            Some(before) => Some(Place {
                dialog: head.id,
                before,
            }),
            None => head.previous.map(Place::at_the_end_of),
        };
        let mut part = Vec::new();
        if begins {
            part.push(begin(&head));
        }
        part.extend(in_order(
            head.id, messages, happenings, notes, &within, viewer,
        ));
        parts.push(part);
    }
    Ok(Thread {
        entries: parts.into_iter().rev().flatten().collect(),
        earlier: next.map(Place::text),
    })
}

fn begin(head: &DialogHead) -> Entry {
    Entry::Dialog {
        dialog: head.id,
        chat: ChatMark {
            id: head.chat,
            name: head.chat_name.clone(),
            colour: head.chat_colour,
        },
        messenger: head.messenger,
        at: head.created_at,
        rating: head.rating.map(|(rating, _)| rating),
        scale: head.rating.map(|(_, scale)| scale),
    }
}

/// A dialog's messages with what happened and was noted between them: each after the message that
/// was the last by then, and those after the same one by their time.
fn in_order(
    dialog: DialogId,
    messages: Vec<store::Message>,
    happenings: Vec<Happened>,
    notes: Vec<(u64, store::Note)>,
    within: &Range<u64>,
    viewer: Option<OperatorId>,
) -> impl Iterator<Item = Entry> {
    // By seq; at the same seq the message itself first, which has no time here.
    let mut entries: Vec<((u64, Option<Timestamp>), Entry)> = Vec::new();
    entries.extend(messages.into_iter().map(|message| {
        let (seq, message) = (message.seq, message.into());
        ((seq, None), Entry::Message { dialog, message })
    }));
    entries.extend(
        happenings
            .into_iter()
            .filter(|happened| within.contains(&happened.after_seq))
            .map(
                |Happened {
                     at,
                     after_seq,
                     what,
                     ..
                 }| {
                    ((after_seq, Some(at)), Entry::Happening { dialog, at, what })
                },
            ),
    );
    entries.extend(
        notes
            .into_iter()
            .filter(|(after_seq, _)| within.contains(after_seq))
            .map(|(after_seq, note)| {
                let (at, dialog) = (note.at, note.dialog);
                let note = Note::of(note, viewer);
                ((after_seq, Some(at)), Entry::Note { dialog, note })
            }),
    );
    entries.sort_by_key(|(place, _)| *place);
    entries.into_iter().map(|(_, entry)| entry)
}
