use crate::code::codes;

/// How long an operator counts as online without a sign of life, in seconds.
pub const LEASE_S: u32 = 60;
/// How many dialogs an operator is given at most when nobody says otherwise.
pub const LIMIT_DEFAULT: u32 = 5;

codes! {
    /// Whether an operator is given dialogs.
    Presence, "presence":
    /// They are.
    Online = "online",
    /// They are given nothing new.
    Pause = "pause",
}

codes! {
    /// How an operator came into a dialog.
    StayBegan, "beginning of a stay":
    /// It was given to them.
    Assigned = "assigned",
    /// They took it.
    Taken = "taken",
    /// Another operator passed it on to them.
    Transferred = "transferred",
}

codes! {
    /// How an operator left a dialog.
    StayEnded, "end of a stay":
    /// The dialog ended.
    Closed = "closed",
    /// It was taken from them because they did not answer.
    Idle = "idle",
    /// They passed it on, or another operator took it over.
    Transferred = "transferred",
    /// They gave it to the bot.
    Returned = "returned",
}

codes! {
    /// How a wait in the queue was over.
    WaitOutcome, "outcome of a wait":
    /// An operator came.
    Taken = "taken",
    /// The time in the queue was over.
    Time = "time",
    /// The dialog ended.
    Closed = "closed",
    /// It went to the bot.
    Bot = "bot",
}

codes! {
    /// What kind of value a field of a client's card takes.
    #[derive(Default)]
    AttributeKind, "kind of attribute":
    /// A line of text.
    #[default]
    Text = "text",
    /// A number.
    Number = "number",
    /// A day.
    Date = "date",
    /// One of a list.
    Choice = "choice",
    /// Yes or no.
    Flag = "flag",
    /// A web address.
    Link = "link",
}
