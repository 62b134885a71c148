//! The words of the trade: typed ids, times, chats, dialogs, messages, colours, money.
//!
//! Everything here is plain data with its own rules of validity. This room knows no file, no
//! network, no clock but the one it is given, and no other room.

mod adapt;
mod address;
mod ai;
mod audit;
mod capabilities;
mod card;
mod chat;
mod check;
mod clock;
mod code;
mod colour;
mod content_id;
mod dialog;
mod id;
mod language;
mod link;
mod made;
mod message;
mod messenger;
mod money;
mod notify;
mod operator;
mod rehearsal;
mod script;
mod secret;
mod setup;
mod site;

pub use adapt::{Adapted, chosen};
pub use ai::AiServiceInput;
pub use audit::AuditAction;
pub use capabilities::{Capabilities, TextUnit, WritesFirst};
pub use card::ClientInput;
pub use chat::{
    Appearance, AppearanceInput, ByChannel, CHAT_SCHEMA, Chat, ChatColours, ChatFile, ChatInput,
    ChatSettings, ColoursInput, Consumer, Crop, Difference, Feedback, General, Holiday, IdleTo,
    Kind, NAME_MAX, Picture, Pictures, Price, PriceList, Queue, RatingScale, SETTINGS,
    ScriptSettings, ServiceLevel, Setting, Span, TEXT_MAX, TimeOfDay, TimeOfDayError, Unit,
    WidgetSettings, WorkingHours, differences,
};
pub use check::{Problem, ProblemCode};
pub use clock::{Clock, ManualClock, SystemClock, Timestamp};
pub use code::UnknownCode;
pub use colour::{AA, AAA, Colour, ColourChannel, ColourError, ColourModel, ContrastLevel};
pub use content_id::{ContentId, ContentIdError};
pub use dialog::{ClosedBy, DialogState, Ending, StartedBy, StatusFilter};
pub use id::{
    AttributeId, ChannelId, ChatId, ClientId, DialogId, GroupId, IdError, InboxId, MessageId,
    NoteId, OperatorId, PersonId, QuickReplyId, ScriptId, TagId,
};
pub use language::Language;
pub use link::{
    LINK_MAX, LinkError, WEB_ADDRESS_MAX, WebAddressError, check_link, check_web_address,
};
pub use made::MadeFrom;
pub use message::{Attachment, AuthorType, Button, Delivery, MessageKind};
pub use messenger::Messenger;
pub use money::{Currency, Money};
pub use notify::{Notify, NotifyOf};
pub use operator::{
    AttributeKind, LEASE_S, LIMIT_DEFAULT, Presence, StayBegan, StayEnded, WaitOutcome,
};
pub use rehearsal::{RealEnd, RehearsedEnd};
pub use script::{AskKind, ScriptMomentKind};
pub use secret::Secret;
pub use setup::{AttributeInput, GroupInput, OperatorInput, QuickReplyInput, TagInput, check_pin};
pub use site::{Site, SiteError};
