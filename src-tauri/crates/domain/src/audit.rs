use crate::code::codes;

codes! {
    /// What was done, as it is kept for whoever asks later.
    AuditAction, "kept action":
    /// Somebody began to work as an operator.
    WorkAs = "work_as",
    /// Somebody no longer works as the operator.
    WorkEnded = "work_ended",
    /// Somebody said whether an operator is there.
    Presence = "presence",
    /// An operator took a dialog.
    DialogTaken = "dialog_taken",
    /// An operator passed a dialog on.
    DialogTransferred = "dialog_transferred",
    /// An operator ended a dialog.
    DialogClosed = "dialog_closed",
    /// An operator ended a dialog as spam.
    DialogSpam = "dialog_spam",
    /// An operator was made.
    OperatorCreated = "operator_created",
    /// An operator was changed.
    OperatorChanged = "operator_changed",
    /// An operator was deleted.
    OperatorDeleted = "operator_deleted",
    /// The deletion of an operator was taken back.
    OperatorRestored = "operator_restored",
    /// An operator got a PIN, or another one.
    PinSet = "pin_set",
    /// An operator's PIN was taken away.
    PinRemoved = "pin_removed",
    /// Somebody gave so many wrong PINs of an operator in a row that the next one had to wait.
    WrongPins = "wrong_pins",
    /// A group was made.
    GroupCreated = "group_created",
    /// A group was changed.
    GroupChanged = "group_changed",
    /// A group was deleted.
    GroupDeleted = "group_deleted",
    /// The deletion of a group was taken back.
    GroupRestored = "group_restored",
    /// A chat was deleted, with its dialogs or without.
    ChatDeleted = "chat_deleted",
    /// The deletion of a chat was taken back.
    ChatRestored = "chat_restored",
    /// A version of a script was published.
    ScriptPublished = "script_published",
    /// A script came from a file, as a new one or in place of what stood in its draft.
    ScriptImported = "script_imported",
    /// A script was deleted.
    ScriptDeleted = "script_deleted",
    /// The deletion of a script was taken back.
    ScriptRestored = "script_restored",
    /// A tag was deleted.
    TagDeleted = "tag_deleted",
    /// An attribute was deleted.
    AttributeDeleted = "attribute_deleted",
    /// It was changed which private addresses scripts may ask.
    AddressesAllowed = "addresses_allowed",
    /// A language model was set up or changed.
    AiServiceSaved = "ai_service_saved",
    /// A language model was taken away, with its key.
    AiServiceDeleted = "ai_service_deleted",
}
