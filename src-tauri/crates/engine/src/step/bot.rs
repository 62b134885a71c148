//! With the bot: what the client writes goes to the script, and what the script wants is done.

use domain::{Button, DialogState, Ending, MessageKind};
use script::{Input, Output, run, understands};

use super::{Effect, Note, Stepping};
use crate::answer;
use crate::press::{Press, Pressed};
use crate::session::{Count, Deadline};

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
                self.answer_bot(text, button);
            }
            DialogState::Operator => self.client_wrote_to_operator(),
            DialogState::Queued | DialogState::Feedback | DialogState::Closed => {}
        }
    }

    fn answer_bot(&mut self, text: &str, button: Option<usize>) {
        let input = if self.session.script.is_none() {
            let to_answer = self.context.settings.reply_to_first_message;
            Input::Start {
                first: (to_answer && !text.is_empty()).then_some(text),
            }
        } else if self.session.unseen {
            // Nobody can answer a question they never saw, so it is asked now.
            Input::AskAgain
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
                && state.is_some_and(|state| understands(self.running(), state, text))
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

    pub(super) fn tell(&mut self, input: Input<'_>) -> Vec<Output> {
        let state = self.session.script.take().unwrap_or_default();
        let (state, outputs) = run(self.running(), state, input);
        self.session.script = Some(state);
        outputs
    }

    pub(super) fn carry_out(&mut self, outputs: Vec<Output>) {
        for output in outputs {
            match output {
                Output::Say { text } => self.say(MessageKind::Text, text, Vec::new()),
                Output::Ask {
                    text,
                    buttons,
                    no_answer_s,
                } => self.ask(text, buttons, no_answer_s),
                Output::Transfer { group } => self.hand_over(group),
                Output::End => self.end(Ending::BotEnded),
                Output::NoBranch => {}
                Output::Log(note) => self.effects.push(Effect::Log(note.into())),
            }
        }
    }

    fn ask(&mut self, text: String, titles: Vec<String>, no_answer_s: Option<u32>) {
        self.session.questions = self.session.questions.wrapping_add(1);
        self.session.unseen = self.late;
        self.session.feedback.numbers_rate = false;
        self.disarm_question();
        if let Some(seconds) = no_answer_s.filter(|seconds| *seconds > 0) {
            let until = Some(self.at.plus_seconds(seconds));
            let count = Count {
                until,
                ..Count::since(self.at)
            };
            self.session.counts.insert(Deadline::NoAnswer, count);
        }
        self.count(Deadline::ClientTimeout);
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
}
