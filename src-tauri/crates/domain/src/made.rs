use crate::code::codes;

codes! {
    /// Where a change was made.
    MadeFrom, "place of a change":
    /// In the window.
    Window = "window",
    /// On the command line.
    CommandLine = "command_line",
    /// By the program itself.
    Program = "program",
}
