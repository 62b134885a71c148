//! What happens to one dialog in a story, and how it is shown.

use domain::{DialogId, DialogState, Ending, GroupId, MessageKind, OperatorId, ScriptId};
use engine::{
    Context, Deadline, Effect, Event, Follows, Group, Rank, Session, Settings, Staff, Step, step,
};
use expect_test::Expect;
use script::{Ask, Replied, Script};
use store::Place;

use crate::{BEGIN, dialog, settings};

/// What a test lets happen, with the second at which it happens.
#[derive(Clone, Copy)]
pub(crate) enum Happens<'a> {
    /// The widget is opened.
    Opens,
    /// The client writes.
    Writes(&'a str),
    /// The client sends a file with this text.
    SendsFile(&'a str),
    /// The client presses a button of the question with this number, both counted from 1.
    Presses { question: u32, button: usize },
    /// The client presses a rating.
    Rates(u32),
    /// The client presses whether the question is solved.
    Solves(bool),
    /// The client presses a button that carries this.
    PressesForeign(&'a str),
    /// What the script asked somebody outside is answered, or is not.
    Replies(u32, Replied<'a>),
    /// The program looks at its deadlines.
    Looks,
    /// Nobody looks at the deadlines before this is written.
    WritesUnlooked(&'a str),
    /// Somebody ends the dialog.
    Ends(Ending),
    /// The queue gives it to the operator with this number.
    Assigned(u8),
    /// The operator with this number takes it.
    Taken(u8),
    /// The operator who holds it writes.
    OperatorWrites,
    /// The operator who holds it is writing.
    OperatorTypes,
    /// The operator who holds it passes it to another.
    PassedTo(u8),
    /// The operator who holds it passes it to a group, or to anybody.
    HandedTo(Option<u8>),
    /// The operator who holds it gives it to the bot.
    ReturnedToBot,
    /// The operator who holds it has the script with this number run.
    SentTo(u8),
    /// The operator who holds it ends it.
    OperatorCloses,
    /// The window of the operator who holds it is gone.
    Away,
    /// It is there again.
    Back,
    /// The operator who holds it works here no more.
    Gone,
    /// The program was away.
    Resumes,
    /// The chat is configured anew.
    Sets(fn(&mut Settings)),
    /// Somebody comes, goes, or is deleted.
    Staff(fn(&mut Staff)),
    /// The dialog's place in the queue is another one now.
    Place(Option<Place>),
}

/// What a dialog of a story lives by.
#[derive(Clone)]
pub(crate) struct World<'a> {
    pub(crate) settings: Settings,
    pub(crate) script: &'a str,
    /// Scripts with their numbers.
    pub(crate) others: &'a [(u8, &'a str)],
    pub(crate) staff: Staff,
    pub(crate) place: Option<Place>,
    pub(crate) client_name: Option<&'a str>,
}

/// The operator with this number.
pub(crate) fn operator(number: u8) -> OperatorId {
    OperatorId::from_bytes([number; 16])
}

/// The group with this number.
pub(crate) fn group(number: u8) -> GroupId {
    GroupId::from_bytes([number; 16])
}

/// The script with this number.
pub(crate) fn script(number: u8) -> ScriptId {
    ScriptId::from_bytes([number; 16])
}

fn follows(number: u8) -> Follows {
    Follows {
        id: script(number),
        version: 1,
    }
}

/// Somebody is online, in group 1 and not in group 2.
pub(crate) fn staffed() -> Staff {
    let group = |number: u8| Group {
        id: group(number),
        online: number == 1,
        sl_first_s: None,
        sl_next_s: None,
    };
    Staff {
        online: true,
        groups: vec![group(1), group(2)],
    }
}

impl<'a> World<'a> {
    /// Where nobody is online.
    pub(crate) fn of(script: &'a str) -> Self {
        Self {
            settings: settings(),
            script,
            others: &[],
            staff: Staff::default(),
            place: None,
            client_name: None,
        }
    }

    /// Where somebody is online.
    pub(crate) fn staffed(script: &'a str) -> Self {
        Self {
            staff: staffed(),
            ..Self::of(script)
        }
    }

    /// With a chat configured like this.
    pub(crate) fn set(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        change(&mut self.settings);
        self
    }

    fn context<'c>(
        &'c self,
        script: &'c Script,
        others: &'c [(Follows, &'c Script)],
    ) -> Context<'c> {
        Context {
            script_id: Some(crate::world::script(9)),
            others,
            place: self.place,
            client_name: self.client_name,
            ..Context::of(&self.settings, script, &self.staff)
        }
    }

    pub(crate) fn check(&self, story: &[(u32, Happens<'_>)], shown: Expect) {
        shown.assert_eq(&self.tell(story).0);
    }

    /// What is shown of the story, and the session at its end.
    pub(crate) fn tell(&self, story: &[(u32, Happens<'_>)]) -> (String, Session) {
        let read = |text: &str| Script::read(text).expect("the test's own script is right");
        let script = read(self.script);
        let others: Vec<_> = self
            .others
            .iter()
            .map(|(number, text)| (follows(*number), read(text)))
            .collect();
        let others: Vec<_> = others.iter().map(|(id, script)| (*id, script)).collect();
        let mut world = self.clone();
        let mut text = String::new();
        let mut session = Session::new(dialog(), BEGIN);
        for (second, happens) in story {
            let now = BEGIN.plus_seconds(*second);
            let context = world.context(&script, &others);
            if !matches!(happens, Happens::WritesUnlooked(_)) {
                // Deadlines are brought up to date before anything else happens.
                while let Some((deadline, time)) = session.next_deadline()
                    && time <= now
                {
                    let done = step(&context, session, Event::Due, now);
                    show(&mut text, &format!("{deadline:?}"), &done);
                    session = done.session;
                }
            }
            match happens {
                Happens::Looks => continue,
                Happens::Sets(change) => change(&mut world.settings),
                Happens::Staff(change) => {
                    change(&mut world.staff);
                    continue;
                }
                Happens::Place(place) => {
                    world.place = *place;
                    continue;
                }
                _ => {}
            }
            let context = world.context(&script, &others);
            let (name, words, payload) = happens.in_words();
            let event = happens.event(&words, payload.as_deref());
            let done = step(&context, session, event, now);
            show(&mut text, &name, &done);
            session = done.session;
        }
        let waits: Vec<String> = session
            .deadlines()
            .map(|(kind, at)| waits(kind, at.since(BEGIN).as_secs()))
            .collect();
        text += &format!("= {} {}\n", session.state(), waits.join(", "));
        (text, session)
    }
}

fn waits(kind: Deadline, second: u64) -> String {
    format!("{kind:?} at {second}")
}

impl Happens<'_> {
    /// What it is called, what is written, and what the button carries.
    fn in_words(&self) -> (String, String, Option<String>) {
        let press = |rest: String| {
            let payload = Some(format!("{}.{rest}", dialog()));
            ("title".to_owned(), payload)
        };
        let nothing = (String::new(), None);
        let (name, (words, payload)) = match *self {
            Self::Opens => ("opens".to_owned(), nothing),
            Self::Writes(text) | Self::WritesUnlooked(text) => {
                (format!("writes {text}"), (text.to_owned(), None))
            }
            Self::SendsFile(text) => (format!("sends a file {text}"), (text.to_owned(), None)),
            Self::Presses { question, button } => {
                let pressed = press(format!("{question}.{}", button - 1));
                (format!("presses {question}.{button}"), pressed)
            }
            Self::Rates(rating) => (format!("rates {rating}"), press(format!("rate.{rating}"))),
            Self::Solves(solved) => {
                let solved = if solved { "yes" } else { "no" };
                (
                    format!("solves {solved}"),
                    press(format!("solved.{solved}")),
                )
            }
            Self::PressesForeign(payload) => {
                let pressed = ("title".to_owned(), Some(payload.to_owned()));
                ("presses".to_owned(), pressed)
            }
            Self::Replies(step, _) => (format!("ask {step} is answered"), nothing),
            Self::Ends(ending) => (format!("ends {ending}"), nothing),
            Self::Assigned(number) => (format!("assigned to {number}"), nothing),
            Self::Taken(number) => (format!("taken by {number}"), nothing),
            Self::OperatorWrites => ("operator writes".to_owned(), nothing),
            Self::OperatorTypes => ("operator types".to_owned(), nothing),
            Self::PassedTo(number) => (format!("passed to {number}"), nothing),
            Self::HandedTo(None) => ("handed to anybody".to_owned(), nothing),
            Self::HandedTo(Some(number)) => (format!("handed to group {number}"), nothing),
            Self::ReturnedToBot => ("returned to the bot".to_owned(), nothing),
            Self::SentTo(number) => (format!("sent to script {number}"), nothing),
            Self::OperatorCloses => ("operator closes".to_owned(), nothing),
            Self::Away => ("operator's window is gone".to_owned(), nothing),
            Self::Back => ("operator's window is back".to_owned(), nothing),
            Self::Gone => ("operator is deleted".to_owned(), nothing),
            Self::Resumes => ("the program is back".to_owned(), nothing),
            Self::Sets(_) => ("settings change".to_owned(), nothing),
            Self::Looks | Self::Staff(_) | Self::Place(_) => (String::new(), nothing),
        };
        (name, words, payload)
    }

    fn event<'e>(&'e self, text: &'e str, payload: Option<&'e str>) -> Event<'e> {
        let file = matches!(self, Self::SendsFile(_));
        match *self {
            Self::Opens => Event::Opened,
            Self::Writes(_)
            | Self::WritesUnlooked(_)
            | Self::SendsFile(_)
            | Self::Presses { .. }
            | Self::Rates(_)
            | Self::Solves(_)
            | Self::PressesForeign(_) => Event::ClientMessage {
                text,
                payload,
                file,
            },
            Self::Replies(step, reply) => Event::Replied { step, reply },
            Self::Ends(ending) => Event::End(ending),
            Self::Assigned(number) => Event::Assigned(operator(number)),
            Self::Taken(number) => Event::Taken(operator(number)),
            Self::OperatorWrites => Event::OperatorWrote,
            Self::OperatorTypes => Event::OperatorTyping,
            Self::PassedTo(number) => Event::PassedTo(operator(number)),
            Self::HandedTo(number) => Event::HandedTo(number.map(group)),
            Self::ReturnedToBot => Event::ReturnedToBot,
            Self::SentTo(number) => Event::SentToScript(follows(number)),
            Self::OperatorCloses => Event::OperatorClosed,
            Self::Away => Event::HolderAway,
            Self::Back => Event::HolderBack,
            Self::Gone => Event::HolderGone,
            Self::Resumes => Event::Resumed,
            Self::Sets(_) => Event::SettingsChanged,
            Self::Looks | Self::Staff(_) | Self::Place(_) => Event::Due,
        }
    }
}

fn number(bytes: &[u8; 16]) -> u8 {
    bytes[0]
}

fn show(text: &mut String, name: &str, done: &Step) {
    *text += &format!("{} {name}\n", done.at.since(BEGIN).as_secs());
    let said = |effect: &&Effect| !matches!(effect, Effect::Recognised { .. });
    for effect in done.effects.iter().filter(said) {
        *text += &format!("    {}\n", shown(effect));
    }
    let closes = done
        .effects
        .iter()
        .any(|effect| matches!(effect, Effect::Close { .. }));
    assert!(
        !closes || done.session.state() == DialogState::Closed,
        "a dialog that is said to be over is closed"
    );
}

fn shown(effect: &Effect) -> String {
    let to = |group: &Option<GroupId>| match group {
        Some(group) => format!(" to group {}", number(group.as_bytes())),
        None => String::new(),
    };
    match effect {
        Effect::Say {
            kind,
            text,
            buttons,
        } => {
            let notice = match kind {
                MessageKind::Notice => "notice ",
                MessageKind::QueueNotice => "queue notice ",
                _ => "",
            };
            let own = |id: DialogId| id.to_string();
            let buttons: Vec<String> = buttons
                .iter()
                .map(|button| {
                    let payload = button.payload.trim_start_matches(&own(dialog()));
                    format!(" [{} {payload}]", button.title)
                })
                .collect();
            format!("{notice}{text}{}", buttons.concat())
        }
        Effect::HandedOver { group } => format!("handed over{}", to(group)),
        Effect::Queue { since, rank, .. } => {
            let since = since.since(BEGIN).as_secs();
            match rank {
                Rank::InTurn => "queued".to_owned(),
                Rank::Head => format!("queued at the head, since {since}"),
                Rank::Help => "queued for nobody in particular".to_owned(),
            }
        }
        Effect::Help => "help".to_owned(),
        Effect::Unqueue(outcome) => format!("waited: {outcome}"),
        Effect::Join { operator, how } => {
            format!("joined: {} {how}", number(operator.as_bytes()))
        }
        Effect::Leave(how) => format!("left: {how}"),
        Effect::OpenTurn { first, goal_s, due } => {
            let which = if *first { "first" } else { "next" };
            // Working time may make the moment another one than the seconds say.
            let due = due.since(BEGIN).as_secs();
            format!("owes a {which} answer within {goal_s} s, by {due}")
        }
        Effect::CloseTurn { response_ms } => match response_ms {
            Some(millis) => format!("answered after {millis} ms"),
            None => "never answered".to_owned(),
        },
        Effect::RatingAsked => "rating asked".to_owned(),
        Effect::Rated { rating, scale } => format!("rated {rating} of {scale}"),
        Effect::Inquire { step, ask } => match ask {
            Ask::Http { method, url, .. } => format!("ask {step}: {method:?} {url}"),
            Ask::Ai {
                service, messages, ..
            } => format!("ask {step}: {service}, {messages} messages"),
        },
        Effect::Mark {
            block,
            marker,
            value,
        } => {
            let value = value.as_deref().unwrap_or("-");
            format!("marked at {block}: {marker} = {value}")
        }
        Effect::StopAsking => "stops asking".to_owned(),
        Effect::Result(result) => format!("result: {result}"),
        Effect::Recognised { block, branch } => format!("understood at {block}: {branch}"),
        Effect::HelpOver => "help over".to_owned(),
        Effect::Commented(text) => format!("comment: {text}"),
        Effect::ClientResult(solved) => format!("solved: {solved}"),
        Effect::Unread => "unread".to_owned(),
        Effect::OpensNext => "opens the next".to_owned(),
        Effect::GiveUpSending => "what waits is given up".to_owned(),
        Effect::Close { ending, closed_by } => format!("closed: {ending} by {closed_by}"),
        Effect::Log(note) => format!("log: {note}"),
    }
}
