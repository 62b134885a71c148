//! The bot's scenario: its file format, its checks, and the runner that goes through it.
//!
//! Everything here is a function from values to values. This room knows no dialog, no time, no
//! channel and no file; whoever calls it keeps the [`State`] and says the [`Output`].
//!
//! # The format
//! A script is a JSON object; this is format 1:
//! ```json
//! {
//!   "format": 1,
//!   "name": "Greeting",
//!   "language": "en",
//!   "settings": { "client_silence_s": 600, "repeats": 3, "blocks_per_message": 200 },
//!   "blocks": [
//!     { "id": "start", "type": "start", "text": "Hello!", "next": "menu", "at": [0, 0] },
//!     {
//!       "id": "menu",
//!       "type": "question",
//!       "text": "How can we help?",
//!       "branches": [
//!         { "when": "button", "title": "Delivery", "next": "delivery" },
//!         { "when": "button", "title": "Talk to a person", "next": "person" },
//!         { "when": "else", "next": "menu" },
//!         { "when": "no_answer", "after_s": 120, "next": "bye" }
//!       ]
//!     },
//!     { "id": "delivery", "type": "message", "text": "Two days.", "next": "menu" },
//!     {
//!       "id": "person",
//!       "type": "transfer",
//!       "branches": [
//!         { "when": "no_operator", "next": "bye" },
//!         { "when": "operator_idle", "next": "menu" }
//!       ]
//!     },
//!     { "id": "bye", "type": "end" }
//!   ]
//! }
//! ```
//! A block has an `id`, a `type`, perhaps a `title` and a place on the canvas (`at`), and what its
//! type asks for. Where it simply goes on it has `next`; where it chooses it has `branches`, each with
//! what it is taken for (`when` and its fields) and `next`.
//!
//! - says: `start`, `message`
//! - asks: `question` of the client, `request` of a server, `ai` of a language model
//! - chooses: `condition` by what is known, `random` by lot, `in_order` by turns
//! - keeps: `set` variables, `marker`, `result`
//! - waits: `pause`
//! - leaves: `transfer` to the operators, `script` to another script, `end`
//!
//! [`BlockKind`] says what each has, and [`schema`] says it to other programs. New types of blocks
//! and new kinds of branches fit in beside the old ones; a field or type that is not known is an
//! error and never skipped, so an old program cannot quietly lose what a newer one wrote. In drafts
//! every `next` may be left out.

mod block;
mod builtin;
mod calc;
mod check;
mod read;
mod ready;
mod run;
mod schema;
mod text;
mod understand;
mod wire;

pub use block::{
    AfterLast, Ai, AiReply, Answer, Assignment, Block, BlockId, BlockIdError, BlockKind, Branch,
    Comparison, Condition, DialogResult, Draft, End, Entity, Exit, FORMAT, Handover, Header,
    InOrder, InTurn, Known, Marker, Message, Method, Pause, Question, Random, Reply, Request, Save,
    Set, Settings, Start, Test, ToScript, Transfer, ValueKind, Weight, WordsHow,
};
pub use builtin::builtin;
pub use check::{
    Around, BUTTONS_MAX, Fault, LABEL_MAX, NO_ANSWER_MAX_S, PAUSE_MAX_S, Problem, Script,
    ScriptError, Severity, TITLE_MAX,
};
pub use read::{BLOCKS_MAX, BRANCHES_MAX, FILE_MAX, InBlock, Place, ReadError};
pub use ready::{Ready, ready};
pub use run::{
    Ask, Facts, Input, NotASystemVariable, Note, Output, Passed, Recognised, Replied, State,
    SystemVariable, Turn, Waits, run, understands,
};
pub use schema::{SCRIPT_SCHEMA, schema};
