//! After the end: the script that runs then, the client's result and rating, and closing.

use domain::{
    Button, ClosedBy, DialogState, Ending, MessageKind, RatingScale, StayEnded, WaitOutcome,
};
use language::talk;
use script::Input;

use super::{Effect, Stepping};
use crate::answer;
use crate::press::{Press, Pressed};
use crate::session::{Deadline, Follows, Stage};

/// How long a rating is waited for, in seconds.
pub(super) const FEEDBACK_S: u32 = 600;

impl Stepping<'_> {
    /// The dialog ends: nobody holds it or waits any more, a script may run, the client may be asked.
    pub(super) fn end(&mut self, ending: Ending) {
        self.miss();
        self.release(StayEnded::Closed);
        self.leave_queue(WaitOutcome::Closed);
        self.halt_script();
        let at_once = matches!(
            ending,
            Ending::Spam | Ending::ClientLeft | Ending::Administrator
        );
        if at_once {
            self.session.ended = Some(ending);
        }
        // What ends while the script after an ending runs has ended before.
        let ending = *self.session.ended.get_or_insert(ending);
        if at_once || self.late || self.session.state == DialogState::Feedback {
            return self.close();
        }
        if self.session.state != DialogState::Ending
            && !self.session.after_ran
            && let Some(script) = self.script_after(ending)
        {
            self.session.after_ran = true;
            self.session.state = DialogState::Ending;
            self.session.follows = Some(script);
            self.count(Deadline::Lifetime);
            let outputs = self.tell(Input::Start { first: None });
            return self.carry_out(outputs);
        }
        self.ask_at_the_end();
    }

    fn script_after(&self, ending: Ending) -> Option<Follows> {
        let settings = self.context.settings;
        let script = match ending {
            Ending::BotEnded | Ending::QueueTime => settings.after_bot,
            Ending::OperatorClosed => settings.after_operator,
            Ending::ClientTimeout => settings.after_client_timeout,
            Ending::Lifetime | Ending::ClientLeft | Ending::Spam | Ending::Administrator => None,
        }?;
        let mut others = self.context.others.iter();
        others
            .find(|(other, _)| other.id == script)
            .map(|(other, _)| *other)
    }

    /// Asks what there is left to ask; closes the dialog when there is nothing.
    fn ask_at_the_end(&mut self) {
        self.session.counts.clear();
        let settings = self.context.settings;
        let asked = &self.session.feedback;
        if !self.session.client_wrote() || !self.reaches_client() {
            return self.close();
        }
        if settings.feedback.ask_result && !self.session.served && !asked.result_asked {
            self.session.feedback.result_asked = true;
            self.wait_for(Stage::Result);
            let language = settings.language;
            let button = |solved, words: language::Words| Button {
                title: words.of(language).to_owned(),
                payload: self.payload(Pressed::Solved(solved)),
            };
            let buttons = vec![button(true, talk::YES), button(false, talk::NO)];
            let text = talk::SOLVED.of(language).to_owned();
            self.say(MessageKind::ResultRequest, text, buttons);
        } else if settings.feedback.ask && !asked.rating_asked {
            self.wait_for(Stage::Rating);
            self.ask_rating();
        } else {
            self.close();
        }
    }

    fn wait_for(&mut self, stage: Stage) {
        if self.session.state != DialogState::Feedback {
            self.session.state = DialogState::Feedback;
            self.session.counts.clear();
            self.count(Deadline::FeedbackOver);
        }
        self.session.feedback.stage = Some(stage);
    }

    /// The client is asked while the dialog still runs, if they have written and it is not too late.
    pub(super) fn ask_rating_midway(&mut self) {
        let settings = self.context.settings;
        let runs = matches!(
            self.session.state,
            DialogState::Bot | DialogState::Queued | DialogState::Operator
        );
        let may_write = settings.may_write(self.session.client_at, self.at);
        let asks = self.session.client_wrote() && may_write && !self.late;
        if runs && asks && !self.session.feedback.rating_asked {
            self.ask_rating();
        }
    }

    fn ask_rating(&mut self) {
        self.session.feedback.rating_asked = true;
        self.session.feedback.numbers_rate = true;
        self.stop(Deadline::AskRating);
        let settings = self.context.settings;
        let scale = settings.feedback.scale;
        self.session.feedback.scale = scale;
        let buttons = (1..=scale.best()).map(|rating| Button {
            title: title(rating, scale),
            payload: self.payload(Pressed::Rating(rating)),
        });
        let mut text = settings.feedback.text.clone();
        if !settings.has_buttons {
            text = format!("{text} (1–{})", scale.best());
        }
        let buttons = buttons.collect();
        self.say(MessageKind::RatingRequest, text, buttons);
        self.effects.push(Effect::RatingAsked);
    }

    pub(super) fn rated(&mut self, rating: u32) {
        self.session.feedback.rating = Some(rating);
        let scale = self.session.feedback.scale.best();
        self.effects.push(Effect::Rated { rating, scale });
    }

    /// After the end a rating is a rating, and what follows it is its comment; anything else begins
    /// a new dialog.
    pub(super) fn wrote_after_the_end(&mut self, text: &str, payload: Option<&str>, file: bool) {
        let scale = self.session.feedback.scale;
        if let Some(payload) = payload {
            match self.pressed(payload) {
                Some(Pressed::Rating(rating)) => self.rate_after_the_end(rating),
                Some(Pressed::Solved(solved)) => self.say_solved(solved),
                // A press that comes too late is no message.
                Some(Pressed::Answer { .. }) | None => {}
            }
            return;
        }
        let says = (!file).then_some(text);
        match (self.session.feedback.stage, says) {
            (Some(Stage::Result), Some(text)) => match answer::solved(text) {
                Some(solved) => self.say_solved(solved),
                None if answer::is_thanks(text) => self.comment(text),
                None => self.begin_next(),
            },
            (Some(Stage::Rating), Some(text)) => match answer::rating(text, scale) {
                Some(rating) => self.rate_after_the_end(rating),
                None if answer::is_thanks(text) => self.comment(text),
                None => self.begin_next(),
            },
            (Some(Stage::Comment), Some(text)) => {
                self.comment(text);
                self.close();
            }
            (_, None) | (None, _) => self.begin_next(),
        }
    }

    fn rate_after_the_end(&mut self, rating: u32) {
        self.session.seen = self.at;
        self.rated(rating);
        // A rating of before may come while the result is still to be said.
        if self.session.feedback.stage == Some(Stage::Rating) {
            self.session.feedback.stage = Some(Stage::Comment);
        }
    }

    fn say_solved(&mut self, solved: bool) {
        self.session.seen = self.at;
        self.session.feedback.solved = Some(solved);
        self.effects.push(Effect::ClientResult(solved));
        if self.context.settings.feedback.ask && !self.session.feedback.rating_asked {
            self.wait_for(Stage::Rating);
            self.ask_rating();
        } else {
            self.close();
        }
    }

    fn comment(&mut self, text: &str) {
        self.session.seen = self.at;
        self.effects.push(Effect::Commented(text.to_owned()));
    }

    fn begin_next(&mut self) {
        self.close();
        self.effects.push(Effect::OpensNext);
    }

    pub(super) fn close(&mut self) {
        let ending = self.session.ended.unwrap_or(Ending::Administrator);
        self.session.seen = self.at;
        self.session.state = DialogState::Closed;
        self.session.counts.clear();
        if !self.reaches_client() {
            self.effects.push(Effect::GiveUpSending);
        }
        self.effects.push(Effect::Close {
            ending,
            closed_by: closed_by(ending),
        });
    }

    fn payload(&self, pressed: Pressed) -> String {
        let dialog = self.session.dialog;
        Press { dialog, pressed }.to_string()
    }
}

fn title(rating: u32, scale: RatingScale) -> String {
    match (scale, rating) {
        (RatingScale::Two, 1) => "👎".to_owned(),
        (RatingScale::Two, _) => "👍".to_owned(),
        (_, rating) => rating.to_string(),
    }
}

const fn closed_by(ending: Ending) -> ClosedBy {
    match ending {
        Ending::BotEnded => ClosedBy::Bot,
        Ending::OperatorClosed | Ending::Spam => ClosedBy::Operator,
        Ending::ClientLeft => ClosedBy::Client,
        Ending::ClientTimeout | Ending::Lifetime | Ending::QueueTime | Ending::Administrator => {
            ClosedBy::System
        }
    }
}
