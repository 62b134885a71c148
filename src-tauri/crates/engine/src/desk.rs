//! What operators do in dialogs, as commands with typed refusals. What is done is checked against
//! who holds the dialog in the transaction that writes it.

use std::sync::Arc;

use domain::{
    Attachment, ChatId, Clock, DialogId, DialogState, Ending, GroupId, MessageId, OperatorId,
    Presence, ScriptId, TEXT_MAX, Timestamp,
};
use store::{Happening, Store, StoreError, Writer};

use crate::course::{Course, Failure, Sent};
use crate::crew::Crew;
use crate::run::{each, settle};
use crate::{Engine, Event};

/// Where operators' actions are carried out; clones share it.
#[derive(Clone)]
pub struct Desk {
    engine: Engine,
}

/// What an operator does in a dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Takes it; `over` is who holds it as far as the operator sees.
    Take {
        /// The holder it is taken over from.
        over: Option<OperatorId>,
    },
    /// Writes to the client.
    Write {
        /// What is written; may be empty when files are sent.
        text: String,
        /// The files.
        files: Vec<Attachment>,
        /// The writer's own id of it: the same again changes nothing.
        key: String,
    },
    /// Is writing.
    Typing,
    /// Has seen every message.
    Read,
    /// Passes it on.
    Transfer(To),
    /// Ends it.
    Close {
        /// One of the chat's results.
        result: Option<String>,
    },
    /// Ends it as spam.
    Spam,
}

/// To whom an operator passes a dialog on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// Another operator.
    Operator(OperatorId),
    /// A group, or anybody.
    Group(Option<GroupId>),
    /// The chat's bot, from its start.
    Bot,
    /// A script, from its start.
    Script(ScriptId),
}

/// What an action led to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Acted {
    /// The messages that were written.
    pub messages: Vec<MessageId>,
    /// Whether it was so before, and nothing was changed.
    pub again: bool,
}

/// Why an action was refused; nothing was changed.
#[derive(Debug, Clone, thiserror::Error)]
#[expect(missing_docs, reason = "the messages name the fields")]
pub enum Refused {
    #[error("{name} has this dialog")]
    HeldBy { operator: OperatorId, name: String },
    #[error("nobody has this dialog; take it first")]
    NobodyHolds,
    #[error("this dialog is with that operator already")]
    Yours,
    #[error("a message needs a key of its own, by which it is known when it is sent again")]
    NoKey,
    #[error("this dialog is over")]
    Closed,
    #[error("there is no such dialog")]
    Gone,
    #[error("choose how the dialog went: {}", results.join(", "))]
    ResultRequired { results: Vec<String> },
    #[error("`{result}` is none of this chat's results ({})", if results.is_empty() { "it has none".to_owned() } else { results.join(", ") })]
    UnknownResult {
        result: String,
        results: Vec<String>,
    },
    #[error("there is no such operator")]
    UnknownOperator,
    #[error("there is no such group")]
    UnknownGroup,
    #[error("there is no such script, or nothing of it was published")]
    UnknownScript,
    #[error("there is nothing to send")]
    Empty,
    #[error("the text has {length} characters; the limit is {limit}")]
    TooLong { length: usize, limit: usize },
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the dialog cannot go on: {0}")]
    Broken(String),
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Store(error) => Self::Store(error),
            Failure::Session(error) => Self::Broken(error.to_string()),
        }
    }
}

impl Desk {
    /// The desk of a store.
    #[must_use]
    pub fn new(store: Store, clock: Arc<dyn Clock>) -> Self {
        Self::of(Engine::new(store, clock))
    }

    /// The desk that shares an engine.
    #[must_use]
    pub fn of(engine: Engine) -> Self {
        Self { engine }
    }

    /// Carries out what `operator` does.
    ///
    /// # Errors
    /// Why it was refused; nothing was changed.
    pub async fn act(
        &self,
        dialog: DialogId,
        operator: OperatorId,
        action: Action,
    ) -> Result<Acted, Refused> {
        self.act_and(dialog, operator, action, |_| Ok(())).await
    }

    /// Carries out what `operator` does, and in the same transaction whatever is to be written down
    /// about it; not when it was so before.
    ///
    /// # Errors
    /// Why it was refused; nothing was changed.
    pub async fn act_and(
        &self,
        dialog: DialogId,
        operator: OperatorId,
        action: Action,
        and: impl FnOnce(&mut Writer<'_>) -> Result<(), StoreError> + Send + 'static,
    ) -> Result<Acted, Refused> {
        let now = self.engine.now();
        let engine = self.engine.clone();
        self.engine
            .carry(now, move |w| {
                if !w.works_here(operator)? {
                    return Err(Refused::UnknownOperator);
                }
                let crew = Crew::of(w, now)?;
                // What the client wrote before is handled before.
                settle(w, dialog, engine.around(&crew, now))?;
                let acted = act(w, &engine, &crew, now, dialog, operator, &action)?;
                if !acted.again {
                    and(w)?;
                }
                Ok(acted)
            })
            .await
    }

    /// Says whether an operator is given dialogs, and that they are there for `lease_s` seconds: on
    /// Pause too, for what they hold is taken from them when their window is gone.
    ///
    /// # Errors
    /// When there is no such operator, or it cannot be written.
    pub async fn presence(
        &self,
        operator: OperatorId,
        presence: Presence,
        lease_s: u32,
    ) -> Result<(), Refused> {
        let now = self.engine.now();
        let engine = self.engine.clone();
        self.engine
            .carry(now, move |w| {
                if !w.works_here(operator)? {
                    return Err(Refused::UnknownOperator);
                }
                let was_there = w.has_lease(operator)?;
                let lease = Some(now.plus_seconds(lease_s.max(1)));
                w.set_presence(operator, presence, lease)?;
                if !was_there {
                    let crew = Crew::of(w, now)?;
                    for dialog in w.held_by(operator)? {
                        let around = engine.around(&crew, now);
                        each(w, dialog, around, |course, w| {
                            course.step(w, Event::HolderBack).map(drop)
                        })?;
                    }
                }
                Ok(())
            })
            .await
    }

    /// Has the open dialogs of a chat live by its new settings.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn settings_changed(&self, chat: ChatId) -> Result<(), Refused> {
        let store = self.engine.store();
        let open = store.write(move |w| {
            // The chat may be open by its new hours.
            w.give_at_once(chat)?;
            w.open_of_chat(chat)
        });
        let open: Vec<DialogId> = open.await?;
        self.in_each(open, Event::SettingsChanged).await
    }

    /// Gives the dialogs of an operator who is gone for good back to the queue.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn operator_left(&self, operator: OperatorId) -> Result<(), Refused> {
        let store = self.engine.store();
        let held = store
            .write(move |w| {
                w.set_presence(operator, Presence::Pause, None)?;
                w.held_by(operator)
            })
            .await?;
        self.in_each(held, Event::HolderGone).await
    }

    /// Lets something happen in many dialogs, a piece at a time so that nobody waits for the writer.
    async fn in_each(&self, dialogs: Vec<DialogId>, event: Event<'static>) -> Result<(), Refused> {
        const PIECE: usize = 64;
        for piece in dialogs.chunks(PIECE) {
            let (piece, engine) = (piece.to_vec(), self.engine.clone());
            let now = engine.now();
            self.engine
                .carry(now, move |w| {
                    let crew = Crew::of(w, now)?;
                    for dialog in piece {
                        let around = engine.around(&crew, now);
                        each(w, dialog, around, |course, w| {
                            course.step(w, event).map(drop)
                        })?;
                    }
                    Ok::<_, StoreError>(())
                })
                .await?;
        }
        Ok(())
    }
}

fn act(
    w: &mut Writer<'_>,
    engine: &Engine,
    crew: &Crew,
    now: Timestamp,
    dialog: DialogId,
    operator: OperatorId,
    action: &Action,
) -> Result<Acted, Refused> {
    let found = w.open_dialog(dialog)?.ok_or(Refused::Gone)?;
    if found.state == DialogState::Closed {
        return Err(Refused::Closed);
    }
    let mut course = Course::of(w, found, engine.around(crew, now))?;
    course.catch_up(w, now)?;
    // What was due stays due when the action is refused: that undoes it here, and the engine lets it
    // happen again.
    if course.is_over() {
        return Err(Refused::Closed);
    }
    let acted = do_in(w, &mut course, engine, operator, action)?;
    course.save(w)?;
    Ok(acted)
}

fn do_in(
    w: &mut Writer<'_>,
    course: &mut Course<'_>,
    engine: &Engine,
    operator: OperatorId,
    action: &Action,
) -> Result<Acted, Refused> {
    let holder = course.session.holder();
    if let Action::Take { over } = action {
        match holder {
            Some(holder) if holder == operator => {
                return Ok(Acted {
                    again: true,
                    ..Acted::default()
                });
            }
            Some(holder) if *over != Some(holder) => return Err(held_by(w, holder)?),
            _ if course.session.state() == DialogState::Feedback => return Err(Refused::Closed),
            _ => course.step(w, Event::Taken(operator))?,
        };
        see_whether_there(w, course, operator)?;
        return Ok(Acted::default());
    }
    if let Action::Write { key, .. } = action {
        if key.trim().is_empty() {
            return Err(Refused::NoKey);
        }
        let messages = w.messages_with_key(course.dialog.id, key)?;
        if !messages.is_empty() {
            let again = true;
            return Ok(Acted { messages, again });
        }
    }
    match holder {
        Some(holder) if holder == operator => {}
        Some(holder) => return Err(held_by(w, holder)?),
        None if course.session.state() == DialogState::Feedback => return Err(Refused::Closed),
        // Spam is thrown out of the queue without taking it.
        None if *action == Action::Spam => {}
        None => return Err(Refused::NobodyHolds),
    }
    match action {
        Action::Take { .. } => {}
        Action::Write { text, files, key } => {
            // What shows nothing cannot stand in every file and terminal the text may go to.
            let shows = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
            let text: String = text.trim().chars().filter(shows).collect();
            let text = text.as_str();
            if text.is_empty() && files.is_empty() {
                return Err(Refused::Empty);
            }
            let length = text.chars().count();
            if length > TEXT_MAX {
                let limit = TEXT_MAX;
                return Err(Refused::TooLong { length, limit });
            }
            let sent = Sent {
                operator,
                text,
                files,
                key,
            };
            let messages = course.send(w, &sent)?;
            w.clear_unread(course.dialog.id, course.dialog.client)?;
            let again = false;
            return Ok(Acted { messages, again });
        }
        Action::Typing => {
            course.step(w, Event::OperatorTyping)?;
        }
        Action::Read => w.clear_unread(course.dialog.id, course.dialog.client)?,
        Action::Transfer(to) => transfer(w, course, engine, operator, *to)?,
        Action::Close { result } => close(w, course, operator, result.as_deref())?,
        Action::Spam => {
            course.step(w, Event::End(Ending::Spam))?;
        }
    }
    Ok(Acted::default())
}

/// Whoever holds a dialog without being there has the time of somebody who went away.
fn see_whether_there(
    w: &mut Writer<'_>,
    course: &mut Course<'_>,
    operator: OperatorId,
) -> Result<(), Refused> {
    if !w.has_lease(operator)? {
        course.step(w, Event::HolderAway)?;
    }
    Ok(())
}

fn transfer(
    w: &mut Writer<'_>,
    course: &mut Course<'_>,
    engine: &Engine,
    operator: OperatorId,
    to: To,
) -> Result<(), Refused> {
    match to {
        To::Operator(other) => {
            if other == operator {
                return Err(Refused::Yours);
            }
            if !w.works_here(other)? {
                return Err(Refused::UnknownOperator);
            }
            course.step(w, Event::PassedTo(other))?;
            see_whether_there(w, course, other)?;
        }
        To::Group(group) => {
            if let Some(group) = group
                && !w.group_levels()?.iter().any(|level| level.id == group)
            {
                return Err(Refused::UnknownGroup);
            }
            course.step(w, Event::HandedTo(group))?;
        }
        To::Bot => {
            course.step(w, Event::ReturnedToBot)?;
        }
        To::Script(script) => {
            let found = engine.scripts().published(w, script)?;
            let (follows, script) = found.ok_or(Refused::UnknownScript)?;
            let name = script.name().to_owned();
            course.add_script(follows, script);
            let operator = w.operator_name(operator)?.unwrap_or_default();
            let (id, client) = (course.dialog.id, course.dialog.client);
            let what = Happening::Script {
                script: name,
                operator,
            };
            w.happened(id, client, &what, course.at())?;
            course.step(w, Event::SentToScript(follows))?;
        }
    }
    Ok(())
}

fn close(
    w: &mut Writer<'_>,
    course: &mut Course<'_>,
    operator: OperatorId,
    result: Option<&str>,
) -> Result<(), Refused> {
    let feedback = &course.settings.feedback;
    let results = || feedback.results.clone();
    let known = |result: &str| feedback.results.iter().any(|known| known == result);
    match result {
        Some(result) if !known(result) => {
            let (result, results) = (result.to_owned(), results());
            return Err(Refused::UnknownResult { result, results });
        }
        None if feedback.ask_result && !feedback.results.is_empty() => {
            let results = results();
            return Err(Refused::ResultRequired { results });
        }
        _ => {}
    }
    if let Some(result) = result {
        let (id, client) = (course.dialog.id, course.dialog.client);
        w.set_operator_result(id, result)?;
        let what = Happening::OperatorResult {
            result: result.to_owned(),
            operator: w.operator_name(operator)?.unwrap_or_default(),
        };
        w.happened(id, client, &what, course.at())?;
    }
    course.step(w, Event::OperatorClosed)?;
    Ok(())
}

fn held_by(w: &Writer<'_>, operator: OperatorId) -> Result<Refused, StoreError> {
    let name = w.operator_name(operator)?.unwrap_or_default();
    Ok(Refused::HeldBy { operator, name })
}
