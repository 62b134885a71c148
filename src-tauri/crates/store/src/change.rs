use domain::{AuthorType, ClientId, DialogId};

/// What a commit changed; sent once it is durable, so that whoever listens finds it when reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A chat or a channel was made, changed or deleted.
    Chats,
    /// A setting was changed.
    Settings,
    /// A dialog was opened, closed or otherwise changed.
    Dialog {
        /// The dialog.
        dialog: DialogId,
        /// Its client.
        client: ClientId,
    },
    /// Messages were exchanged with a client.
    Messages {
        /// The client.
        client: ClientId,
        /// The dialog they stand in.
        dialog: DialogId,
        /// The seq of the last one.
        last_seq: u64,
    },
    /// An event waits in the inbox.
    Inbox,
    /// A script was made, changed, published or deleted.
    Scripts,
    /// A script asks somebody outside, or was answered.
    Asks,
    /// A session has another deadline.
    Deadlines,
    /// A dialog came into the queue or left it.
    Queue,
    /// Operators, groups or what operators work with changed, or who is there.
    Operators,
    /// Somebody is writing; nothing is kept of it.
    Typing {
        /// The client.
        client: ClientId,
        /// The dialog.
        dialog: DialogId,
        /// Who: the client or an operator.
        by: AuthorType,
    },
    /// So much changed that it is better to read all again.
    Everything,
}
