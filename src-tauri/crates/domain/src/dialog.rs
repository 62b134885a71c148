use crate::code::codes;

codes! {
    /// Where a dialog stands.
    DialogState, "dialog state":
    /// The bot answers.
    Bot = "bot",
    /// It waits for an operator.
    Queued = "queued",
    /// An operator holds it.
    Operator = "operator",
    /// It has ended, and a script runs after the end.
    Ending = "ending",
    /// It has ended, and the client is asked how it was.
    Feedback = "feedback",
    /// It is over.
    Closed = "closed",
}

codes! {
    /// Who began a dialog.
    StartedBy, "beginner of a dialog":
    /// The client wrote first.
    Client = "client",
    /// The client opened the widget and the bot greeted.
    Bot = "bot",
}

codes! {
    /// Who closed a dialog.
    ClosedBy, "closer of a dialog":
    /// The script came to its end.
    Bot = "bot",
    /// An operator closed it.
    Operator = "operator",
    /// The client left.
    Client = "client",
    /// A time ran out, or an administrator ended it.
    System = "system",
}

codes! {
    /// Why a dialog is over.
    Ending, "ending":
    /// The script came to its end.
    BotEnded = "bot_ended",
    /// An operator closed it.
    OperatorClosed = "operator_closed",
    /// The client did not answer in time.
    ClientTimeout = "client_timeout",
    /// Nobody wrote for the dialog's lifetime.
    Lifetime = "lifetime",
    /// It waited in the queue for too long.
    QueueTime = "queue_time",
    /// The client left or blocked the channel.
    ClientLeft = "client_left",
    /// It was marked as spam.
    Spam = "spam",
    /// An administrator ended it.
    Administrator = "administrator",
}

codes! {
    /// The archive's filter *Status*.
    #[derive(Default)]
    StatusFilter, "status":
    /// Active and closed dialogs.
    #[default]
    Any = "any",
    /// Not closed.
    Active = "active",
    /// Closed.
    Closed = "closed",
    /// Handed to operators at least once, and no operator ever wrote in it.
    NoOperatorResponse = "no_operator_response",
}
