use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::codes;

codes! {
    /// Who wrote a message.
    AuthorType, "author":
    /// The client.
    Client = "client",
    /// The script.
    Bot = "bot",
    /// An operator.
    Operator = "operator",
    /// The program itself: notices about the dialog.
    System = "system",
}

codes! {
    /// What a message is.
    MessageKind, "kind of message":
    /// Written text.
    Text = "text",
    /// A pressed button; the text is the button's title.
    Postback = "postback",
    /// A notice of the program.
    Notice = "notice",
}

codes! {
    /// How far a message has come.
    Delivery, "delivery":
    /// It came from the client.
    Received = "received",
    /// It waits for the client's side to take it.
    Pending = "pending",
    /// The client's side has it.
    Delivered = "delivered",
    /// The client saw it.
    Read = "read",
    /// It could not be delivered before the dialog ended.
    Undelivered = "undelivered",
}

/// A button under a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Button {
    /// What stands on it, 1 to 40 characters.
    pub title: String,
    /// What comes back when it is pressed; opaque to whoever shows the button.
    pub payload: String,
}
