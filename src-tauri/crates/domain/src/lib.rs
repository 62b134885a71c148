//! The words of the trade: typed ids, times, chats, dialogs, messages, colours, money.
//!
//! Everything here is plain data with its own rules of validity. This room knows no file, no
//! network, no clock but the one it is given, and no other room.

mod chat;
mod check;
mod clock;
mod code;
mod colour;
mod dialog;
mod id;
mod message;
mod messenger;
mod money;

pub use chat::{Chat, ChatColours, ChatInput, ChatSettings, ColoursInput, NAME_MAX, TEXT_MAX};
pub use check::{Problem, ProblemCode};
pub use clock::{Clock, ManualClock, SystemClock, Timestamp};
pub use code::UnknownCode;
pub use colour::{Colour, ColourError};
pub use dialog::{ClosedBy, DialogState, Ending, StartedBy, StatusFilter};
pub use id::{ChannelId, ChatId, ClientId, DialogId, IdError, InboxId, MessageId, ScriptId};
pub use message::{AuthorType, Button, Delivery, MessageKind};
pub use messenger::Messenger;
pub use money::{Currency, Money};
