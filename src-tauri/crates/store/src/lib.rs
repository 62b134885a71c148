//! The dialog store: one SQLite file in the data folder, and all SQL of the program.
//!
//! [`Reader`] cannot change anything, [`Writer`] exists only inside a transaction, and what a
//! [`Store::write`] returned is on the disk. This room decides nothing about how a dialog goes; it
//! keeps what the engine decided. Nothing outside it sees SQL.

mod change;
mod channels;
mod chats;
mod clients;
mod dialogs;
mod erase;
mod error;
mod figures;
mod inbox;
mod list;
mod messages;
mod open;
mod outbox;
mod reader;
mod row;
mod sample;
mod scripts;
mod sessions;
mod settings;
mod store;
mod versions;
mod writer;

pub use change::Change;
pub use channels::{Channel, WebChannel};
pub use chats::{ChatFigures, ChatHead, ChatLoss};
pub use clients::{Conversation, TokenHash, Visitor, VisitorFacts};
pub use dialogs::{DialogRow, DialogScript, OpenDialog};
pub use error::StoreError;
pub use figures::SessionRow;
pub use inbox::{Inbound, InboxEvent, Pending, Received};
pub use list::{Count, DialogCursor, DialogFilter};
pub use messages::{Message, Say};
pub use reader::Reader;
pub use sample::{SampleDialog, SampleMessage};
pub use scripts::{Script, ScriptVersion};
pub use store::Store;
pub use versions::{ChatVersion, Made};
pub use writer::Writer;
