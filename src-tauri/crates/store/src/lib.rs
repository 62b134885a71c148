//! The dialog store: one SQLite file in the data folder, and all SQL of the program.
//!
//! [`Reader`] cannot change anything, [`Writer`] exists only inside a transaction, and what a
//! [`Store::write`] returned is on the disk. This room decides nothing about how a dialog goes; it
//! keeps what the engine decided. Nothing outside it sees SQL.

mod attributes;
mod audit;
mod card;
mod change;
mod channels;
mod charge;
mod chats;
mod clients;
mod desk_figures;
mod desk_list;
mod desk_search;
mod dialogs;
mod drafts;
mod erase;
mod error;
mod figures;
mod groups;
mod happenings;
mod inbox;
mod list;
mod messages;
mod notes;
mod open;
mod operators;
mod outbox;
mod passages;
mod presence;
mod queue;
mod quick_replies;
mod reader;
mod row;
mod sample;
mod scripts;
mod sessions;
mod settings;
mod stays;
mod store;
mod tags;
mod turns;
mod versions;
mod writer;

pub use attributes::Attribute;
pub use audit::{Actor, AuditEntry};
pub use card::{Client, FormerDialog, PageSeen, TagOn};
pub use change::Change;
pub use channels::{Channel, WebChannel};
pub use chats::{ChatFigures, ChatHead, ChatLoss};
pub use clients::{Conversation, TokenHash, Visitor, VisitorFacts};
pub use desk_figures::{ChatMarks, InTime, OperatorFigures, Rated};
pub use desk_list::{
    DeskCounts, DeskCursor, DeskList, DeskPage, DeskRow, DeskSection, OwedAnswer,
};
pub use dialogs::{DialogRow, DialogScript, OpenDialog};
pub use error::StoreError;
pub use figures::SessionRow;
pub use groups::Group;
pub use happenings::{Happened, Happening};
pub use inbox::{Inbound, InboxEvent, Pending, Received};
pub use list::{Count, DialogCursor, DialogFilter};
pub use messages::{Message, Say};
pub use notes::Note;
pub use operators::Operator;
pub use queue::Place;
pub use quick_replies::QuickReply;
pub use reader::Reader;
pub use sample::{SampleDialog, SampleMessage};
pub use scripts::{Script, ScriptVersion};
pub use stays::Holder;
pub use store::Store;
pub use tags::Tag;
pub use versions::{ChatVersion, Made};
pub use writer::Writer;
