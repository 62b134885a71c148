use crate::code::codes;

codes! {
    /// How a dialog of the archive had really ended.
    RealEnd, "way a dialog ends":
    /// The bot came to the end of its script.
    Bot = "bot",
    /// An operator was in it.
    Operator = "operator",
    /// It was handed to operators, and none came.
    NoOperator = "no_operator",
    /// The client left it, with nobody but the bot there.
    ClientLeft = "client_left",
    /// Somebody ended it.
    Other = "other",
}

codes! {
    /// How the rehearsal of a dialog ended.
    RehearsedEnd, "way a rehearsal ends":
    /// The script came to its end.
    Bot = "bot",
    /// The script handed it over to operators.
    Operator = "operator",
    /// The script waited for the client, and the client said no more.
    ClientLeft = "client_left",
    /// The script broke one of its guards or had no way out, and gave it up to operators.
    Lost = "lost",
}
