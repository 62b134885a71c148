//! With an operator: taking, writing, falling silent, passing on.

use domain::{DialogState, GroupId, IdleTo, OperatorId, StayBegan, StayEnded, WaitOutcome};
use script::Input;

use super::queue::leads_nowhere;
use super::{Effect, GRACE_S, Note, Stepping};
use crate::session::{Deadline, Follows, Holder, Rank};

/// How often a dialog is queued again because an operator did not answer.
const QUEUED_AGAIN: usize = 2;

impl Stepping<'_> {
    pub(super) fn assigned(&mut self, operator: OperatorId) {
        if self.session.state == DialogState::Queued {
            self.session.seen = self.at;
            self.join(operator, StayBegan::Assigned);
        } else {
            self.too_late("an assignment");
        }
    }

    /// Whoever takes a dialog that nobody handed over owes an answer too.
    pub(super) fn taken(&mut self, operator: OperatorId) {
        if self.session.state == DialogState::Feedback {
            return self.too_late("taking a dialog that is over");
        }
        self.session.seen = self.at;
        if !matches!(
            self.session.state,
            DialogState::Queued | DialogState::Operator
        ) {
            self.session.ended = None;
            self.effects.push(Effect::HandedOver {
                group: self.session.group,
            });
            self.owe(true);
        }
        self.join(operator, StayBegan::Taken);
    }

    fn join(&mut self, operator: OperatorId, how: StayBegan) {
        self.release(StayEnded::Transferred);
        self.leave_queue(WaitOutcome::Taken);
        self.halt_script();
        self.session.state = DialogState::Operator;
        self.session.served = true;
        self.session.busy_told = false;
        self.session.holder = Some(Holder {
            operator,
            away: None,
            put_off: false,
        });
        if self.session.turn.is_some() {
            self.count(Deadline::OperatorIdle);
        }
        self.effects.push(Effect::Join { operator, how });
    }

    /// The operator holds it no more.
    pub(super) fn release(&mut self, how: StayEnded) {
        self.stop(Deadline::OperatorIdle);
        if self.session.holder.take().is_some() {
            self.effects.push(Effect::Leave(how));
        }
    }

    pub(super) fn operator_wrote(&mut self) {
        if self.session.holder.is_none() {
            return self.too_late("an operator's message");
        }
        self.slide();
        self.stop(Deadline::OperatorIdle);
        self.count(Deadline::ClientTimeout);
        self.session.idled.clear();
        self.session.feedback.numbers_rate = false;
        if let Some(holder) = &mut self.session.holder {
            holder.put_off = false;
        }
        if let Some(turn) = self.session.turn.take() {
            let response_ms = self.context.settings.response_ms(turn.opened, self.at);
            let response_ms = Some(response_ms);
            self.effects.push(Effect::CloseTurn { response_ms });
        }
    }

    pub(super) fn client_wrote_to_operator(&mut self) {
        self.stop(Deadline::ClientTimeout);
        self.owe(false);
        if !self.session.counts.contains_key(&Deadline::OperatorIdle) {
            self.count(Deadline::OperatorIdle);
        }
        self.effects.push(Effect::Unread);
    }

    /// Typing puts the deadline off once, to 60 s from now at most.
    pub(super) fn operator_typing(&mut self) {
        let Some(deadline) = self.session.deadlines.get(&Deadline::OperatorIdle).copied() else {
            return;
        };
        let later = self.at.plus_seconds(GRACE_S);
        let Some(holder) = self
            .session
            .holder
            .as_mut()
            .filter(|holder| !holder.put_off)
        else {
            return;
        };
        if later > deadline {
            self.session.seen = self.at;
            holder.put_off = true;
            if let Some(count) = self.session.counts.get_mut(&Deadline::OperatorIdle) {
                count.not_before = Some(later);
            }
        }
    }

    pub(super) fn operator_idle(&mut self) {
        let Some(holder) = self.session.holder.clone() else {
            return;
        };
        self.miss();
        self.release(StayEnded::Idle);
        self.stop(Deadline::ClientTimeout);
        let again = self.session.idled.contains(&holder.operator);
        self.session.idled.push(holder.operator);
        let times = self.session.idled.len();
        let group = self.session.group;
        match self.context.settings.operator_idle_to {
            IdleTo::Bot => {
                let outputs = self.tell(Input::OperatorIdle);
                if !leads_nowhere(&outputs) {
                    self.session.state = DialogState::Bot;
                    return self.carry_out(outputs);
                }
                self.say_busy();
                self.queue_again(group, Rank::InTurn, times > QUEUED_AGAIN);
            }
            IdleTo::NextOperator => self.queue_again(group, Rank::Head, again),
            IdleTo::Queue => self.queue_again(group, Rank::Head, times > QUEUED_AGAIN),
        }
    }

    fn queue_again(&mut self, group: Option<GroupId>, rank: Rank, too_often: bool) {
        let rank = if too_often { Rank::Help } else { rank };
        self.queue(group, rank, self.at);
    }

    pub(super) fn passed_to(&mut self, operator: OperatorId) {
        if self.session.holder.is_none() {
            return self.too_late("passing it on");
        }
        self.session.seen = self.at;
        self.effects.push(Effect::HandedOver {
            group: self.session.group,
        });
        self.owe(true);
        self.join(operator, StayBegan::Transferred);
    }

    pub(super) fn handed_to(&mut self, group: Option<GroupId>) {
        if self.session.holder.is_none() {
            return self.too_late("passing it on");
        }
        self.session.seen = self.at;
        self.hand_over(group);
    }

    /// Has a script run from its start: the chat's own, or another.
    pub(super) fn sent_to_script(&mut self, script: Option<Follows>) {
        if self.session.holder.is_none() {
            return self.too_late("giving it to the bot");
        }
        self.session.seen = self.at;
        self.miss();
        self.release(StayEnded::Returned);
        self.stop(Deadline::ClientTimeout);
        self.session.state = DialogState::Bot;
        self.session.follows = script;
        let outputs = self.tell(Input::Start { first: None });
        self.carry_out(outputs);
    }

    pub(super) fn holder_away(&mut self) {
        let at = self.at;
        if let Some(holder) = &mut self.session.holder {
            holder.away = holder.away.or(Some(at));
        }
    }

    pub(super) fn holder_back(&mut self) {
        if let Some(holder) = &mut self.session.holder {
            holder.away = None;
        }
    }

    /// Who works here no more leaves what they hold to the head of the queue.
    pub(super) fn holder_gone(&mut self) {
        if self.session.holder.is_none() {
            return;
        }
        self.session.seen = self.at;
        self.miss();
        let group = self.session.group;
        self.queue(group, Rank::Head, self.at);
    }

    pub(super) fn too_late(&mut self, what: &'static str) {
        self.effects.push(Effect::Log(Note::TooLate(what)));
    }
}
