use std::time::Duration;

use domain::{Button, ClosedBy, DialogState, Ending, MessageKind, Timestamp};
use script::{Input, Output, Script, run};

use crate::press::Press;
use crate::session::{Deadline, Session};
use crate::settings::Settings;

/// Texts that would come later than this after their time are not sent.
const TOO_LATE: Duration = Duration::from_secs(10 * 60);

/// What a dialog lives by.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// What its chat lays down.
    pub settings: &'a Settings,
    /// The version of the script that it began with.
    pub script: &'a Script,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event<'a> {
    /// The client opened the widget, or pressed the channel's "start".
    Opened,
    /// The client wrote or pressed a button.
    ClientMessage {
        /// What was written, or the title of the button.
        text: &'a str,
        /// What the pressed button carried.
        payload: Option<&'a str>,
    },
    /// The session's next deadline may be due.
    Due,
    /// Somebody outside the dialog ended it.
    End(Ending),
}

/// What is to be done, in this order, in the transaction that stores the session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Store a message to the client and send it.
    Say {
        /// [`MessageKind::Text`] from the bot, [`MessageKind::Notice`] from the program itself.
        kind: MessageKind,
        /// What is said.
        text: String,
        /// The buttons below it.
        buttons: Vec<Button>,
    },
    /// The dialog was handed over to the operators, perhaps not for the first time.
    HandedOver,
    /// The dialog is over; nothing follows.
    Close {
        /// Why.
        ending: Ending,
        /// By whom.
        closed_by: ClosedBy,
    },
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
    let mut turn = Turn {
        context,
        at: session.seen.max(now),
        late: false,
        session,
        effects: Vec::new(),
    };
    if turn.session.state != DialogState::Closed {
        match event {
            Event::Opened => turn.opened(),
            Event::ClientMessage { text, payload } => turn.client_wrote(text, payload),
            Event::Due => turn.due(),
            Event::End(ending) => turn.close(ending),
        }
    }
    Step {
        session: turn.session,
        effects: turn.effects,
        at: turn.at,
    }
}

struct Turn<'a> {
    context: &'a Context<'a>,
    session: Session,
    at: Timestamp,
    late: bool,
    effects: Vec<Effect>,
}

impl Turn<'_> {
    fn opened(&mut self) {
        if self.session.script.is_none() {
            self.session.seen = self.at;
            self.arm(Deadline::Lifetime, self.context.settings.lifetime_s);
            let outputs = self.tell(Input::Start { first: None });
            self.carry_out(outputs);
        }
    }

    fn client_wrote(&mut self, text: &str, payload: Option<&str>) {
        self.session.seen = self.at;
        self.arm(Deadline::Lifetime, self.context.settings.lifetime_s);
        let answer = match payload {
            None => Some(Input::Text(text)),
            Some(payload) => self.pressed(payload),
        };
        let input = match (self.session.state, answer) {
            (DialogState::Bot, answer) if self.session.script.is_none() => {
                let to_answer = self.context.settings.reply_to_first_message && answer.is_some();
                Input::Start {
                    first: to_answer.then_some(text),
                }
            }
            // Nobody can answer a question they never saw, so it is asked now.
            (DialogState::Bot, _) if self.session.unseen => Input::AskAgain,
            (DialogState::Bot, Some(answer)) => answer,
            (DialogState::Bot, None) => {
                // A stale press answers nothing, but whoever presses is not silent.
                return self.arm_client_timeout();
            }
            _ => return,
        };
        self.disarm_question();
        let outputs = self.tell(input);
        self.carry_out(outputs);
    }

    /// The answer that a pressed button is; none, with a line in the log, when it is stale.
    fn pressed(&mut self, payload: &str) -> Option<Input<'static>> {
        let press: Option<Press> = payload.parse().ok();
        let fresh = press.filter(|press| {
            self.session.state == DialogState::Bot
                && press.dialog == self.session.dialog
                && press.question == self.session.questions
        });
        if fresh.is_none() {
            let payload = payload.chars().take(100).collect();
            self.effects
                .push(Effect::Log(Note::StaleButton { payload }));
        }
        fresh.map(|press| Input::Button(press.button))
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
        self.session.deadlines.remove(&deadline);
        match deadline {
            Deadline::NoAnswer => {
                let outputs = self.tell(Input::NoAnswer);
                self.carry_out(outputs);
            }
            Deadline::QueueTime => self.leave_queue(),
            Deadline::ClientTimeout => self.close(Ending::ClientTimeout),
            Deadline::Lifetime => self.close(Ending::Lifetime),
        }
    }

    fn leave_queue(&mut self) {
        let outputs = self.tell(Input::NoOperator);
        if outputs == [Output::NoBranch] {
            self.say_busy();
            self.close(Ending::QueueTime);
        } else {
            self.session.state = DialogState::Bot;
            self.carry_out(outputs);
        }
    }

    fn tell(&mut self, input: Input<'_>) -> Vec<Output> {
        let state = self.session.script.take().unwrap_or_default();
        let (state, outputs) = run(self.context.script, state, input);
        self.session.script = Some(state);
        outputs
    }

    fn carry_out(&mut self, outputs: Vec<Output>) {
        for output in outputs {
            match output {
                Output::Say { text } => self.say(MessageKind::Text, text, Vec::new()),
                Output::Ask {
                    text,
                    buttons,
                    no_answer_s,
                } => self.ask(text, buttons, no_answer_s),
                Output::Transfer => self.queue(),
                Output::End => self.close(Ending::BotEnded),
                Output::NoBranch => {}
                Output::Log(note) => self.effects.push(Effect::Log(note.into())),
            }
        }
    }

    fn ask(&mut self, text: String, titles: Vec<String>, no_answer_s: Option<u32>) {
        self.session.questions = self.session.questions.wrapping_add(1);
        self.session.unseen = self.late;
        self.disarm_question();
        self.arm(Deadline::NoAnswer, no_answer_s.unwrap_or(0));
        self.arm_client_timeout();
        let buttons = titles.into_iter().enumerate().map(|(button, title)| {
            let press = Press {
                dialog: self.session.dialog,
                question: self.session.questions,
                button,
            };
            let payload = press.to_string();
            Button { title, payload }
        });
        let buttons = buttons.collect();
        self.say(MessageKind::Text, text, buttons);
    }

    fn queue(&mut self) {
        self.session.state = DialogState::Queued;
        self.disarm_question();
        self.arm(Deadline::QueueTime, self.context.settings.queue_time_s);
        self.effects.push(Effect::HandedOver);
        self.say_busy();
    }

    fn say_busy(&mut self) {
        let text = self.context.settings.busy_text.clone();
        self.say(MessageKind::Notice, text, Vec::new());
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

    fn close(&mut self, ending: Ending) {
        self.session.seen = self.at;
        self.session.state = DialogState::Closed;
        self.session.deadlines.clear();
        self.effects.push(Effect::Close {
            ending,
            closed_by: closed_by(ending),
        });
    }

    fn arm_client_timeout(&mut self) {
        let of_script = self.context.script.settings().client_silence_s;
        let seconds = of_script.unwrap_or(self.context.settings.client_silence_s);
        self.arm(Deadline::ClientTimeout, seconds);
    }

    /// Nobody is asked anything any more.
    fn disarm_question(&mut self) {
        self.session.deadlines.remove(&Deadline::NoAnswer);
        self.session.deadlines.remove(&Deadline::ClientTimeout);
    }

    fn arm(&mut self, deadline: Deadline, seconds: u32) {
        if seconds == 0 {
            self.session.deadlines.remove(&deadline);
        } else {
            let time = self.at.plus_seconds(seconds);
            self.session.deadlines.insert(deadline, time);
        }
    }
}

fn closed_by(ending: Ending) -> ClosedBy {
    match ending {
        Ending::BotEnded => ClosedBy::Bot,
        Ending::OperatorClosed | Ending::Spam => ClosedBy::Operator,
        Ending::ClientLeft => ClosedBy::Client,
        Ending::ClientTimeout | Ending::Lifetime | Ending::QueueTime | Ending::Administrator => {
            ClosedBy::System
        }
    }
}
