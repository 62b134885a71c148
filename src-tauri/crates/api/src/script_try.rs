//! Trying a draft out: a dialog that nobody keeps, with a client, a clock and servers that whoever
//! tries it plays.

use domain::{AuthorType, DialogId, GroupId, Messenger, ScriptId, TextUnit, Timestamp, chosen};
use jiff::tz::TimeZone;
use language::{Language, name};
use script::{
    Ask, BlockId, Draft, Exit, Facts, Input, Method, Output, Recognised, Replied, Script, State,
    Waits, run,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{Reader, StoreError};
use ts_rs::TS;

use crate::script_check::unsound;
use crate::settings::Nothing;
use crate::{ApiError, App};

/// The most messages that a script is shown of the dialog.
const TRANSCRIPT_MAX: usize = 500;

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScriptTry {
    draft: Draft,
    /// Where the answer before left it; none begins anew.
    #[ts(type = "unknown")]
    state: Option<Value>,
    input: TryInput,
    facts: TryFacts,
}

/// What happens in a dialog that is tried.
#[derive(Debug, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum TryInput {
    /// The dialog begins.
    Start,
    /// The client writes; at the beginning, before the bot.
    Text { text: String },
    /// The client presses the button with this number, from 0.
    Button { index: usize },
    /// The client sends a file.
    File { text: String },
    /// The client did not answer in time.
    NoAnswer,
    /// The pause is over.
    PauseOver,
    /// The server answers.
    Replied { status: u16, body: String },
    /// The language model answers.
    Said { text: String },
    /// The server or the language model does not answer.
    Failed,
    /// No operator comes.
    NoOperator,
    /// The operator does not answer.
    OperatorIdle,
}

/// What a dialog that is tried knows of the world.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct TryFacts {
    channel: Messenger,
    /// Whether it is within working hours.
    is_open: bool,
    now: Timestamp,
    client_name: Option<String>,
    phone: Option<String>,
    page: Option<String>,
}

/// What followed, and where the dialog stands then.
#[derive(Debug, Serialize, TS)]
pub(crate) struct Tried {
    /// What the next call brings along.
    #[ts(type = "unknown")]
    state: TryState,
    said: Vec<TrySaid>,
    /// The blocks of the draft that were left, in order; not those of a script it went on to.
    path: Vec<TryPassed>,
    /// The block of the draft it stands at.
    block: Option<BlockId>,
    variables: Vec<TryVariable>,
    waits: TryWaits,
    recognised: Option<Recognised>,
}

/// A block that was left.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "Passed")]
pub(crate) struct TryPassed {
    block: BlockId,
    exit: Exit,
    /// How alike the client's answer was, in percent.
    score: Option<u8>,
}

/// A variable with what it holds.
#[derive(Debug, Serialize, TS)]
pub(crate) struct TryVariable {
    name: String,
    value: String,
}

/// What the script does.
#[derive(Debug, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum TrySaid {
    /// The bot says it, as the channel shows it.
    Text { text: String, buttons: Vec<String> },
    /// It pauses.
    Wait { seconds: u32 },
    /// It asks a server; nothing was sent.
    Request {
        method: Method,
        url: String,
        body: Option<String>,
    },
    /// It asks a language model; nothing was sent.
    Ai {
        service: String,
        instructions: String,
    },
    /// It records a marker.
    Mark {
        marker: String,
        value: Option<String>,
    },
    /// It records the result.
    Result { result: String },
    /// It hands over to the operators.
    Transfer { group: Option<GroupId> },
    /// It goes on in another script.
    Script { script: ScriptId },
    /// It is at its end.
    End,
    /// It has no branch for what happened, and stays where it is.
    NoBranch,
    /// Its author should know.
    Log { text: String },
}

/// What the script waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "for", rename_all = "snake_case")]
pub(crate) enum TryWaits {
    /// To begin.
    Start,
    /// The client's answer; after so many seconds it goes on by itself.
    Answer { seconds: Option<u32> },
    /// The end of a pause.
    Pause { seconds: u32 },
    /// A server.
    Request { timeout_s: u32 },
    /// A language model.
    Ai { timeout_s: u32 },
    /// The operators.
    Operators,
    /// Nothing any more.
    Nothing,
}

/// What a messenger can carry, as far as scripts are concerned.
#[derive(Debug, Serialize, TS)]
pub(crate) struct MessengerCapabilities {
    messenger: Messenger,
    /// The longest text of one message; nothing can be sent where it is 0.
    text_max: u32,
    /// What that counts.
    text_unit: TextUnit,
    buttons_max: u32,
    /// The most characters on a button.
    title_max: u32,
}

/// Where a dialog that is tried stands.
#[derive(Debug, Serialize, Deserialize)]
struct TryState {
    dialog: DialogId,
    state: State,
    waits: TryWaits,
    /// The script it went on to.
    follows: Option<ScriptId>,
    /// How many buttons were shown as a numbered list.
    numbered: usize,
    /// What was said, `Author: text` each.
    transcript: Vec<String>,
}

/// A turn of a dialog that is tried.
struct Trial<'a> {
    reader: &'a Reader<'a>,
    facts: &'a TryFacts,
    zone: TimeZone,
    language: Language,
    own: &'a Script,
    /// The script it went on to.
    other: Option<Script>,
    at: TryState,
    said: Vec<TrySaid>,
    path: Vec<TryPassed>,
    recognised: Option<Recognised>,
}

impl TryState {
    fn new(now: Timestamp) -> Self {
        Self {
            dialog: DialogId::new(now),
            state: State::default(),
            waits: TryWaits::Start,
            follows: None,
            numbered: 0,
            transcript: Vec::new(),
        }
    }
}

impl Trial<'_> {
    fn take(&mut self, input: &TryInput) -> Result<(), StoreError> {
        let waits = self.at.state.waits_for();
        let by_client = match input {
            TryInput::Text { text } | TryInput::File { text } => {
                self.note(AuthorType::Client, text);
                true
            }
            TryInput::Button { .. } => true,
            _ => false,
        };
        if by_client && matches!(waits, Waits::Pause | Waits::Reply { .. }) {
            // What the client writes meanwhile answers nothing.
            return Ok(());
        }
        let step = match waits {
            Waits::Reply { step } => step,
            _ => 0,
        };
        let input = match input {
            TryInput::Start => Input::Start { first: None },
            TryInput::Text { text } if waits == Waits::Start => Input::Start { first: Some(text) },
            TryInput::Text { text } => {
                let entry = chosen(text, self.at.numbered);
                entry.map_or(Input::Text(text), Input::Button)
            }
            TryInput::Button { index } => Input::Button(*index),
            TryInput::File { text } => Input::File { text },
            TryInput::NoAnswer => Input::NoAnswer,
            TryInput::PauseOver => Input::PauseOver,
            TryInput::Replied { status, body } => Input::Replied {
                step,
                reply: Replied::Http {
                    status: *status,
                    body,
                },
            },
            TryInput::Said { text } => Input::Replied {
                step,
                reply: Replied::Said(text),
            },
            TryInput::Failed => Input::Replied {
                step,
                reply: Replied::Failed {
                    why: "whoever tries the script says so",
                },
            },
            TryInput::NoOperator => Input::NoOperator,
            TryInput::OperatorIdle => Input::OperatorIdle,
        };
        let mut next = self.tell(input);
        // The guards count across scripts, so two that lead to each other come to rest.
        while let Some(script) = next {
            next = self.follow(script)?;
        }
        self.settle();
        Ok(())
    }

    /// Takes a turn; gives the script it wants to go on in.
    fn tell(&mut self, input: Input<'_>) -> Option<ScriptId> {
        let transcript = self.at.transcript.join("\n");
        let facts = Facts {
            now: self.facts.now,
            zone: &self.zone,
            dialog: self.at.dialog,
            transcript: &transcript,
            client_name: self.facts.client_name.as_deref(),
            client_phone: self.facts.phone.as_deref(),
            channel: self.facts.channel,
            page: self.facts.page.as_deref(),
            previous_script: None,
            is_open: self.facts.is_open,
        };
        let state = std::mem::take(&mut self.at.state);
        let turn = run(
            self.other.as_ref().unwrap_or(self.own),
            state,
            input,
            &facts,
        );
        self.at.state = turn.state;
        if let (Input::Button(_), Some(recognised)) = (input, &turn.recognised) {
            let pressed = recognised.branch.clone();
            self.note(AuthorType::Client, &pressed);
        }
        if self.other.is_none() {
            let score = |block: &BlockId| {
                let of_block = turn.recognised.as_ref().filter(|one| one.block == *block);
                of_block.map(|recognised| recognised.score)
            };
            self.path
                .extend(turn.path.into_iter().map(|passed| TryPassed {
                    score: score(&passed.block),
                    block: passed.block,
                    exit: passed.exit,
                }));
            self.recognised = turn.recognised.or(self.recognised.take());
        }
        let mut follows = None;
        for output in turn.outputs {
            if let Output::Follow { script } = output {
                follows = Some(script);
            } else {
                self.show(output);
            }
        }
        follows
    }

    fn follow(&mut self, script: ScriptId) -> Result<Option<ScriptId>, StoreError> {
        let Some(found) = published(self.reader, script)? else {
            return Ok(self.tell(Input::NoScript));
        };
        self.said.push(TrySaid::Script { script });
        let from = self.at.follows.replace(script);
        self.other = Some(found);
        Ok(self.tell(Input::Followed { from }))
    }

    fn show(&mut self, output: Output) {
        match output {
            Output::Say { text } => self.say(&text, &[]),
            Output::Ask {
                text,
                buttons,
                no_answer_s,
            } => {
                self.at.numbered = 0;
                if let Some(text) = text {
                    self.say(&text, &buttons);
                }
                let seconds = no_answer_s.filter(|&seconds| seconds > 0);
                self.at.waits = TryWaits::Answer { seconds };
            }
            Output::Wait { seconds } => {
                self.said.push(TrySaid::Wait { seconds });
                self.at.waits = TryWaits::Pause { seconds };
            }
            Output::Inquire { ask, .. } => self.inquire(ask),
            Output::Mark { marker, value, .. } => self.said.push(TrySaid::Mark { marker, value }),
            Output::Result { result } => self.said.push(TrySaid::Result { result }),
            Output::Transfer { group } => self.said.push(TrySaid::Transfer { group }),
            Output::Follow { script } => self.said.push(TrySaid::Script { script }),
            Output::End => self.said.push(TrySaid::End),
            Output::NoBranch => self.said.push(TrySaid::NoBranch),
            Output::Log(note) => self.said.push(TrySaid::Log {
                text: note.to_string(),
            }),
        }
    }

    fn inquire(&mut self, ask: Ask) {
        let (said, waits) = match ask {
            Ask::Http {
                method,
                url,
                body,
                timeout_s,
                ..
            } => (
                TrySaid::Request { method, url, body },
                TryWaits::Request { timeout_s },
            ),
            Ask::Ai {
                service,
                instructions,
                timeout_s,
                ..
            } => (
                TrySaid::Ai {
                    service,
                    instructions,
                },
                TryWaits::Ai { timeout_s },
            ),
        };
        self.said.push(said);
        self.at.waits = waits;
    }

    /// Says a text as the channel shows it.
    fn say(&mut self, text: &str, titles: &[String]) {
        let adapted = self.facts.channel.capabilities().adapt(text, titles);
        self.at.numbered = adapted.numbered;
        let last = adapted.texts.len().saturating_sub(1);
        let mut buttons = adapted.buttons;
        for (number, text) in adapted.texts.into_iter().enumerate() {
            self.note(AuthorType::Bot, &text);
            self.said.push(TrySaid::Text {
                text,
                buttons: match number {
                    _ if number == last => std::mem::take(&mut buttons),
                    _ => Vec::new(),
                },
            });
        }
    }

    /// Keeps what was said for the script that asks for it.
    fn note(&mut self, author: AuthorType, text: &str) {
        let author = name::author(author).of(self.language);
        self.at.transcript.push(format!("{author}: {text}"));
        let length = self.at.transcript.len();
        self.at
            .transcript
            .drain(..length.saturating_sub(TRANSCRIPT_MAX));
    }

    /// What it waits for, where its outputs did not say.
    fn settle(&mut self) {
        let waits = match self.at.state.waits_for() {
            Waits::Start => TryWaits::Start,
            Waits::Operators => TryWaits::Operators,
            Waits::Nothing => TryWaits::Nothing,
            Waits::Answer | Waits::Pause | Waits::Reply { .. } => return,
        };
        self.at.waits = waits;
    }
}

/// The published version of a script; none when there is none that can be read.
fn published(r: &Reader<'_>, id: ScriptId) -> Result<Option<Script>, StoreError> {
    let version = r.published_script(id)?;
    Ok(version.and_then(|version| Script::read(&version.body).ok()))
}

pub(crate) async fn script_try(app: App, request: ScriptTry) -> Result<Tried, ApiError> {
    let ScriptTry {
        draft,
        state,
        input,
        facts,
    } = request;
    let own = draft.check().map_err(|errors| unsound(&errors))?;
    let at = match state {
        Some(state) => serde_json::from_value(state).map_err(ApiError::malformed)?,
        None => TryState::new(facts.now),
    };
    app.store()
        .read(move |reader| {
            let other = match at.follows {
                Some(id) => published(reader, id)?,
                None => None,
            };
            let mut trial = Trial {
                reader,
                facts: &facts,
                zone: TimeZone::system(),
                language: own.language(),
                own: &own,
                other,
                at,
                said: Vec::new(),
                path: Vec::new(),
                recognised: None,
            };
            trial.take(&input)?;
            let Trial {
                at,
                said,
                path,
                recognised,
                ..
            } = trial;
            let variables = at.state.variables().iter();
            Ok(Tried {
                block: at.state.block().filter(|_| at.follows.is_none()).cloned(),
                variables: variables
                    .map(|(name, value)| TryVariable {
                        name: name.clone(),
                        value: value.clone(),
                    })
                    .collect(),
                waits: at.waits,
                state: at,
                said,
                path,
                recognised,
            })
        })
        .await
}

pub(crate) async fn capabilities(
    _: App,
    _: Nothing,
) -> Result<Vec<MessengerCapabilities>, ApiError> {
    let all = Messenger::ALL.iter().map(|&messenger| {
        let can = messenger.capabilities();
        MessengerCapabilities {
            messenger,
            text_max: can.max_text,
            text_unit: can.text_unit,
            buttons_max: can.max_buttons,
            title_max: can.button_title_max,
        }
    });
    Ok(all.collect())
}
