//! The one place of this room that waits: it takes what came in and what is due, steps the sessions,
//! gives out the dialogs that wait, and stores what follows. Nothing polls; it sleeps until a commit
//! or a deadline wakes it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::{Clock, DialogId, DialogState, OperatorId, Presence, Timestamp};
use store::{Ask, Change, InboxEvent, Pending, Store, StoreError, Writer};
use tokio::sync::broadcast::{Receiver, error::RecvError};

use crate::course::{Around, Course, Failure, Stepped, Witness, written};
use crate::crew::{Crew, next_start};
use crate::press::Press;
use crate::route::{Waiting, route};
use crate::scripts::Scripts;
use crate::{Answer, Event, Staff};

/// Events and deadlines taken in one job: more would hold up the messages that come in meanwhile.
const TAKEN: u32 = 32;
/// Dialogs of a group that are looked at to be given out in one job.
const HEADS: u32 = 64;
/// How long to wait when the store cannot be written, before the next try.
const RETRY: Duration = Duration::from_secs(1);
/// A sleeping computer's timers stand still, so the clock is looked at again this often while a
/// deadline is ahead.
const NAP: Duration = Duration::from_secs(60);
/// Who wakes later than this after the time meant was away.
const AWAY: Duration = Duration::from_secs(60);
/// What leases get after the program was away, in seconds.
const GRACE_S: u32 = 60;

/// The sessions of a store; clones share what they read.
#[derive(Clone)]
pub struct Engine {
    store: Store,
    clock: Arc<dyn Clock>,
    scripts: Scripts,
    witness: Option<Witness>,
    /// Who was there when the dialogs that wait were last told.
    told: Arc<Mutex<Option<Staff>>>,
}

/// What one pass left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pass {
    /// There may be more to do at once.
    More,
    /// Nothing is left to do before this moment.
    Until(Option<Timestamp>),
}

impl Engine {
    /// The engine of a store.
    #[must_use]
    pub fn new(store: Store, clock: Arc<dyn Clock>) -> Self {
        Self {
            store,
            clock,
            scripts: Scripts::default(),
            witness: None,
            told: Arc::default(),
        }
    }

    /// Has somebody look on at every step.
    #[must_use]
    pub fn watched_by(self, witness: Witness) -> Self {
        Self {
            witness: Some(witness),
            ..self
        }
    }

    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Runs every session of the store until it is dropped; then each goes on from its last commit.
    pub async fn run(self) {
        let mut changes = self.store.changes();
        let mut away = self.was_away().await;
        loop {
            let done = match away {
                true => self.resume().await.map(|()| Pass::More),
                false => self.pass().await,
            };
            let next = match done {
                Ok(Pass::More) => {
                    away = false;
                    continue;
                }
                Ok(Pass::Until(next)) => next,
                Err(error) => {
                    tracing::error!(%error, "sessions cannot go on");
                    tokio::time::sleep(RETRY).await;
                    continue;
                }
            };
            let before = self.clock.now();
            let wait = next.map(|at| at.since(before).min(NAP));
            tokio::select! {
                () = sleep(wait) => {}
                open = wake(&mut changes) => if !open { return },
            }
            away = wait.is_some_and(|wait| self.clock.now().since(before) > wait + AWAY);
        }
    }

    /// Whether the program did not run for a while, by the last thing that it is known to have done.
    async fn was_away(&self) -> bool {
        let now = self.clock.now();
        match self.store.read(move |r| r.last_alive(now)).await {
            Ok(Some(alive)) => now.since(alive) > AWAY,
            // Whoever cannot tell is on the safe side.
            Ok(None) | Err(_) => true,
        }
    }

    /// Takes a piece of what came in and what is due, and gives out what waits.
    ///
    /// # Errors
    /// When the store is in trouble; nothing was changed.
    pub async fn pass(&self) -> Result<Pass, StoreError> {
        let now = self.clock.now();
        let look = self.store.read(move |r| {
            let crew = Crew::of(r, now)?;
            let to_do = !r.pending_inbox(1)?.is_empty()
                || !r.asks_answered(1)?.is_empty()
                || !r.due_sessions(now, 1)?.is_empty()
                || !r.lapsed(now)?.is_empty()
                || !r.queue_heads(&crew.groups_with_room(), now, 1)?.is_empty() && crew.has_room();
            let next = [
                r.next_due()?,
                r.next_lapse()?,
                r.next_given(now)?,
                next_start(r, now)?,
            ];
            Ok::<_, StoreError>((to_do, next.into_iter().flatten().min(), crew.staff))
        });
        let (to_do, next, staff) = look.await?;
        if !to_do && self.told().as_ref() == Some(&staff) {
            return Ok(Pass::Until(next));
        }
        let engine = self.clone();
        // What there is to do is read again where it is done: an operator's action may have done it.
        let done = self.carry(now, move |w| {
            for (operator, at) in w.lapsed(now)? {
                let crew = Crew::of(w, now)?;
                lapse(w, operator, at, engine.around(&crew, now))?;
            }
            let crew = Crew::of(w, now)?;
            let around = engine.around(&crew, now);
            for event in w.pending_inbox(TAKEN)? {
                handle(w, &event, around)?;
            }
            for ask in w.asks_answered(TAKEN)? {
                replied(w, &ask, around)?;
            }
            for (dialog, _) in w.due_sessions(now, TAKEN)? {
                each(w, dialog, around, |_, _| Ok(()))?;
            }
            Ok::<_, StoreError>(())
        });
        done.await?;
        Ok(Pass::More)
    }

    /// Begins again after the program was away: what operators could not do meanwhile is not held
    /// against them at once.
    ///
    /// # Errors
    /// When the store is in trouble.
    pub async fn resume(&self) -> Result<(), StoreError> {
        let now = self.clock.now();
        let engine = self.clone();
        let held = self.store.read(|r| r.all_held()).await?;
        let resumed = self.store.write(move |w| {
            w.extend_leases(now.plus_seconds(GRACE_S))?;
            let crew = Crew::of(w, now)?;
            let around = engine.around(&crew, now);
            for dialog in held {
                // Its deadlines are still to come in their order.
                let resumed = w.part(|w| -> Result<(), Failure> {
                    if let Some(open) = open(w, dialog)? {
                        let mut course = Course::of(w, open, around)?;
                        let event = match course.session.holder() {
                            // Whoever deleted them may not have come to giving it back.
                            Some(holder) if !w.works_here(holder)? => Event::HolderGone,
                            _ => Event::Resumed,
                        };
                        course.step(w, event)?;
                        course.save(w)?;
                    }
                    Ok(())
                });
                if let Some(failure) = lasting(resumed)? {
                    tracing::error!(%dialog, %failure, "a dialog cannot be resumed");
                }
            }
            Ok::<_, StoreError>(())
        });
        resumed.await
    }

    pub(crate) fn around<'a>(&'a self, crew: &'a Crew, now: Timestamp) -> Around<'a> {
        Around {
            scripts: &self.scripts,
            crew,
            witness: self.witness.as_ref(),
            now,
        }
    }

    pub(crate) fn scripts(&self) -> &Scripts {
        &self.scripts
    }

    /// Does something that may concern who waits and who is free, and gives out what waits, in one
    /// transaction.
    pub(crate) async fn carry<T, E, F>(&self, now: Timestamp, job: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&mut Writer<'_>) -> Result<T, E> + Send + 'static,
    {
        let engine = self.clone();
        let carried = self.store.write(move |w| {
            let done = job(w)?;
            let staff = engine.tell_of_staff(w, now)?;
            engine.give_out(w, now)?;
            Ok::<_, E>((done, staff))
        });
        let (done, staff) = carried.await?;
        // Only what is on the disk was told.
        *self.told() = Some(staff);
        Ok(done)
    }

    fn told(&self) -> MutexGuard<'_, Option<Staff>> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives dialogs that wait to operators who are free.
    fn give_out(&self, w: &mut Writer<'_>, now: Timestamp) -> Result<(), StoreError> {
        loop {
            // Who is free is asked again each time: this is where limits are kept.
            let crew = Crew::of(w, now)?;
            let available = crew.available();
            if available.is_empty() {
                return Ok(());
            }
            let heads = w.queue_heads(&crew.groups_with_room(), now, HEADS)?;
            let around = self.around(&crew, now);
            let queue: Vec<_> = heads
                .into_iter()
                .map(|head| Waiting {
                    dialog: head.dialog,
                    group: head.group,
                    idled: head.idled,
                })
                .collect();
            let given = route(&queue, &available, now);
            if given.is_empty() {
                return Ok(());
            }
            for (dialog, operator) in given {
                give(w, dialog, operator, around)?;
            }
        }
    }
}

impl Engine {
    /// Tells the dialogs that wait whether anybody is there for them, when somebody came or went.
    fn tell_of_staff(&self, w: &mut Writer<'_>, now: Timestamp) -> Result<Staff, StoreError> {
        let crew = Crew::of(w, now)?;
        if self.told().as_ref() == Some(&crew.staff) {
            return Ok(crew.staff);
        }
        for dialog in w.all_queued()? {
            each(w, dialog, self.around(&crew, now), |course, w| {
                course.step(w, Event::StaffChanged).map(drop)
            })?;
        }
        Ok(crew.staff)
    }
}

/// Gives one dialog to an operator. One whose chat is closed is not given out before it opens.
fn give(
    w: &mut Writer<'_>,
    dialog: DialogId,
    operator: OperatorId,
    around: Around<'_>,
) -> Result<(), StoreError> {
    let now = around.now;
    let given = w.part(|w| -> Result<(), Failure> {
        let Some(found) = open(w, dialog)? else {
            return Ok(());
        };
        let mut course = Course::of(w, found, around)?;
        course.catch_up(w, now)?;
        let waits = course.session.state() == DialogState::Queued;
        let open = course.settings.is_open(now);
        if waits && open {
            course.step(w, Event::Assigned(operator))?;
        } else if waits {
            let opens = course.settings.worked(now, 0);
            // A chat that never opens is looked at again in a day: its settings may change.
            w.give_from(dialog, opens.unwrap_or_else(|| now.plus_seconds(24 * 3600)))?;
            course.step(w, Event::StaffChanged)?;
        }
        course.save(w)
    });
    if let Some(failure) = lasting(given)? {
        tracing::error!(%dialog, %failure, "a dialog cannot be given out");
        w.give_from(dialog, now.plus_seconds(24 * 3600))?;
    }
    Ok(())
}

/// What is wrong for good; trouble of the store is passed on, to be tried again.
pub(crate) fn lasting(handled: Result<(), Failure>) -> Result<Option<Failure>, StoreError> {
    match handled {
        Ok(()) => Ok(None),
        Err(Failure::Store(error)) if Failure::Store(error.clone()).passes() => Err(error),
        Err(failure) => Ok(Some(failure)),
    }
}

/// The dialog, unless it is over or was erased.
fn open(w: &Writer<'_>, dialog: DialogId) -> Result<Option<store::OpenDialog>, StoreError> {
    let found = w.open_dialog(dialog)?;
    Ok(found.filter(|dialog| dialog.state != DialogState::Closed))
}

/// Brings one dialog up to date and lets `then` happen in it. A dialog that cannot go on is left
/// alone: its deadline would come again and again.
pub(crate) fn each(
    w: &mut Writer<'_>,
    dialog: DialogId,
    around: Around<'_>,
    then: impl Fn(&mut Course<'_>, &mut Writer<'_>) -> Result<(), Failure>,
) -> Result<(), StoreError> {
    let stepped = w.part(|w| -> Result<(), Failure> {
        if let Some(open) = open(w, dialog)? {
            let mut course = Course::of(w, open, around)?;
            course.catch_up(w, around.now)?;
            if !course.is_over() {
                then(&mut course, w)?;
            }
            course.save(w)?;
        }
        Ok(())
    });
    if let Some(failure) = lasting(stepped)? {
        tracing::error!(%dialog, %failure, "a deadline cannot be handled");
        let state = w.session(dialog)?.unwrap_or_default();
        w.save_session(dialog, &state, None)?;
    }
    Ok(())
}

/// Tells a dialog how what its script asked was answered. One that cannot go on is left alone.
fn replied(w: &mut Writer<'_>, ask: &Ask, around: Around<'_>) -> Result<(), StoreError> {
    let answer = Answer::from_json(ask.answer.as_deref().unwrap_or_default());
    each(w, ask.dialog, around, |course, w| {
        let (step, reply) = (ask.step, answer.reply());
        course.step(w, Event::Replied { step, reply }).map(drop)
    })?;
    w.ask_handled(ask.dialog, ask.step)
}

/// An operator's lease ran out: they are on Pause, and their clients count on.
fn lapse(
    w: &mut Writer<'_>,
    operator: OperatorId,
    at: Timestamp,
    around: Around<'_>,
) -> Result<(), StoreError> {
    w.set_presence(operator, Presence::Pause, None)?;
    for dialog in w.held_by(operator)? {
        each(w, dialog, around, |course, w| {
            course.step_at(w, Event::HolderAway, at).map(drop)
        })?;
    }
    Ok(())
}

/// Handles what waits in the inbox for one dialog, so that what comes after finds it done.
pub(crate) fn settle(
    w: &mut Writer<'_>,
    dialog: DialogId,
    around: Around<'_>,
) -> Result<(), StoreError> {
    for event in w.pending_of(dialog)? {
        handle(w, &event, around)?;
    }
    Ok(())
}

/// Handles one event of the inbox; one that can never be handled is kept with the reason.
fn handle(w: &mut Writer<'_>, event: &Pending, around: Around<'_>) -> Result<(), StoreError> {
    let handled = w.part(|w| arrived(w, event, around));
    if let Some(failure) = lasting(handled)? {
        tracing::error!(dialog = %event.dialog, %failure, "an event cannot be handled");
        w.handled(event.no, Some(&failure.to_string()), around.now)?;
    }
    Ok(())
}

/// Handles one event of the inbox.
fn arrived(w: &mut Writer<'_>, event: &Pending, around: Around<'_>) -> Result<(), Failure> {
    let now = around.now;
    let Some(dialog) = w.open_dialog(event.dialog)? else {
        // It was erased meanwhile, and the event with it.
        return Ok(());
    };
    let mut course = Course::of(w, dialog, around)?;
    // What was due before the message arrived happened before it.
    if !course.is_over() {
        course.catch_up(w, event.received_at)?;
    }
    if !course.is_over() && !take(w, &mut course, event)? {
        course.save(w)?;
        return Ok(w.handled(event.no, None, now)?);
    }
    // What is written to a dialog that is over opens the next one; a press of a button of its own
    // comes too late.
    let client = course.dialog.client;
    let late = presses(&event.event, event.dialog);
    if let Some(message) = event.message.filter(|_| late) {
        // The session is gone; the dialog knows whether it is the first thing the client said in it.
        let row = w.dialog(event.dialog)?;
        let is_first = row.is_some_and(|row| row.client_messages == 1);
        course.charge_client(w, message, is_first, event.received_at)?;
    }
    course.save(w)?;
    if late {
        tracing::info!(dialog = %event.dialog, "a press of a button of a dialog that is over was ignored");
    } else if let Some(next) = w.move_to_new_dialog(event, client, now)? {
        let mut course = Course::of(w, written(w, next)?, around)?;
        take(w, &mut course, event)?;
        course.save(w)?;
    }
    Ok(w.handled(event.no, None, now)?)
}

/// Whether an event is a press of a button that stands in a dialog.
fn presses(event: &InboxEvent, dialog: DialogId) -> bool {
    let InboxEvent::Postback { payload, .. } = event else {
        return false;
    };
    payload
        .parse()
        .is_ok_and(|press: Press| press.dialog == dialog)
}

/// Has a dialog take an event; says whether it belongs to the next dialog instead.
fn take(w: &mut Writer<'_>, course: &mut Course<'_>, event: &Pending) -> Result<bool, Failure> {
    let is_first = !course.session.client_wrote();
    let Stepped {
        opens_next,
        recognised,
    } = course.step(w, stepped(&event.event))?;
    if let Some(message) = event.message.filter(|_| !opens_next) {
        if let Some((block, branch)) = recognised {
            w.recognised(message, &block.to_string(), &branch)?;
        }
        course.charge_waiting(w)?;
        course.charge_client(w, message, is_first, event.received_at)?;
    }
    Ok(opens_next)
}

const fn stepped(event: &InboxEvent) -> Event<'_> {
    match event {
        InboxEvent::Opened => Event::Opened,
        InboxEvent::Moved => Event::Moved,
        InboxEvent::Message { text } => Event::ClientMessage {
            text: text.as_str(),
            payload: None,
            file: false,
        },
        InboxEvent::Postback { text, payload } => Event::ClientMessage {
            text: text.as_str(),
            payload: Some(payload.as_str()),
            file: false,
        },
        InboxEvent::File { text, .. } => Event::ClientMessage {
            text: text.as_str(),
            payload: None,
            file: true,
        },
    }
}

async fn sleep(wait: Option<Duration>) {
    match wait {
        Some(wait) => tokio::time::sleep(wait).await,
        None => std::future::pending().await,
    }
}

/// Waits until something is in the inbox, a deadline changed or somebody may be given a dialog; false
/// when the store is gone.
async fn wake(changes: &mut Receiver<Arc<[Change]>>) -> bool {
    loop {
        match changes.recv().await {
            Ok(commit) => {
                let ours = |change: &Change| {
                    matches!(
                        change,
                        Change::Inbox
                            | Change::Deadlines
                            | Change::Queue
                            | Change::Operators
                            | Change::Asks
                            | Change::Everything
                    )
                };
                if commit.iter().any(ours) {
                    return true;
                }
            }
            Err(RecvError::Lagged(_)) => return true,
            Err(RecvError::Closed) => return false,
        }
    }
}
