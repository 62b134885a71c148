//! One dialog in virtual time.

use std::hash::{DefaultHasher, Hash, Hasher};

use domain::{AuthorType, MessageKind, RehearsedEnd, ScriptId, StartedBy, Timestamp};
use language::{fold, name};
use script::{
    BlockId, BlockKind, Facts, Input, Note, Output, Replied, Reply, Request, State, Turn, Waits,
    run,
};
use serde_json::{Map, Value};
use store::{RecordedDialog, RecordedMessage};

use super::{Misunderstood, Part, Plot, Rehearsed, Requests, Venue};

/// What a language model is taken to have answered.
const SAID: &str = "…";

pub(super) struct Play<'a> {
    plot: &'a Plot,
    dialog: &'a RecordedDialog,
    venue: &'a Venue,
    requests: Requests,
    part: &'a Part,
    state: State,
    now: Timestamp,
    /// What comes by itself, at most one of a kind.
    due: Vec<(Timestamp, Due)>,
    /// The titles of the buttons that are offered.
    buttons: Vec<String>,
    /// What was said so far, where the script wants it.
    transcript: String,
    over: Option<RehearsedEnd>,
    rehearsed: Rehearsed,
}

/// What comes by itself. At the same moment the first of this list comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    NoAnswer,
    PauseOver,
    ClientTimeout,
    Lifetime,
}

/// What a script waits for that comes at once.
enum Then {
    Reply(u32),
    Follow(ScriptId),
}

/// The answer of somebody outside who was not asked.
enum MadeUp {
    Http { status: u16, body: String },
    Said,
    Failed,
}

impl MadeUp {
    fn reply(&self) -> Replied<'_> {
        match self {
            Self::Http { status, body } => Replied::Http {
                status: *status,
                body,
            },
            Self::Said => Replied::Said(SAID),
            Self::Failed => Replied::Failed {
                why: "nobody is asked in a rehearsal",
            },
        }
    }
}

impl<'a> Play<'a> {
    pub(super) fn of(
        plot: &'a Plot,
        dialog: &'a RecordedDialog,
        venue: &'a Venue,
        requests: Requests,
    ) -> Self {
        Self {
            plot,
            dialog,
            venue,
            requests,
            part: &plot.parts[0],
            state: State::default(),
            now: dialog.created_at,
            due: Vec::new(),
            buttons: Vec::new(),
            transcript: String::new(),
            over: None,
            rehearsed: Rehearsed {
                ended: RehearsedEnd::ClientLeft,
                path: Vec::new(),
                markers: Vec::new(),
                misunderstood: Vec::new(),
            },
        }
    }

    /// The bot greets a client who did not write first.
    pub(super) fn open(&mut self) {
        if self.dialog.started_by == StartedBy::Bot {
            self.slide();
            self.tell(Input::Start { first: None }, None);
        }
    }

    /// The client says something, after all that came before it by itself.
    pub(super) fn hear(&mut self, message: &RecordedMessage) {
        while let Some((at, due)) = self.next_due().filter(|(at, _)| *at <= message.at) {
            self.pass(at, due);
        }
        if self.over.is_some() {
            return;
        }
        self.now = self.now.max(message.at);
        self.slide();
        self.write_down(AuthorType::Client, &message.text);
        let text = message.text.as_str();
        let input = match self.state.waits_for() {
            Waits::Start => {
                let to_answer = self.venue.settings.reply_to_first_message;
                Input::Start {
                    first: (to_answer && !text.is_empty()).then_some(text),
                }
            }
            Waits::Answer if message.kind == MessageKind::File => Input::File { text },
            Waits::Answer => {
                let is_press = message.kind == MessageKind::Postback;
                let pressed = is_press.then(|| self.button(text)).flatten();
                pressed.map_or(Input::Text(text), Input::Button)
            }
            // The script will go on by itself; what is said meanwhile answers nothing.
            Waits::Pause | Waits::Reply { .. } | Waits::Operators | Waits::Nothing => return,
        };
        self.stop(Due::NoAnswer);
        self.stop(Due::ClientTimeout);
        self.tell(input, Some(message));
    }

    /// The client says no more: what is left comes by itself. It comes to an end, since the script's
    /// guard counts the blocks that are passed without the client.
    pub(super) fn run_out(mut self) -> Rehearsed {
        let ended = loop {
            match (self.over, self.next_due()) {
                (Some(ended), _) => break ended,
                (None, Some((at, due))) => self.pass(at, due),
                (None, None) => break RehearsedEnd::ClientLeft,
            }
        };
        let last = self.state.block().cloned();
        last.inspect(|block| self.come_by(block));
        Rehearsed {
            ended,
            ..self.rehearsed
        }
    }

    fn pass(&mut self, at: Timestamp, due: Due) {
        self.now = at;
        self.stop(due);
        match due {
            Due::NoAnswer => self.tell(Input::NoAnswer, None),
            Due::PauseOver => self.tell(Input::PauseOver, None),
            Due::ClientTimeout | Due::Lifetime => self.end(RehearsedEnd::ClientLeft),
        }
    }

    /// Tells the script something, and what comes at once after it.
    fn tell(&mut self, input: Input<'_>, message: Option<&RecordedMessage>) {
        let mut then = self.turn(input, message);
        while let Some(next) = then {
            then = match next {
                Then::Reply(step) => {
                    let made_up = self.answer_outside();
                    let reply = made_up.reply();
                    self.turn(Input::Replied { step, reply }, message)
                }
                Then::Follow(script) => self.follow(script, message),
            };
        }
    }

    fn follow(&mut self, script: ScriptId, message: Option<&RecordedMessage>) -> Option<Then> {
        let mut parts = self.plot.parts.iter();
        let Some(part) = parts.find(|part| part.id == script) else {
            return self.turn(Input::NoScript, message);
        };
        let by = self.state.block().cloned();
        by.inspect(|block| self.come_by(block));
        let from = Some(self.part.id);
        self.part = part;
        self.turn(Input::Followed { from }, message)
    }

    fn turn(&mut self, input: Input<'_>, message: Option<&RecordedMessage>) -> Option<Then> {
        let state = std::mem::take(&mut self.state);
        let turn = run(&self.part.script, state, input, &self.facts());
        let Turn {
            state,
            outputs,
            path,
            recognised,
        } = turn;
        self.state = state;
        for passed in &path {
            self.come_by(&passed.block);
        }
        if let (Some(recognised), Some(message)) = (recognised, message)
            && recognised.score == 0
        {
            self.misunderstand(&recognised.block, message);
        }
        self.carry_out(outputs)
    }

    fn carry_out(&mut self, outputs: Vec<Output>) -> Option<Then> {
        let (mut then, mut lost_at) = (None, None);
        for output in outputs {
            match output {
                Output::Say { text } => self.write_down(AuthorType::Bot, &text),
                Output::Ask {
                    text,
                    buttons,
                    no_answer_s,
                } => {
                    self.write_down(AuthorType::Bot, &text.unwrap_or_default());
                    self.buttons = buttons;
                    self.wait(Due::NoAnswer, no_answer_s.unwrap_or(0));
                    let of_script = self.part.script.settings().client_silence_s;
                    let of_chat = self.venue.settings.client_silence_s;
                    self.wait(Due::ClientTimeout, of_script.unwrap_or(of_chat));
                }
                Output::Wait { seconds } => self.due_in(Due::PauseOver, seconds),
                Output::Inquire { step, .. } => then = Some(Then::Reply(step)),
                Output::Follow { script } => then = Some(Then::Follow(script)),
                Output::Mark { marker, .. } => {
                    let markers = &self.plot.markers;
                    let known = markers.iter().position(|known| *known == marker);
                    self.rehearsed.markers.extend(known.map(super::number));
                }
                Output::Log(note) => lost_at = place(note),
                // A script that has lost its way hands over by no block of its own.
                Output::Transfer { .. } if self.state.block().is_none() => {
                    if let Some(block) = lost_at.take() {
                        self.come_by(&block);
                    }
                    self.end(RehearsedEnd::Lost);
                }
                Output::Transfer { .. } => self.end(RehearsedEnd::Operator),
                Output::End => self.end(RehearsedEnd::Bot),
                Output::Result { .. } | Output::NoBranch => {}
            }
        }
        then
    }

    /// What somebody outside is taken to answer to the block that waits for them.
    fn answer_outside(&self) -> MadeUp {
        if self.requests == Requests::Failed {
            return MadeUp::Failed;
        }
        let block = self.state.block().and_then(|block| self.part.block(block));
        match block.map(|block| &block.kind) {
            Some(BlockKind::Request(request)) => success(request),
            Some(BlockKind::Ai(_)) => MadeUp::Said,
            _ => MadeUp::Failed,
        }
    }

    fn facts(&self) -> Facts<'_> {
        let follows = self.part.id != self.plot.parts[0].id;
        Facts {
            now: self.now,
            zone: &self.venue.zone,
            dialog: self.dialog.id,
            transcript: &self.transcript,
            client_name: self.dialog.client_name.as_deref(),
            client_phone: self.dialog.client_phone.as_deref(),
            channel: self.dialog.messenger,
            page: self.dialog.first_page.as_deref(),
            previous_script: follows.then_some(self.plot.parts[0].id),
            is_open: !self.plot.asks_hours || self.venue.settings.is_open(self.now),
        }
    }

    fn misunderstand(&mut self, question: &BlockId, message: &RecordedMessage) {
        let Some(question) = self.part.number(question) else {
            return;
        };
        let block = usize::try_from(question).ok();
        let block = block.and_then(|place| self.plot.blocks.get(place));
        if block.is_some_and(|block| block.is_choosy) {
            let words = fold(message.text.trim());
            self.rehearsed.misunderstood.push(Misunderstood {
                question,
                message: message.id,
                words: (!words.is_empty()).then(|| {
                    let mut hasher = DefaultHasher::new();
                    words.hash(&mut hasher);
                    hasher.finish()
                }),
            });
        }
    }

    fn come_by(&mut self, block: &BlockId) {
        self.rehearsed.path.extend(self.part.number(block));
    }

    fn write_down(&mut self, author: AuthorType, text: &str) {
        if !self.plot.shows_dialog || text.is_empty() {
            return;
        }
        if !self.transcript.is_empty() {
            self.transcript.push('\n');
        }
        self.transcript += name::author(author).of(self.plot.language());
        self.transcript += ": ";
        self.transcript += text;
    }

    fn button(&self, title: &str) -> Option<usize> {
        let title = fold(title);
        self.buttons.iter().position(|button| fold(button) == title)
    }

    fn end(&mut self, ended: RehearsedEnd) {
        self.due.clear();
        self.over = Some(ended);
    }

    /// The lifetime begins anew with every message of the client.
    fn slide(&mut self) {
        self.wait(Due::Lifetime, self.venue.settings.lifetime_s);
    }

    /// Has something come after a time; 0 means never.
    fn wait(&mut self, due: Due, seconds: u32) {
        self.stop(due);
        if seconds > 0 {
            self.due_in(due, seconds);
        }
    }

    fn due_in(&mut self, due: Due, seconds: u32) {
        self.stop(due);
        self.due.push((self.now.plus_seconds(seconds), due));
    }

    fn stop(&mut self, due: Due) {
        self.due.retain(|(_, known)| *known != due);
    }

    fn next_due(&self) -> Option<(Timestamp, Due)> {
        self.due.iter().min().copied()
    }
}

/// The block a script had come to when it lost its way.
fn place(note: Note) -> Option<BlockId> {
    match note {
        Note::AskedTooOften { block, .. }
        | Note::TooManyBlocks { block, .. }
        | Note::NoWayOut { block }
        | Note::ScriptIsGone { block }
        | Note::BlockIsGone { block } => Some(block),
        Note::NoReply { .. } | Note::NotReckoned { .. } | Note::LateReply { .. } => None,
    }
}

/// The answer that a request can make most of: its own status or 200, with nothing in every place
/// that it looks at.
fn success(request: &Request) -> MadeUp {
    let branches = request.branches.iter();
    let expected = branches.clone().find_map(|branch| match branch.when {
        Reply::Status { status } => Some(status),
        Reply::Ok {} | Reply::Failed {} => None,
    });
    let takes_any = branches
        .into_iter()
        .any(|branch| branch.when == Reply::Ok {});
    let status = if takes_any {
        200
    } else {
        expected.unwrap_or(200)
    };
    let mut body = Value::Object(Map::new());
    for save in &request.save {
        put_nothing(&mut body, &save.from);
    }
    MadeUp::Http {
        status,
        body: body.to_string(),
    }
}

/// Puts an empty text at a pointer (RFC 6901), unless something stands there already.
fn put_nothing(body: &mut Value, pointer: &str) {
    let mut at = body;
    for token in pointer.split('/').skip(1) {
        if !at.is_object() {
            *at = Value::Object(Map::new());
        }
        let Value::Object(fields) = at else {
            return;
        };
        let key = token.replace("~1", "/").replace("~0", "~");
        at = fields.entry(key).or_insert_with(|| Value::from(""));
    }
}
