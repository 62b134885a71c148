//! Rehearsing a script on the archive: what a version of it would have made of dialogs that are over.
//!
//! The client's part is taken from the record, at the times at which it was said; the script answers
//! anew, in virtual time. Between two messages of the client the script's pauses and times without an
//! answer pass, and the chat's own limits: a client who is silent for too long has left. Where the
//! script hands the dialog over to operators, the rehearsal of it ends. Nothing is sent and nothing
//! stored; a server or a language model is not asked, but taken to have answered or not to have.
//!
//! A client answered what they were really asked. A rehearsal feeds it to whatever the script asks in
//! its place, so it tells well how much of what clients write a script understands and where it leads
//! them, and cannot tell what they would have written instead. It does not know how long operators
//! would have taken, what a server would have said, or whether a client who left was content. What a
//! client answered to the question how it was is not fed: no script asks that.

mod figures;
mod play;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use domain::{
    AuthorType, ChatSettings, Ending, MessageId, MessageKind, Messenger, RatingScale, RealEnd,
    RehearsedEnd, ScriptId,
};
use jiff::tz::TimeZone;
use language::Language;
use script::{Answer, Block, BlockId, BlockKind, Known, Script};
use store::{RecordedDialog, RecordedMessage};

use crate::Settings;
use crate::answer;
use crate::hours::zone;
pub use figures::{BlockFigures, Figures, NotUnderstood, Times};
use play::Play;

/// What becomes of what a script asks servers and language models.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Requests {
    /// They answer: a server with success where the script has a branch for it, and with nothing in
    /// the places it looks at; a language model with three dots.
    Answered,
    /// They do not answer.
    Failed,
}

/// Where a dialog took place: its chat as it is configured now, seen from one messenger.
#[derive(Debug, Clone)]
pub struct Venue {
    settings: Settings,
    zone: TimeZone,
}

impl Venue {
    /// A chat, reached through `messenger`, whose bot speaks `language`.
    #[must_use]
    pub fn of(chat: &ChatSettings, messenger: Messenger, language: Language) -> Self {
        Self {
            settings: Settings::of(chat, messenger, language),
            zone: zone(chat.general.time_zone.as_deref()),
        }
    }
}

/// A version of a script, with the scripts that it leads to, and numbers for its blocks and markers.
#[derive(Debug)]
pub struct Plot {
    parts: Vec<Part>,
    blocks: Vec<PlotBlock>,
    markers: Vec<String>,
    /// Whether anything in it depends on the chat's working hours.
    asks_hours: bool,
    /// Whether anything in it shows what was said so far.
    shows_dialog: bool,
}

#[derive(Debug)]
struct Part {
    id: ScriptId,
    script: Arc<Script>,
    /// The number of its first block; the others follow in the order of the file.
    first: u32,
    places: HashMap<BlockId, u32>,
}

/// A block by its number in a plot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlotBlock {
    /// The script it stands in; none means the one that is rehearsed.
    pub script: Option<ScriptId>,
    /// Its id.
    pub block: BlockId,
    /// What people call it.
    pub title: Option<String>,
    /// Whether it is a question that takes some answers and others not.
    is_choosy: bool,
}

/// How the rehearsal of one dialog went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rehearsed {
    /// How it ended.
    pub ended: RehearsedEnd,
    /// The numbers of the blocks it came by, in order; the last is where it ended.
    pub path: Vec<u32>,
    /// The numbers of the markers it passed, in order.
    pub markers: Vec<u32>,
    /// What the script did not understand, in order.
    pub misunderstood: Vec<Misunderstood>,
}

/// Something a client wrote and no branch of a question took, unless it is the one for all else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Misunderstood {
    /// The number of the question.
    pub question: u32,
    /// What was written.
    pub message: MessageId,
    /// The same number for what differs only in case and spaces; none where nothing was written.
    pub words: Option<u64>,
}

impl Plot {
    /// The plot of a version of the script `id`. `leads_to` has the published versions of the scripts
    /// it goes on in, and of those that these go on in; one that is not there is taken to be gone.
    #[must_use]
    pub fn of(id: ScriptId, script: Arc<Script>, leads_to: Vec<(ScriptId, Arc<Script>)>) -> Self {
        let mut plot = Self {
            parts: Vec::new(),
            blocks: Vec::new(),
            markers: Vec::new(),
            asks_hours: false,
            shows_dialog: false,
        };
        plot.add(id, script, None);
        for (other, script) in leads_to {
            if plot.parts.iter().all(|part| part.id != other) {
                plot.add(other, script, Some(other));
            }
        }
        plot
    }

    fn add(&mut self, id: ScriptId, script: Arc<Script>, named: Option<ScriptId>) {
        let first = number(self.blocks.len());
        let blocks = &script.draft().blocks;
        self.shows_dialog |= script.mentions("dialog");
        for block in blocks {
            if let BlockKind::Condition(condition) = &block.kind {
                let mut branches = condition.branches.iter();
                self.asks_hours |= branches.any(|branch| branch.when == Known::Open {});
            }
            self.blocks.push(PlotBlock {
                script: named,
                block: block.id.clone(),
                title: block.title.clone(),
                is_choosy: is_choosy(block),
            });
        }
        for marker in script.markers() {
            if !self.markers.iter().any(|known| known == marker) {
                self.markers.push(marker.to_owned());
            }
        }
        let ids = blocks.iter().map(|block| block.id.clone());
        let places = ids.zip(first..).collect();
        self.parts.push(Part {
            id,
            script,
            first,
            places,
        });
    }

    /// Its blocks, each at its number.
    #[must_use]
    pub fn blocks(&self) -> &[PlotBlock] {
        &self.blocks
    }

    /// Its markers, each at its number.
    #[must_use]
    pub fn markers(&self) -> &[String] {
        &self.markers
    }

    /// The language its bot speaks.
    #[must_use]
    pub fn language(&self) -> Language {
        self.parts[0].script.language()
    }
}

impl Part {
    fn number(&self, block: &BlockId) -> Option<u32> {
        self.places.get(block).copied()
    }

    fn block(&self, id: &BlockId) -> Option<&Block> {
        let place = usize::try_from(self.number(id)? - self.first).ok()?;
        self.script.draft().blocks.get(place)
    }
}

/// Whether a block is a question that has branches for some answers and not for others.
fn is_choosy(block: &Block) -> bool {
    let BlockKind::Question(question) = &block.kind else {
        return false;
    };
    let mut branches = question.branches.iter();
    branches.any(|branch| !matches!(branch.when, Answer::Else {} | Answer::NoAnswer { .. }))
}

fn number(place: usize) -> u32 {
    u32::try_from(place).expect("scripts of less than 4 MiB have fewer blocks and markers")
}

/// What a plot would have made of a dialog that is over. The same again gives the same.
#[must_use]
pub fn rehearse(
    plot: &Plot,
    dialog: &RecordedDialog,
    venue: &Venue,
    requests: Requests,
) -> Rehearsed {
    let mut play = Play::of(plot, dialog, venue, requests);
    play.open();
    for message in heard(dialog) {
        play.hear(message);
    }
    play.run_out()
}

/// How a dialog that is over had really ended.
#[must_use]
pub fn real_end(dialog: &RecordedDialog) -> RealEnd {
    if dialog.served {
        return RealEnd::Operator;
    }
    if dialog.handed_over {
        return RealEnd::NoOperator;
    }
    match dialog.ending {
        Some(Ending::BotEnded) => RealEnd::Bot,
        Some(Ending::OperatorClosed) => RealEnd::Operator,
        Some(Ending::QueueTime) => RealEnd::NoOperator,
        Some(Ending::ClientTimeout | Ending::Lifetime | Ending::ClientLeft) => RealEnd::ClientLeft,
        Some(Ending::Spam | Ending::Administrator) | None => RealEnd::Other,
    }
}

/// What the client said, but for what answers the question how it was: once that is asked and neither
/// the bot nor an operator says anything more, all of it; else what reads like an answer.
fn heard(dialog: &RecordedDialog) -> impl Iterator<Item = &RecordedMessage> {
    let speaks = |message: &RecordedMessage| {
        matches!(message.author, AuthorType::Bot | AuthorType::Operator)
    };
    let last_spoken = dialog.said.iter().rposition(speaks);
    let mut was_asked = false;
    let messages = dialog.said.iter().enumerate();
    messages.filter_map(move |(place, message)| {
        match message.author {
            AuthorType::Bot | AuthorType::Operator => was_asked = false,
            AuthorType::System => {
                was_asked |= matches!(
                    message.kind,
                    MessageKind::RatingRequest | MessageKind::ResultRequest
                );
            }
            AuthorType::Client => {
                let is_at_the_end = last_spoken.is_none_or(|last| last < place);
                let tells = is_at_the_end || tells_how_it_was(message);
                return (!was_asked || !tells).then_some(message);
            }
        }
        None
    })
}

fn tells_how_it_was(message: &RecordedMessage) -> bool {
    let text = message.text.as_str();
    let mut scales = [RatingScale::Two, RatingScale::Five, RatingScale::Ten].into_iter();
    message.kind == MessageKind::Postback
        || scales.any(|scale| answer::rating(text, scale).is_some())
        || answer::solved(text).is_some()
        || answer::is_thanks(text)
}

/// How often each number occurs.
fn times(numbers: &[u32]) -> BTreeMap<u32, u64> {
    let mut times = BTreeMap::new();
    for number in numbers {
        *times.entry(*number).or_default() += 1;
    }
    times
}
