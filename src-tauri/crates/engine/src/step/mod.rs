//! One step of a dialog. Each file has the steps of one part of its life: with the bot, in the
//! queue, with an operator, after the end.

mod bot;
mod ending;
mod operator;
mod queue;

use std::time::Duration;

use domain::{
    Button, ClosedBy, DialogState, Ending, GroupId, MessageKind, Messenger, OperatorId, ScriptId,
    StayBegan, StayEnded, Timestamp, WaitOutcome,
};
use jiff::tz::TimeZone;
use script::{Ask, BlockId, Replied, Script};
use store::Place;

use crate::session::{Count, Deadline, Follows, Rank, Session};
use crate::settings::Settings;

/// Texts that would come later than this after their time are not sent.
const TOO_LATE: Duration = Duration::from_secs(10 * 60);
/// What operators get after the program was away, before idleness and silence count on, in seconds.
const GRACE_S: u32 = 60;

/// What a dialog lives by.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// What its chat lays down.
    pub settings: &'a Settings,
    /// The version of the script that it began with.
    pub script: &'a Script,
    /// Which script that is.
    pub script_id: Option<ScriptId>,
    /// The other scripts that it may follow: those after an ending, the one it follows now, and those
    /// that these lead to.
    pub others: &'a [(Follows, &'a Script)],
    /// The chat's clock.
    pub zone: &'a TimeZone,
    /// What scripts may know beside.
    pub world: World<'a>,
    /// Who could answer.
    pub staff: &'a Staff,
    /// Its place in the queue, when it waits.
    pub place: Option<Place>,
    /// What the client is called.
    pub client_name: Option<&'a str>,
}

impl<'a> Context<'a> {
    /// A dialog of somebody unknown in the web widget, without other scripts, which does not wait.
    #[must_use]
    pub fn of(settings: &'a Settings, script: &'a Script, staff: &'a Staff) -> Self {
        Self {
            settings,
            script,
            script_id: None,
            others: &[],
            zone: const { &TimeZone::UTC },
            world: World {
                channel: Messenger::Web,
                client_phone: None,
                page: None,
                transcript: "",
            },
            staff,
            place: None,
            client_name: None,
        }
    }
}

/// What a script may know of the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct World<'a> {
    /// Through which messenger they write.
    pub channel: Messenger,
    /// Their phone number.
    pub client_phone: Option<&'a str>,
    /// The page they look at.
    pub page: Option<&'a str>,
    /// The dialog so far, where a script asks for it.
    pub transcript: &'a str,
}

/// The groups, and who of them is there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Staff {
    /// Whether anybody is online.
    pub online: bool,
    /// Every group.
    pub groups: Vec<Group>,
}

/// A group, as far as dialogs are concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Which.
    pub id: GroupId,
    /// Whether anybody of it is online.
    pub online: bool,
    /// How soon its first answer should come, in place of the chat's; in seconds.
    pub sl_first_s: Option<u32>,
    /// How soon its later answers should come, in place of the chat's; in seconds.
    pub sl_next_s: Option<u32>,
}

impl Staff {
    fn group(&self, id: GroupId) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == id)
    }
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event<'a> {
    /// The client opened the widget, or pressed the channel's "start".
    Opened,
    /// The client wrote, pressed a button or sent a file.
    ClientMessage {
        /// What was written, or the title of the button.
        text: &'a str,
        /// What the pressed button carried.
        payload: Option<&'a str>,
        /// Whether it is a file.
        file: bool,
    },
    /// The session's next deadline may be due.
    Due,
    /// What the script asked somebody outside was answered, or was not.
    Replied {
        /// The number of the ask.
        step: u32,
        /// What came.
        reply: Replied<'a>,
    },
    /// Somebody outside the dialog ended it.
    End(Ending),
    /// The dialog is given to an operator out of the queue.
    Assigned(OperatorId),
    /// An operator takes it, from whomever.
    Taken(OperatorId),
    /// The operator who holds it writes.
    OperatorWrote,
    /// The operator who holds it is writing.
    OperatorTyping,
    /// The operator who holds it passes it to another.
    PassedTo(OperatorId),
    /// The operator who holds it passes it to a group, or to anybody.
    HandedTo(Option<GroupId>),
    /// The operator who holds it gives it to the chat's bot.
    ReturnedToBot,
    /// The operator who holds it has a script run, one of the context's others.
    SentToScript(Follows),
    /// The operator who holds it ends it.
    OperatorClosed,
    /// The window of the operator who holds it is gone.
    HolderAway,
    /// It is there again.
    HolderBack,
    /// The operator who holds it works here no more.
    HolderGone,
    /// The program was away: asleep, or not running.
    Resumed,
    /// The chat was configured anew.
    SettingsChanged,
    /// Somebody came or went, or the chat opened or closed.
    StaffChanged,
    /// The client goes on in another channel, and what is laid down for that one holds.
    Moved,
}

/// What is to be done, in this order, in the transaction that stores the session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Store a message to the client and send it.
    Say {
        /// [`MessageKind::Text`] from the bot, everything else from the program itself.
        kind: MessageKind,
        /// What is said.
        text: String,
        /// The buttons below it.
        buttons: Vec<Button>,
    },
    /// What the client wrote was the answer to a question of the script.
    Recognised {
        /// The question.
        block: BlockId,
        /// The branch that took it.
        branch: String,
    },
    /// Have somebody outside asked.
    Inquire {
        /// The number to come back with.
        step: u32,
        /// Who is asked for what.
        ask: Ask,
    },
    /// Nobody waits any more for what was asked outside; what is not sent yet is not to be sent.
    StopAsking,
    /// Record that the dialog came by a marker.
    Mark {
        /// The block.
        block: BlockId,
        /// What reports call it.
        marker: String,
        /// What is recorded with it.
        value: Option<String>,
    },
    /// Record the result of the dialog, as the script says.
    Result(String),
    /// The client wrote while an operator holds it.
    Unread,
    /// The dialog was handed over to the operators, perhaps not for the first time.
    HandedOver {
        /// To which group; none means anybody.
        group: Option<GroupId>,
    },
    /// It waits from now on.
    Queue {
        /// Since when.
        since: Timestamp,
        /// Where.
        rank: Rank,
        /// For which group.
        group: Option<GroupId>,
    },
    /// Nobody is there to be given it.
    Help,
    /// Somebody is there again.
    HelpOver,
    /// It waits no more.
    Unqueue(WaitOutcome),
    /// An operator holds it from now on.
    Join {
        /// Who.
        operator: OperatorId,
        /// How they came.
        how: StayBegan,
    },
    /// The operator holds it no more.
    Leave(StayEnded),
    /// An answer is owed from now on.
    OpenTurn {
        /// Whether a handover opened it.
        first: bool,
        /// The goal in seconds.
        goal_s: u32,
        /// Until when the goal is met.
        due: Timestamp,
    },
    /// The answer came, or never will.
    CloseTurn {
        /// How long it took; none when it was missed.
        response_ms: Option<u64>,
    },
    /// The client was asked for a rating.
    RatingAsked,
    /// The client rated.
    Rated {
        /// How, from 1.
        rating: u32,
        /// The best rating of the scale it was asked on.
        scale: u32,
    },
    /// The client commented the rating.
    Commented(String),
    /// The client said whether the question is solved.
    ClientResult(bool),
    /// What waits for the client's next message will not come any more.
    GiveUpSending,
    /// The dialog is over; nothing follows.
    Close {
        /// Why.
        ending: Ending,
        /// By whom.
        closed_by: ClosedBy,
    },
    /// What the client wrote belongs to the next dialog.
    OpensNext,
    /// Write a line to the program's log.
    Log(Note),
}

/// What the log says about a dialog.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Note {
    /// A button was pressed that does not belong to the question on the table.
    #[error("a press of a button that is no longer offered was ignored: `{payload}`")]
    StaleButton {
        /// What the button carried, cut to 100 characters.
        payload: String,
    },
    /// What an operator did does not fit where the dialog stands by now.
    #[error("it came too late and was ignored: {0}")]
    TooLate(&'static str),
    /// The script lost its way.
    #[error(transparent)]
    Script(#[from] script::Note),
}

/// What a step leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The session that follows.
    pub session: Session,
    /// What is to be done.
    pub effects: Vec<Effect>,
    /// The time to record for the effects: that of the step, or of the deadline that was due, even
    /// when it is found only later.
    pub at: Timestamp,
}

/// One step of a dialog.
///
/// `now` is the wall clock; a clock that was set back stands still until it catches up. Before an
/// event that has a time of its own, such as a message, deadlines up to that time are brought up to
/// date with [`Event::Due`], one a step, for as long as [`Session::next_deadline`] is not after it.
///
/// A closed session takes nothing and stays as it is: what the client writes then belongs to a new
/// dialog. `Due` before its time changes nothing either.
#[must_use]
pub fn step(context: &Context<'_>, session: Session, event: Event<'_>, now: Timestamp) -> Step {
    let mut stepping = Stepping {
        context,
        at: session.seen.max(now),
        now: session.seen.max(now),
        late: false,
        answers: matches!(event, Event::ClientMessage { .. } | Event::Opened),
        session,
        effects: Vec::new(),
    };
    if stepping.session.state != DialogState::Closed {
        stepping.take(event);
        stepping.set_deadlines();
    }
    Step {
        session: stepping.session,
        effects: stepping.effects,
        at: stepping.at,
    }
}

struct Stepping<'a> {
    context: &'a Context<'a>,
    session: Session,
    /// The time that is recorded.
    at: Timestamp,
    /// The clock, which is later than that when a deadline is found late.
    now: Timestamp,
    /// Whether what is due is found so late that nothing is said about it any more.
    late: bool,
    /// Whether it is the client's turn that is answered.
    answers: bool,
    effects: Vec<Effect>,
}

impl Stepping<'_> {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Opened => self.opened(),
            Event::ClientMessage {
                text,
                payload,
                file,
            } => self.client_wrote(text, payload, file),
            Event::Due => self.due(),
            Event::Replied { step, reply } => self.replied(step, reply),
            Event::End(ending) => {
                self.session.seen = self.at;
                self.end(ending);
            }
            Event::Assigned(operator) => self.assigned(operator),
            Event::Taken(operator) => self.taken(operator),
            Event::OperatorWrote => self.operator_wrote(),
            Event::OperatorTyping => self.operator_typing(),
            Event::PassedTo(operator) => self.passed_to(operator),
            Event::HandedTo(group) => self.handed_to(group),
            Event::ReturnedToBot => self.sent_to_script(None),
            Event::SentToScript(script) => self.sent_to_script(Some(script)),
            Event::OperatorClosed => {
                self.session.seen = self.at;
                self.end(Ending::OperatorClosed);
            }
            Event::HolderAway => self.holder_away(),
            Event::HolderBack => self.holder_back(),
            Event::HolderGone => self.holder_gone(),
            Event::Resumed => self.resumed(),
            Event::SettingsChanged => {
                self.keep_from_reaching_back();
                self.look_for_staff();
            }
            Event::StaffChanged => self.look_for_staff(),
            Event::Moved => self.moved(),
        }
    }

    fn due(&mut self) {
        let Some((deadline, time)) = self.session.next_deadline() else {
            return;
        };
        if time > self.at {
            return;
        }
        self.late = self.at.since(time) > TOO_LATE;
        self.at = self.session.seen.max(time);
        self.session.seen = self.at;
        self.session.counts.remove(&deadline);
        match deadline {
            Deadline::NoAnswer => self.no_answer(),
            Deadline::Pause => self.pause_over(),
            Deadline::Reply => self.no_reply(),
            Deadline::OperatorIdle => self.operator_idle(),
            Deadline::QueueTime => self.queue_time_over(),
            Deadline::Notice => self.notify(),
            Deadline::AskRating => self.ask_rating_midway(),
            Deadline::FeedbackOver => self.close(),
            Deadline::ClientTimeout => self.end(Ending::ClientTimeout),
            Deadline::Lifetime => self.end(Ending::Lifetime),
        }
    }

    fn say(&mut self, kind: MessageKind, text: String, buttons: Vec<Button>) {
        if !self.late {
            self.effects.push(Effect::Say {
                kind,
                text,
                buttons,
            });
        }
    }

    /// A notice that is of use now or never.
    fn notice(&mut self, kind: MessageKind, text: String) {
        if self.reaches_client() {
            self.say(kind, text, Vec::new());
        }
    }

    /// Whether what is said now can be sent: as an answer to the client, or because the channel may be
    /// written to.
    fn reaches_client(&self) -> bool {
        let settings = self.context.settings;
        self.answers || settings.may_write(self.session.client_at, self.at)
    }

    /// The lifetime begins anew with every message of the client or an operator.
    fn slide(&mut self) {
        self.session.seen = self.at;
        self.count(Deadline::Lifetime);
    }

    /// Counts towards a deadline from now on.
    fn count(&mut self, deadline: Deadline) {
        self.session.counts.insert(deadline, Count::since(self.at));
    }

    fn stop(&mut self, deadline: Deadline) {
        self.session.counts.remove(&deadline);
    }

    /// The program was away: operators get some time before idleness and silence count on.
    fn resumed(&mut self) {
        if self.session.state != DialogState::Operator {
            return;
        }
        let not_before = Some(self.at.plus_seconds(GRACE_S));
        for deadline in [Deadline::OperatorIdle, Deadline::ClientTimeout] {
            if let Some(count) = self.session.counts.get_mut(&deadline) {
                count.not_before = count.not_before.max(not_before);
            }
        }
    }

    /// Coming to a channel opens it to answers, as a message does.
    fn moved(&mut self) {
        self.session.seen = self.at;
        self.session.client_at = self.session.client_at.map(|_| self.at);
    }

    /// What was set anew holds from now on: nothing is over before somebody said how long it lasts.
    fn keep_from_reaching_back(&mut self) {
        let now = self.at;
        let counts = self.session.counts.clone();
        for (deadline, count) in counts {
            let over = count.until.or_else(|| self.over(deadline, count.since));
            let was_due = self.session.deadlines.get(&deadline);
            let is_new = was_due.is_none_or(|was_due| *was_due > now);
            if over.is_some_and(|over| over < now)
                && is_new
                && let Some(count) = self.session.counts.get_mut(&deadline)
            {
                count.not_before = count.not_before.max(Some(now));
            }
        }
    }

    /// When everything that counts is over, by the settings as they are now.
    fn set_deadlines(&mut self) {
        let counts = self.session.counts.iter();
        let deadlines = counts.filter_map(|(deadline, count)| {
            let at = count.until.or_else(|| self.over(*deadline, count.since))?;
            Some((
                *deadline,
                count.not_before.map_or(at, |least| at.max(least)),
            ))
        });
        self.session.deadlines = deadlines.collect();
    }

    fn over(&self, deadline: Deadline, since: Timestamp) -> Option<Timestamp> {
        let settings = self.context.settings;
        let after = |seconds: u32| (seconds > 0).then(|| since.plus_seconds(seconds));
        let worked = |seconds: u32| {
            (seconds > 0)
                .then(|| settings.worked(since, seconds))
                .flatten()
        };
        match deadline {
            // The script says how long.
            Deadline::NoAnswer | Deadline::Pause | Deadline::Reply => None,
            Deadline::OperatorIdle => {
                let away = self.session.holder.as_ref().and_then(|holder| holder.away);
                let seconds = settings.idle_s(away.is_some());
                let since = match away {
                    Some(away) if settings.operator_idle_s == 0 => since.max(away),
                    _ => since,
                };
                (seconds > 0).then(|| since.plus_seconds(seconds))
            }
            Deadline::QueueTime => worked(settings.queue_time_s),
            Deadline::Notice => worked(settings.notify_s),
            Deadline::AskRating => match settings.feedback.ask {
                true => after(settings.feedback.after_s),
                false => None,
            },
            Deadline::FeedbackOver => after(ending::FEEDBACK_S),
            Deadline::ClientTimeout => {
                let of_script = self.running().settings().client_silence_s;
                let by_script =
                    matches!(self.session.state, DialogState::Bot | DialogState::Ending);
                let own = of_script.filter(|_| by_script);
                after(own.unwrap_or(settings.client_silence_s))
            }
            Deadline::Lifetime => after(settings.lifetime_s),
        }
    }

    /// The script that runs.
    fn running(&self) -> &Script {
        let follows = self.session.follows;
        let others = self.context.others.iter();
        let mut others = others.filter(|(other, _)| Some(*other) == follows);
        others
            .next()
            .map_or(self.context.script, |(_, script)| script)
    }
}
