//! Names of sheets: at most 25 characters, so that ` (n)` after it stays within Excel's 31, and none
//! of `[]:*?/\`.

use crate::Words;
use crate::words::words;

/// The first sheet of report `sessions`.
pub const SESSIONS: Words = words("Sessions", "Сессии");
/// The messages of the dialogs of a report.
pub const MESSAGES: Words = words("Messages", "Сообщения");
/// The first sheet of report `markers`.
pub const MARKED: Words = words("Dialogs with markers", "Диалоги с маркерами");
/// Every pass of a marker.
pub const PASSES: Words = words("Passes", "Прохождения");
/// How many dialogs came as far as each marker.
pub const FUNNEL: Words = words("Funnel", "Воронка");
/// What the workbook holds and how it was made.
pub const ABOUT: Words = words("About", "Об отчёте");
