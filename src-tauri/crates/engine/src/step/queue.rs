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
        let staff = self.context.staff;
        let group = self.session.group.and_then(|group| staff.group(group));
        let nobody = !group.map_or(staff.online, |group| group.online);
        if nobody || !self.context.settings.is_open(self.at) {
            self.effects.push(Effect::Help);
            self.say_busy();
        }
    }

    /// Puts the dialog into the queue of a group, or of anybody when there is no such group any more;
    /// an answer is owed from now on.
    pub(super) fn queue(&mut self, group: Option<GroupId>, rank: Rank, since: Timestamp) {
        let group = group.filter(|group| self.context.staff.group(*group).is_some());
        self.release(StayEnded::Transferred);
        self.leave_queue(WaitOutcome::Bot);
        self.disarm_question();
        self.session.state = DialogState::Queued;
        self.session.ended = None;
        self.session.group = group;
        self.session.wait = Some(Wait { since, group, rank });
        self.effects.push(Effect::HandedOver { group });
        self.effects.push(Effect::Queue { since, rank, group });
        if rank == Rank::Help {
            self.effects.push(Effect::Help);
        } else {
            self.count(Deadline::QueueTime);
            self.count(Deadline::Notice);
        }
        self.owe(true);
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
            self.say_busy();
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
        let text = self.context.settings.busy_text.clone();
        self.notice(MessageKind::Notice, text);
    }
}

/// Whether a script has nothing to say to what it was told.
pub(super) fn leads_nowhere(outputs: &[Output]) -> bool {
    outputs.is_empty() || outputs == [Output::NoBranch]
}
