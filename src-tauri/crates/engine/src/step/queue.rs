//! In the queue: handing over, notices, and the end of the wait.

use domain::{DialogState, Ending, GroupId, MessageKind, StayEnded, Timestamp, WaitOutcome};
use language::talk;
use script::{Input, Output};

use super::{Effect, Stepping};
use crate::session::{Deadline, Rank, Turn, Wait};

impl Stepping<'_> {
    /// Hands the dialog to a group, or to anybody.
    pub(super) fn hand_over(&mut self, group: Option<GroupId>) {
        self.queue(group, Rank::InTurn, self.at);
    }

    /// Puts the dialog into the queue of a group, or of anybody when there is no such group any more;
    /// an answer is owed from now on.
    pub(super) fn queue(&mut self, group: Option<GroupId>, rank: Rank, since: Timestamp) {
        let group = group.filter(|group| self.context.staff.group(*group).is_some());
        self.release(StayEnded::Transferred);
        self.leave_queue(WaitOutcome::Bot);
        self.halt_script();
        self.session.state = DialogState::Queued;
        self.session.ended = None;
        self.session.group = group;
        let help = false;
        self.session.wait = Some(Wait {
            since,
            group,
            rank,
            help,
        });
        self.effects.push(Effect::HandedOver { group });
        self.effects.push(Effect::Queue { since, rank, group });
        if rank != Rank::Help {
            self.count(Deadline::QueueTime);
            self.count(Deadline::Notice);
        }
        self.owe(true);
        self.look_for_staff();
    }

    /// Lists a waiting dialog where anybody is asked to take it, for as long as nobody is there to be
    /// given it; the client is told once.
    pub(super) fn look_for_staff(&mut self) {
        let staff = self.context.staff;
        let Some(wait) = &mut self.session.wait else {
            return;
        };
        let group = wait.group.and_then(|group| staff.group(group));
        let nobody = !group.map_or(staff.online, |group| group.online);
        let closed = !self.context.settings.is_open(self.at);
        let help = nobody || closed || wait.rank == Rank::Help;
        let before = std::mem::replace(&mut wait.help, help);
        if help && !before {
            self.effects.push(Effect::Help);
            self.say_busy();
        } else if before && !help {
            self.effects.push(Effect::HelpOver);
        }
    }

    /// The dialog waits no more.
    pub(super) fn leave_queue(&mut self, outcome: WaitOutcome) {
        self.stop(Deadline::QueueTime);
        self.stop(Deadline::Notice);
        if self.session.wait.take().is_some() {
            self.effects.push(Effect::Unqueue(outcome));
        }
    }

    /// An answer is owed from now on, unless one is already.
    pub(super) fn owe(&mut self, first: bool) {
        if self.session.turn.is_some() {
            return;
        }
        self.session.turn = Some(Turn { opened: self.at });
        let level = &self.context.settings.service_level;
        let group = self.session.group;
        let group = group.and_then(|group| self.context.staff.group(group));
        let goal_s = if first {
            let own = group.and_then(|group| group.sl_first_s);
            own.unwrap_or(level.first_s)
        } else {
            let own = group.and_then(|group| group.sl_next_s);
            own.unwrap_or(level.next_s)
        };
        let due = self.context.settings.goal(self.at, goal_s);
        self.effects.push(Effect::OpenTurn { first, goal_s, due });
    }

    /// No answer will come to what is owed.
    pub(super) fn miss(&mut self) {
        if self.session.turn.take().is_some() {
            let response_ms = None;
            self.effects.push(Effect::CloseTurn { response_ms });
        }
    }

    pub(super) fn queue_time_over(&mut self) {
        self.leave_queue(WaitOutcome::Time);
        self.miss();
        let outputs = self.tell(Input::NoOperator);
        if leads_nowhere(&outputs) {
            let text = self.context.settings.nobody_came_text.clone();
            self.notice(MessageKind::Notice, text);
            self.end(Ending::QueueTime);
        } else {
            self.session.state = DialogState::Bot;
            self.carry_out(outputs);
        }
    }

    /// Tells the client how it stands, unless the next notice is due already.
    pub(super) fn notify(&mut self) {
        self.count(Deadline::Notice);
        let settings = self.context.settings;
        let next = settings.worked(self.at, settings.notify_s);
        if next.is_some_and(|next| next <= self.now) {
            return;
        }
        let Some(place) = self.context.place else {
            return;
        };
        let language = self.context.settings.language;
        let text = talk::fill(&self.context.settings.queue_text, |name| match name {
            "position" => Some(place.position.to_string()),
            "wait" => Some(talk::wait(place.wait_s, language)),
            "name" => Some(self.context.client_name.unwrap_or_default().to_owned()),
            _ => None,
        });
        self.notice(MessageKind::QueueNotice, text);
    }

    pub(super) fn say_busy(&mut self) {
        if std::mem::replace(&mut self.session.busy_told, true) {
            return;
        }
        let text = self.context.settings.busy_text.clone();
        self.notice(MessageKind::Notice, text);
    }
}

/// Whether a script has nothing to say to what it was told.
pub(super) fn leads_nowhere(outputs: &[Output]) -> bool {
    outputs.is_empty() || outputs == [Output::NoBranch]
}
