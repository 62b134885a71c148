//! How a dialog lives: what happens when a client writes, presses a button or falls silent.
//!
//! [`step`] is a function from values to values: it takes a [`Session`] and an [`Event`] and gives
//! the session that follows and the [`Effect`]s to carry out. It asks no clock, reads no store and
//! sends nothing. Between two steps everything a dialog needs lies in its session, which is stored
//! with the effects in one transaction, so a program that was killed goes on where it was.

mod desk;
mod press;
mod run;
mod session;
mod settings;
mod step;

pub use desk::{Acted, Action, Desk, Refused, To};
pub use run::run;
pub use session::{Deadline, Session, SessionError};
pub use settings::Settings;
pub use step::{Context, Effect, Event, Note, Step, step};
