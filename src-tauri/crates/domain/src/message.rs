use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ContentId;
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
    /// A notice of the place in the queue, of no use once the wait is over.
    QueueNotice = "queue_notice",
    /// The question how the dialog was; its buttons are the ratings, the worst first.
    RatingRequest = "rating_request",
    /// The question whether the client's own question is solved; its buttons are yes and no.
    ResultRequest = "result_request",
    /// A file; the text is what was written with it, if anything.
    File = "file",
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
    /// It was of no use any more before the client's side took it.
    Cancelled = "cancelled",
}

/// A file that was sent, as its message names it; its bytes lie in the data folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Attachment {
    /// The SHA-256 of its content.
    pub id: ContentId,
    /// Its name, safe to save under.
    pub name: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// What it is by its content, as a MIME type; `application/octet-stream` when nothing tells.
    pub mime: String,
    /// Whether it may be shown in place: a picture that browsers draw and nothing else.
    pub is_picture: bool,
}

/// A button under a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Button {
    /// What stands on it, 1 to 40 characters.
    pub title: String,
    /// What comes back when it is pressed; opaque to whoever shows the button.
    pub payload: String,
}
