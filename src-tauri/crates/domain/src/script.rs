use crate::code::codes;

codes! {
    /// Whom a script asks.
    AskKind, "kind of ask":
    /// A server.
    Request = "request",
    /// A language model.
    Ai = "ai",
}

codes! {
    /// Why it was kept how a script stood.
    ScriptMomentKind, "moment of a script":
    /// It was published.
    Published = "published",
    /// Somebody wanted it kept, under a name.
    Snapshot = "snapshot",
    /// Somebody went back to how it had stood before.
    WentBack = "went_back",
    /// Nobody had worked on it for a while, and then somebody did.
    Saved = "saved",
    /// It came from a file.
    Imported = "imported",
}
