//! Writing finished dialogs as they are: for made-up data.

use domain::{
    AuthorType, ChannelId, ChatId, ClientId, ClosedBy, Delivery, DialogId, DialogState, Ending,
    GroupId, MessageId, MessageKind, Messenger, OperatorId, ScriptId, StartedBy, StayBegan,
    StayEnded, TagId, Timestamp, WaitOutcome,
};
use rusqlite::params;

use crate::messages::counter;
use crate::row::json;
use crate::{Change, Happening, Message, StoreError, Writer};

/// A finished dialog.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "as in the dialog's row")]
pub struct SampleDialog {
    pub id: DialogId,
    pub client: ClientId,
    pub chat: ChatId,
    pub channel: ChannelId,
    pub messenger: Messenger,
    pub started_by: StartedBy,
    pub script: Option<(ScriptId, u32)>,
    pub client_name: Option<String>,
    pub client_language: Option<String>,
    pub first_page: Option<String>,
    pub handed_over_at: Option<Timestamp>,
    pub ending: Ending,
    pub closed_by: ClosedBy,
    pub closed_at: Timestamp,
    pub messages: Vec<SampleMessage>,
    /// What operators did, when it was handed to them.
    pub service: Option<SampleService>,
    pub rating: Option<SampleRating>,
    pub tags: Vec<TagId>,
}

/// What operators did in a dialog that was handed to them.
#[derive(Debug, Clone)]
pub struct SampleService {
    /// The group it was handed to, with its name.
    pub group: (GroupId, String),
    /// Who came, with their name; none when nobody did.
    pub operator: Option<(OperatorId, String)>,
    /// When they came, or the time in the queue was over.
    pub waited_until: Timestamp,
    /// The answers that were owed, in order.
    pub turns: Vec<SampleTurn>,
    /// How the operator says it went.
    pub result: Option<String>,
}

/// An answer that was owed.
#[derive(Debug, Clone, Copy)]
pub struct SampleTurn {
    /// Since when.
    pub opened_at: Timestamp,
    /// The goal in seconds.
    pub goal_s: u32,
    /// When it came; none when it never did.
    pub answered_at: Option<Timestamp>,
}

/// What a client thought of a dialog.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "as in the dialog's row")]
pub struct SampleRating {
    pub rating: u32,
    pub scale: u32,
    pub at: Timestamp,
    pub comment: Option<String>,
}

/// A message of a finished dialog.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "as in the message's row")]
pub struct SampleMessage {
    pub id: MessageId,
    pub at: Timestamp,
    pub author_type: AuthorType,
    pub author: Option<String>,
    pub operator: Option<OperatorId>,
    pub kind: MessageKind,
    pub text: String,
}

impl Writer<'_> {
    /// Adds a finished dialog with a client of its own.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add_sample_dialog(&mut self, dialog: &SampleDialog) -> Result<(), StoreError> {
        let (Some(first), Some(last)) = (dialog.messages.first(), dialog.messages.last()) else {
            return Ok(());
        };
        self.execute(
            "INSERT INTO clients (id, channel_id, remote_id, name, language, created_at)
             VALUES (?, ?, ?, ?, ?, ?)",
            params![
                dialog.client.as_bytes(),
                dialog.channel.as_bytes(),
                dialog.client.to_string(),
                dialog.client_name,
                dialog.client_language,
                first.at.millis()
            ],
        )?;
        self.execute(
            "INSERT INTO dialogs (id, chat_id, channel_id, client_id, messenger, state, started_by,
               created_at, last_at, first_seq, script_id, script_version, first_page,
               handed_over_at, closed_at, closed_by, ending)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)",
            params![
                dialog.id.as_bytes(),
                dialog.chat.as_bytes(),
                dialog.channel.as_bytes(),
                dialog.client.as_bytes(),
                dialog.messenger.code(),
                DialogState::Closed.code(),
                dialog.started_by.code(),
                first.at.millis(),
                last.at.millis(),
                dialog.script.as_ref().map(|(id, _)| id.as_bytes()),
                dialog.script.map(|(_, version)| version),
                dialog.first_page,
                dialog.handed_over_at.map(Timestamp::millis),
                dialog.closed_at.millis(),
                dialog.closed_by.code(),
                dialog.ending.code()
            ],
        )?;
        let mut counts = [
            ("client_messages", 0),
            ("bot_messages", 0),
            ("operator_messages", 0),
        ];
        for (seq, message) in (1_u64..).zip(&dialog.messages) {
            let received = message.author_type == AuthorType::Client;
            self.add_message(
                dialog.client,
                &Message {
                    id: message.id,
                    dialog: dialog.id,
                    seq,
                    at: message.at,
                    author_type: message.author_type,
                    author: message.author.clone(),
                    operator: message.operator,
                    kind: message.kind,
                    text: message.text.clone(),
                    buttons: Vec::new(),
                    attachment: None,
                    remote_id: None,
                    delivery: if received {
                        Delivery::Received
                    } else {
                        Delivery::Read
                    },
                },
            )?;
            let column = counter(message.author_type);
            if let Some((_, count)) = counts.iter_mut().find(|(name, _)| Some(*name) == column) {
                *count += 1;
            }
        }
        let [(_, client), (_, bot), (_, operator)] = counts;
        self.execute(
            "UPDATE dialogs SET client_messages = ?, bot_messages = ?, operator_messages = ?,
               last_text = ? WHERE id = ?",
            params![client, bot, operator, last.text, dialog.id.as_bytes()],
        )?;
        self.set_last_seq(dialog.client, dialog.messages.len())?;
        if let Some(service) = &dialog.service {
            self.add_sample_service(dialog, service)?;
        }
        if let Some(rating) = &dialog.rating {
            self.execute(
                "UPDATE dialogs SET rating = ?, scale = ?, rated_at = ?, rating_comment = ?,
                   rated_operator_id = (SELECT operator_id FROM stays WHERE dialog_id = dialogs.id)
                 WHERE id = ?",
                params![
                    rating.rating,
                    rating.scale,
                    rating.at.millis(),
                    rating.comment,
                    dialog.id.as_bytes()
                ],
            )?;
        }
        for tag in &dialog.tags {
            self.execute(
                "INSERT INTO dialog_tags (dialog_id, tag_id, at) VALUES (?, ?, ?)",
                params![dialog.id.as_bytes(), tag.as_bytes(), last.at.millis()],
            )?;
        }
        for (no, (at, what)) in (1_u32..).zip(happenings(dialog)) {
            let after = dialog.messages.partition_point(|message| message.at <= at);
            self.execute(
                "INSERT INTO happenings (dialog_id, no, at, after_seq, what) VALUES (?, ?, ?, ?, ?)",
                params![dialog.id.as_bytes(), no, at.millis(), after, json(&what)],
            )?;
        }
        self.changed(Change::Everything);
        Ok(())
    }

    fn add_sample_service(
        &mut self,
        dialog: &SampleDialog,
        service: &SampleService,
    ) -> Result<(), StoreError> {
        let (id, group) = (dialog.id.as_bytes(), service.group.0);
        let group = group.as_bytes();
        let operator = service.operator.as_ref().map(|(id, _)| id.as_bytes());
        let handed_over = dialog.handed_over_at.unwrap_or(service.waited_until);
        let until = service.waited_until.millis();
        let outcome = match operator {
            Some(_) => WaitOutcome::Taken,
            None => WaitOutcome::Time,
        };
        self.execute(
            "INSERT INTO waits (dialog_id, group_id, began_at, ended_at, outcome)
             VALUES (?, ?, ?, ?, ?)",
            params![id, group, handed_over.millis(), until, outcome.code()],
        )?;
        if let Some(operator) = operator {
            self.execute(
                "INSERT INTO stays (dialog_id, no, operator_id, group_id, began_at, began_by, ended_at, ended_by)
                 VALUES (?, 1, ?, ?, ?, ?, ?, ?)",
                params![
                    id,
                    operator,
                    group,
                    until,
                    StayBegan::Assigned.code(),
                    dialog.closed_at.millis(),
                    StayEnded::Closed.code()
                ],
            )?;
        }
        let took = |turn: &SampleTurn| {
            let answered = turn.answered_at?;
            Some(answered.millis() - turn.opened_at.millis())
        };
        for (no, turn) in (1_u32..).zip(&service.turns) {
            let closed = turn.answered_at.unwrap_or(dialog.closed_at);
            self.execute(
                "INSERT INTO turns (dialog_id, no, chat_id, first, group_id, operator_id, opened_at,
                                    sl_s, due_at, closed_at, response_ms)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                params![
                    id,
                    no,
                    dialog.chat.as_bytes(),
                    no == 1,
                    group,
                    operator,
                    turn.opened_at.millis(),
                    turn.goal_s,
                    turn.opened_at.plus_seconds(turn.goal_s).millis(),
                    closed.millis(),
                    took(turn)
                ],
            )?;
        }
        self.execute(
            "UPDATE dialogs SET group_id = ?, taken_at = ?, first_response_ms = ?, operator_result = ?
             WHERE id = ?",
            params![
                group,
                operator.map(|_| until),
                service.turns.first().and_then(took),
                service.result,
                id
            ],
        )?;
        Ok(())
    }
}

/// What is told of a finished dialog beside its messages, in order.
fn happenings(dialog: &SampleDialog) -> Vec<(Timestamp, Happening)> {
    let mut told = Vec::new();
    let operator = dialog
        .service
        .as_ref()
        .and_then(|service| Some(service.operator.as_ref()?.1.clone()));
    if let (Some(service), Some(at)) = (&dialog.service, dialog.handed_over_at) {
        let group = Some(service.group.1.clone());
        told.push((at, Happening::HandedOver { group }));
        let waited = service.waited_until.since(at).as_secs();
        let what = match operator.clone() {
            Some(operator) => Happening::Assigned {
                operator,
                wait_s: u32::try_from(waited).unwrap_or(u32::MAX),
            },
            None => Happening::QueueOver,
        };
        told.push((service.waited_until, what));
        if let (Some(result), Some(operator)) = (service.result.clone(), operator.clone()) {
            told.push((
                dialog.closed_at,
                Happening::OperatorResult { result, operator },
            ));
        }
    }
    if let Some(SampleRating {
        rating,
        scale,
        at,
        comment,
    }) = dialog.rating.clone()
    {
        told.push((at, Happening::RatingAsked));
        told.push((at, Happening::Rated { rating, scale }));
        told.extend(comment.map(|text| (at, Happening::Comment { text })));
    }
    let ending = dialog.ending;
    let operator = operator.filter(|_| dialog.closed_by == ClosedBy::Operator);
    told.push((dialog.closed_at, Happening::Closed { ending, operator }));
    told.sort_by_key(|(at, _)| *at);
    told
}
