//! With the bot: what the client writes goes to the script, and what the script wants is done.

use domain::{Button, DialogState, Ending, MessageKind, ScriptId};
use script::{Ask, Facts, Input, Output, Replied, Waits, run, understands};

use super::{Effect, Note, Stepping};
use crate::answer;
use crate::press::{Press, Pressed};
use crate::session::{Count, Deadline};

/// After the time a script gives a server, what asks it has this long to say how it went, in seconds.
const REPLY_GRACE_S: u32 = 60;

impl Stepping<'_> {
    pub(super) fn opened(&mut self) {
        if self.session.script.is_none() && self.session.state == DialogState::Bot {
            self.slide();
            let outputs = self.tell(Input::Start { first: None });
            self.carry_out(outputs);
        }
    }

    pub(super) fn client_wrote(&mut self, text: &str, payload: Option<&str>, file: bool) {
        if self.session.state == DialogState::Feedback {
            return self.wrote_after_the_end(text, payload, file);
        }
        self.slide();
        self.session.client_at = Some(self.at);
        let press = payload.map(|payload| self.pressed(payload));
        match press {
            Some(Some(Pressed::Rating(rating))) => return self.rated(rating),
            Some(Some(Pressed::Solved(_)) | None) => return self.pressed_late(),
            Some(Some(Pressed::Answer { .. })) => {}
            None if !file && self.rates(text) => {
                if let Some(rating) = answer::rating(text, self.session.feedback.scale) {
                    return self.rated(rating);
                }
            }
            None => {}
        }
        match self.session.state {
            DialogState::Bot | DialogState::Ending => {
                let button = match press.flatten() {
                    Some(Pressed::Answer { button, .. }) => Some(button),
                    _ => None,
                };
                self.answer_bot(text, button, file);
            }
            DialogState::Operator => self.client_wrote_to_operator(),
            DialogState::Queued | DialogState::Feedback | DialogState::Closed => {}
        }
    }

    fn answer_bot(&mut self, text: &str, button: Option<usize>, file: bool) {
        let waits = self.session.script.as_ref().map(script::State::waits_for);
        if matches!(waits, Some(Waits::Pause | Waits::Reply { .. })) {
            // The script will go on by itself; what was written meanwhile answers nothing.
            return;
        }
        let input = if self.session.script.is_none() {
            let to_answer = self.context.settings.reply_to_first_message;
            Input::Start {
                first: (to_answer && !text.is_empty()).then_some(text),
            }
        } else if self.session.unseen {
            // Nobody can answer a question they never saw, so it is asked now.
            Input::AskAgain
        } else if file {
            Input::File { text }
        } else {
            button.map_or(Input::Text(text), Input::Button)
        };
        self.disarm_question();
        let outputs = self.tell(input);
        self.carry_out(outputs);
    }

    /// What a pressed button says; none, with a line in the log, when it is stale.
    pub(super) fn pressed(&mut self, payload: &str) -> Option<Pressed> {
        let press: Option<Press> = payload.parse().ok();
        let press = press.filter(|press| press.dialog == self.session.dialog);
        let (state, feedback) = (self.session.state, &self.session.feedback);
        let fresh = press
            .map(|press| press.pressed)
            .filter(|pressed| match pressed {
                Pressed::Answer { question, .. } => {
                    matches!(state, DialogState::Bot | DialogState::Ending)
                        && *question == self.session.questions
                }
                Pressed::Rating(rating) => {
                    let best = feedback.scale.best();
                    feedback.rating_asked
                        && feedback.rating.is_none()
                        && (1..=best).contains(rating)
                }
                Pressed::Solved(_) => feedback.result_asked && feedback.solved.is_none(),
            });
        if fresh.is_none() {
            let payload = payload.chars().take(100).collect();
            self.effects
                .push(Effect::Log(Note::StaleButton { payload }));
        }
        fresh
    }

    /// A stale press answers nothing, but whoever presses is not silent.
    fn pressed_late(&mut self) {
        match self.session.state {
            DialogState::Bot | DialogState::Ending if self.session.script.is_none() => {
                self.disarm_question();
                let outputs = self.tell(Input::Start { first: None });
                self.carry_out(outputs);
            }
            DialogState::Bot | DialogState::Ending if self.session.unseen => {
                self.disarm_question();
                let outputs = self.tell(Input::AskAgain);
                self.carry_out(outputs);
            }
            DialogState::Bot | DialogState::Ending => self.count(Deadline::ClientTimeout),
            _ => {}
        }
    }

    /// Whether a written number is the rating that was asked for in mid-dialog: a pending question
    /// of the script has the answer first.
    fn rates(&self, text: &str) -> bool {
        let feedback = &self.session.feedback;
        let script_takes = || {
            let state = self.session.script.as_ref();
            matches!(self.session.state, DialogState::Bot | DialogState::Ending)
                && state
                    .is_some_and(|state| understands(self.running(), state, text, &self.facts()))
        };
        feedback.rating_asked
            && feedback.rating.is_none()
            && feedback.numbers_rate
            && !script_takes()
    }

    pub(super) fn no_answer(&mut self) {
        let outputs = self.tell(Input::NoAnswer);
        self.carry_out(outputs);
    }

    /// The pause of the script is over.
    pub(super) fn pause_over(&mut self) {
        let outputs = self.tell(Input::PauseOver);
        self.carry_out(outputs);
    }

    /// What the script asked somebody outside was answered, or was not.
    pub(super) fn replied(&mut self, step: u32, reply: Replied<'_>) {
        if !matches!(self.session.state, DialogState::Bot | DialogState::Ending) {
            return self.too_late("an answer to what the script asked");
        }
        let waits = self.session.script.as_ref().map(script::State::waits_for);
        if waits == Some(Waits::Reply { step }) {
            self.session.seen = self.at;
            self.stop(Deadline::Reply);
        }
        let outputs = self.tell(Input::Replied { step, reply });
        self.carry_out(outputs);
    }

    /// Nobody said how it went, so it went badly.
    pub(super) fn no_reply(&mut self) {
        let waits = self.session.script.as_ref().map(script::State::waits_for);
        if let Some(Waits::Reply { step }) = waits {
            self.effects.push(Effect::StopAsking);
            let why = "nobody answered in time";
            self.replied(step, Replied::Failed { why });
        }
    }

    pub(super) fn tell(&mut self, input: Input<'_>) -> Vec<Output> {
        let state = self.session.script.take().unwrap_or_default();
        let turn = run(self.running(), state, input, &self.facts());
        self.session.script = Some(turn.state);
        if let Some(recognised) = turn.recognised {
            self.effects.push(Effect::Recognised {
                block: recognised.block,
                branch: recognised.branch,
            });
        }
        turn.outputs
    }

    fn facts(&self) -> Facts<'_> {
        let context = self.context;
        Facts {
            now: self.at,
            zone: context.zone,
            dialog: self.session.dialog,
            transcript: context.world.transcript,
            client_name: context.client_name,
            client_phone: context.world.client_phone,
            channel: context.world.channel,
            page: context.world.page,
            previous_script: self.session.follows.and(context.script_id),
            is_open: context.settings.is_open(self.at),
        }
    }

    pub(super) fn carry_out(&mut self, outputs: Vec<Output>) {
        // Going on in another script is the last thing a script wants, and may be all that one wants.
        let mut next = Some(outputs);
        while let Some(outputs) = next.take() {
            for output in outputs {
                next = self.carry_out_one(output);
            }
        }
    }

    /// Does one thing; gives what another script wants that it goes on in.
    fn carry_out_one(&mut self, output: Output) -> Option<Vec<Output>> {
        match output {
            Output::Say { text } => self.say(MessageKind::Text, text, Vec::new()),
            Output::Ask {
                text,
                buttons,
                no_answer_s,
            } => self.ask(text, buttons, no_answer_s),
            Output::Wait { seconds } => self.count_until(Deadline::Pause, seconds),
            Output::Inquire { step, ask } => self.inquire(step, ask),
            Output::Mark {
                block,
                marker,
                value,
            } => self.effects.push(Effect::Mark {
                block,
                marker,
                value,
            }),
            Output::Result { result } => self.effects.push(Effect::Result(result)),
            Output::Transfer { group } => self.hand_over(group),
            Output::Follow { script } => return Some(self.follow(script)),
            Output::End => self.end(Ending::BotEnded),
            Output::NoBranch => {}
            Output::Log(note) => self.effects.push(Effect::Log(note.into())),
        }
        None
    }

    fn inquire(&mut self, step: u32, ask: Ask) {
        let seconds = ask.timeout_s().saturating_add(REPLY_GRACE_S);
        self.count_until(Deadline::Reply, seconds);
        self.effects.push(Effect::Inquire { step, ask });
    }

    /// Goes on in another script. The guards count across scripts, so that two that lead to each other
    /// come to rest.
    fn follow(&mut self, script: ScriptId) -> Vec<Output> {
        let mut others = self.context.others.iter();
        let found = others.find(|(other, _)| other.id == script);
        let input = match found {
            Some((follows, _)) => {
                let from = self.session.follows.map(|follows| follows.id);
                self.session.follows = Some(*follows);
                Input::Followed {
                    from: from.or(self.context.script_id),
                }
            }
            None => Input::NoScript,
        };
        self.tell(input)
    }

    fn count_until(&mut self, deadline: Deadline, seconds: u32) {
        let until = Some(self.at.plus_seconds(seconds));
        let count = Count {
            until,
            ..Count::since(self.at)
        };
        self.session.counts.insert(deadline, count);
    }

    fn ask(&mut self, text: Option<String>, titles: Vec<String>, no_answer_s: Option<u32>) {
        self.session.questions = self.session.questions.wrapping_add(1);
        // Where nothing is asked there is nothing to be seen.
        self.session.unseen = self.late && text.is_some();
        self.session.feedback.numbers_rate = false;
        self.disarm_question();
        if let Some(seconds) = no_answer_s.filter(|seconds| *seconds > 0) {
            self.count_until(Deadline::NoAnswer, seconds);
        }
        self.count(Deadline::ClientTimeout);
        let Some(text) = text else {
            return;
        };
        let buttons = titles.into_iter().enumerate().map(|(button, title)| {
            let question = self.session.questions;
            let press = Press {
                dialog: self.session.dialog,
                pressed: Pressed::Answer { question, button },
            };
            let payload = press.to_string();
            Button { title, payload }
        });
        let buttons = buttons.collect();
        self.say(MessageKind::Text, text, buttons);
    }

    /// Nobody is asked anything any more.
    pub(super) fn disarm_question(&mut self) {
        self.stop(Deadline::NoAnswer);
        self.stop(Deadline::ClientTimeout);
    }

    /// The script does not go on by itself any more.
    pub(super) fn halt_script(&mut self) {
        self.disarm_question();
        self.stop(Deadline::Pause);
        if self.session.counts.remove(&Deadline::Reply).is_some() {
            self.effects.push(Effect::StopAsking);
        }
    }
}
