//! A dialog while its steps are taken: read from the store, stepped, and written back, all within
//! one transaction.

use std::sync::Arc;

use domain::{
    AskKind, Attachment, AuthorType, DialogId, DialogState, MessageId, MessageKind, OperatorId,
    StayBegan, StayEnded, Timestamp, WaitOutcome, WritesFirst,
};
use jiff::tz::TimeZone;
use language::name;
use script::{Ask, BlockId, Script};
use store::{Enqueue, Happening, OpenDialog, OpenTurn, Say, StoreError, Writer};

use crate::cost::Prices;
use crate::crew::Crew;
use crate::hours::zone;
use crate::scripts::Scripts;
use crate::session::{Follows, Rank};
use crate::{Context, Effect, Event, Note, Session, SessionError, Settings, Step, World, step};

/// The most messages of a dialog that a script is shown.
const TRANSCRIPT_MAX: u32 = 500;

/// Why one event or deadline could not be handled.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Session(#[from] SessionError),
}

impl Failure {
    /// Whether the store itself is in trouble, so that another try may go well.
    pub(crate) const fn passes(&self) -> bool {
        matches!(
            self,
            Self::Store(
                StoreError::NoSpace
                    | StoreError::Disk(_)
                    | StoreError::ReadOnly
                    | StoreError::Closed
            )
        )
    }
}

/// A step that was taken, for whoever looks on: what went in and what came out.
pub struct Witnessed<'a> {
    /// What the dialog lives by.
    pub context: &'a Context<'a>,
    /// The session before.
    pub before: &'a Session,
    /// What happened.
    pub event: Event<'a>,
    /// The clock.
    pub now: Timestamp,
    /// What followed.
    pub step: &'a Step,
}

/// Looks on while steps are taken. What it sees may still be undone with the transaction.
pub type Witness = Arc<dyn Fn(&Witnessed<'_>) + Send + Sync>;

/// What every step needs beside its dialog.
#[derive(Clone, Copy)]
pub(crate) struct Around<'a> {
    pub(crate) scripts: &'a Scripts,
    pub(crate) crew: &'a Crew,
    pub(crate) witness: Option<&'a Witness>,
    pub(crate) now: Timestamp,
}

/// What an operator sends.
pub(crate) struct Sent<'a> {
    pub(crate) operator: OperatorId,
    pub(crate) text: &'a str,
    pub(crate) files: &'a [Attachment],
    pub(crate) key: &'a str,
}

/// What the effects of one step tell each other.
#[derive(Default)]
struct Told {
    /// The operator who left by passing it on.
    from: Option<String>,
    /// How long the dialog waited, in seconds.
    waited: Option<u32>,
    /// Whether what the client wrote belongs to the next dialog.
    opens_next: bool,
    /// The question that what the client wrote was the answer to, and the branch that took it.
    recognised: Option<(BlockId, String)>,
}

/// What a step says of the client's message that led to it.
pub(crate) struct Stepped {
    /// Whether it belongs to the next dialog.
    pub(crate) opens_next: bool,
    /// The question it was the answer to, and the branch that took it.
    pub(crate) recognised: Option<(BlockId, String)>,
}

pub(crate) struct Course<'a> {
    around: Around<'a>,
    pub(crate) dialog: OpenDialog,
    pub(crate) session: Session,
    pub(crate) settings: Settings,
    script: Arc<Script>,
    others: Vec<(Follows, Arc<Script>)>,
    zone: TimeZone,
    world: ClientsWorld,
}

/// What scripts may know of the client; read only where a script asks for it.
#[derive(Default)]
struct ClientsWorld {
    phone: Option<String>,
    page: Option<String>,
    transcript: String,
}

impl<'a> Course<'a> {
    pub(crate) fn of(
        w: &mut Writer<'_>,
        dialog: OpenDialog,
        around: Around<'a>,
    ) -> Result<Self, Failure> {
        let session = match w.session(dialog.id)? {
            Some(text) => Session::from_json(&text)?,
            None => Session::new(dialog.id, dialog.created_at),
        };
        let script = around.scripts.of(w, &dialog)?;
        let settings = Settings::of(&dialog.chat.settings, dialog.messenger, script.language());
        let mut others = Vec::new();
        if let Some(follows) = session.follows()
            && let Some(script) = around.scripts.version(w, follows)?
        {
            others.push((follows, script));
        }
        for after in settings.scripts_after() {
            let known = others.iter().any(|(follows, _)| follows.id == after);
            if !known && let Some(found) = around.scripts.published(w, after)? {
                others.push(found);
            }
        }
        let zone = zone(dialog.chat.settings.general.time_zone.as_deref());
        let mut course = Self {
            around,
            dialog,
            session,
            settings,
            script,
            others,
            zone,
            world: ClientsWorld::default(),
        };
        course.add_what_they_lead_to(w)?;
        course.look_around(w)?;
        Ok(course)
    }

    /// Has the scripts at hand that its scripts go on to, and those that these go on to.
    fn add_what_they_lead_to(&mut self, w: &Writer<'_>) -> Result<(), StoreError> {
        let mut open: Vec<_> = self.script.references().into_iter().collect();
        open.extend(self.others.iter().flat_map(|(_, other)| other.references()));
        while let Some(id) = open.pop() {
            let known = self.others.iter().any(|(follows, _)| follows.id == id);
            if !known && let Some(found) = self.around.scripts.published(w, id)? {
                open.extend(found.1.references());
                self.others.push(found);
            }
        }
        Ok(())
    }

    fn look_around(&mut self, w: &Writer<'_>) -> Result<(), StoreError> {
        let mentions = |name: &str| {
            let others = self.others.iter().map(|(_, other)| other);
            let mut scripts = others.chain([&self.script]);
            scripts.any(|script| script.mentions(name))
        };
        if mentions("clientPhone") {
            let client = w.client(self.dialog.client)?;
            self.world.phone = client.and_then(|client| client.phone);
        }
        if mentions("page") {
            let pages = w.pages_seen(self.dialog.client, 1)?;
            self.world.page = pages.into_iter().next().map(|page| page.url);
        }
        if mentions("dialog") {
            self.world.transcript = self.transcript(w)?;
        }
        Ok(())
    }

    /// The end of the dialog so far, `Author: text` a line.
    fn transcript(&self, w: &Writer<'_>) -> Result<String, StoreError> {
        let messages = w.last_messages(self.dialog.id, TRANSCRIPT_MAX)?;
        let language = self.settings.language;
        let lines = messages.iter().map(|message| {
            let nameless = name::author(message.author_type).of(language);
            let author = message.author.as_deref().unwrap_or(nameless);
            let file = message.attachment.as_ref().map(|file| file.name.as_str());
            let said = file.filter(|_| message.text.is_empty());
            format!("{author}: {}", said.unwrap_or(&message.text))
        });
        Ok(lines.collect::<Vec<_>>().join("\n"))
    }

    /// Whether the dialog is closed: before, when it has no session any more, or by the steps here.
    pub(crate) fn is_over(&self) -> bool {
        self.dialog.state == DialogState::Closed || self.session.state() == DialogState::Closed
    }

    /// The time that is recorded for what happens now.
    pub(crate) fn at(&self) -> Timestamp {
        self.session.seen().max(self.around.now)
    }

    /// Has another script at hand.
    pub(crate) fn add_script(&mut self, follows: Follows, script: Arc<Script>) {
        self.others.push((follows, script));
    }

    /// Lets everything happen that was due by `until`, each at its own time.
    pub(crate) fn catch_up(&mut self, w: &mut Writer<'_>, until: Timestamp) -> Result<(), Failure> {
        while self
            .session
            .next_deadline()
            .is_some_and(|(_, at)| at <= until)
        {
            self.step(w, Event::Due)?;
        }
        Ok(())
    }

    /// Takes a step now.
    pub(crate) fn step(
        &mut self,
        w: &mut Writer<'_>,
        event: Event<'_>,
    ) -> Result<Stepped, Failure> {
        self.step_at(w, event, self.around.now)
    }

    pub(crate) fn step_at(
        &mut self,
        w: &mut Writer<'_>,
        event: Event<'_>,
        now: Timestamp,
    ) -> Result<Stepped, Failure> {
        let place = match self.session.state() {
            DialogState::Queued => w.queue_place(self.dialog.id)?,
            _ => None,
        };
        let others = self.others.iter();
        let others: Vec<_> = others
            .map(|(follows, script)| (*follows, &**script))
            .collect();
        let context = Context {
            settings: &self.settings,
            script: &self.script,
            script_id: self.dialog.script.map(|script| script.id),
            others: &others,
            zone: &self.zone,
            world: World {
                channel: self.dialog.messenger,
                client_phone: self.world.phone.as_deref(),
                page: self.world.page.as_deref(),
                transcript: &self.world.transcript,
            },
            staff: &self.around.crew.staff,
            place,
            client_name: self.dialog.client_name.as_deref(),
        };
        let taken = step(&context, self.session.clone(), event, now);
        if let Some(witness) = self.around.witness {
            witness(&Witnessed {
                context: &context,
                before: &self.session,
                event,
                now,
                step: &taken,
            });
        }
        let Step {
            session,
            effects,
            at,
        } = taken;
        let before = self.session.state();
        self.session = session;
        let mut told = Told::default();
        for effect in effects {
            self.carry_out(w, effect, at, &mut told)?;
        }
        let after = self.session.state();
        if before != after && after != DialogState::Closed {
            w.set_dialog_state(self.dialog.id, self.dialog.client, after)?;
        }
        Ok(Stepped {
            opens_next: told.opens_next,
            recognised: told.recognised,
        })
    }

    fn carry_out(
        &self,
        w: &mut Writer<'_>,
        effect: Effect,
        at: Timestamp,
        told: &mut Told,
    ) -> Result<(), Failure> {
        let (id, client) = (self.dialog.id, self.dialog.client);
        let crew = self.around.crew;
        let group_name = |group| crew.group_name(group);
        let happened = |w: &mut Writer<'_>, what: Happening| w.happened(id, client, &what, at);
        match effect {
            Effect::Say {
                kind,
                text,
                buttons,
            } => {
                let author_type = match kind {
                    MessageKind::Text => AuthorType::Bot,
                    _ => AuthorType::System,
                };
                let say = Say {
                    author_type,
                    author: None,
                    operator: None,
                    kind,
                    text,
                    buttons,
                    attachment: None,
                    key: None,
                };
                let message = w.say(id, client, &say, at)?;
                self.charge(w, message, author_type, at)?;
            }
            Effect::Recognised { block, branch } => {
                // One message answers one question.
                told.recognised.get_or_insert((block, branch));
            }
            Effect::Inquire { step, ask } => {
                let kind = match ask {
                    Ask::Http { .. } => AskKind::Request,
                    Ask::Ai { .. } => AskKind::Ai,
                };
                w.ask(id, step, kind, &ask.to_json(), at)?;
            }
            Effect::StopAsking => w.drop_asks(id)?,
            Effect::Mark {
                block,
                marker,
                value,
            } => w.mark(
                id,
                client,
                &block.to_string(),
                &marker,
                value.as_deref(),
                at,
            )?,
            Effect::Result(result) => w.set_result(id, client, &result)?,
            Effect::Unread => w.add_unread(id, client)?,
            Effect::HandedOver { group } => w.hand_over(id, client, group, at)?,
            Effect::Queue { since, rank, group } => {
                let rank_code = match rank {
                    Rank::Head => 0,
                    Rank::InTurn => 1,
                    Rank::Help => 2,
                };
                let place = Enqueue {
                    since,
                    rank: rank_code,
                    group,
                };
                w.enqueue(id, client, place, at)?;
                let group = group.and_then(group_name);
                let what = match told.from.take() {
                    Some(from) => Happening::Transferred {
                        from,
                        operator: None,
                        group,
                    },
                    None => Happening::HandedOver { group },
                };
                happened(w, what)?;
            }
            Effect::Help => {
                w.ask_help(id, client, true)?;
                happened(w, Happening::Help)?;
            }
            Effect::HelpOver => w.ask_help(id, client, false)?,
            Effect::Unqueue(outcome) => {
                let waited = w.dequeue(id, client, outcome, at)?;
                told.waited = waited.and_then(|millis| u32::try_from(millis / 1000).ok());
                if outcome == WaitOutcome::Time {
                    happened(w, Happening::QueueOver)?;
                }
            }
            Effect::Join { operator, how } => {
                w.begin_stay(id, client, operator, how, at)?;
                let name = w.operator_name(operator)?.unwrap_or_default();
                let wait_s = told.waited.take();
                let what = match (how, told.from.take()) {
                    (StayBegan::Transferred, Some(from)) => Happening::Transferred {
                        from,
                        operator: Some(name),
                        group: None,
                    },
                    (StayBegan::Assigned, _) => Happening::Assigned {
                        operator: name,
                        wait_s: wait_s.unwrap_or(0),
                    },
                    _ => Happening::Taken {
                        operator: name,
                        wait_s,
                    },
                };
                happened(w, what)?;
            }
            Effect::Leave(how) => {
                let operator = w.end_stay(id, client, how, at)?;
                let name = operator
                    .map(|operator| w.operator_name(operator))
                    .transpose()?;
                let operator = name.flatten().unwrap_or_default();
                match how {
                    StayEnded::Idle => happened(w, Happening::TakenAway { operator })?,
                    // That a script was chosen is told with its name.
                    StayEnded::Returned if self.session.follows().is_some() => {}
                    StayEnded::Returned => happened(w, Happening::ReturnedToBot { operator })?,
                    StayEnded::Transferred => told.from = Some(operator),
                    StayEnded::Closed => {}
                }
            }
            Effect::OpenTurn { first, goal_s, due } => {
                w.open_turn(id, OpenTurn { first, goal_s, due }, at)?;
            }
            Effect::CloseTurn { response_ms } => w.close_turn(id, response_ms, at)?,
            Effect::RatingAsked => happened(w, Happening::RatingAsked)?,
            Effect::Rated { rating, scale } => {
                w.rate(id, client, rating, scale, at)?;
                happened(w, Happening::Rated { rating, scale })?;
            }
            Effect::Commented(text) => {
                w.comment_rating(id, client, &text)?;
                happened(w, Happening::Comment { text })?;
            }
            Effect::ClientResult(solved) => {
                w.set_client_result(id, solved)?;
                happened(w, Happening::ClientResult { solved })?;
            }
            Effect::GiveUpSending => w.give_up_sending(id)?,
            Effect::Close { ending, closed_by } => {
                w.close_dialog(id, client, ending, closed_by, at)?;
                let operator = w.last_operator(id)?;
                let operator = operator.filter(|_| closed_by == domain::ClosedBy::Operator);
                happened(w, Happening::Closed { ending, operator })?;
            }
            Effect::OpensNext => told.opens_next = true,
            // Its author can do something about it.
            Effect::Log(Note::Script(note)) => tracing::warn!(dialog = %id, %note, "in a script"),
            Effect::Log(note) => tracing::info!(dialog = %id, %note, "in a dialog"),
        }
        Ok(())
    }

    /// Reckons what the client wrote, with the first message the dialog's fee too.
    pub(crate) fn charge_client(
        &self,
        w: &mut Writer<'_>,
        message: MessageId,
        is_first: bool,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        if let Some((fee, currency)) = self.prices().fee(self.dialog.created_at)
            && is_first
        {
            w.reckon_in(self.dialog.id, currency)?;
            w.charge_fee(self.dialog.id, fee)?;
        }
        self.charge(w, message, AuthorType::Client, at)
    }

    fn prices(&self) -> Prices<'_> {
        Prices {
            lists: &self.settings.prices,
            zone: &self.zone,
        }
    }

    fn charge(
        &self,
        w: &mut Writer<'_>,
        message: MessageId,
        author: AuthorType,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        if self.settings.prices.is_empty() || author == AuthorType::System {
            return Ok(());
        }
        let prices = self.prices();
        let (id, chat) = (self.dialog.id, self.dialog.chat.id);
        // The list that held when the dialog began says in which currency it is reckoned; where none
        // did, the first that holds after it.
        let first = prices.fee(self.dialog.created_at);
        let Some((_, currency)) = first.or_else(|| prices.fee(at)) else {
            return Ok(());
        };
        let currency = w.reckon_in(id, currency)?;
        match prices.message(self.dialog.messenger, author, currency, at) {
            Some(charge) => w.charge(id, chat, message, &charge),
            None => Ok(()),
        }
    }

    /// Reckons what waited for the client's message: now it goes.
    pub(crate) fn charge_waiting(&self, w: &mut Writer<'_>) -> Result<(), StoreError> {
        if self.settings.writes_first == WritesFirst::Always {
            return Ok(());
        }
        for (message, at) in w.uncharged(self.dialog.id)? {
            self.charge(w, message, AuthorType::Operator, at)?;
        }
        Ok(())
    }

    /// Writes what an operator sends; the files first, the text last.
    pub(crate) fn send(
        &mut self,
        w: &mut Writer<'_>,
        sent: &Sent<'_>,
    ) -> Result<Vec<MessageId>, Failure> {
        self.step(w, Event::OperatorWrote)?;
        // A channel that cannot be written to now keeps it for the client's next message.
        let goes_now = self.may_write();
        let at = self.session.seen();
        let name = w.operator_name(sent.operator)?;
        let texts = (!sent.text.is_empty()).then_some((sent.text, None));
        let files = sent.files.iter().map(|file| ("", Some(file)));
        let mut messages = Vec::new();
        for (text, file) in files.chain(texts) {
            let say = Say {
                author_type: AuthorType::Operator,
                author: name.clone(),
                operator: Some(sent.operator),
                kind: if file.is_some() {
                    MessageKind::File
                } else {
                    MessageKind::Text
                },
                text: text.to_owned(),
                buttons: Vec::new(),
                attachment: file.cloned(),
                key: Some(sent.key.to_owned()),
            };
            let message = w.say(self.dialog.id, self.dialog.client, &say, at)?;
            if goes_now {
                self.charge(w, message, AuthorType::Operator, at)?;
            }
            messages.push(message);
        }
        Ok(messages)
    }

    fn may_write(&self) -> bool {
        self.session.may_be_written(&self.settings)
    }

    pub(crate) fn save(self, w: &mut Writer<'_>) -> Result<(), Failure> {
        if !self.is_over() {
            let due = self.session.next_deadline().map(|(_, at)| at);
            w.save_session(self.dialog.id, &self.session.to_json(), due)?;
        }
        Ok(())
    }
}

/// A dialog that was just written.
pub(crate) fn written(w: &Writer<'_>, id: DialogId) -> Result<OpenDialog, StoreError> {
    w.open_dialog(id)?.ok_or_else(|| StoreError::Malformed {
        table: "dialogs",
        reason: format!("{id} was just written and is not there"),
    })
}
